#include "base/time_text.h"

#include <gtest/gtest.h>

namespace fw {
namespace {

using namespace std::chrono_literals;

TEST(DurationText, ReadsUnitsInFallingOrder)
{
    EXPECT_EQ(parseDuration("15s"), 15s);
    EXPECT_EQ(parseDuration("500ms"), 500ms);
    EXPECT_EQ(parseDuration("1h30m"), 90min);
    EXPECT_EQ(parseDuration("24h"), 24h);
    EXPECT_EQ(parseDuration("0s"), 0s);
}

TEST(DurationText, RefusesWhatIsNotADuration)
{
    for (const char *text :
         {"", "5", "s", "5 s", "-5s", "5s3m", "5s5s", "1.5s", "5x", "9000h", "5minutes", "99999999999999999h"})
        EXPECT_EQ(parseDuration(text), std::nullopt) << text;
}

TEST(DurationText, IsReadBackAsItWasWritten)
{
    for (const Duration d : {Duration{0}, Duration{1}, Duration{999}, Duration{90'000}, Duration{3'723'004}})
        EXPECT_EQ(parseDuration(durationText(d)), d) << durationText(d);
}

TEST(IsoText, WritesUtcWithMilliseconds)
{
    const WallTime t{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 21h + 5min + 6s + 7ms};
    EXPECT_EQ(isoText(t), "2026-11-24T21:05:06.007Z");
    EXPECT_EQ(parseIso(isoText(t)), t);
    EXPECT_EQ(parseIso("2026-11-25T05:05:06.007123+08:00"), t);
    EXPECT_EQ(parseIso("2026-11-24T21:05Z"), t - 6s - 7ms);
}

TEST(IsoText, RefusesWhatIsNoMoment)
{
    for (const char *text :
         {"", "2026-11-24", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-24T24:00:00Z",
          "2026-11-24T21:05:06", "2026-11-24T21:05:06.Z", "2026-11-24T21:05:06Zx", "1969-01-01T00:00:00Z"})
        EXPECT_EQ(parseIso(text), std::nullopt) << text;
}

TEST(OffsetText, CountsFromAStart)
{
    EXPECT_EQ(parseOffset("00:02:10.000"), 130s);
    EXPECT_EQ(parseOffset("100:00:00"), 100h);
    EXPECT_EQ(offsetText(130s + 5ms), "00:02:10.005");
    EXPECT_EQ(parseOffset("00:60:00"), std::nullopt);
    EXPECT_EQ(parseOffset("1:2:3"), std::nullopt);
}

TEST(TimeOfDay, FollowsTheOffset)
{
    const WallTime t{std::chrono::sys_days{std::chrono::year{2026} / 11 / 24} + 21h + 5min};
    EXPECT_EQ(timeOfDay(t, 8h), "05:05");
    EXPECT_EQ(timeOfDay(t, -1h), "20:05");
}

} // namespace
} // namespace fw
