#include "console/window/main_window.h"

#include "console/frame/journal_line.h"
#include "console/frame/top_bar.h"
#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"
#include "console/window/banner.h"
#include "console/window/banner_text.h"
#include "console/window/finder.h"
#include "console/window/live_page.h"
#include "console/window/wallboard.h"

#include <QAbstractButton>
#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>

namespace fw::console {
namespace {

constexpr Duration kMessageFor = std::chrono::seconds{8};
constexpr int kTick = 250; // ms
constexpr int kMostDigits = 9;

bool isEditor(const QWidget *widget)
{
    return qobject_cast<const QLineEdit *>(widget) != nullptr || qobject_cast<const QComboBox *>(widget) != nullptr;
}

} // namespace

MainWindow::MainWindow(Link &link, std::unique_ptr<Player> player, const WindowOptions &options)
    : m_options(options), m_desk(link), m_vigil(std::move(player), options.steady), m_bar(new TopBar),
      m_banner(new Banner), m_live(new LivePage), m_journal(new JournalLine),
      m_starter(m_desk, m_live->incident(), m_look),
      m_attention(m_live->incident(), options.handsOff, options.keyGap, options.steady), m_sinceMessage(options.steady)
{
    setWindowTitle(QStringLiteral("Floorwarden"));
    setMinimumSize(1100, 640);
    setFocusPolicy(Qt::StrongFocus); // where keys go while nothing is typed
    m_look.theme = Theme(options.theme);
    auto *page = new QWidget;
    page->setObjectName(QStringLiteral("page"));
    auto *rows = new QVBoxLayout(page);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_bar);
    rows->addWidget(m_banner);
    rows->addWidget(m_live, 1);
    rows->addWidget(m_journal);
    setCentralWidget(page);
    m_finder = new Finder(page);
    for (Painted *painted : findChildren<Painted *>())
        painted->setLook(&m_look);
    m_live->setUp(m_desk, m_look, options.steady);
    makeActions();
    setLanguage(options.language);
    connect(&link, &Link::snapshotMade, this, &MainWindow::onSnapshot);
    connect(&m_desk, &Desk::refused, this, &MainWindow::onRefused);
    connect(&m_desk, &Desk::sent, this, [this](record::Verb act) {
        if (act != record::Verb::incidentStart) // its first question may be answered at once
            m_attention.onActed();
    });
    connect(&m_desk, &Desk::operatorChanged, this, [this] { m_bar->setOperator(m_desk.operatorOnDuty()); });
    connect(m_live, &LivePage::fire, &m_starter, &Starter::fire);
    connect(m_live, &LivePage::procedureChosen, &m_starter, &Starter::startPlaybook);
    connect(&m_starter, &Starter::message, this, &MainWindow::showMessage);
    connect(&m_tick, &QTimer::timeout, this, &MainWindow::onTick);
    m_tick.start(kTick);
    setFocus();
    qApp->installEventFilter(this);
}

MainWindow::~MainWindow()
{
    qApp->removeEventFilter(this);
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_wallboard.reset();
    QMainWindow::closeEvent(event);
}

// ---- look -----------------------------------------------------------------------------------------------------------

void MainWindow::setLanguage(Language language)
{
    m_look.language = language;
    const QString name = language == Language::zh ? QStringLiteral("zh_CN") : QStringLiteral("en");
    qApp->removeTranslator(&m_translator);
    if (m_translator.load(QStringLiteral(":/i18n/floorwarden_%1.qm").arg(name)))
        qApp->installTranslator(&m_translator);
    applyLook();
}

void MainWindow::setTheme(ThemeKind theme)
{
    m_look.theme = Theme(theme);
    applyLook();
}

void MainWindow::applyLook()
{
    qApp->setStyleSheet(styleRules(m_look.theme));
    for (Painted *painted : findChildren<Painted *>())
        painted->setLook(&m_look);
    m_live->lookChanged();
    if (m_wallboard)
        m_wallboard->setLook(&m_look);
    for (const auto &[id, action] : m_actions)
        action->setText(actText(id));
    if (m_snapshot)
        showSnapshot(m_snapshot);
}

// ---- keys -----------------------------------------------------------------------------------------------------------

void MainWindow::makeActions()
{
    for (const ActId id : allActs())
        m_actions.append({id, addKey(actKey(id), [this, id] { perform(id); })});
    for (int i = 1; i <= kMostDigits; ++i) {
        const QString digit = QString::number(i);
        addKey(Qt::CTRL | Qt::Key(Qt::Key_0 + i), [this, i] {
            freeKeyboard();
            m_starter.startNumber(i);
        });
        addKey(Qt::Key(Qt::Key_0 + i), [this, digit] { choose(digit); });
    }
}

// A playbook may name the key that starts it; those that acts have already stay theirs.
void MainWindow::offerHandKeys()
{
    for (const snapshot::Procedure &procedure : m_snapshot->procedures) {
        const QKeySequence key(QString::fromStdString(procedure.handKey), QKeySequence::PortableText);
        const auto has = [&](const QAction *action) { return action->shortcuts().contains(key); };
        if (procedure.handKey.empty() || std::ranges::any_of(actions(), has))
            continue;
        addKey(key, [this, playbook = QString::fromStdString(procedure.playbook)] {
            freeKeyboard();
            m_starter.startPlaybook(playbook);
        });
    }
}

