#include "console_test.h"

#include "console/frame/journal_line.h"
#include "console/incident/form.h"
#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"
#include "lacks.h"

#include <QApplication>
#include <QFontDatabase>

#include <algorithm>

namespace fw::test {

using console::Form;

namespace {

constexpr Duration kDeaf = 1s; // as the window
constexpr int kMostActs = 80;
constexpr int kLayoutPasses = 3; // a text that needs more lines moves what is around it, one layout after the other

bool asks(const Form &form)
{
    return form.isVisible() && !form.isEmpty();
}

} // namespace

ConsoleTest::ConsoleTest() = default;

ConsoleTest::~ConsoleTest() = default;

void ConsoleTest::SetUp()
{
    if (QFontDatabase::families(QFontDatabase::SimplifiedChinese).isEmpty())
        return lacks("no font for Chinese: install fonts-noto-cjk or fonts-wqy-microhei");
}

void ConsoleTest::open(const console::WindowOptions &options, QSize size)
{
    console::WindowOptions quick = options;
    quick.keyGap = m_keyGap;
    quick.steady = [this] { return m_steady; };
    m_window = std::make_unique<console::MainWindow>(m_link, std::make_unique<SilentPlayer>(m_played), quick);
    m_window->resize(size);
    m_window->show();
    m_window->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(m_window.get()));
    settle();
}

void ConsoleTest::openIn(Language language)
{
    console::WindowOptions options;
    options.language = language;
    open(options);
}

// ---- keys -----------------------------------------------------------------------------------------------------------

QWidget *ConsoleTest::keyboard() const
{
    QWidget *focus = QApplication::focusWidget();
    return focus != nullptr ? focus : m_window.get();
}

void ConsoleTest::settle()
{
    QCoreApplication::processEvents();
    m_link.publishIfChanged();
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    for (int pass = 0; pass < kLayoutPasses; ++pass)
        QCoreApplication::processEvents();
    const std::size_t opened = m_link.state().incidents.size();
    if (opened != m_opened)
        m_openedAt = m_steady;
    m_opened = opened;
}

void ConsoleTest::advance(Duration d)
{
    m_link.advance(d);
    settle();
}

// As the core does, the link speaks all the time.
void ConsoleTest::pass(Duration d)
{
    m_steady += d;
    if (d > Duration{0})
        m_link.publish();
    settle();
}

void ConsoleTest::press(int key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(keyboard(), Qt::Key(key), modifiers);
    settle();
}

void ConsoleTest::waitUntilEnterIsHeard()
{
    pass(std::max(Duration{0}, m_openedAt + kDeaf - m_steady));
}

void ConsoleTest::enter()
{
    waitUntilEnterIsHeard();
    press(Qt::Key_Return);
}

void ConsoleTest::type(const QString &text)
{
    for (const QChar c : text) {
        if (c.unicode() < 128)
            QTest::keyClick(keyboard(), c.toLatin1());
        else
            QTest::sendKeyEvent(QTest::Click, keyboard(), Qt::Key_unknown, QString(c), Qt::NoModifier);
    }
    settle();
}

// ---- the floor ------------------------------------------------------------------------------------------------------

void ConsoleTest::pbxComesUp(int agents)
{
    m_link.feed("pbx", engine::FeedState::live);
    m_link.signal(floor::SnapshotBegan{});
    for (int i = 1; i <= agents; ++i) {
        const Interface phone("PJSIP/" + std::to_string(1000 + i));
        m_link.signal(floor::MemberSeen{{.queue = QueueId("tickets"),
                                         .agent = AgentId("agent-" + std::to_string(i)),
                                         .interface = phone,
                                         .stateInterface = phone,
                                         .membership = floor::Membership::dynamic,
                                         .device = floor::Device::notInUse,
                                         .paused = false,
                                         .pauseReason = {},
                                         .penalty = 0}});
    }
    m_link.signal(floor::SnapshotComplete{});
    settle();
}

