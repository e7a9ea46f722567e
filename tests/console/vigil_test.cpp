// What the console notices by itself, and how long it is heard.
#include "console_test.h"

#include "console/window/vigil.h"

namespace fw::test {
namespace {

using console::Sound;
using console::Vigil;

class VigilTest : public testing::Test {
protected:
    // The core speaks once a second, with a new canary every 30 s, and what it says is painted.
    void speak(Duration length)
    {
        const Duration end = m_now + length;
        while (m_now < end) {
            m_now += 1s;
            m_said.canary = m_rulesRun ? std::uint64_t(m_now / 30s) + 1 : m_said.canary;
            m_vigil.onSnapshot(m_said);
            m_vigil.onPainted();
            m_vigil.onTick();
        }
    }
    void keepSilent(Duration length)
    {
        for (const Duration end = m_now + length; m_now < end; m_now += 1s)
            m_vigil.onTick();
    }

    Duration m_now{};
    std::vector<Sound> m_played;
    snapshot::Snapshot m_said;
    bool m_rulesRun = true;
    Vigil m_vigil{std::make_unique<SilentPlayer>(m_played), [this] { return m_now; }};
};

TEST_F(VigilTest, NothingIsFoundAndHeardWhileTheCoreSpeaks)
{
    speak(10min);
    EXPECT_EQ(m_vigil.finding(), Vigil::Finding::none);
    EXPECT_TRUE(m_played.empty());
}

TEST_F(VigilTest, ACoreThatIsSilentIsHeardAgainAndAgainUntilSomebodySaysSo)
{
    speak(1min);
    keepSilent(9s);
    EXPECT_EQ(m_vigil.finding(), Vigil::Finding::stalled) << "within ten seconds";
    EXPECT_EQ(m_played, std::vector{Sound::lost});
    keepSilent(1min);
    EXPECT_GE(m_played.size(), 4U);
    m_vigil.heard();
    m_played.clear();
    keepSilent(10min);
    EXPECT_TRUE(m_played.empty());
    EXPECT_EQ(m_vigil.finding(), Vigil::Finding::stalled) << "and still shown";
    speak(1min);
    keepSilent(9s);
    EXPECT_EQ(m_played, std::vector{Sound::lost}) << "silent again is heard again";
}

TEST_F(VigilTest, RulesThatNoLongerAnswerAreFoundAlthoughTheCoreSpeaks)
{
    speak(1min);
    m_rulesRun = false;
    speak(2min);
    EXPECT_EQ(m_vigil.finding(), Vigil::Finding::unproven);
    ASSERT_FALSE(m_played.empty());
    EXPECT_EQ(m_played.front(), Sound::lost);
    m_rulesRun = true;
    speak(1s);
    EXPECT_EQ(m_vigil.finding(), Vigil::Finding::none);
}

TEST_F(VigilTest, WhatIsLostOnTopOfWhatWasHeardIsHeard)
{
    m_said.feeds.resize(1);
    m_said.feeds[0].id = "pbx";
    m_said.feeds[0].state = engine::FeedState::down;
    speak(1s);
    m_vigil.heard();
    m_played.clear();
    speak(1min);
    EXPECT_TRUE(m_played.empty());
    m_said.diskRefuses = true;
    m_said.lastSeq = 3;
    m_said.durableSeq = 2;
    speak(20s);
    EXPECT_FALSE(m_played.empty()) << "the journal";
}

} // namespace
} // namespace fw::test
