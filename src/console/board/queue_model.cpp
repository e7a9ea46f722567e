#include "console/board/queue_model.h"

#include <cmath>

namespace fw::console {
namespace {

snapshot::Mark markOf(const snapshot::Queue &queue, int column)
{
    switch (column) {
    case QueueModel::Waiting:
        return queue.waitingMark;
    case QueueModel::Longest:
        return queue.longestMark;
    case QueueModel::ServiceLevel:
        return queue.serviceMark;
    case QueueModel::Lost:
        return queue.abandonMark;
    default:
        return snapshot::Mark::none;
    }
}

QString percent(const std::optional<double> &share, const QString &otherwise)
{
    return share ? QStringLiteral("%1 %").arg(std::lround(*share * 100)) : otherwise;
}

} // namespace

void QueueModel::setLook(const Look *look)
{
    m_look = look;
    if (!m_snapshot || m_snapshot->queues.empty())
        return;
    emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
    emit headerDataChanged(Qt::Horizontal, 0, ColumnCount - 1);
}

void QueueModel::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const bool sameRows = m_snapshot && std::ranges::equal(m_snapshot->queues, snapshot->queues, {},
                                                           &snapshot::Queue::id, &snapshot::Queue::id);
    if (!sameRows)
        beginResetModel();
    m_snapshot = snapshot;
    if (!sameRows)
        endResetModel();
    else if (!snapshot->queues.empty())
        emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

int QueueModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || !m_snapshot ? 0 : int(m_snapshot->queues.size());
}

int QueueModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString QueueModel::text(const snapshot::Queue &queue, int column) const
{
    if (column == Name)
        return QString::fromStdString(queue.id.str());
    if (!queue.known)
        return tr("no data");
    switch (column) {
    case Waiting:
        return QString::number(queue.figures.waiting);
    case Longest:
        return queue.figures.waiting == 0 ? QStringLiteral("–")
                                          : countdown(queue.figures.longestWait, m_look->language);
    case ServiceLevel:
        return percent(queue.figures.serviceLevel, tr("too few"));
    case Lost:
        return percent(queue.abandonRate, QStringLiteral("–"));
    case Arrivals:
        return QString::number(std::lround(queue.figures.arrivalsPerHour));
    case People:
        return QStringLiteral("%1 · %2 · %3").arg(queue.free).arg(queue.talking + queue.ringing).arg(queue.paused);
    default:
        return {};
    }
}

// What the number is and how it is counted.
QString QueueModel::formula(const snapshot::Queue &queue, int column) const
{
    const auto &figures = queue.figures;
    const QString within = m_look->duration(queue.target.within);
    switch (column) {
    case Waiting:
        return queue.limits.waiting ? tr("Callers waiting now. Limit: %1.").arg(*queue.limits.waiting)
                                    : tr("Callers waiting now. No limit set.");
    case Longest:
        return queue.limits.longestWait ? tr("Wait of the caller who waits longest now. Limit: %1.")
                                              .arg(m_look->duration(*queue.limits.longestWait))
                                        : tr("Wait of the caller who waits longest now. No limit set.");
    case ServiceLevel:
        return tr("Answered within %1 ÷ (answered + abandoned + waiting longer than %1 − short abandons), last 15 min: "
                  "%2 of %3 answered in time. Counted when answered; under 20 calls: too few.")
            .arg(within)
            .arg(figures.window.answeredWithin)
            .arg(figures.window.answered);
    case Lost:
        return tr("Abandoned without the short ones (≤ 5 s) ÷ the same calls as the service level, last 15 min: %1 "
                  "abandoned, %2 short.")
            .arg(figures.window.abandoned)
            .arg(figures.window.shortAbandoned);
    case Arrivals:
        return tr("Calls that entered in the last 15 min (%1), as calls an hour; the curve: each 10 s of the last half "
                  "hour.")
            .arg(figures.window.offered);
    case People:
        return tr("%1 free, %2 talking, %3 ringing, %4 paused")
            .arg(queue.free)
            .arg(queue.talking)
            .arg(queue.ringing)
            .arg(queue.paused);
    default:
        return QString::fromStdString(queue.id.str());
    }
}

QVariant QueueModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || !m_look || index.row() >= rowCount())
        return {};
    const snapshot::Queue &queue = this->queue(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(queue, index.column());
    case Qt::AccessibleTextRole:
        return headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString().simplified() +
               QStringLiteral(": ") + text(queue, index.column());
    case Qt::ToolTipRole:
        return queue.known ? formula(queue, index.column()) : tr("The PBX is silent: these values are not known.");
    case Qt::TextAlignmentRole:
        return int(index.column() == Name ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignRight | Qt::AlignVCenter);
    case MarkRole:
        return int(markOf(queue, index.column()));
    case KnownRole:
        return queue.known || index.column() == Name;
    default:
        return {};
    }
}

QVariant QueueModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(section == Name ? Qt::AlignLeft : Qt::AlignRight) | int(Qt::AlignVCenter) | int(Qt::TextWordWrap);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Queue");
    case Waiting:
        return tr("Waiting");
    case Longest:
        return tr("Longest");
    case ServiceLevel:
        return tr("Service level");
    case Lost:
        return tr("Abandoned");
    case Arrivals:
        return tr("Arrivals /h");
    case People:
        return tr("Free · talking · paused");
    default:
        return {};
    }
}

} // namespace fw::console
