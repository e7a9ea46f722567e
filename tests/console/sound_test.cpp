// What is heard and when, and the watchdog's reading of the console's heart.
#include "watchdog.h"

#include "console/sound/annunciator.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace fw::test {
namespace {

using namespace std::chrono_literals;
using console::Annunciator;
using console::Audible;
using console::Sound;

constexpr Duration kNow = 1h;

Audible alarms(std::map<int, int> sounding)
{
    return {std::move(sounding), false};
}

// Bursts between `from` and `to`, asked four times a second as the window does.
int bursts(Annunciator &annunciator, const Audible &audible, Duration from, Duration to)
{
    int count = 0;
    for (Duration now = from; now < to; now += 250ms)
        count += annunciator.next(audible, now).has_value() ? 1 : 0;
    return count;
}

TEST(Annunciator, IsSilentWhenNothingIsWrong)
{
    Annunciator annunciator;
    EXPECT_EQ(bursts(annunciator, {}, kNow, kNow + 10min), 0);
}

TEST(Annunciator, SoundsAtOnceByUrgency)
{
    EXPECT_EQ(Annunciator().next(alarms({{1, 1}}), kNow), Sound::low);
    EXPECT_EQ(Annunciator().next(alarms({{1, 2}}), kNow), Sound::medium);
    EXPECT_EQ(Annunciator().next(alarms({{1, 3}}), kNow), Sound::high);
    EXPECT_EQ(Annunciator().next(alarms({{1, 1}, {2, 3}}), kNow), Sound::high) << "the gravest";
}

TEST(Annunciator, RepeatsUntilAcknowledgedTheGraverTheMoreOften)
{
    int before = 0;
    for (const int urgency : {1, 2, 3}) {
        Annunciator annunciator;
        const int heard = bursts(annunciator, alarms({{1, urgency}}), kNow, kNow + 3min);
        EXPECT_GT(heard, before) << urgency;
        EXPECT_GE(heard, 4) << urgency;
        before = heard;
        EXPECT_EQ(bursts(annunciator, {}, kNow + 3min, kNow + 6min), 0) << "acknowledged";
    }
}

TEST(Annunciator, ANewAlarmDoesNotWaitForTheNextTurn)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 1}}), kNow));
    EXPECT_FALSE(annunciator.next(alarms({{1, 1}}), kNow + 1s));
    EXPECT_TRUE(annunciator.next(alarms({{1, 1}, {2, 1}}), kNow + 2s)) << "another one";
    EXPECT_EQ(annunciator.next(alarms({{1, 2}, {2, 1}}), kNow + 3s), Sound::medium) << "one that rose";
}

TEST(Annunciator, AMuteEndsAfterFiveMinutesAtTheLatest)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 2}}), kNow));
    annunciator.mute(kNow, 1h);
    EXPECT_EQ(annunciator.mutedFor(kNow), 5min);
    EXPECT_EQ(bursts(annunciator, alarms({{1, 2}}), kNow, kNow + 5min), 0);
    EXPECT_FALSE(annunciator.mutedFor(kNow + 5min));
    EXPECT_GT(bursts(annunciator, alarms({{1, 2}}), kNow + 5min, kNow + 6min), 0);
}

TEST(Annunciator, ANewHighAlarmBreaksTheMute)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 2}}), kNow));
    annunciator.mute(kNow);
    EXPECT_FALSE(annunciator.next(alarms({{1, 2}, {2, 2}}), kNow + 1s)) << "a medium one does not";
    EXPECT_EQ(annunciator.next(alarms({{1, 2}, {2, 2}, {3, 3}}), kNow + 2s), Sound::high);
    EXPECT_FALSE(annunciator.mutedFor(kNow + 2s));
}

TEST(Annunciator, AnAlarmThatRisesToHighBreaksTheMute)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 2}}), kNow));
    annunciator.mute(kNow);
    EXPECT_EQ(annunciator.next(alarms({{1, 3}}), kNow + 1s), Sound::high);
}

TEST(Annunciator, AHighAlarmThatWasThereBeforeStaysMuted)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 3}}), kNow));
    annunciator.mute(kNow);
    EXPECT_EQ(bursts(annunciator, alarms({{1, 3}}), kNow + 1s, kNow + 4min), 0);
}

TEST(Annunciator, CanBeUnmutedByHand)
{
    Annunciator annunciator;
    EXPECT_TRUE(annunciator.next(alarms({{1, 2}}), kNow));
    annunciator.mute(kNow);
    annunciator.unmute();
    EXPECT_FALSE(annunciator.mutedFor(kNow));
    EXPECT_GT(bursts(annunciator, alarms({{1, 2}}), kNow + 1s, kNow + 1min), 0);
}

