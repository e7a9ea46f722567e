#include "console/incident/incident_panel.h"

#include "console/incident/below_edge.h"
#include "console/incident/closing_form.h"
#include "console/incident/form.h"
#include "console/incident/head_texts.h"
#include "console/incident/note_line.h"
#include "console/incident/now_card.h"
#include "console/incident/tab_order.h"

#include "ui_incident_panel.h"

#include <QApplication>
#include <QScrollBar>
#include <QTimer>

#include <algorithm>

namespace fw::console {
namespace {

constexpr int kStepRow = 34;
constexpr int kTimelineRows = 6;
constexpr int kTimelineRow = 26;
constexpr int kMargins = 30; // left and right, of the form

} // namespace

IncidentPanel::IncidentPanel(QWidget *parent) : QWidget(parent), m_ui(std::make_unique<Ui::IncidentPanel>())
{
    m_ui->setupUi(this);
    m_note = new NoteLine(*m_ui->note, *m_ui->noteLabel, this);
    m_below = new BelowEdge(*m_ui->scroll);
    setAttribute(Qt::WA_StyledBackground);
    setCompact(false);
    for (QListView *list : {m_ui->steps, m_ui->timeline}) {
        list->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->setEditTriggers(QAbstractItemView::NoEditTriggers);
        list->setUniformItemSizes(true);
        list->setTabKeyNavigation(false);
    }
    m_ui->steps->setModel(&m_steps);
    m_ui->steps->setItemDelegate(&m_stepDelegate);
    m_ui->timeline->setModel(&m_timeline);
    m_ui->timeline->setItemDelegate(&m_timelineDelegate);
    const auto chooseRow = [this](const QModelIndex &index) {
        chooseStep(index.data(StepModel::KeyRole).toString().toStdString());
    };
    connect(m_ui->steps, &QListView::clicked, this, chooseRow);
    connect(m_ui->steps->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this, chooseRow](const QModelIndex &to, const QModelIndex &from) {
                // by the arrow keys, not by Tab into the list or a model that changed
                if (m_ui->steps->hasFocus() && to.isValid() && from.isValid())
                    chooseRow(to);
            });
    connect(m_ui->tabs, &IncidentTabs::chosen, this, &IncidentPanel::showIncident);
    connect(m_ui->acknowledge, &QPushButton::clicked, this, &IncidentPanel::takeOn);
    connect(m_ui->command, &QPushButton::clicked, this, &IncidentPanel::takeCommand);
    connect(m_ui->close, &QPushButton::clicked, this, &IncidentPanel::askClose);
    connect(m_ui->incidentForm, &Form::submitted, this, &IncidentPanel::onSubmitted);
    connect(m_ui->incidentForm, &Form::cancelled, this, &IncidentPanel::stopAsking);
    connect(m_ui->nowCard, &NowCard::moved, this, [this] {
        m_step.release();
        showTop();
    });
    connect(m_ui->nowCard, &NowCard::noted, this, [this] {
        m_step.leaveWhenDone();
        showTop();
    });
    connect(qApp, &QApplication::focusChanged, this,
            [this] { QTimer::singleShot(0, this, &IncidentPanel::showKeyboard); });
    connect(m_ui->nowCard, &NowCard::asked, this, [this] {
        QTimer::singleShot(0, this, [this] {
            for (QWidget *sight :
                 {static_cast<QWidget *>(m_ui->nowCard->findChild<Form *>()), QApplication::focusWidget()}) {
                if (m_ui->scroll->widget()->isAncestorOf(sight))
                    m_ui->scroll->ensureWidgetVisible(sight, 0, 0);
            }
        });
    });
}

IncidentPanel::~IncidentPanel() = default;

void IncidentPanel::setUp(Desk &desk, const Look &look, const Steady &steady)
{
    m_desk = &desk;
    m_look = &look;
    m_step = StepChoice(steady);
    connect(m_desk, &Desk::answered, this, &IncidentPanel::onAnswered);
    connect(m_desk, &Desk::undone, this, [this](int incident, const std::string &step) {
        showIncident(incident);
        chooseStep(step);
        m_step.leaveWhenDone();
    });
    m_note->setUp(desk);
    m_ui->nowCard->setUp(desk, look);
    m_ui->clock1->setLook(&look);
    m_ui->clock2->setLook(&look);
    m_stepDelegate.setLook(&look);
    m_timelineDelegate.setLook(&look);
    lookChanged();
}