void ConsoleTest::callersCome(int count)
{
    for (int i = 0; i < count; ++i) {
        const std::string n = std::to_string(++m_calls);
        m_waiting.emplace_back("call-" + n);
        m_link.signal(floor::CallerJoined{QueueId("tickets"), m_waiting.back(), "1390000" + n});
    }
    settle();
}

void ConsoleTest::callersAreAnswered()
{
    for (const CallId &call : std::exchange(m_waiting, {}))
        m_link.signal(floor::CallerConnected{QueueId("tickets"), call, AgentId("agent-1"), Interface("PJSIP/1001")});
    settle();
}

void ConsoleTest::upsSays(const std::string &status, std::optional<double> charge)
{
    m_link.signal(floor::UpsReading{"ups-a", status, charge, 30min, 40.0, {}});
    settle();
}

void ConsoleTest::trouble()
{
    pbxComesUp();
    signIn(QStringLiteral("07"));
    callersCome(5);
    advance(16s);
    m_link.signal(floor::DeviceChanged{Interface("PJSIP/1003"), floor::Device::unavailable});
    m_link.signal(floor::TemperatureReading{"server room", 26.5});
    upsSays("OL", 100);
    upsSays("OB DISCHRG", 98);
    advance(20s);
    ASSERT_EQ(m_link.state().incidents.size(), 3U);
}

// ---- the screen -----------------------------------------------------------------------------------------------------

console::IncidentPanel &ConsoleTest::panel() const
{
    return *m_window->findChild<console::IncidentPanel *>();
}

console::NowCard *ConsoleTest::card() const
{
    return shown<console::NowCard>("nowCard");
}

Form *ConsoleTest::cardForm() const
{
    auto *form = shown<Form>("form");
    return form != nullptr && asks(*form) ? form : nullptr;
}

Form *ConsoleTest::panelForm() const
{
    auto *form = shown<Form>("incidentForm");
    return form != nullptr && asks(*form) ? form : nullptr;
}

QString ConsoleTest::cardText(const char *label) const
{
    const auto *found = card() == nullptr ? nullptr : card()->findChild<QLabel *>(QString::fromLatin1(label));
    return found != nullptr && found->isVisible() ? found->text() : QString();
}

QString ConsoleTest::message() const
{
    return m_window->findChild<console::JournalLine *>()->accessibleDescription();
}

const snapshot::Incident *ConsoleTest::shownIncident() const
{
    return panel().incident();
}

int ConsoleTest::shownId() const
{
    return shownIncident() == nullptr ? 0 : shownIncident()->id;
}

const snapshot::Step *ConsoleTest::step(const std::string &key) const
{
    const snapshot::Incident *incident = shownIncident();
    if (incident == nullptr)
        return nullptr;
    const auto it = std::ranges::find(incident->steps, key, &snapshot::Step::key);
    return it == incident->steps.end() ? nullptr : &*it;
}

const snapshot::Step *ConsoleTest::shownStep() const
{
    return card() == nullptr ? nullptr : step(card()->stepKey());
}

// ---- as a supervisor works ------------------------------------------------------------------------------------------

void ConsoleTest::signIn(const QString &op)
{
    press(Qt::Key_F2);
    type(op);
    press(Qt::Key_Return);
}

void ConsoleTest::startByHand(int number, const QString &subject)
{
    press(Qt::Key_0 + number, Qt::ControlModifier);
    ASSERT_NE(panelForm(), nullptr);
    if (!subject.isEmpty()) {
        ASSERT_NE(qobject_cast<QLineEdit *>(keyboard()), nullptr);
        type(subject);
    }
    enter();
}

