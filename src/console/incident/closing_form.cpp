#include "console/incident/closing_form.h"

#include "console/incident/head_texts.h"
#include "console/incident/incident_panel.h"

namespace fw::console {
namespace {

const QString kReason = QStringLiteral("reason");

QString fieldOf(const std::string &clock)
{
    return QStringLiteral("clock:") + QString::fromStdString(clock);
}

} // namespace

FormSpec closingForm(const snapshot::Incident &incident, const Look &look)
{
    const bool byRule = incident.closable;
    FormSpec spec{
        .id = QStringLiteral("close:%1").arg(incident.id),
        .title = byRule ? IncidentPanel::tr("Close this incident") : IncidentPanel::tr("Close against the rule"),
        .body = missingTexts(incident, look).join(QLatin1Char('\n')),
        .choices = {},
        .fields = {},
        .submit = byRule ? IncidentPanel::tr("Close · Enter") : IncidentPanel::tr("Close against the rule · Enter")};
    for (const std::string &clock : incident.missed)
        spec.fields.append(
            {fieldOf(clock), IncidentPanel::tr("Why was %1 missed?").arg(QString::fromStdString(clock)), {}, {}});
    if (!byRule)
        spec.fields.append({kReason, IncidentPanel::tr("Reason for closing now"), {}, {}});
    return spec;
}

QString closeIncident(Desk &desk, const snapshot::Incident &incident, const FormAnswers &answers)
{
    Json reasons = Json::object();
    for (const std::string &clock : incident.missed)
        reasons[clock] = answers.value(fieldOf(clock)).toStdString();
    return desk.close(incident.id, answers.value(kReason), reasons, !incident.closable);
}

} // namespace fw::console
