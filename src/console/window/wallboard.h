// The big screen: at most eight tiles, nothing to press. Sizes in millimetres of the screen, so that values are read
// from across the floor: capitals of values ≥ 17.5 mm, the headline ≥ 26 mm (ISO 9241-303 at 3 m and more), times a
// factor for screens that lie about their size.
#pragma once

#include "console/design/look.h"

#include <QPointer>
#include <QScreen>

#include <memory>

namespace fw::console {

class Wallboard : public Painted {
    Q_OBJECT
public:
    Wallboard(QString screenName, qreal factor);
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    // On its screen, full size; on none: hidden until that screen comes back.
    void place(QScreen *notThis);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Tile {
        QString title;
        QString value;
        Tint tint = Tint::ink;
        bool known = true;
    };
    [[nodiscard]] QList<Tile> tiles() const;
    [[nodiscard]] QString headline() const;
    [[nodiscard]] int pixels(double capitalMillimetres) const;

    QString m_screenName;
    qreal m_factor;
    QPointer<QScreen> m_not;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

} // namespace fw::console