QAction *MainWindow::addKey(const QKeySequence &key, const std::function<void()> &act)
{
    auto *action = new QAction(this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WindowShortcut);
    action->setAutoRepeat(false);
    connect(action, &QAction::triggered, this, act);
    addAction(action);
    return action;
}

void MainWindow::perform(ActId id)
{
    IncidentPanel &panel = m_live->incident();
    if (isAimed(id) && !heard(m_attention.hearsActs()))
        return;
    if (isAimed(id))
        panel.showTop();
    switch (id) {
    case ActId::fire:
        freeKeyboard();
        return m_starter.fire();
    case ActId::find:
        return find();
    case ActId::help:
        return help();
    case ActId::signIn:
        return m_starter.signIn();
    case ActId::note:
        return panel.writeNote();
    case ActId::fillIn:
        return panel.fillIn() ? void() : showMessage(tr("Nothing is asked here"), false);
    case ActId::further:
    case ActId::back:
        return m_finder->isVisible() ? void() : panel.turnPage(id == ActId::further ? 1 : -1);
    case ActId::noAnswer:
        return outcome(QStringLiteral("no_answer"));
    case ActId::busy:
        return outcome(QStringLiteral("busy"));
    case ActId::skip:
        return panel.now().askSkip();
    case ActId::wait:
        return panel.now().askWait();
    case ActId::takeOn:
        return panel.takeOn();
    case ActId::takeCommand:
        return panel.takeCommand();
    case ActId::close:
        return panel.askClose();
    case ActId::undo:
        if (!m_desk.canUndo(panel.shownId()))
            return showMessage(tr("Nothing to undo: Done, Skip and Wait can be taken back for 10 seconds"), false);
        return m_desk.undo();
    case ActId::nextStep:
        return panel.nextStep(1);
    case ActId::previousStep:
        return panel.nextStep(-1);
    case ActId::nextIncident:
        return panel.nextIncident(1);
    case ActId::previousIncident:
        return panel.nextIncident(-1);
    case ActId::quiet:
        m_vigil.heard();
        return showMessage(tr("Heard: what is lost now sounds no more"), false);
    case ActId::mute:
        m_vigil.toggleMute();
        showMessage(m_vigil.mutedFor() ? tr("Muted, of all but what is new") : tr("Sound is on again"), false);
        return showSound();
    case ActId::language:
        return setLanguage(m_look.language == Language::zh ? Language::en : Language::zh);
    case ActId::theme:
        return setTheme(m_look.theme.kind() == ThemeKind::light ? ThemeKind::dark : ThemeKind::light);
    case ActId::wallboard:
        return toggleWallboard();
    case ActId::fullScreen:
        return isFullScreen() ? showNormal() : showFullScreen();
    }
}

bool MainWindow::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::MouseButtonPress)
        m_attention.onHands();
    return takesEnter(object, event) || QMainWindow::eventFilter(object, event);
}

// Enter on a button is the window's, which knows when it must not be heard. Desktops on which a button takes it itself
// do not come to it.
bool MainWindow::takesEnter(QObject *object, QEvent *event)
{
    const bool isPress = event->type() == QEvent::KeyPress;
    auto *button = qobject_cast<QAbstractButton *>(object);
    if ((!isPress && event->type() != QEvent::KeyRelease) || button == nullptr || button->window() != this)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (key->key() != Qt::Key_Return && key->key() != Qt::Key_Enter)
        return false;
    if (isPress)
        keyPressEvent(key);
    return true;
}

void MainWindow::freeKeyboard()
{
    m_finder->hide();
    setFocus(Qt::OtherFocusReason);
}

bool MainWindow::focusNextPrevChild(bool next)
{
    m_live->incident().orderTabStops();
    return QMainWindow::focusNextPrevChild(next);
}

bool MainWindow::heard(bool isHeard)
{
    if (!isHeard)
        showMessage(tr("This has just come to the front: look, then press again."), false);
    return isHeard;
}

// A key that bounces, or is pressed twice in haste, would act on what the first one has brought.
bool MainWindow::heardAgain()
{
    const bool isHeard = m_attention.hearsAgain();
    if (!isHeard)
        showMessage(tr("One key acts once. What is asked now: look, then press again."), false);
    return isHeard;
}

void MainWindow::outcome(const QString &outcome)
{
    if (heardAgain() && !m_live->incident().now().outcome(outcome))
        showMessage(tr("This step calls nobody"), false);
}

void MainWindow::mainAct()
{
    if (!heard(m_attention.hearsEnter()) || !heardAgain())
        return;
    m_attention.onActed();
    m_live->incident().showTop();
    m_live->incident().mainAct();
}

