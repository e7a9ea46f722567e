// The callers waiting in one queue over half an hour, with its limit and what was done when.
#pragma once

#include "console/design/look.h"
#include "console/design/shapes.h"

#include <memory>

namespace fw::console {

class TrendChart : public Painted {
    Q_OBJECT
public:
    explicit TrendChart(QWidget *parent = nullptr);

    // The queue of `incident` if it is about one, else the one with most callers waiting, without jumping to and fro.
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot, const snapshot::Incident *incident);

    [[nodiscard]] QSize sizeHint() const override { return {600, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 80}; }

protected:
    void onLook() override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Event {
        WallTime at{};
        Text text;
    };
    void paintScale(QPainter &painter, const QRectF &plot, double most) const;
    // The words beside the curve where there is room, clear of those that stand there already.
    void paintEvents(QPainter &painter, const QRectF &plot, const TrendPoints &curve, QList<QRectF> worded) const;
    [[nodiscard]] qreal xOf(WallTime t, const QRectF &plot) const;
    [[nodiscard]] Duration span() const; // what the width stands for: from 6 minutes up to half an hour
    [[nodiscard]] QueueId queueToShow(const snapshot::Snapshot &snapshot, const snapshot::Incident *incident) const;
    [[nodiscard]] QString title() const;

    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    QueueId m_queue;
    std::vector<Event> m_events;
};

} // namespace fw::console
