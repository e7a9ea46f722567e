#include "console/incident/timeline_model.h"

#include "console/design/shapes.h"

namespace fw::console {
namespace {

constexpr int kRow = 26;

} // namespace

void TimelineModel::setLook(const Look *look)
{
    m_look = look;
    if (rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

void TimelineModel::setIncident(const snapshot::Incident *incident,
                                const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const auto *entries = incident == nullptr ? nullptr : &incident->timeline;
    const std::uint64_t newest = entries == nullptr || entries->empty() ? 0 : entries->front().seq;
    const std::size_t before = m_entries == nullptr ? 0 : m_entries->size();
    const bool same = entries != nullptr && newest == m_newest && entries->size() == before;
    if (!same)
        beginResetModel();
    const auto old = m_snapshot;
    const bool durableChanged = m_durable != snapshot->durableSeq;
    m_snapshot = snapshot;
    m_entries = entries;
    m_newest = newest;
    m_durable = snapshot->durableSeq;
    if (!same)
        endResetModel();
    else if (durableChanged && rowCount() > 0)
        emit dataChanged(index(0), index(rowCount() - 1));
}

int TimelineModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() || m_entries == nullptr ? 0 : int(m_entries->size());
}

QVariant TimelineModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || m_look == nullptr || index.row() >= rowCount())
        return {};
    const snapshot::Entry &entry = (*m_entries)[std::size_t(index.row())];
    const bool recorded = entry.seq <= m_snapshot->durableSeq;
    switch (role) {
    case Qt::DisplayRole:
        return m_look->text(entry.text);
    case TimeRole:
        return secondOfDay(entry.happenedAt, *m_snapshot);
    case RecordedRole:
        return recorded;
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole: {
        QString text = secondOfDay(entry.happenedAt, *m_snapshot) + QLatin1Char(' ') + m_look->text(entry.text);
        if (!entry.actor.empty())
            text += QStringLiteral(" · ") + QString::fromStdString(entry.actor);
        if (entry.recordedAt - entry.happenedAt > std::chrono::seconds{1})
            text += tr(" · written at %1").arg(secondOfDay(entry.recordedAt, *m_snapshot));
        return recorded ? text : text + tr(" · not recorded yet");
    }
    default:
        return {};
    }
}

QSize TimelineDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), kRow};
}

void TimelineDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Look &l = *m_look;
    painter->save();
    const bool recorded = index.data(TimelineModel::RecordedRole).toBool();
    const QString time = index.data(TimelineModel::TimeRole).toString();
    painter->setFont(typeface(size::kSmall));
    painter->setPen(l[Tint::ink]);
    const int timeWidth = painter->fontMetrics().horizontalAdvance(QStringLiteral("00:00:00")) + 12;
    const QRect rect = option.rect.adjusted(4, 0, -4, 0);
    painter->drawText(rect, Qt::AlignVCenter, time);
    painter->setPen(l[recorded ? Tint::muted : Tint::amber]);
    const QString text = (recorded ? QString() : QStringLiteral("◆ ")) + index.data().toString();
    paintText(*painter, QRectF(rect.left() + timeWidth, rect.top(), rect.width() - timeWidth, rect.height()),
              Qt::AlignVCenter, text);
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, option.rect, l);
    painter->restore();
}

} // namespace fw::console
