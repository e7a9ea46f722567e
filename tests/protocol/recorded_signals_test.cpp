// Whole recordings through parser and translator: their counts are known from the recording itself.
#include "recorded.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <map>
#include <ostream>

namespace fw::protocol {
namespace {

using namespace floor;

struct Counts {
    int joins = 0;
    int connects = 0;
    int abandons = 0;
    int notHungUp = 0;
    bool operator==(const Counts &) const = default;
};

void PrintTo(const Counts &counts, std::ostream *out) // NOLINT(readability-identifier-naming): GoogleTest's name
{
    *out << counts.joins << " joins, " << counts.connects << " connects, " << counts.abandons << " abandons, "
         << counts.notHungUp << " of them not hung up";
}

std::map<std::string, Counts> countsOf(const std::vector<test::TimedSignal> &timed)
{
    std::map<std::string, Counts> counts;
    for (const test::TimedSignal &each : timed) {
        if (const auto *joined = std::get_if<CallerJoined>(&each.signal))
            ++counts[joined->queue.str()].joins;
        if (const auto *connected = std::get_if<CallerConnected>(&each.signal))
            ++counts[connected->queue.str()].connects;
        if (const auto *abandoned = std::get_if<CallerAbandoned>(&each.signal)) {
            ++counts[abandoned->queue.str()].abandons;
            counts[abandoned->queue.str()].notHungUp += abandoned->hungUp ? 0 : 1;
        }
    }
    return counts;
}

template <class T> long countOf(const std::vector<test::TimedSignal> &timed)
{
    return std::count_if(timed.begin(), timed.end(),
                         [](const test::TimedSignal &each) { return std::holds_alternative<T>(each.signal); });
}

TEST(RecordedSignals, OfASmallCutAreWhatItsMessagesSay)
{
    const auto timed = test::signalsOf({test::recorded("surge_cut.ami"), test::recorded("surge_cut.times")});
    EXPECT_EQ(countsOf(timed), (std::map<std::string, Counts>{{"tickets", {29, 15, 4, 0}}}));
    EXPECT_EQ(countOf<SnapshotBegan>(timed), 1);
    EXPECT_EQ(countOf<SnapshotComplete>(timed), 1);
    EXPECT_EQ(countOf<MemberSeen>(timed), 18);
    EXPECT_EQ(countOf<MemberAdded>(timed), 2);
    EXPECT_EQ(countOf<CallerLeft>(timed), 19);
    EXPECT_EQ(countOf<PbxBooted>(timed), 1);
    EXPECT_EQ(countOf<PbxVersion>(timed), 1);
}

void expectCounts(const std::string &name, const std::map<std::string, Counts> &expected)
{
    const auto trace = test::wholeTrace(name);
    if (!trace)
        GTEST_SKIP() << "FW_TRACES does not name a folder with the trace '" << name << "'";
    const auto timed = test::signalsOf(*trace);
    EXPECT_EQ(countsOf(timed), expected);
    EXPECT_EQ(countOf<SnapshotBegan>(timed), 2) << "at the start and at the end of the recording";
    EXPECT_EQ(countOf<SnapshotComplete>(timed), 2);
}

// The figures in brackets of the traces' README.
TEST(RecordedSignals, OfTheNormalDayCountAsRecorded)
{
    expectCounts("normal", {{"tickets", {65, 65, 0, 0}},
                            {"drama", {36, 34, 0, 0}},
                            {"venues", {26, 26, 0, 0}},
                            {"outbound", {6, 6, 0, 0}}});
}

TEST(RecordedSignals, OfTheSeatFaultsCountAsRecorded)
{
    expectCounts("seatfault", {{"tickets", {153, 151, 0, 0}},
                               {"drama", {90, 90, 0, 0}},
                               {"venues", {48, 48, 0, 0}},
                               {"outbound", {13, 12, 0, 0}}});
}

TEST(RecordedSignals, OfTheSurgeCountAsRecorded)
{
    expectCounts("surge", {{"tickets", {216, 158, 58, 0}},
                           {"drama", {52, 53, 0, 0}},
                           {"venues", {33, 33, 0, 0}},
                           {"outbound", {15, 15, 0, 0}}});
}

} // namespace
} // namespace fw::protocol