void IncidentPanel::lookChanged()
{
    m_ui->retranslateUi(this);
    m_ui->acknowledge->setText(tr("Take on · A"));
    m_ui->command->setText(tr("Take command · C"));
    m_ui->close->setText(tr("Close… · X"));
    m_note->retranslate();
    m_ui->steps->setAccessibleName(tr("Steps"));
    m_ui->timeline->setAccessibleName(tr("Timeline"));
    m_ui->timelineTitle->setText(tr("What happened"));
    m_steps.setLook(m_look);
    m_timeline.setLook(m_look);
    m_ui->nowCard->retranslate();
    if (!m_asked.isEmpty())
        m_ui->incidentForm->ask(m_makeAsked()); // the same form: what was typed stays
    if (m_snapshot)
        refresh();
}

void IncidentPanel::setCompact(bool compact)
{
    m_ui->title->setFont(typeface(compact ? 20 : 22, Weight::bold));
}

const snapshot::Incident *IncidentPanel::incident() const
{
    return m_snapshot ? m_snapshot->incident(m_shown) : nullptr;
}

NowCard &IncidentPanel::now()
{
    return *m_ui->nowCard;
}

void IncidentPanel::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    if (snapshot->incident(m_shown) == nullptr) { // closed, or none yet: the most pressing one
        const int before = m_shown;
        turnTo(snapshot->incidents.empty() ? 0 : snapshot->incidents.front().id);
        if (before != m_shown)
            emit shownChanged();
    }
    refresh();
}

void IncidentPanel::showIncident(int id)
{
    if (!m_snapshot || m_snapshot->incident(id) == nullptr || id == m_shown)
        return;
    turnTo(id);
    m_submitted.clear();
    m_asked.clear();
    m_ui->incidentForm->putAway();
    refresh();
    emit shownChanged();
}

void IncidentPanel::turnTo(int incident)
{
    if (incident == m_shown)
        return;
    m_note->turnTo(incident, m_snapshot->incident(m_shown) == nullptr);
    m_shown = incident;
    m_step.release();
}

void IncidentPanel::nextIncident(int direction)
{
    if (!m_snapshot || m_snapshot->incidents.empty())
        return;
    const auto &all = m_snapshot->incidents;
    const auto at = std::ranges::find(all, m_shown, &snapshot::Incident::id);
    const auto n = std::ptrdiff_t(all.size());
    const auto index = at == all.end() ? 0 : (at - all.begin() + direction + n) % n;
    showIncident(all[std::size_t(index)].id);
}

// ---- which step -----------------------------------------------------------------------------------------------------

const snapshot::Step *IncidentPanel::currentStep() const
{
    const snapshot::Incident *shown = incident();
    if (shown == nullptr)
        return nullptr;
    const auto it = std::ranges::find(shown->steps, m_step.key(), &snapshot::Step::key);
    return it == shown->steps.end() ? nullptr : &*it;
}

void IncidentPanel::nextStep(int direction)
{
    const snapshot::Incident *shown = incident();
    if (shown == nullptr || shown->steps.empty())
        return;
    auto at = std::ranges::find(shown->steps, m_step.key(), &snapshot::Step::key);
    if (at == shown->steps.end()) { // nothing to do: what is open all the same
        at = std::ranges::find(shown->steps, snapshot::StepState::active, &snapshot::Step::state);
        if (at != shown->steps.end())
            return chooseStep(at->key);
    }
    auto index = at == shown->steps.end() ? (direction > 0 ? -1 : 0) : at - shown->steps.begin();
    const auto n = std::ptrdiff_t(shown->steps.size());
    chooseStep(shown->steps[std::size_t((index + direction + n) % n)].key); // from the last to the first
}

// By hand: it stays there.
void IncidentPanel::chooseStep(const std::string &key)
{
    m_step.choose(key);
    showTop();
    if (m_snapshot)
        refresh();
}

void IncidentPanel::showTop()
{
    m_ui->scroll->ensureVisible(0, 0);
}