void ConsoleTest::fill(Form &form, const snapshot::Question &question)
{
    const auto answerTo = [&](const snapshot::Question &q) {
        if (const auto it = m_answers.find(q.fact); it != m_answers.end())
            return it->second;
        if (q.type == "choice")
            return QStringLiteral("1");
        if (q.type == "number")
            return QStringLiteral("3");
        return q.type == "list" ? QStringLiteral("Ann, Karim")
                                : QStringLiteral("noted %1").arg(QString::fromStdString(q.fact));
    };
    if (question.type == "choice") {
        type(answerTo(question));
        if (question.also.empty())
            return;
    } else {
        if (!form.isAncestorOf(keyboard()))
            press(Qt::Key_E);
        ASSERT_TRUE(form.isAncestorOf(keyboard())) << "no way into the form of " << question.fact;
        type(answerTo(question));
    }
    for (std::size_t i = 0; i < question.also.size(); ++i) {
        if (i > 0 || question.type != "choice")
            press(Qt::Key_Tab);
        ASSERT_TRUE(form.isAncestorOf(keyboard())) << question.also[i].fact;
        if (auto *combo = qobject_cast<QComboBox *>(keyboard()); combo != nullptr)
            press(Qt::Key_Down);
        else
            type(answerTo(question.also[i]));
    }
    enter();
}

bool ConsoleTest::actOnce()
{
    const snapshot::Incident *incident = shownIncident();
    if (incident == nullptr)
        return false;
    const auto before = m_link.records().size();
    if (panelForm() != nullptr && incident->question) {
        fill(*panelForm(), *incident->question);
        return m_link.records().size() > before;
    }
    const snapshot::Step *now = shownStep();
    const bool open =
        now != nullptr && (now->state == snapshot::StepState::active || now->state == snapshot::StepState::waiting);
    if (!open && now != nullptr && card() != nullptr && card()->isInUse()) { // what was said on the call: not now
        press(Qt::Key_Escape);
        return true;
    }
    if (!open || now->again) // in time: it comes by itself
        return false;
    const std::string id = now->key.substr(0, now->key.find(':'));
    if (const auto skip = m_skips.find(id); skip != m_skips.end()) {
        press(Qt::Key_S);
        type(QString::number(skip->second));
        return m_link.records().size() > before;
    }
    const auto question = std::ranges::find_if(now->questions, [this](const snapshot::Question &q) {
        return !q.noted && (q.needed || !m_leaves.contains(q.fact));
    });
    if (cardForm() != nullptr && question != now->questions.end()) {
        fill(*cardForm(), *question);
        return m_link.records().size() > before;
    }
    const bool moves = now->act == snapshot::Act::assignSeat || now->act == snapshot::Act::seatOut;
    enter();
    if (moves) {
        if (qobject_cast<QLineEdit *>(keyboard()) == nullptr)
            return false;
        type(now->act == snapshot::Act::assignSeat ? QStringLiteral("1090") : QStringLiteral("R-17"));
        enter();
        if (qobject_cast<QLineEdit *>(keyboard()) != nullptr)
            enter(); // a seat that this floor does not have
    }
    return m_link.records().size() > before;
}

void ConsoleTest::work(const std::string &untilStep)
{
    for (int i = 0; i < kMostActs; ++i) {
        if (!untilStep.empty() && shownStep() != nullptr && shownStep()->key == untilStep)
            return;
        m_link.advance(2s);
        settle();
        if (!actOnce())
            return;
    }
    FAIL() << "there is always something to do";
}

void ConsoleTest::goToStep(const std::string &key)
{
    for (int i = 0; i < kMostActs && (card() == nullptr || card()->stepKey() != key); ++i)
        press(Qt::Key_Down, Qt::ControlModifier);
    for (int i = 0; i < kMostActs && (card() == nullptr || card()->stepKey() != key); ++i)
        press(Qt::Key_Up, Qt::ControlModifier);
    ASSERT_NE(card(), nullptr);
    ASSERT_EQ(card()->stepKey(), key);
}

// X, a reason for every missed clock and for closing against the rule, Enter.
void ConsoleTest::closeShown(const QString &reason)
{
    press(Qt::Key_X);
    Form *form = panelForm();
    ASSERT_NE(form, nullptr);
    const auto edits = form->findChildren<QLineEdit *>();
    for (qsizetype i = 0; i < edits.size(); ++i) {
        if (i > 0)
            press(Qt::Key_Tab);
        ASSERT_TRUE(form->isAncestorOf(keyboard()));
        type(reason);
    }
    enter();
}

} // namespace fw::test
