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
    for (const snapshot::Missing &clock : incident.missed)
        spec.fields.append(
            {fieldOf(clock.id), IncidentPanel::tr("Why was it missed: %1?").arg(look.text(clock.text)), {}, {}});
    if (!byRule)
        spec.fields.append({kReason, IncidentPanel::tr("Reason for closing now"), {}, {}});
    return spec;
}

QString closeIncident(Desk &desk, const snapshot::Incident &incident, const FormAnswers &answers)
{
    Json reasons = Json::object();
    for (const snapshot::Missing &clock : incident.missed)
        reasons[clock.id] = answers.value(fieldOf(clock.id)).toStdString();
    return desk.close(incident.id, answers.value(kReason), reasons, !incident.closable);
}

} // namespace fw::console
