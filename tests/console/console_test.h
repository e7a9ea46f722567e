// The real window on a test's engine, driven as a supervisor drives it: keys go to the widget that has the keyboard,
// what is on screen is read from the widgets. Nothing happens between two calls: the clocks are the test's, the core's
// (advance) and the window's (pass).
#pragma once

#include "test_link.h"

#include "console/sound/player.h"
#include "console/window/main_window.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

#include <gtest/gtest.h>

#include <memory>

namespace fw::console {
class Form;
class IncidentPanel;
class NowCard;
} // namespace fw::console

namespace fw::test {

using namespace std::chrono_literals;

// Keeps what was played.
class SilentPlayer : public console::Player {
public:
    explicit SilentPlayer(std::vector<console::Sound> &played) : m_played(played) {}
    void play(console::Sound sound) override { m_played.push_back(sound); }
    [[nodiscard]] bool works() const override { return true; }

private:
    std::vector<console::Sound> &m_played;
};

class ConsoleTest : public testing::Test {
protected:
    ConsoleTest();
    ~ConsoleTest() override;
    void SetUp() override; // skipped where no Chinese font is

    // The window, shown and active.
    void open(const console::WindowOptions &options = {}, QSize size = {1600, 900});

    void openIn(Language language);

    // ---- keys
    void press(int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    // Not before the second after a new alarm is over.
    void enter();
    void type(const QString &text);
    void waitUntilEnterIsHeard();
    // What came in is shown.
    void settle();
    void advance(Duration d);
    // Nobody touches anything for so long, and nothing happens on the floor.
    void pass(Duration d);
    [[nodiscard]] QWidget *keyboard() const;

    // ---- the floor: the PBX with its agents 1001 … on tickets
    void pbxComesUp(int agents = 6);
    void callersCome(int count);
    void callersAreAnswered();
    void upsSays(const std::string &status, std::optional<double> charge);
    // A surge, a lost seat, a power cut: every kind of thing on the screen.
    void trouble();

    // ---- the screen
    template <class T> [[nodiscard]] T *shown(const char *name) const
    {
        T *found = m_window->findChild<T *>(QString::fromLatin1(name));
        return found != nullptr && found->isVisible() ? found : nullptr;
    }
    [[nodiscard]] console::IncidentPanel &panel() const;
    [[nodiscard]] console::NowCard *card() const;  // null: not shown
    [[nodiscard]] console::Form *cardForm() const; // null: asks nothing
    [[nodiscard]] console::Form *panelForm() const;
    [[nodiscard]] QString cardText(const char *label) const;
    [[nodiscard]] QString message() const; // of the journal line
    [[nodiscard]] const snapshot::Incident *shownIncident() const;
    [[nodiscard]] const snapshot::Step *shownStep() const;
    [[nodiscard]] const snapshot::Step *step(const std::string &key) const; // of the shown incident
    [[nodiscard]] int shownId() const;

    // ---- as a supervisor works
    // The first incident of this procedure is started by its digit and Enter; `subject` is typed.
    void startByHand(int number, const QString &subject = {});
    void signIn(const QString &op);
    // Answers the form with the keyboard in it: `answers` field → text, choices by their digit.
    void fill(console::Form &form, const snapshot::Question &question);
    // Does what the screen shows next. False: nothing can be done now.
    bool actOnce();
    // Until nothing can be done, or `key` is what the card shows.
    void work(const std::string &untilStep = {});
    void closeShown(const QString &reason = QStringLiteral("test"));
    void goToStep(const std::string &key);

    Duration m_keyGap{0}; // of the windows that are opened
    // What is typed for a fact, and the digit of a choice; "" elsewhere: something that fits its type.
    std::map<std::string, QString> m_answers;
    std::set<std::string> m_leaves; // facts that are not noted where they need not be
    // Steps that are skipped with this reason, by their id without the part.
    std::map<std::string, int> m_skips;

    TestLink m_link;
    std::vector<console::Sound> m_played;
    std::unique_ptr<console::MainWindow> m_window;

private:
    Duration m_steady{0};   // of the window
    Duration m_openedAt{0}; // the newest incident
    std::size_t m_opened = 0;
    int m_calls = 0;
    std::vector<CallId> m_waiting;
};

} // namespace fw::test
