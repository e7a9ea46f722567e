#include "console/incident/now_card.h"

#include "console/incident/call_texts.h"
#include "console/incident/card_forms.h"
#include "console/incident/form.h"
#include "console/incident/head_texts.h"
#include "console/incident/seat_advice.h"

#include "ui_now_card.h"

#include <QApplication>
#include <QEvent>

#include <algorithm>

namespace fw::console {
namespace {

using snapshot::Act;
using snapshot::StepState;

constexpr int kNarrow = 480;
constexpr int kLongestWait = 1440; // minutes: a day

// The seat that a step of a seat failure is about; "": the only one.
QString memberOf(const snapshot::Step &step)
{
    return QString::fromStdString(step.value);
}

} // namespace

NowCard::NowCard(QWidget *parent) : QFrame(parent), m_ui(std::make_unique<Ui::NowCard>())
{
    m_ui->setupUi(this);
    m_ui->role->setFont(typeface(size::kSmall));
    m_ui->title->setFont(typeface(size::kTitle, Weight::bold));
    m_ui->number->setFont(digits(size::kDial));
    m_ui->contact->setFont(typeface(size::kBody));
    m_ui->number->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(m_ui->mainAct, &QPushButton::clicked, this, &NowCard::mainAct);
    connect(m_ui->noAnswer, &QPushButton::clicked, this, [this] { outcome(QStringLiteral("no_answer")); });
    connect(m_ui->busy, &QPushButton::clicked, this, [this] { outcome(QStringLiteral("busy")); });
    connect(m_ui->wrongNumber, &QPushButton::clicked, this, [this] { outcome(QStringLiteral("wrong_number")); });
    connect(m_ui->lineDead, &QPushButton::clicked, this, [this] { outcome(QStringLiteral("line_dead")); });
    connect(m_ui->skip, &QPushButton::clicked, this, &NowCard::askSkip);
    connect(m_ui->wait, &QPushButton::clicked, this, &NowCard::askWait);
    connect(m_ui->undo, &QPushButton::clicked, this, [this] { m_desk->undo(); });
    connect(m_ui->form, &Form::submitted, this, &NowCard::onSubmitted);
    connect(m_ui->form, &Form::cancelled, this, &NowCard::stopAsking);
}

NowCard::~NowCard() = default;

void NowCard::setUp(Desk &desk, const Look &look)
{
    m_desk = &desk;
    m_look = &look;
    connect(m_desk, &Desk::answered, this, &NowCard::onAnswered);
    connect(m_desk, &Desk::undoChanged, this, [this] { m_ui->undo->setVisible(m_desk->canUndo(m_incident)); });
    m_ui->undo->hide();
}

void NowCard::retranslate()
{
    m_ui->retranslateUi(this);
    m_ui->noAnswer->setText(tr("No answer · N"));
    m_ui->busy->setText(tr("Busy · B"));
    m_ui->wrongNumber->setText(tr("Wrong number"));
    m_ui->lineDead->setText(tr("Line dead"));
    m_ui->wait->setText(tr("Wait… · W"));
    m_ui->skip->setText(tr("Skip… · S"));
    m_ui->undo->setText(tr("Undo · Ctrl+Z"));
    setAccessibleName(tr("Now"));
    if (m_shown && !m_asking.isEmpty())
        m_ui->form->ask(askedSpec()); // the same form: what was typed stays
    else if (m_shown)
        showQuestion();
}

void NowCard::showStep(const snapshot::Incident *incident, const snapshot::Step *step, const std::string &askedAbove)
{
    m_shown = step != nullptr;
    m_askedAbove = askedAbove;
    setShown(*this, m_shown || (incident != nullptr && !incident->question));
    if (step == nullptr || incident == nullptr) {
        m_step = {};
        m_asking.clear();
        m_submitted.clear();
        m_acted.clear();
        m_ui->form->putAway();
        if (incident != nullptr)
            showRest(*incident);
        return;
    }
    if (incident->id != m_incident || step->key != m_step.key) {
        m_asking.clear();
        m_awaits.clear();
        m_submitted.clear();
        m_acted.clear();
        m_ui->form->putAway();
    }
    m_incident = incident->id;
    m_step = *step;
    m_ui->role->setText(QStringLiteral("%1 · %2").arg(stateText(), m_look->text(step->role)) +
                        (step->overdue ? tr(" · overdue") : QString()));
    m_ui->title->setText(m_look->text(step->title));
    m_ui->body->setText(m_look->text(step->body));
    m_ui->body->setVisible(!step->body.empty());
    m_ui->say->setText(QStringLiteral("“%1”").arg(m_look->text(step->say)));
    m_ui->sayFrame->setVisible(!step->say.empty());
    m_ui->refused->setText(m_look->text(step->refused));
    m_ui->refused->setVisible(!step->refused.empty());
    showCall();
    showQuestion();
    showButtons();
}

QString NowCard::stateText() const
{
    switch (m_step.state) {
    case StepState::waiting:
        return m_step.until ? tr("Waiting for %1 until %2")
                                  .arg(m_look->text(m_step.whom), timeOfDay(*m_step.until, *m_desk->snapshot()))
                            : tr("Waiting for an answer");
    case StepState::done:
        return tr("Done");
    case StepState::skipped:
        return tr("Skipped");
    case StepState::active:
    case StepState::pending:
        break;
    }
    return m_step.state == StepState::active && !m_step.watch ? tr("Now") : tr("Step");
}

// Every step is done: what it still waits for.
void NowCard::showRest(const snapshot::Incident &incident)
{
    m_ui->role->setText(tr("Now"));
    m_ui->title->setText(incident.closable ? tr("It may be closed") : tr("Nothing to do now"));
    const QString missing = missingTexts(incident, *m_look).join(QStringLiteral(" · "));
    QString body = incident.closable ? tr("Enter asks whether to close it.") : tr("It waits for this: %1").arg(missing);
    for (const snapshot::Step &step : incident.steps) {
        if (step.watch && step.state == StepState::active)
            body += QLatin1Char('\n') + tr("Watched (Ctrl+Down): %1").arg(m_look->text(step.title));
    }
    m_ui->body->setText(body);
    m_ui->body->show();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->sayFrame, m_ui->refused, m_ui->callArea})
        widget->hide();
    showButtons();
}

