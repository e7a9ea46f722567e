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

// What stands at a row between two incidents is of now, or it says that it is not known.
ProcedureModel::Quiet ProcedureModel::quietPower(const snapshot::Ups &ups) const
{
    const QString runtime = ups.runtime ? m_look->duration(*ups.runtime) : QString();
    if (ups.low)
        return {tr("battery low"), State::now};
    if (ups.onBattery)
        return {ups.runtime ? tr("on battery · %1 left").arg(runtime) : tr("on battery"), State::now};
    if (!ups.known)
        return {tr("no data"), State::unknown};
    return {ups.runtime ? tr("on line · %1 in reserve").arg(runtime) : tr("on line"), State::quiet};
}

ProcedureModel::Quiet ProcedureModel::quietSystems() const
{
    const auto &systems = m_snapshot->systems;
    const auto known = std::ranges::count(systems, true, &snapshot::System::known);
    const auto up = std::ranges::count_if(
        systems, [](const auto &system) { return system.known && system.state == floor::SystemState::up; });
    if (known == 0)
        return {tr("no data"), State::unknown};
    if (up == std::ptrdiff_t(systems.size()))
        return {tr("%n system(s) answer", nullptr, int(up)), State::quiet};
    return {tr("%1 of %n system(s) answer", nullptr, int(systems.size())).arg(up),
            up < known ? State::soon : State::unknown};
}

ProcedureModel::Quiet ProcedureModel::quiet(const snapshot::Procedure &procedure) const
{
    const auto &s = *m_snapshot;
    const auto back = std::ranges::find(s.returned, procedure.playbook, &snapshot::Returned::playbook);
    if (back != s.returned.end()) {
        const QString about = subjectName(back->key, back->subject, back->members);
        return {tr("opens %1 · %2 is not over").arg(timeOfDay(back->opensAt, s), about), State::now};
    }
    for (const snapshot::Incident &incident : s.incidents) {
        if (std::ranges::find(incident.suggests, procedure.playbook) != incident.suggests.end())
            return {tr("suggested by %1").arg(m_look->text(incident.title)), State::soon};
    }
    if (procedure.number == snapshot::kPowerFailure && s.worstUps() != nullptr)
        return quietPower(*s.worstUps());
    if (procedure.number == snapshot::kSystemFailure && !s.systems.empty())
        return quietSystems();
    if (procedure.number == snapshot::kAirFailure && s.worstZone() != nullptr) {
        const snapshot::Zone &zone = *s.worstZone();
        if (!zone.known)
            return {tr("no data"), State::unknown};
        return {tr("%1 °C").arg(zone.celsius, 0, 'f', 1), zone.mark == snapshot::Mark::broken ? State::now
                                                          : zone.mark == snapshot::Mark::near ? State::soon
                                                                                              : State::quiet};
    }
    if ((procedure.key == "queue" || procedure.key == "seat") && !s.pbxKnown)
        return {tr("no data"), State::unknown};
    return {};
}

QString ProcedureModel::status(const snapshot::Procedure &procedure) const
{
    if (procedure.incidents.empty())
        return quiet(procedure).status;
    const snapshot::Incident &first = *m_snapshot->incident(procedure.incidents.front());
    QString text = subjectName(first.key, first.subject, first.members);
    if (procedure.incidents.size() > 1)
        text += tr(" and %n more", nullptr, int(procedure.incidents.size()) - 1);
    if (first.closable)
        return tr("may be closed · %1").arg(text); // in a narrow row the end is left out
    if (!first.ownedUntil)
        text += tr(" · needs you");
    return text;
}

ProcedureModel::State ProcedureModel::state(const snapshot::Procedure &procedure) const
{
    if (procedure.incidents.empty())
        return quiet(procedure).state;
    const auto &returned = m_snapshot->returned;
    if (std::ranges::find(returned, procedure.playbook, &snapshot::Returned::playbook) != returned.end())
        return State::now;
    const bool now = std::ranges::any_of(procedure.incidents, [&](int id) {
        const snapshot::Incident &incident = *m_snapshot->incident(id);
        const bool late = std::ranges::any_of(incident.clocks, [&](const auto &c) {
            return c.kind != "hold" && left(c, m_snapshot->at.wall) <= Duration{0};
        });
        return !incident.closable && (incident.level >= kHigh || late || !incident.ownedUntil);
    });
    return now ? State::now : State::soon;
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
            return countdown(left(*c, m_snapshot->at.wall), m_look->language);
        return QString();
    case ClockWordRole:
        if (const snapshot::Clock *c = clock(procedure))
            return clockWord(*c, m_snapshot->at.wall);
        return QString();
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
        if (const snapshot::Clock *c = clock(procedure))
            text += QStringLiteral(" · ") + clockText(*c, m_snapshot->at.wall, m_look->language);
        return text;
    }
    default:
        return {};
    }
}

} // namespace fw::console
