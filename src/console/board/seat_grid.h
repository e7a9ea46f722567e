// All seats as one grid, with a legend of their states and shapes. Arrow keys move over it; the tip says who sits
// there. Repaints only the seats that changed.
#pragma once

#include "console/design/look.h"

#include <memory>
#include <vector>

namespace fw::console {

class SeatGrid : public Painted {
    Q_OBJECT
public:
    explicit SeatGrid(QWidget *parent = nullptr);

    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] QString describe(const snapshot::Seat &seat) const;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

signals:
    void incidentChosen(int incident);

protected:
    void onLook() override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Grid {
        int columns = 1;
        qreal cell = 0;   // width
        qreal height = 0; // of a cell
    };
    [[nodiscard]] Grid gridFor(int width) const;
    [[nodiscard]] QRectF cellOf(int index) const;
    [[nodiscard]] int seatAt(const QPointF &point) const;
    void paintHeader(QPainter &painter) const;
    void paintSeat(QPainter &painter, int index) const;
    void describeAll();

    std::vector<snapshot::Seat> m_seats;
    Grid m_grid;
    int m_current = 0;
};

// The state in words, as in the legend.
[[nodiscard]] QString seatStateName(snapshot::SeatState state);

} // namespace fw::console