const Form &NowCard::form() const
{
    return *m_ui->form;
}

bool NowCard::isOpen() const
{
    return m_shown && m_step.state != StepState::done && m_step.state != StepState::skipped;
}

bool NowCard::isCall() const
{
    return isOpen() && m_step.call.has_value();
}

void NowCard::showCall()
{
    m_ui->callArea->setVisible(isCall());
    if (!m_step.call)
        return;
    const bool narrow = width() < kNarrow; // who it is stands below the number
    m_ui->callRow->setDirection(narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_ui->callRow->setSpacing(narrow ? 2 : 16);
    const CallTexts texts = callTexts(*m_step.call, *m_look);
    m_ui->number->setText(texts.number);
    m_ui->number->setAccessibleName(tr("Number to call"));
    m_ui->contact->setText(texts.contact);
    m_ui->contactDetail->setText(texts.detail);
    m_ui->contactDetail->setVisible(!texts.detail.isEmpty());
    setStyled(*m_ui->contactDetail, "tone",
              m_step.call->outOfHours ? QStringLiteral("amber") : QStringLiteral("muted"));
    m_ui->phones->setText(texts.phones);
    m_ui->phones->setVisible(!texts.phones.isEmpty());
}

const snapshot::Question *NowCard::openQuestion() const
{
    const auto isOpen = [this](const snapshot::Question &question) {
        return !question.noted && (m_askedAbove.empty() || question.fact != m_askedAbove);
    };
    auto it = std::ranges::find_if(m_step.questions, isOpen);
    if (it == m_step.questions.end())
        it = std::ranges::find(m_step.questions, true, &snapshot::Question::changes);
    return it == m_step.questions.end() ? nullptr : &*it;
}

void NowCard::showQuestion()
{
    if (!m_asking.isEmpty())
        return;
    const snapshot::Question *question = openQuestion();
    placeForm(question == nullptr || question->needed);
    if (question == nullptr) {
        m_ui->form->clear();
        return;
    }
    if (!isOpen() && !question->changes && m_awaits != m_step.key &&
        !m_ui->form->hasKeyboard()) { // finished meanwhile: what is being typed may still be noted
        m_ui->form->putAway();
        return;
    }
    const QString id = QStringLiteral("fact:%1:%2:%3")
                           .arg(m_incident)
                           .arg(QString::fromStdString(question->fact), QString::fromStdString(question->part));
    const QString way = m_step.act == Act::answer ? tr("Enter, then type") : tr("E, then type");
    m_ui->form->ask(formOf(id, *question, way, *m_look));
}

// What must be answered stands above the main act, what may be noted below what to say.
void NowCard::placeForm(bool isFirst)
{
    QVBoxLayout &rows = *m_ui->rows;
    if (isFirst == (rows.indexOf(m_ui->form) < rows.indexOf(m_ui->refused)))
        return;
    rows.removeWidget(m_ui->form);
    rows.insertWidget(isFirst ? rows.indexOf(m_ui->refused) : rows.indexOf(m_ui->sayFrame) + 1, m_ui->form);
}

QString NowCard::mainText() const
{
    switch (m_step.act) {
    case Act::reached:
        return tr("Reached · Enter");
    case Act::takeCommand:
        return tr("Take command · Enter");
    case Act::assignSeat:
        return tr("Assign a seat… · Enter");
    case Act::seatOut:
        return tr("Out of service… · Enter");
    case Act::answer:
    case Act::done:
        break;
    }
    return tr("Done · Enter");
}

void NowCard::showButtons()
{
    const bool open = isOpen();
    const bool asks = !m_ui->form->isEmpty();
    const bool calls = open && m_step.call && !m_step.call->chain.empty();
    m_ui->mainAct->setText(mainText());
    setShown(*m_ui->mainAct, open && m_asking.isEmpty() && !(asks && m_step.act == Act::answer));
    m_ui->mainAct->setEnabled(m_step.refused.empty());
    for (QPushButton *button : {m_ui->noAnswer, m_ui->busy, m_ui->wrongNumber, m_ui->lineDead})
        setShown(*button, calls && m_asking.isEmpty());
    setShown(*m_ui->skip, open && m_asking.isEmpty());
    setShown(*m_ui->wait, open && m_asking.isEmpty() && m_step.state != StepState::waiting);
    setShown(*m_ui->undo, m_desk->canUndo(m_incident));
}

// ---- acts -----------------------------------------------------------------------------------------------------------

QString NowCard::act()
{
    if (m_step.act == Act::takeCommand)
        return m_desk->takeCommand(m_incident);
    if (m_step.act == Act::reached && m_step.call && !m_step.call->chain.empty())
        return m_desk->tried(m_incident, m_step.key, *m_step.call, QStringLiteral("reached"));
    return m_desk->stepDone(m_incident, m_step.key);
}

void NowCard::onAnswered(const QString &commandId, const std::optional<Text> &refused)
{
    if (commandId == m_submitted) {
        m_submitted.clear();
        if (refused)
            return m_ui->form->complain(m_look->text(*refused));
        const bool isAnswer = m_asking.isEmpty();
        m_asking.clear();
        m_awaits.clear();
        m_ui->form->clear();
        showButtons();
        isAnswer && !m_step.watch ? emit noted() : emit moved();
    } else if (commandId == m_acted && !refused) {
        if (m_awaits.empty())
            return emit moved();
        showQuestion();
        m_ui->form->takeChoice();
    } else if (commandId == m_acted) {
        m_awaits.clear();
    }
}

void NowCard::mainAct()
{
    if (!isOpen())
        return;
    if (!m_ui->form->isEmpty() && (m_step.act == Act::answer || !m_asking.isEmpty())) {
        m_ui->form->takeFocus();
        return;
    }
    if (m_step.act == Act::assignSeat || m_step.act == Act::seatOut) {
        askFor(m_step.act == Act::assignSeat ? QStringLiteral("assign") : QStringLiteral("out"));
        return;
    }
    m_acted = act();
    const snapshot::Question *said = openQuestion(); // on the call: it is asked until it is noted, or Esc
    if (!m_acted.isEmpty() && m_step.act == Act::reached && said != nullptr && said->type == "choice" && !said->noted)
        m_awaits = m_step.key;
}

bool NowCard::fillIn()
{
    if (!m_shown || m_ui->form->isEmpty())
        return false;
    m_ui->form->takeFocus();
    return true;
}

bool NowCard::outcome(const QString &outcome)
{
    if (!m_shown || !m_step.call || m_step.call->chain.empty() || !m_ui->noAnswer->isVisibleTo(this))
        return false;
    m_desk->tried(m_incident, m_step.key, *m_step.call, outcome);
    return true;
}

void NowCard::askFor(const QString &form)
{
    m_asking = form;
    placeForm(true);
    m_ui->form->ask(askedSpec());
    showButtons();
    m_ui->form->takeFocus();
    emit asked();
}

void NowCard::askSkip()
{
    if (m_shown && m_ui->skip->isVisibleTo(this))
        askFor(QStringLiteral("skip"));
}

void NowCard::askWait()
{
    if (m_shown && m_ui->wait->isVisibleTo(this))
        askFor(QStringLiteral("wait"));
}

FormSpec NowCard::askedSpec() const
{
    const QString about = QStringLiteral("%1:%2").arg(m_incident).arg(QString::fromStdString(m_step.key));
    return cardForm(m_asking, about, *m_desk->snapshot());
}

void NowCard::onSubmitted(const QString &, const QString &choice, const QHash<QString, QString> &answers)
{
    if (m_asking.isEmpty()) {
        if (const snapshot::Question *question = openQuestion())
            m_submitted = answerQuestion(*m_desk, m_incident, *question, choice, answers);
    } else if (m_asking == QLatin1String("skip") && choice.toInt() == kOtherSkipReason) {
        m_ui->form->clear();
        askFor(QStringLiteral("skip-other"));
    } else if (m_asking == QLatin1String("skip")) {
        m_submitted = m_desk->skip(m_incident, m_step.key, choice.toInt(), {});
    } else if (m_asking == QLatin1String("skip-other")) {
        m_submitted = m_desk->skip(m_incident, m_step.key, kOtherSkipReason, answers.value(QStringLiteral("text")));
    } else if (m_asking == QLatin1String("assign")) {
        submitSeat(answers.value(QStringLiteral("value")));
    } else if (m_asking == QLatin1String("out")) {
        m_submitted = m_desk->seatOut(m_incident, memberOf(m_step), answers.value(QStringLiteral("value")));
    } else {
        submitWait(answers);
    }
}

void NowCard::submitSeat(const QString &seat)
{
    const QString doubt = assignDoubt(*m_desk->snapshot(), seat);
    if (doubt.isEmpty() || !m_ui->form->doubt(doubt))
        m_submitted = m_desk->assignSeat(m_incident, memberOf(m_step), seat);
}

void NowCard::submitWait(const FormAnswers &answers)
{
    bool ok = false;
    const int minutes = answers.value(QStringLiteral("minutes")).toInt(&ok);
    if (ok && minutes >= 1 && minutes <= kLongestWait)
        m_submitted = m_desk->wait(m_incident, m_step.key, answers.value(QStringLiteral("whom")),
                                   m_desk->snapshot()->at.wall + std::chrono::minutes{minutes});
    else
        m_ui->form->complain(tr("How many minutes? A whole number from 1 to 1440."), QStringLiteral("minutes"));
}

void NowCard::stopAsking()
{
    if (!m_awaits.empty()) { // they did not say
        m_awaits.clear();
        window()->setFocus(Qt::OtherFocusReason);
        showQuestion();
        emit moved();
    }
    if (m_asking.isEmpty())
        return;
    m_asking.clear();
    m_ui->form->clear();
    showQuestion();
    showButtons();
}

bool NowCard::choose(const QString &key)
{
    return m_shown && m_ui->form->choose(key);
}

bool NowCard::isInUse() const
{
    return m_shown && (wasAsked() || !m_awaits.empty() || m_ui->form->hasKeyboard());
}

} // namespace fw::console