// A number typed where one digit chooses would answer the next question with its second digit.
void MainWindow::choose(const QString &digit)
{
    if (heard(m_attention.hearsActs()) && heardAgain() && m_live->incident().choose(digit)) {
        m_attention.onActed();
        showMessage({}, false);
    }
}

// Enter is the active step's main act, unless a button or a list has the keyboard. Escape leaves what was asked.
void MainWindow::keyPressEvent(QKeyEvent *event)
{
    QWidget *focus = QApplication::focusWidget();
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !event->isAutoRepeat()) {
        auto *button = qobject_cast<QAbstractButton *>(focus);
        if (button == nullptr && !isEditor(focus))
            mainAct();
        else if (button != nullptr && heard(m_attention.hearsEnter()) && heardAgain())
            button->click();
        return;
    }
    if (event->key() == Qt::Key_Escape) {
        m_live->incident().stopAsking();
        setFocus();
        return;
    }
    QMainWindow::keyPressEvent(event);
}

// ---- finding --------------------------------------------------------------------------------------------------------

Findables MainWindow::findables()
{
    return Findables{.look = m_look,
                     .perform = [this](ActId id) { perform(id); },
                     .mainAct = [this] { mainAct(); },
                     .start = [this](const QString &playbook) { m_starter.startPlaybook(playbook); },
                     .showIncident = [this](int id) { m_live->incident().showIncident(id); },
                     .returnSeat = [this](const QString &seat) { m_desk.returnSeat(seat); },
                     .say = [this](const QString &text) { showMessage(text, false); }};
}

void MainWindow::find()
{
    m_finder->open(findables().everything(m_snapshot.get()),
                   tr("Find an act, an incident, a seat, an agent, a contact"));
}

void MainWindow::help()
{
    m_finder->open(findables().keys(), tr("Keys: type to look for one, Enter does it"));
}

void MainWindow::toggleWallboard()
{
    if (m_wallboard) {
        m_wallboard.reset();
        return;
    }
    m_wallboard = std::make_unique<Wallboard>(m_options.wallboardScreen, m_options.wallboardFactor);
    m_wallboard->setLook(&m_look);
    if (m_snapshot)
        m_wallboard->setSnapshot(m_snapshot);
    m_wallboard->place(screen());
}

// ---- what comes in --------------------------------------------------------------------------------------------------

void MainWindow::onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_vigil.onSnapshot(*snapshot);
    if (!isVisible() || isMinimized())
        m_vigil.onPainted(); // nobody looks: nothing to prove
    const int shownBefore = m_live->incident().shownId();
    showSnapshot(snapshot);
    m_attention.onSnapshot(*snapshot, m_desk.operatorOnDuty().toStdString(), shownBefore);
    offerHandKeys();
}

void MainWindow::showSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    m_bar->setSnapshot(snapshot);
    m_live->setSnapshot(snapshot);
    m_journal->setSnapshot(snapshot);
    if (m_wallboard)
        m_wallboard->setSnapshot(snapshot);
    showBanner();
}

bool MainWindow::event(QEvent *event)
{
    const bool handled = QMainWindow::event(event);
    if (event->type() == QEvent::UpdateRequest)
        m_vigil.onPainted();
    return handled;
}

void MainWindow::onTick()
{
    m_vigil.onTick();
    m_desk.setSilent(m_vigil.finding() == Vigil::Finding::stalled);
    if (m_vigil.finding() == Vigil::Finding::stalled)
        showEcho();
    showBanner();
    showSound();
    if (m_sinceMessage.isKnown() && m_sinceMessage.isOver(kMessageFor)) {
        m_sinceMessage.forget();
        if (m_isWatched)
            m_journal->setMessage({}, false);
        else
            showWatchdogLost(false);
    }
}

// A core that no longer speaks: the last that was known of the floor must not look as if it were so now. Time goes on,
// and with it the clocks.
void MainWindow::showEcho()
{
    const auto &last = m_desk.snapshot();
    if (!last)
        return;
    const auto echo = snapshot::withoutFloor(*last, m_vigil.lasted());
    if (!m_snapshot->isEcho || echo->at.wall - m_snapshot->at.wall >= std::chrono::seconds{1})
        showSnapshot(echo);
}

void MainWindow::showSound()
{
    const auto muted = m_vigil.mutedFor();
    m_bar->setSound(m_vigil.soundWorks(), muted ? countdown(*muted, m_look.language) : QString());
}

void MainWindow::showBanner()
{
    const BannerText said = bannerText(m_snapshot.get(), m_vigil.finding(), m_vigil.lasted(), m_look);
    m_banner->setText(said.text, said.since);
}

void MainWindow::showWatchdogLost(bool again)
{
    m_isWatched = again;
    showMessage(again ? tr("The watchdog ended and is started again")
                      : tr("No watchdog: nobody notices when this console stops"),
                true);
}

void MainWindow::showMessage(const QString &text, bool isRefusal)
{
    m_journal->setMessage(text, isRefusal);
    m_sinceMessage.start();
}

void MainWindow::onRefused(const Text &why)
{
    showMessage(tr("Not carried out: %1").arg(m_look.text(why)), true);
}

} // namespace fw::console