void IncidentPanel::turnPage(int direction)
{
    QScrollBar *bar = m_ui->scroll->verticalScrollBar();
    bar->setValue(bar->value() + direction * bar->pageStep() * 4 / 5);
}

// ---- showing --------------------------------------------------------------------------------------------------------

void IncidentPanel::refresh()
{
    const snapshot::Incident *shown = incident();
    m_ui->tabs->showIncidents(*m_snapshot, m_shown, width() - kMargins, *m_look);
    showHead();
    showClocks();
    if (shown != nullptr) {
        const NowCard &card = *m_ui->nowCard;
        const bool isOfIt = card.stepKey() == m_step.key();
        if (m_step.follow(*shown, {card.isInUse(), isOfIt && card.isCall()}))
            showTop();
    }
    // The playbook's first question comes before any step.
    const bool asksFirst = shown != nullptr && shown->question && m_asked.isEmpty();
    if (asksFirst) {
        m_ui->incidentForm->ask(
            formOf(QStringLiteral("first:%1").arg(shown->id), *shown->question, tr("E, then type"), *m_look));
    } else if (m_asked.isEmpty()) {
        m_ui->incidentForm->clear();
    }
    if (m_asked.isEmpty())
        m_ui->nowCard->showStep(shown, currentStep(), asksFirst ? shown->question->fact : std::string());
    else
        m_ui->nowCard->standBack();
    showSteps();
    m_below->watch(cardAsks() ? m_ui->nowCard->form() : *m_ui->incidentForm);
}

void IncidentPanel::orderTabStops()
{
    console::orderTabStops(*this, *m_ui->scroll);
}

void IncidentPanel::showHead()
{
    const snapshot::Incident *it = incident();
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_ui->why, m_ui->hands, m_ui->acknowledge, m_ui->command, m_ui->close})
        setShown(*widget, it != nullptr);
    const HeadTexts texts = it != nullptr ? headTexts(*it, *m_snapshot, *m_look) : quietTexts(*m_snapshot, *m_look);
    m_ui->title->setText(texts.title);
    m_ui->why->setText(texts.why);
    m_ui->hands->setText(texts.hands);
    m_ui->missing->setText(texts.closing);
    m_ui->missing->setVisible(m_asked.isEmpty() || it == nullptr);
    if (it == nullptr)
        return setShown(*m_ui->why, !texts.why.isEmpty());
    setStyled(*m_ui->hands, "tone", it->ownedUntil ? QStringLiteral("muted") : QStringLiteral("red"));
    setStyled(*m_ui->close, "main", it->closable);
    const std::string me = m_desk->operatorOnDuty().toStdString();
    setShown(*m_ui->acknowledge, !it->ownedUntil || it->owner != me);
    setShown(*m_ui->command, it->commander.empty() || it->commander != me);
}

void IncidentPanel::showClocks()
{
    const snapshot::Incident *it = incident();
    const auto clock = [&](std::size_t i) -> std::optional<snapshot::Clock> {
        return it != nullptr && i < it->clocks.size() ? std::optional(it->clocks[i]) : std::nullopt;
    };
    m_ui->clock1->setClock(clock(0), m_snapshot);
    m_ui->clock2->setClock(clock(1), m_snapshot);
}

void IncidentPanel::showSteps()
{
    const snapshot::Incident *it = incident();
    m_steps.setIncident(it, m_snapshot, m_step.key());
    m_timeline.setIncident(it, m_snapshot);
    setShown(*m_ui->steps, it != nullptr);
    setShown(*m_ui->timeline, it != nullptr);
    m_ui->timelineTitle->setVisible(it != nullptr);
    m_ui->steps->setFixedHeight(std::max(1, m_steps.rowCount()) * kStepRow + 2);
    m_ui->timeline->setFixedHeight(std::clamp(m_timeline.rowCount(), 1, kTimelineRows) * kTimelineRow + 2);
    m_ui->note->setEnabled(m_snapshot != nullptr);
}

// ---- acts -----------------------------------------------------------------------------------------------------------

void IncidentPanel::ask(std::function<FormSpec()> make)
{
    const FormSpec spec = make();
    m_makeAsked = std::move(make);
    m_submitted.clear(); // what was asked before is answered in the line of messages
    m_asked = spec.id;
    m_ui->incidentForm->ask(spec);
    m_ui->incidentForm->takeFocus();
    if (m_snapshot)
        refresh();
    showTop();
}

