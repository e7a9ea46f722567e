// The watchdog as a process beside the real console: it says that the console hangs or has died, and one key starts it
// again, at the step it was at.
#include "display.h"

#include <QFile>

#include <csignal>
#include <sys/file.h>

namespace fw::test {
namespace {

constexpr int kNoticed = 120'000;                // ms: ten seconds of silence, and what a slow window takes to be there
constexpr int kEnd = 120'000;                    // ms for a program to end
constexpr const char *kConsole = "Floorwarden$"; // nothing behind it: not the watchdog's
constexpr const char *kWatchdog = "Floorwarden watchdog";
constexpr const char *kChinese = "Floorwarden [^w].*"; // not that word

// One that has ended may stand in the list of processes until somebody asks for its end.
bool lives(qint64 process)
{
    QFile file(QStringLiteral("/proc/%1/stat").arg(process));
    if (!file.open(QIODevice::ReadOnly))
        return false;
    const QByteArray text = file.readAll();
    return !text.mid(text.lastIndexOf(')')).startsWith(") Z");
}

class Watchdog : public Display, public testing::WithParamInterface<int> {
protected:
    void TearDown() override
    {
        if (m_console.state() != QProcess::NotRunning)
            m_console.kill(); // it may be stopped
        if (m_second) {       // nobody's child
            ::kill(pid_t(*m_second), SIGTERM);
            ::kill(pid_t(*m_second), SIGCONT);
            EXPECT_TRUE(until(kEnd, [this] { return !lives(*m_second); }));
        }
        Display::TearDown();
    }

    void openFireAndTryACall()
    {
        startConsole({});
        ASSERT_TRUE(appears("program.started"));
        ASSERT_TRUE(focusWindow(kConsole));
        EXPECT_TRUE(disappears(kWatchdog)) << "it may speak while a slow console starts";
        ASSERT_TRUE(focusWindow(kConsole));
        ASSERT_TRUE(makes("F12", "incident.opened"));
        ASSERT_TRUE(makes("n", "contact.tried")); // 119: nobody answers
        EXPECT_TRUE(disappears(kWatchdog)) << "nothing to say";
    }

    void end(int signal)
    {
        ::kill(pid_t(m_console.processId()), signal);
        ASSERT_TRUE(until(kNoticed, [this] { return (m_watchdog = processOf(kWatchdog)).has_value(); }));
        ASSERT_TRUE(focusWindow(kWatchdog));
    }

    std::optional<qint64> m_watchdog;
    std::optional<qint64> m_second; // the console that the watchdog started
};

TEST_P(Watchdog, StartsAConsoleThatHungOrDiedAgainAtTheStepItWasAt)
{
    ASSERT_NO_FATAL_FAILURE(openFireAndTryACall());
    ASSERT_NO_FATAL_FAILURE(end(GetParam()));
    ASSERT_TRUE(makes("Return", "program.started", 2));
    ASSERT_TRUE(m_console.waitForFinished(kEnd)) << "one that hangs is ended";
    ASSERT_TRUE(until(kStart, [this] { return processOf(kConsole).has_value(); }));
    m_second = processOf(kConsole);
    EXPECT_TRUE(until(kStart, [this] { return !lives(*m_watchdog); })) << "the new console has a watchdog of its own";
    EXPECT_TRUE(disappears(kWatchdog));

    ASSERT_TRUE(focusWindow(kConsole));
    ASSERT_TRUE(makes("n", "contact.tried", entries("contact.tried").size() + 1));
    const auto tries = entries("contact.tried");
    for (const char *same : {"incident", "step"})
        EXPECT_EQ(tries.front().at(same), tries.back().at(same));

    ::kill(pid_t(*m_second), SIGSTOP);
    EXPECT_TRUE(until(kNoticed, [this] { return processOf(kWatchdog).has_value(); })) << "it is watched, too";
    ::kill(pid_t(*m_second), SIGCONT);
    EXPECT_TRUE(disappears(kWatchdog)) << "it came back";
}

INSTANTIATE_TEST_SUITE_P(Signal, Watchdog, testing::Values(SIGSTOP, SIGKILL),
                         [](const auto &signal) { return signal.param == SIGSTOP ? "hung" : "died"; });

using WatchdogStays = Watchdog;

TEST_F(WatchdogStays, UntilAConsoleHasStarted)
{
    ASSERT_NO_FATAL_FAILURE(openFireAndTryACall());
    ASSERT_NO_FATAL_FAILURE(end(SIGKILL));
    QFile lock(journal() + ".lock"); // somebody else writes this journal: a console is refused
    ASSERT_TRUE(lock.open(QIODevice::ReadWrite));
    ASSERT_EQ(::flock(lock.handle(), LOCK_EX), 0);
    ASSERT_TRUE(makes("Return", [this] { return said().contains("another console writes this journal"); }));
    // Asked until it is answered: windows that go while they are listed make a search fail.
    EXPECT_TRUE(until(kNoticed, [this] { return processOf(kWatchdog) == m_watchdog; }))
        << "it does not leave for a console that does not start";

    lock.close();
    // Not heard before the other console has ended.
    EXPECT_TRUE(makes("Return", [this] { return processOf(kConsole).has_value(); }));
    m_second = processOf(kConsole);
    EXPECT_TRUE(appears("program.started", 2));
    EXPECT_TRUE(until(kStart, [this] { return !lives(*m_watchdog); }));
}

// ---- its language ---------------------------------------------------------------------------------------------------

struct Words {
    QStringList words; // of the console
    const char *locale;
    const char *title;
};

class WatchdogSpeaks : public Display, public testing::WithParamInterface<Words> {};

TEST_P(WatchdogSpeaks, TheLanguageOfItsConsole)
{
    start(QStringList{"--watchdog", "0"} + GetParam().words, QLatin1String(GetParam().locale));
    m_console.closeWriteChannel(); // the console has died
    EXPECT_TRUE(until(kNoticed, [this] { return processOf(GetParam().title).has_value(); }));
}

INSTANTIATE_TEST_SUITE_P(Console, WatchdogSpeaks,
                         testing::Values(Words{{"--demo", "--lang=zh_CN"}, "C.UTF-8", kChinese},
                                         Words{{"--demo", "--lang", "zh"}, "C.UTF-8", kChinese},
                                         Words{{"--demo"}, "zh_CN.UTF-8", kChinese},
                                         Words{{"--demo", "--lang", "en"}, "zh_CN.UTF-8", kWatchdog}));

} // namespace
} // namespace fw::test
