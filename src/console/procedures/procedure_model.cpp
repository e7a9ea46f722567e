#include "console/procedures/procedure_model.h"

#include <algorithm>

namespace fw::console {
namespace {

constexpr int kHigh = 3;

} // namespace

QString subjectName(const std::string &key, const std::string &subject, const std::vector<std::string> &members)
{
    QString name = QString::fromStdString(subject);
    if (key == "seat" && members.size() > 1)
        return ProcedureModel::tr("%n seat(s)", nullptr, int(members.size()));
    if (key == "seat" && !name.isEmpty())
        return ProcedureModel::tr("Seat %1").arg(name);
    if (key == "site" && (name.isEmpty() || name == QLatin1String("site")))
        return ProcedureModel::tr("whole site");
    return name;
}

void ProcedureModel::setLook(const Look *look)
{
    m_look = look;
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void ProcedureModel::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const bool sameRows = m_snapshot && m_snapshot->procedures.size() == snapshot->procedures.size();
    if (!sameRows)
        beginResetModel();
    m_snapshot = snapshot;
    if (!sameRows)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

int ProcedureModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : int(m_snapshot->procedures.size());
}

const snapshot::Clock *ProcedureModel::clock(const snapshot::Procedure &procedure) const
{
    for (const int id : procedure.incidents) {
        const snapshot::Incident *incident = m_snapshot->incident(id);
        if (incident != nullptr && !incident->clocks.empty())
            return &incident->clocks.front();
    }
    return nullptr;
}

QString ProcedureModel::quietStatus(const snapshot::Procedure &procedure) const
{
    const auto &s = *m_snapshot;
    if (procedure.number == snapshot::kPowerFailure && s.worstUps() != nullptr) {
        const snapshot::Ups &ups = *s.worstUps();
        if (!ups.known)
            return tr("no data");
        return ups.runtime ? tr("on line · %1 in reserve").arg(m_look->duration(*ups.runtime)) : tr("on line");
    }
    if (procedure.number == snapshot::kSystemFailure && !s.systems.empty())
        return tr("%n system(s) answer", nullptr, int(s.systems.size()));
    if (procedure.number == snapshot::kAirFailure && s.hottestZone() != nullptr) {
        const snapshot::Zone &zone = *s.hottestZone();
        return zone.known ? tr("%1 °C").arg(zone.celsius, 0, 'f', 1) : tr("no data");
    }
    if ((procedure.key == "queue" || procedure.key == "seat") && !s.pbxKnown)
        return tr("no data");
    return {};
}

QString ProcedureModel::status(const snapshot::Procedure &procedure) const
{
    if (procedure.incidents.empty())
        return quietStatus(procedure);
    const snapshot::Incident &first = *m_snapshot->incident(procedure.incidents.front());
    QString text = subjectName(first.key, first.subject, first.members);
    if (procedure.incidents.size() > 1)
        text += tr(" and %n more", nullptr, int(procedure.incidents.size()) - 1);
    if (first.closable)
        text += tr(" · may be closed");
    else if (!first.ownedUntil)
        text += tr(" · needs you");
    return text;
}

ProcedureModel::State ProcedureModel::state(const snapshot::Procedure &procedure) const
{
    State worst = quietStatus(procedure) == tr("no data") ? State::unknown : State::quiet;
    for (const int id : procedure.incidents) {
        const snapshot::Incident &incident = *m_snapshot->incident(id);
        const bool late = std::ranges::any_of(
            incident.clocks, [&](const auto &c) { return c.kind != "hold" && c.dueAt <= m_snapshot->at.wall; });
        const bool now = !incident.closable && (incident.level >= kHigh || late || !incident.ownedUntil);
        worst = std::max(worst, now ? State::now : State::soon);
    }
    return worst;
}

QVariant ProcedureModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_look || index.row() >= rowCount())
        return {};
    const snapshot::Procedure &procedure = m_snapshot->procedures[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return m_look->text(procedure.title);
    case NumberRole:
        return procedure.number;
    case StatusRole:
        return status(procedure);
    case StateRole:
        return int(state(procedure));
    case ClockRole:
        if (const snapshot::Clock *c = clock(procedure))
            return countdown(c->dueAt - m_snapshot->at.wall, m_look->language);
        return QString();
    case OverRole:
        if (const snapshot::Clock *c = clock(procedure))
            return c->dueAt < m_snapshot->at.wall;
        return false;
    case IncidentRole:
        return procedure.incidents.empty() ? 0 : procedure.incidents.front();
    case PlaybookRole:
        return QString::fromStdString(procedure.playbook);
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        QString text = procedure.number > 0 ? QStringLiteral("%1 ").arg(procedure.number) : QString();
        text += m_look->text(procedure.title);
        if (const QString now = status(procedure); !now.isEmpty())
            text += QStringLiteral(" · ") + now;
        if (const snapshot::Clock *c = clock(procedure)) {
            const QString time = countdown(c->dueAt - m_snapshot->at.wall, m_look->language);
            text += QStringLiteral(" · ") + (c->dueAt < m_snapshot->at.wall ? tr("%1 over") : tr("%1 left")).arg(time);
        }
        return text;
    }
    default:
        return {};
    }
}

} // namespace fw::console
