// The table of queues: numbers that stand still, red and amber where a limit is broken or near, the arrivals as a
// curve.
#pragma once

#include "console/board/queue_model.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace fw::console {

class QueueDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLook(const Look *look) { m_look = look; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter &painter, const QRect &rect, const snapshot::Queue &queue) const;
    void paintArrivals(QPainter &painter, const QRect &rect, const snapshot::Queue &queue, const QString &text) const;

    const Look *m_look = nullptr;
};

class QueueTable : public QTableView {
    Q_OBJECT
public:
    explicit QueueTable(QWidget *parent = nullptr);
    void setLook(const Look *look);
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    void setCompact(bool compact); // low screens

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void layoutColumns();
    void layoutRows();
    [[nodiscard]] int rowHeight() const;

    QueueModel m_model;
    QueueDelegate m_delegate;
    bool m_compact = false;
};

} // namespace fw::console
