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
    static constexpr int kStart = 30'000;  // ms for a program to start
    static constexpr int kAnswer = 20'000; // ms for a key to reach the journal
    static constexpr int kAgain = 3'000;   // ms until a key that made nothing is pressed again

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
    // key is for, or is still deaf after a new alarm.
    [[nodiscard]] bool makes(const char *name, const std::string &kind, std::size_t count = 1);
    // The process whose window with this title is on the screen; nothing: none is.
    [[nodiscard]] std::optional<qint64> processOf(const char *title) const;
    // There is no window manager: the window is given the keyboard by hand.
    [[nodiscard]] bool focusWindow(const char *title) const;

    QProcess m_console;

private:
    void startDisplay();
    [[nodiscard]] std::optional<QString> xdotool(const QStringList &words) const; // what it says; nothing: it failed

    QTemporaryDir m_folder;
    QProcess m_display;
    QByteArray m_number;
};

} // namespace fw::test
