#include "console/incident/head_texts.h"

#include "console/incident/incident_panel.h"
#include "console/procedures/procedure_model.h"

namespace fw::console {
namespace {

const QString kBetween = QStringLiteral(" · ");

QString why(const snapshot::Incident &incident, const snapshot::Snapshot &snapshot, const Look &look)
{
    QStringList parts;
    if (incident.conditions.empty() && incident.isOver)
        parts << IncidentPanel::tr("what opened it no longer holds");
    else if (incident.conditions.empty() && !incident.why.empty())
        parts << look.text(incident.why);
    for (const Text &condition : incident.conditions)
        parts << look.text(condition);
    const QString opened = secondOfDay(incident.openedAt, snapshot);
    parts << (incident.by.starts_with("rule:") ? IncidentPanel::tr("opened by rule at %1").arg(opened)
                                               : IncidentPanel::tr("opened by hand at %1").arg(opened));
    return parts.join(kBetween);
}

QString hands(const snapshot::Incident &incident, const snapshot::Snapshot &snapshot)
{
    QStringList parts;
    const QString owner =
        incident.owner.empty() ? IncidentPanel::tr("somebody not signed in") : QString::fromStdString(incident.owner);
    if (incident.ownedUntil)
        parts << IncidentPanel::tr("in hand: %1, until %2").arg(owner, timeOfDay(*incident.ownedUntil, snapshot));
    else if (!incident.owner.empty())
        parts << IncidentPanel::tr("needs you: no longer in the hands of %1").arg(owner);
    else
        parts << IncidentPanel::tr("needs you: nobody has taken it on");
    if (!incident.commander.empty())
        parts << IncidentPanel::tr("commander %1").arg(QString::fromStdString(incident.commander));
    return parts.join(kBetween);
}

} // namespace

HeadTexts quietTexts(const snapshot::Snapshot &snapshot, const Look &look)
{
    const QString keys = IncidentPanel::tr("Ctrl+1 … Ctrl+8 start a procedure, F12 is fire, Ctrl+K finds anything.");
    if (snapshot.returned.empty()) {
        return {snapshot.pbxKnown ? IncidentPanel::tr("No open incident")
                                  : IncidentPanel::tr("No open incident; no data from the PBX: watch the floor by eye"),
                {},
                {},
                keys};
    }
    const snapshot::Returned &first = snapshot.returned.front();
    QStringList why;
    for (const Text &condition : first.conditions)
        why << look.text(condition);
    const QString about = subjectName(first.key, first.subject, first.members);
    return {QStringList{look.text(first.title), about, IncidentPanel::tr("is not over")}.join(kBetween),
            why.join(kBetween),
            {},
            IncidentPanel::tr(
                "Closed a short while ago: a new incident opens at %1 if it lasts. To act at once, start it by "
                "hand.")
                    .arg(timeOfDay(first.opensAt, snapshot)) +
                QLatin1Char(' ') + keys};
}

QStringList missingTexts(const snapshot::Incident &incident, const Look &look)
{
    QStringList texts;
    for (const snapshot::Missing &missing : incident.missing)
        texts << look.text(missing.text);
    return texts;
}

HeadTexts headTexts(const snapshot::Incident &incident, const snapshot::Snapshot &snapshot, const Look &look)
{
    QStringList title{look.text(incident.title)};
    if (const QString about = subjectName(incident.key, incident.subject, incident.members); !about.isEmpty())
        title << about;
    title << IncidentPanel::tr("urgency %1 of 3").arg(incident.level);
    const QString closing = incident.closable
                                ? IncidentPanel::tr("Everything its closing rule asks for is there: X closes it.")
                                : IncidentPanel::tr("For closing: %1").arg(missingTexts(incident, look).join(kBetween));
    return {title.join(kBetween), why(incident, snapshot, look), hands(incident, snapshot), closing};
}

} // namespace fw::console