void IncidentPanel::stopAsking()
{
    if (isIdle()) { // nothing to leave but the step
        m_step.forget();
    }
    m_ui->nowCard->stopAsking();
    m_asked.clear();
    m_ui->incidentForm->clear();
    if (m_snapshot)
        refresh();
}

bool IncidentPanel::doubt(const QString &problem)
{
    return m_ui->incidentForm->doubt(problem);
}

void IncidentPanel::askClose()
{
    if (incident() == nullptr)
        return;
    ask([this, last = closingForm(*incident(), *m_look)]() mutable { // closed meanwhile: as it was
        if (incident() != nullptr)
            last = closingForm(*incident(), *m_look);
        return last;
    });
}

void IncidentPanel::takeOn()
{
    if (m_shown != 0)
        m_desk->acknowledge(m_shown);
}

void IncidentPanel::takeCommand()
{
    if (m_shown != 0)
        m_desk->takeCommand(m_shown);
}

void IncidentPanel::writeNote()
{
    m_note->write();
}

// A form whose command was refused is asked on.
void IncidentPanel::onAnswered(const QString &commandId, const std::optional<Text> &refused)
{
    if (commandId != m_submitted)
        return;
    m_submitted.clear();
    if (refused)
        m_ui->incidentForm->complain(m_look->text(*refused));
    else
        stopAsking();
}

// What the card was asked for comes after the playbook's first question.
bool IncidentPanel::cardAsks() const
{
    return m_ui->incidentForm->isEmpty() || (m_asked.isEmpty() && m_ui->nowCard->wasAsked());
}

bool IncidentPanel::choose(const QString &key)
{
    return cardAsks() ? m_ui->nowCard->choose(key) : m_ui->incidentForm->choose(key);
}

bool IncidentPanel::fillIn()
{
    if (cardAsks() && !m_ui->nowCard->fillIn())
        return false;
    if (!cardAsks())
        m_ui->incidentForm->takeFocus();
    showKeyboard();
    return true;
}

void IncidentPanel::showKeyboard()
{
    QWidget *focus = QApplication::focusWidget();
    if (m_ui->scroll->widget()->isAncestorOf(focus))
        m_ui->scroll->ensureWidgetVisible(focus, 0, 60);
}

void IncidentPanel::mainAct()
{
    const snapshot::Incident *it = incident();
    if (!m_ui->incidentForm->isEmpty() && !m_asked.isEmpty()) {
        m_ui->incidentForm->submit();
    } else if (!m_ui->incidentForm->isEmpty() && (currentStep() == nullptr || asksAbove(*currentStep()))) {
        m_ui->incidentForm->takeFocus();
    } else if (it != nullptr && it->closable && currentStep() == nullptr) {
        askClose();
    } else {
        m_ui->nowCard->mainAct();
        showKeyboard();
    }
}

// What the step needs is the playbook's first question.
bool IncidentPanel::asksAbove(const snapshot::Step &step) const
{
    const snapshot::Incident *it = incident();
    return it != nullptr && it->question && step.act == snapshot::Act::answer &&
           std::ranges::find(step.questions, it->question->fact, &snapshot::Question::fact) != step.questions.end();
}

bool IncidentPanel::isIdle() const
{
    return m_asked.isEmpty() && !m_note->isInUse() && !m_ui->incidentForm->hasKeyboard() && !m_ui->nowCard->isInUse();
}

void IncidentPanel::onSubmitted(const QString &formId, const QString &choice, const QHash<QString, QString> &answers)
{
    const snapshot::Incident *it = incident();
    if (formId.startsWith(QLatin1String("first:")) && it != nullptr && it->question) {
        answerQuestion(*m_desk, m_shown, *it->question, choice, answers);
        return;
    }
    if (!formId.startsWith(QLatin1String("close:")))
        emit submitted(formId, choice, answers);
    else if (it != nullptr && formId == closingForm(*it, *m_look).id)
        waitFor(closeIncident(*m_desk, *it, answers));
    else
        stopAsking(); // it is closed
}

} // namespace fw::console
