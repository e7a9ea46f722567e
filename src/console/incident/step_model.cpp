#include "console/incident/step_model.h"

#include "console/design/shapes.h"

namespace fw::console {

using snapshot::StepState;

namespace {

constexpr int kRow = 34;

QString signOf(StepState state)
{
    switch (state) {
    case StepState::pending:
        return QStringLiteral("·");
    case StepState::active:
        return QStringLiteral("▸");
    case StepState::waiting:
        return QStringLiteral("…");
    case StepState::done:
        return QStringLiteral("✓");
    case StepState::skipped:
        return QStringLiteral("–");
    }
    return {};
}

} // namespace

QString stepStateName(StepState state)
{
    switch (state) {
    case StepState::pending:
        return StepModel::tr("pending");
    case StepState::active:
        return StepModel::tr("active");
    case StepState::waiting:
        return StepModel::tr("waiting");
    case StepState::done:
        return StepModel::tr("done");
    case StepState::skipped:
        return StepModel::tr("skipped");
    }
    return {};
}

void StepModel::setLook(const Look *look)
{
    m_look = look;
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void StepModel::setIncident(const snapshot::Incident *incident,
                            const std::shared_ptr<const snapshot::Snapshot> &snapshot, const std::string &current)
{
    const auto *steps = incident == nullptr ? nullptr : &incident->steps;
    const bool same = m_steps != nullptr && steps != nullptr && m_incident == incident->id &&
                      std::ranges::equal(*m_steps, *steps, {}, &snapshot::Step::key, &snapshot::Step::key);
    if (!same)
        beginResetModel();
    const auto before = m_snapshot; // the old steps live until the views have let go of them
    m_snapshot = snapshot;
    m_steps = steps;
    m_incident = incident == nullptr ? 0 : incident->id;
    m_current = current;
    if (!same)
        endResetModel();
    else if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

int StepModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_steps == nullptr ? 0 : int(m_steps->size());
}

QString StepModel::detail(const snapshot::Step &step) const
{
    if (step.finishedAt)
        return QStringLiteral("%1 %2").arg(timeOfDay(*step.finishedAt, *m_snapshot), m_look->text(step.proof));
    if (step.state == StepState::waiting && step.until)
        return tr("%1 until %2").arg(m_look->text(step.whom), timeOfDay(*step.until, *m_snapshot));
    if (step.overdue)
        return tr("overdue");
    if (step.dueAt)
        return tr("due %1").arg(secondOfDay(*step.dueAt, *m_snapshot));
    if (step.activeFrom)
        return tr("from %1").arg(secondOfDay(*step.activeFrom, *m_snapshot));
    return step.state == StepState::active ? m_look->text(step.role) : QString();
}

QVariant StepModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_look == nullptr || index.row() >= rowCount())
        return {};
    const snapshot::Step &step = (*m_steps)[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return m_look->text(step.title);
    case StateRole:
        return int(step.state);
    case OverdueRole:
        return step.overdue && (step.state == StepState::active || step.state == StepState::waiting);
    case DetailRole:
        return detail(step);
    case KeyRole:
        return QString::fromStdString(step.key);
    case CurrentRole:
        return step.key == m_current;
    case Qt::ToolTipRole:
        return QStringList{m_look->text(step.title), m_look->text(step.role), m_look->text(step.body), detail(step)}
            .join(QLatin1Char('\n'))
            .trimmed();
    case Qt::AccessibleTextRole:
        return QStringList{m_look->text(step.title), stepStateName(step.state), detail(step)}.join(
            QStringLiteral(" · "));
    default:
        return {};
    }
}

// ---- painting -------------------------------------------------------------------------------------------------------

QSize StepDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), kRow};
}

void StepDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Look &l = *m_look;
    const auto state = StepState(index.data(StepModel::StateRole).toInt());
    const bool overdue = index.data(StepModel::OverdueRole).toBool();
    const bool current = index.data(StepModel::CurrentRole).toBool();
    const bool finished = state == StepState::done || state == StepState::skipped;
    painter->save();
    const QRect rect = option.rect;
    if (current)
        painter->fillRect(rect, l[Tint::raised]);
    painter->setPen(l[Tint::line]);
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    const Tint ink = overdue ? Tint::red : finished ? Tint::muted : Tint::ink;
    painter->setPen(l[ink]);
    painter->setFont(typeface(size::kBody, current ? Weight::bold : Weight::normal));
    painter->drawText(QRect(rect.left() + 4, rect.top(), 22, rect.height()), Qt::AlignCenter,
                      overdue ? QStringLiteral("▲") : signOf(state));
    const QString detail = index.data(StepModel::DetailRole).toString();
    const QFont small = typeface(size::kSmall);
    const int wanted = QFontMetrics(small).horizontalAdvance(detail) + 2;
    const int detailWidth = std::min(wanted, rect.width() * 2 / 5);
    const QRectF title(rect.left() + 30, rect.top(), rect.width() - 30 - detailWidth - 14, rect.height());
    paintText(*painter, title, Qt::AlignVCenter, index.data().toString());
    painter->setFont(small);
    painter->setPen(l[overdue ? Tint::red : Tint::muted]);
    paintText(*painter, QRectF(rect.right() - detailWidth - 4, rect.top(), detailWidth, rect.height()),
              Qt::AlignRight | Qt::AlignVCenter, detail);
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, rect, l);
    painter->restore();
}

} // namespace fw::console
