// The console as it is started on a desk, on an X display of its own with real key events: what is pressed stands in
// the journal.
#include "journal/reader.h"

#include <QDeadlineTimer>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QThread>

#include <gtest/gtest.h>

#include <functional>

namespace fw::test {
namespace {

constexpr int kStart = 30'000;  // ms for a program to start
constexpr int kSurge = 60'000;  // ms until the demo's surge has opened an incident
constexpr int kAnswer = 20'000; // ms for a key to reach the journal
constexpr int kDeaf = 1'200;    // ms of a new alarm, a little more than the window's

class Display : public testing::Test {
protected:
    void SetUp() override
    {
        for (const char *program : {"Xvfb", "xdotool"}) {
            if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
                GTEST_SKIP() << "no " << program << ": install xvfb and xdotool";
        }
        ASSERT_TRUE(m_folder.isValid());
        startDisplay();
        if (!HasFatalFailure())
            startConsole();
    }

    void TearDown() override
    {
        for (QProcess *process : {&m_console, &m_display}) {
            process->terminate();
            if (!process->waitForFinished(10'000))
                process->kill();
            process->waitForFinished(10'000);
        }
    }

    // The server takes a free number and says which.
    void startDisplay()
    {
        m_display.start(QStringLiteral("Xvfb"), {"-displayfd", "1", "-screen", "0", "1600x900x24", "-nolisten", "tcp"});
        ASSERT_TRUE(m_display.waitForReadyRead(kStart)) << m_display.readAllStandardError().toStdString();
        m_number = ":" + m_display.readLine().trimmed();
        ASSERT_GT(m_number.size(), 1);
    }

    void startConsole()
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_number));
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
        environment.insert(QStringLiteral("HOME"), m_folder.path());
        m_console.setProcessEnvironment(environment);
        m_console.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_console.start(QStringLiteral(FW_CONSOLE),
                        {"--demo", "--no-watchdog", "--lang", "en", "--journal", journal()});
        ASSERT_TRUE(m_console.waitForStarted(kStart)) << m_console.errorString().toStdString();
    }

    [[nodiscard]] QString journal() const { return m_folder.filePath(QStringLiteral("journal.db")); }

    // Waits for a fact, not for a time.
    [[nodiscard]] bool until(int milliseconds, const std::function<bool()> &holds) const
    {
        for (const QDeadlineTimer deadline(milliseconds); !deadline.hasExpired();) {
            if (holds())
                return true;
            if (m_console.state() == QProcess::NotRunning)
                return false;
            QThread::msleep(100);
        }
        return false;
    }

    [[nodiscard]] bool surgeIsOpen() const
    {
        const auto reader = journal::Reader::open(journal().toStdString());
        const auto rows =
            reader ? reader->incidents() : Result<std::vector<journal::Row>>(tl::unexpected(reader.error()));
        return rows && std::ranges::any_of(*rows, [](const journal::Row &row) {
                   return row.at("procedure") == 7 && row.at("closed_at").is_null();
               });
    }

    [[nodiscard]] std::vector<journal::Row> entries(const std::string &kind) const
    {
        std::vector<journal::Row> rows;
        if (const auto reader = journal::Reader::open(journal().toStdString()))
            (void)reader->forEachEntry({.kind = kind}, [&](const journal::Row &row) { rows.push_back(row); });
        return rows;
    }

    [[nodiscard]] bool appears(const std::string &kind, std::size_t count = 1) const
    {
        return until(kAnswer, [&] { return entries(kind).size() >= count; });
    }

    [[nodiscard]] bool xdotool(const QStringList &words) const
    {
        QProcess tool;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_number));
        tool.setProcessEnvironment(environment);
        tool.start(QStringLiteral("xdotool"), words);
        return tool.waitForFinished(kStart) && tool.exitCode() == 0;
    }

    void key(const char *name) { EXPECT_TRUE(xdotool({QStringLiteral("key"), QString::fromLatin1(name)})) << name; }
    void typed(const char *text)
    {
        EXPECT_TRUE(xdotool(
            {QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("20"), QString::fromLatin1(text)}));
    }

    // There is no window manager: the window is given the keyboard by hand.
    [[nodiscard]] bool focusWindow() const
    {
        return until(kStart, [&] {
            return xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"),
                            QStringLiteral("^Floorwarden$"), QStringLiteral("windowfocus")});
        });
    }

    QTemporaryDir m_folder;
    QProcess m_display;
    QProcess m_console;
    QByteArray m_number;
};

TEST_F(Display, WhatIsPressedOnADeskStandsInTheJournal)
{
    ASSERT_TRUE(until(kSurge, [&] { return surgeIsOpen(); }));
    ASSERT_TRUE(focusWindow());

    key("F2");
    typed("07");
    key("Return");
    ASSERT_TRUE(appears("operator.signed_in"));
    EXPECT_EQ(entries("operator.signed_in").front().at("actor"), "07");

    key("a");
    ASSERT_TRUE(appears("incident.acknowledged"));

    QElapsedTimer sinceNew;
    sinceNew.start();
    ASSERT_TRUE(until(2 * kDeaf, [&] { return sinceNew.elapsed() > kDeaf; }));
    key("Return"); // the first step's main act
    ASSERT_TRUE(appears("incident.commanded"));
    EXPECT_EQ(entries("incident.commanded").front().at("actor"), "07");

    const std::size_t done = entries("step.done").size();
    key("Return"); // level 1 is ordered
    ASSERT_TRUE(appears("step.done", done + 1));

    key("ctrl+k");
    typed("undo");
    key("Return");
    ASSERT_TRUE(appears("step.reopened"));
    key("Return");
    ASSERT_TRUE(appears("step.done", done + 2));

    key("t");
    typed("looked at the queue");
    key("Return");
    ASSERT_TRUE(appears("note.written"));
    EXPECT_EQ(entries("note.written").front().at("data").at("text"), "looked at the queue");

    key("F12");
    ASSERT_TRUE(until(kAnswer, [&] { return entries("incident.opened").size() >= 2; }));
    ASSERT_TRUE(until(2 * kDeaf, [&] { return sinceNew.elapsed() > kDeaf; }));
    key("n"); // 119: nobody answers
    ASSERT_TRUE(appears("contact.tried"));
    EXPECT_EQ(entries("contact.tried").front().at("data").at("outcome"), "no_answer");
    key("3"); // pressed in error
    ASSERT_TRUE(appears("fact.noted"));
    EXPECT_EQ(entries("fact.noted").front().at("data").at("value"), "error");
    EXPECT_TRUE(entries("command.refused").empty());
}

} // namespace
} // namespace fw::test
