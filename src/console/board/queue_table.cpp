#include "console/board/queue_table.h"

#include "console/design/shapes.h"

#include <QHeaderView>

#include <algorithm>
#include <array>

namespace fw::console {
namespace {

constexpr int kRow = 44;
constexpr int kManyRow = 34;
constexpr int kMany = 6; // rows of the table that stand without scrolling
constexpr int kPadding = 5;
constexpr int kSign = 15; // px
constexpr int kHeader = 28;
constexpr int kTwoLineHeader = 46; // narrow screens
constexpr int kNarrow = 1000;
constexpr int kLeastForCurves = 800;
// Of the width, in 200 parts; a narrow table has no room for the curve of arrivals.
constexpr std::array kParts{33, 22, 25, 26, 30, 28, 36};
constexpr std::array kNarrowParts{35, 22, 25, 25, 32, 23, 38};

Tint tintOf(snapshot::Mark mark)
{
    return mark == snapshot::Mark::broken ? Tint::red : mark == snapshot::Mark::near ? Tint::amber : Tint::ink;
}

} // namespace

// ---- painting -------------------------------------------------------------------------------------------------------

void QueueDelegate::paintName(QPainter &painter, const QRect &rect, const snapshot::Queue &queue) const
{
    const Look &look = *m_look;
    painter.setFont(typeface(17, Weight::bold));
    painter.setPen(look[Tint::ink]);
    const QString name = QString::fromStdString(queue.id.str());
    int right = rect.right();
    if (queue.incident != 0) {
        painter.setFont(typeface(size::kSmall, Weight::bold));
        const QString badge = QStringLiteral("7");
        const QRect box(right - 26, rect.center().y() - 11, 24, 22);
        painter.setPen(look[Tint::red]);
        painter.drawRect(box);
        painter.drawText(box, Qt::AlignCenter, badge);
        right = box.left() - 6;
        painter.setFont(typeface(17, Weight::bold));
        painter.setPen(look[Tint::ink]);
    }
    paintText(painter, QRectF(rect.left(), rect.top(), right - rect.left(), rect.height()), Qt::AlignVCenter, name);
}

void QueueDelegate::paintArrivals(QPainter &painter, const QRect &rect, const snapshot::Queue &queue,
                                  const QString &text) const
{
    const Look &look = *m_look;
    painter.setFont(typeface(size::kCell));
    const int width = painter.fontMetrics().horizontalAdvance(QStringLiteral("0")) * 2 +
                      painter.fontMetrics().horizontalAdvance(text); // figures of two digits more still fit
    constexpr int kLeastCurve = 24;
    const QRectF curve(rect.left(), rect.top() + 9, std::max(0, rect.width() - width - 8), rect.height() - 18);
    if (curve.width() < kLeastCurve) {
        painter.setPen(look[Tint::ink]);
        painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, text);
        return;
    }
    double most = 1;
    for (const auto &sample : queue.arrivals.samples)
        most = std::max(most, sample.value_or(0));
    painter.setPen(look[Tint::line]);
    painter.drawLine(curve.bottomLeft(), curve.bottomRight());
    constexpr std::size_t kShown = 90; // 15 minutes
    paintTrend(painter, curve, queue.arrivals, most, look[Tint::muted], kShown);
    painter.setPen(look[Tint::ink]);
    painter.drawText(rect, Qt::AlignRight | Qt::AlignVCenter, text);
}

void QueueDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Look &look = *m_look;
    const auto &model = static_cast<const QueueModel &>(*index.model());
    const snapshot::Queue &queue = model.queue(index.row());
    painter->save();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, look[Tint::raised]);
    painter->setPen(look[Tint::line]);
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect rect = option.rect.adjusted(kPadding, 0, -kPadding, 0);
    const QString text = index.data().toString();
    if (index.column() == QueueModel::Name) {
        paintName(*painter, rect, queue);
    } else if (!queue.known) {
        paintHatching(*painter, option.rect.adjusted(4, 6, -4, -7), look[Tint::line]);
        painter->setFont(typeface(size::kCell));
        painter->setPen(look[Tint::muted]);
        paintText(*painter, rect, Qt::AlignRight | Qt::AlignVCenter, text);
    } else if (index.column() == QueueModel::Arrivals) {
        paintArrivals(*painter, rect, queue, text);
    } else {
        const auto mark = snapshot::Mark(index.data(QueueModel::MarkRole).toInt());
        painter->setFont(typeface(17, mark == snapshot::Mark::none ? Weight::normal : Weight::bold));
        painter->setPen(look[tintOf(mark)]);
        paintText(*painter, rect, Qt::AlignRight | Qt::AlignVCenter, text);
        if (mark == snapshot::Mark::broken) {
            constexpr int kGap = 3;
            const int left = painter->fontMetrics().horizontalAdvance(text) + kGap;
            painter->setFont(typeface(kSign, Weight::bold));
            painter->drawText(rect.adjusted(0, 0, -left, 0), Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("▲"));
        }
    }
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, option.rect, look);
    painter->restore();
}

// ---- the table ------------------------------------------------------------------------------------------------------

QueueTable::QueueTable(QWidget *parent) : QTableView(parent)
{
    setModel(&m_model);
    setItemDelegate(&m_delegate);
    setShowGrid(false);
    setSelectionBehavior(SelectRows);
    setSelectionMode(SingleSelection);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setTabKeyNavigation(false);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(kManyRow);
    verticalHeader()->setDefaultSectionSize(kRow);
    horizontalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setSectionsClickable(false);
    horizontalHeader()->setFixedHeight(kHeader);
}

void QueueTable::setLook(const Look *look)
{
    m_delegate.setLook(look);
    m_model.setLook(look);
    horizontalHeader()->setFont(typeface(size::kSmall));
}

int QueueTable::rowHeight() const
{
    return m_compact || m_model.rowCount() > kMany ? kManyRow : kRow;
}

void QueueTable::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const int before = m_model.rowCount();
    m_model.setSnapshot(snapshot);
    if (before != m_model.rowCount())
        layoutRows();
}

void QueueTable::setCompact(bool compact)
{
    m_compact = compact;
    layoutRows();
}

void QueueTable::layoutRows()
{
    verticalHeader()->setDefaultSectionSize(rowHeight());
    const int shown = std::clamp(m_model.rowCount(), 1, kMany);
    setMinimumHeight(kTwoLineHeader + std::min(shown, 4) * rowHeight() + 2);
    setMaximumHeight(std::max(kTwoLineHeader, horizontalHeader()->height()) + shown * rowHeight() + 2);
    layoutColumns();
}

void QueueTable::layoutColumns()
{
    const int width = viewport()->width();
    const auto &parts = width < kLeastForCurves ? kNarrowParts : kParts;
    horizontalHeader()->setFixedHeight(width < kNarrow ? kTwoLineHeader : kHeader);
    int left = width;
    for (int column = 0; column + 1 < QueueModel::ColumnCount; ++column) {
        const int columnWidth = width * parts[std::size_t(column)] / 200;
        setColumnWidth(column, columnWidth);
        left -= columnWidth;
    }
    setColumnWidth(QueueModel::ColumnCount - 1, left);
}

void QueueTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    layoutColumns();
}

} // namespace fw::console
