// The waits between tries to connect.
#include "feeds/back_off.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <vector>

namespace fw::feeds {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

std::vector<Duration> waits(BackOff backOff, int tries, double chance)
{
    std::vector<Duration> found;
    for (int i = 0; i < tries; ++i)
        found.push_back(backOff.next(chance));
    return found;
}

TEST(BackOff, DoublesFromTheFirstToTheLongest)
{
    EXPECT_THAT(waits({500ms, 3s}, 5, 1), ElementsAre(500ms, 1s, 2s, 3s, 3s));
    EXPECT_THAT(waits({1s, 2s}, 3, 1), ElementsAre(1s, 2s, 2s));
}

TEST(BackOff, LeavesHalfOfEachWaitToChance)
{
    EXPECT_THAT(waits({500ms, 3s}, 4, 0), ElementsAre(250ms, 500ms, 1s, 1500ms));
    EXPECT_THAT(waits({500ms, 3s}, 2, 0.5), ElementsAre(375ms, 750ms));
}

TEST(BackOff, BeginsAnewAfterATryThatWorked)
{
    BackOff backOff(500ms, 3s);
    (void)backOff.next(1);
    (void)backOff.next(1);
    backOff.reset();
    EXPECT_EQ(backOff.planned(), 0ms);
    EXPECT_EQ(backOff.next(1), 500ms);
}

} // namespace
} // namespace fw::feeds