TEST(Annunciator, ALostFeedHasATimbreOfItsOwnBelowAHighAlarm)
{
    EXPECT_EQ(Annunciator().next({{}, true}, kNow), Sound::lost);
    EXPECT_EQ(Annunciator().next({{{1, 2}}, true}, kNow), Sound::lost);
    EXPECT_EQ(Annunciator().next({{{1, 3}}, true}, kNow), Sound::high);
}

// ---- the sounds themselves ------------------------------------------------------------------------------------------

// Stretches of sound with at least 50 ms of silence between them.
int pulsesHeard(const std::vector<std::int16_t> &samples)
{
    constexpr int kGap = console::kSampleRate / 20;
    constexpr int kQuiet = 40;
    int pulses = 0;
    int silent = kGap;
    for (const std::int16_t sample : samples) {
        if (std::abs(sample) <= kQuiet) {
            ++silent;
            continue;
        }
        pulses += silent >= kGap ? 1 : 0;
        silent = 0;
    }
    return pulses;
}

class Pattern : public testing::TestWithParam<std::pair<Sound, int>> {};

TEST_P(Pattern, HasItsPulsesAndNoClipping)
{
    const auto [sound, pulses] = GetParam();
    const auto samples = console::pattern(sound);
    EXPECT_EQ(pulsesHeard(samples), pulses);
    const auto loudest = std::ranges::max(samples, {}, [](std::int16_t s) { return std::abs(s); });
    EXPECT_LT(std::abs(loudest), 32'000);
    EXPECT_GT(std::abs(loudest), 10'000) << "it is heard over a floor";
    for (const std::int16_t edge : {samples.front(), samples.back()})
        EXPECT_LT(std::abs(edge), 1'500) << "no click";
}

TEST_P(Pattern, IsTheSameEveryTime)
{
    EXPECT_EQ(console::pattern(GetParam().first), console::pattern(GetParam().first));
}

INSTANTIATE_TEST_SUITE_P(Sounds, Pattern,
                         testing::Values(std::pair(Sound::low, 2), std::pair(Sound::medium, 3),
                                         std::pair(Sound::high, 10), std::pair(Sound::lost, 2)));

TEST(Patterns, NoTwoSoundAlike)
{
    const std::vector all{console::pattern(Sound::low), console::pattern(Sound::medium), console::pattern(Sound::high),
                          console::pattern(Sound::lost)};
    for (std::size_t i = 0; i < all.size(); ++i) {
        for (std::size_t j = i + 1; j < all.size(); ++j)
            EXPECT_NE(all[i], all[j]);
    }
}

// ---- the watchdog ---------------------------------------------------------------------------------------------------

using app::Pulse;
using Finding = app::Pulse::Finding;

TEST(WatchdogPulse, BeatsAreAConsoleThatLives)
{
    Pulse pulse(0);
    for (qint64 now = 0; now < 60'000; now += 1'000) {
        pulse.hear("beat\n", now);
        EXPECT_EQ(pulse.find(now + 900), Finding::alive);
    }
}

TEST(WatchdogPulse, TenSecondsWithoutABeatAreAConsoleThatHangs)
{
    Pulse pulse(0);
    pulse.hear("beat\n", 5'000);
    EXPECT_EQ(pulse.find(15'000), Finding::alive);
    EXPECT_EQ(pulse.find(15'001), Finding::hung);
    pulse.hear("beat\n", 20'000);
    EXPECT_EQ(pulse.find(20'001), Finding::alive) << "it came back";
}

TEST(WatchdogPulse, AConsoleThatNeverBeatsHangs)
{
    EXPECT_EQ(Pulse(0).find(10'001), Finding::hung);
}

TEST(WatchdogPulse, ThePipesEndWithoutAGoodByeIsAConsoleThatDied)
{
    Pulse pulse(0);
    pulse.hear("beat\n", 1'000);
    pulse.closed();
    EXPECT_EQ(pulse.find(1'100), Finding::died);
}

TEST(WatchdogPulse, AGoodByeIsAConsoleThatLeft)
{
    Pulse pulse(0);
    pulse.hear("beat\nbye\n", 1'000);
    pulse.closed();
    EXPECT_EQ(pulse.find(60'000), Finding::left);
}

TEST(WatchdogPulse, AGoodByeInTwoPiecesIsStillOne)
{
    const QByteArray all = "beat\nbye\n";
    for (qsizetype cut = 1; cut < all.size(); ++cut) {
        Pulse pulse(0);
        pulse.hear(all.left(cut), 1'000);
        pulse.hear(all.mid(cut), 1'001);
        pulse.closed();
        EXPECT_EQ(pulse.find(1'100), Finding::left) << cut;
    }
}

} // namespace
} // namespace fw::test
