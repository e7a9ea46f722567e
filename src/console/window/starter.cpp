#include "console/window/starter.h"

#include "console/incident/incident_panel.h"
#include "console/incident/seat_advice.h"

#include <algorithm>

namespace fw::console {

Starter::Starter(Desk &desk, IncidentPanel &panel, const Look &look) : m_desk(desk), m_panel(panel), m_look(look)
{
    connect(&m_panel, &IncidentPanel::submitted, this, &Starter::onSubmitted);
    connect(&m_desk, &Desk::answered, this, &Starter::onAnswered);
}

void Starter::startPlaybook(const QString &playbook)
{
    if (!m_desk.snapshot())
        return;
    for (const snapshot::Procedure &procedure : m_desk.snapshot()->procedures) {
        if (QString::fromStdString(procedure.playbook) == playbook)
            return startOrGoTo(procedure);
    }
}

void Starter::startNumber(int number)
{
    if (!m_desk.snapshot())
        return;
    for (const snapshot::Procedure &procedure : m_desk.snapshot()->procedures) {
        if (procedure.number == number)
            return startOrGoTo(procedure);
    }
}

// An open incident is shown; pressed again it goes to the next of the same kind. None open: start by hand, one more
// key.
void Starter::startOrGoTo(const snapshot::Procedure &procedure)
{
    if (procedure.incidents.empty()) {
        askSubject(procedure);
        return;
    }
    const int shown = m_panel.incident() != nullptr ? m_panel.incident()->id : 0;
    const auto at = std::ranges::find(procedure.incidents, shown);
    const bool isLast = at == procedure.incidents.end() || at + 1 == procedure.incidents.end();
    if (at != procedure.incidents.end() && procedure.incidents.size() == 1) {
        if (procedure.key != "site" && procedure.byHand)
            askSubject(procedure); // another one of the same kind, about something else
        return;
    }
    m_panel.showIncident(isLast ? procedure.incidents.front() : *(at + 1));
}

void Starter::askSubject(const snapshot::Procedure &procedure)
{
    if (!procedure.byHand) {
        emit message(tr("%1 starts by its rules only").arg(m_look.text(procedure.title)), true);
        return;
    }
    m_panel.ask([this, procedure] { return startSpec(procedure); });
}

FormSpec Starter::startSpec(const snapshot::Procedure &procedure) const
{
    FormSpec spec{.id = QStringLiteral("start:") + QString::fromStdString(procedure.playbook),
                  .title = tr("Start by hand: %1").arg(m_look.text(procedure.title)),
                  .body = tr("Enter starts it, Esc leaves. Nothing is sent anywhere."),
                  .choices = {},
                  .fields = {},
                  .submit = tr("Start · Enter")};
    FormField field{QStringLiteral("subject"), {}, {}, {}};
    field.needed = false;
    if (procedure.key == "seat") {
        field.label = tr("Which seat?");
        field.needed = true;
    } else if (procedure.key == "queue") {
        field.label = tr("Which queue?");
        const auto busiest =
            std::ranges::max_element(m_desk.snapshot()->queues, {}, [](const auto &q) { return q.figures.waiting; });
        if (busiest != m_desk.snapshot()->queues.end())
            field.value = QString::fromStdString(busiest->id.str());
    } else if (procedure.key == "system") {
        field.label = tr("Which system?");
    } else if (procedure.key == "zone") {
        field.label = tr("Which room or zone?");
    } else if (procedure.key == "service") {
        field.label = tr("Which service and region?");
    } else if (procedure.key == "campaign") {
        field.label = tr("Which campaign?");
    }
    if (!field.label.isEmpty())
        spec.fields.append(field);
    return spec;
}

// F12, then one key says what is known; the fire service's number is on screen at once. Nobody needs to sign in.
void Starter::fire()
{
    if (!m_desk.snapshot())
        return sayCall();
    const auto procedure =
        std::ranges::find(m_desk.snapshot()->procedures, snapshot::kFire, &snapshot::Procedure::number);
    if (procedure == m_desk.snapshot()->procedures.end())
        return sayCall();
    if (!procedure->incidents.empty()) {
        m_panel.showIncident(procedure->incidents.front());
        return;
    }
    m_panel.stopAsking();
    m_fire = m_desk.start(procedure->playbook, {});
    if (m_fire.isEmpty())
        sayCall();
}

void Starter::onAnswered(const QString &commandId, const std::optional<Text> &refused)
{
    if (commandId.isEmpty() || commandId != m_fire)
        return;
    m_fire.clear();
    if (refused)
        sayCall();
}

// What helps where the console cannot.
void Starter::sayCall()
{
    emit message(tr("This console cannot lead you through a fire now: call 119, follow the printed plan"), true);
}

void Starter::signIn()
{
    m_panel.ask([this] { return signInSpec(); });
}

FormSpec Starter::signInSpec() const
{
    FormSpec spec{
        .id = QStringLiteral("sign-in"),
        .title = tr("Who is on duty here?"),
        .body = m_desk.operatorOnDuty().isEmpty()
                    ? tr("Name or number. It stands beside everything you do from now on.")
                    : tr("On duty: %1. Another name takes over; an empty one signs out.").arg(m_desk.operatorOnDuty()),
        .choices = {},
        .fields = {{QStringLiteral("operator"), tr("Name or number"), {}, {}}},
        .submit = tr("Sign in · Enter")};
    spec.fields.front().needed = m_desk.operatorOnDuty().isEmpty();
    return spec;
}

void Starter::submitStart(const std::string &playbook, const QString &subject)
{
    const auto &procedures = m_desk.snapshot()->procedures;
    const auto procedure = std::ranges::find(procedures, playbook, &snapshot::Procedure::playbook);
    const bool aboutSeat = procedure != procedures.end() && procedure->key == "seat";
    const QString doubt = aboutSeat ? seatDoubt(*m_desk.snapshot(), subject) : QString();
    if (doubt.isEmpty() || !m_panel.doubt(doubt))
        m_panel.waitFor(m_desk.start(playbook, subject));
}

void Starter::onSubmitted(const QString &formId, const QString &, const QHash<QString, QString> &answers)
{
    if (formId == QLatin1String("sign-in")) {
        const QString op = answers.value(QStringLiteral("operator"));
        const QString sent = op.isEmpty() ? m_desk.signOut() : m_desk.signIn(op);
        sent.isEmpty() ? m_panel.stopAsking() : m_panel.waitFor(sent);
    } else if (formId.startsWith(QLatin1String("start:"))) {
        submitStart(formId.mid(6).toStdString(), answers.value(QStringLiteral("subject")));
    }
}

} // namespace fw::console
