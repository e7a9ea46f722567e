// An X display of its own with the console on it, started as on a desk; real key events; facts are read from the
// journal. What a test starts ends with it, each process by its id.
#pragma once

#include "journal/reader.h"

#include <QProcess>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <functional>
#include <string>
#include <vector>

namespace fw::test {

class Display : public testing::Test {
protected:
    // In ms, of a machine that is slow: a fact that is there sooner is not waited for.
    static constexpr int kStart = 120'000;  // for a program to start
    static constexpr int kAnswer = 120'000; // for a key to reach the journal
    static constexpr int kLook = 1'500;     // before a key: the window is deaf for a second after a new alarm
    static constexpr int kAgain = 5'000;    // until a key that made nothing is pressed again; twice as long each time

    void SetUp() override; // needs Xvfb and xdotool
    void TearDown() override;

    // The demo in English with the test's journal.
    void startConsole(const QStringList &more);
    // The program with these words, in m_console.
    void start(const QStringList &words, const QString &locale = QStringLiteral("C.UTF-8"));
    [[nodiscard]] QByteArray said() const; // on stderr, by all of them
    [[nodiscard]] QString journal() const { return m_folder.filePath(QStringLiteral("journal.db")); }

    // Waits for a fact, not for a time.
    [[nodiscard]] static bool until(int milliseconds, const std::function<bool()> &holds);
    [[nodiscard]] std::vector<journal::Row> entries(const std::string &kind) const;
    [[nodiscard]] bool appears(const std::string &kind, std::size_t count = 1) const;

    void key(const char *name);
    void typed(const char *text);
    // Presses the key, again after a while, until its entry is in the journal: a slow window does not show yet what the
    // key is for, or is still deaf after a new alarm. A first one that was only late then acts twice.
    [[nodiscard]] bool makes(const char *name, const std::function<bool()> &isThere);
    [[nodiscard]] bool makes(const char *name, const std::string &kind, std::size_t count = 1);
    [[nodiscard]] bool hasPressedAgain() const { return m_pressedAgain; }
    // The process whose window with this title is on the screen; nothing: none is.
    [[nodiscard]] std::optional<qint64> processOf(const char *title) const;
    // Waits until no window has this title. Windows that go while they are listed make a search fail: it is asked
    // twice.
    [[nodiscard]] bool disappears(const char *title) const;
    // There is no window manager: the window is given the keyboard by hand.
    [[nodiscard]] bool focusWindow(const char *title) const;

    QProcess m_console;

private:
    void startDisplay();
    [[nodiscard]] std::optional<QString> xdotool(const QStringList &words) const; // what it says; nothing: it failed

    QTemporaryDir m_folder;
    QProcess m_display;
    QByteArray m_number;
    bool m_pressedAgain = false;
};

} // namespace fw::test
