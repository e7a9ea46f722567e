// Composes the console: bar, banner, live page, journal line, finder, wallboard, sound. Turns keys into acts; what an
// act does is the desk's and the panel's.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/incident/form.h"
#include "console/steady.h"
#include "console/window/acts.h"
#include "console/window/attention.h"
#include "console/window/findables.h"
#include "console/window/starter.h"
#include "console/window/vigil.h"

#include <QMainWindow>
#include <QTimer>
#include <QTranslator>

#include <memory>

namespace fw::console {

class Banner;
class Finder;
class JournalLine;
class LivePage;
class TopBar;
class Wallboard;

struct WindowOptions {
    Language language = Language::en;
    ThemeKind theme = ThemeKind::light;
    QString wallboardScreen{};   // by name; "": the first that is not the window's
    qreal wallboardFactor = 1.0; // of the measured size
    Duration handsOff{10'000};   // see Attention
    Duration keyGap{400};        // see Attention
    Steady steady = machineSteady();
};

class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    // `link` outlives the window; `player` may be null: NO SOUND.
    MainWindow(Link &link, std::unique_ptr<Player> player, const WindowOptions &options);
    ~MainWindow() override;

    void setLanguage(Language language);
    void setTheme(ThemeKind theme);
    [[nodiscard]] const Look &look() const { return m_look; }
    [[nodiscard]] Desk &desk() { return m_desk; }
    void perform(ActId id);
    // Nobody watches this console any more; `again`: another watchdog is being started.
    void showWatchdogLost(bool again);

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void closeEvent(QCloseEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;
    bool focusNextPrevChild(bool next) override;

private:
    void makeActions();
    QAction *addKey(const QKeySequence &key, const std::function<void()> &act);
    void offerHandKeys();
    void showSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    void applyLook();
    void onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    void onTick();
    void onRefused(const Text &why);
    void showBanner();
    void showMessage(const QString &text, bool isRefusal);
    void showSound();
    [[nodiscard]] Findables findables();
    void find();
    void help();
    void toggleWallboard();
    // What is not heard is said.
    [[nodiscard]] bool heard(bool isHeard);
    [[nodiscard]] bool heardAgain();
    // Out of what is being typed and looked for: the keys are what is shown's.
    void freeKeyboard();
    [[nodiscard]] bool takesEnter(QObject *object, QEvent *event);
    void mainAct();
    void outcome(const QString &outcome); // of the call that the step makes
    void choose(const QString &digit);
    void showEcho();

    Look m_look;
    WindowOptions m_options;
    Desk m_desk;
    Vigil m_vigil;
    QTranslator m_translator;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    TopBar *m_bar;
    Banner *m_banner;
    LivePage *m_live;
    JournalLine *m_journal;
    Starter m_starter;
    Attention m_attention;
    Finder *m_finder;
    std::unique_ptr<Wallboard> m_wallboard;
    QList<std::pair<ActId, QAction *>> m_actions;
    QTimer m_tick;
    Since m_sinceMessage;
    bool m_isWatched = true; // as far as is known
};

} // namespace fw::console
