#include "rules/condition.h"

#include <gtest/gtest.h>

#include <random>

namespace fw::rules {
namespace {

using namespace std::chrono_literals;

constexpr Duration kFor = 15s;
constexpr Duration kClear = 10s;

Moment at(Duration t)
{
    return {WallTime{t}, t};
}

TEST(Condition, FiresWhenItHasHeldLongEnoughAndNotBefore)
{
    Condition c;
    EXPECT_FALSE(c.update(Truth::yes, kFor, kClear, at(0s)));
    EXPECT_EQ(c.due(kFor, kClear), 15s);
    EXPECT_FALSE(c.update(Truth::yes, kFor, kClear, at(15s - 1ms)));
    const auto change = c.update(Truth::yes, kFor, kClear, at(15s));
    ASSERT_TRUE(change);
    EXPECT_EQ(change->to, Truth::yes);
    EXPECT_EQ(change->since, at(0s));
}

TEST(Condition, StartsAnewWhenItWasFalseInBetween)
{
    Condition c;
    (void)c.update(Truth::yes, kFor, kClear, at(0s));
    (void)c.update(Truth::no, kFor, kClear, at(10s));
    (void)c.update(Truth::yes, kFor, kClear, at(11s));
    EXPECT_FALSE(c.update(Truth::yes, kFor, kClear, at(25s)));
    EXPECT_TRUE(c.update(Truth::yes, kFor, kClear, at(26s)));
}

TEST(Condition, UnknownFreezesForAndAddsNothing)
{
    Condition c;
    (void)c.update(Truth::yes, kFor, kClear, at(0s));
    (void)c.update(Truth::unknown, kFor, kClear, at(10s));
    EXPECT_EQ(c.due(kFor, kClear), std::nullopt);
    (void)c.update(Truth::yes, kFor, kClear, at(1'000s));
    EXPECT_EQ(c.due(kFor, kClear), 5s);
    EXPECT_FALSE(c.update(Truth::yes, kFor, kClear, at(1'004s)));
    EXPECT_TRUE(c.update(Truth::yes, kFor, kClear, at(1'005s)));
}

TEST(Condition, UnknownFreezesClearingToo)
{
    Condition c;
    (void)c.update(Truth::yes, 0s, kClear, at(0s));
    (void)c.update(Truth::no, 0s, kClear, at(1s));
    (void)c.update(Truth::unknown, 0s, kClear, at(5s));
    (void)c.update(Truth::no, 0s, kClear, at(500s));
    EXPECT_FALSE(c.update(Truth::no, 0s, kClear, at(505s)));
    const auto cleared = c.update(Truth::no, 0s, kClear, at(506s));
    ASSERT_TRUE(cleared);
    EXPECT_EQ(cleared->from, Truth::yes);
    EXPECT_EQ(cleared->to, Truth::no);
}

TEST(Condition, ThatWasTrueIsShownUnknownAndComesBackWithItsOnset)
{
    Condition c;
    (void)c.update(Truth::yes, 0s, 0s, at(3s));
    const auto lost = c.update(Truth::unknown, 0s, 0s, at(5s));
    ASSERT_TRUE(lost);
    EXPECT_EQ(lost->to, Truth::unknown);
    EXPECT_TRUE(c.wasTrue());
    const auto back = c.update(Truth::yes, 0s, 0s, at(9s));
    ASSERT_TRUE(back);
    EXPECT_EQ(back->from, Truth::unknown);
    EXPECT_EQ(back->since, at(3s));
}

// Whatever comes in: it fires only after `for` of known truth since the last known untruth, it clears only after
// `clear_for` of known untruth, and looking more often changes nothing.
TEST(Condition, KeepsItsPromisesOverRandomHistories)
{
    std::mt19937 random(20261124);
    for (int history = 0; history < 2'000; ++history) {
        Condition seldom;
        Condition often;
        Duration t{0};
        Duration held{0};
        Duration cleared{0};
        for (int i = 0; i < 60; ++i) {
            const Truth raw = Truth(std::uniform_int_distribution<int>(0, 2)(random));
            const Duration step{std::uniform_int_distribution<int>(0, 8'000)(random)};
            if (raw == Truth::no && !seldom.wasTrue())
                held = Duration{0};
            if (raw == Truth::yes)
                cleared = Duration{0};
            (void)seldom.update(raw, kFor, kClear, at(t));
            (void)often.update(raw, kFor, kClear, at(t));
            for (Duration tick{1}; tick < step; tick += Duration{997})
                (void)often.update(raw, kFor, kClear, at(t + tick));
            if (const auto due = seldom.due(kFor, kClear); due && *due <= step)
                (void)seldom.update(raw, kFor, kClear, at(t + *due)); // as a wake would bring it
            (void)often.update(raw, kFor, kClear, at(t + step));
            t += step;
            held += raw == Truth::yes ? step : Duration{0};
            cleared += raw == Truth::no ? step : Duration{0};
            (void)seldom.update(raw, kFor, kClear, at(t));
            ASSERT_EQ(seldom.shown(), often.shown()) << "history " << history << ", step " << i;
            ASSERT_EQ(seldom.wasTrue(), often.wasTrue());
            if (seldom.wasTrue() && raw == Truth::no) {
                EXPECT_LT(cleared, kClear);
            }
            if (seldom.wasTrue() && raw == Truth::yes) {
                EXPECT_GE(held, kFor);
            }
            if (!seldom.wasTrue() && raw == Truth::yes) {
                EXPECT_LT(held, kFor);
            }
            if (!seldom.wasTrue() && raw != Truth::yes && seldom.since() == std::nullopt)
                held = Duration{0};
        }
    }
}

} // namespace
} // namespace fw::rules
