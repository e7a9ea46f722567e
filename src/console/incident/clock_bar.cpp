#include "console/incident/clock_bar.h"

#include "console/design/shapes.h"

namespace fw::console {
namespace {

constexpr int kLine = 19; // of three

} // namespace

ClockBar::ClockBar(QWidget *parent) : Painted(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void ClockBar::setClock(const std::optional<snapshot::Clock> &clock,
                        const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_clock = clock;
    m_snapshot = snapshot;
    setVisible(clock.has_value());
    describe();
    update();
}

QString ClockBar::word() const
{
    return m_clock->pausedAt ? tr("paused, no data") : clockWord(*m_clock, m_snapshot->at.wall);
}

void ClockBar::describe()
{
    if (!m_clock)
        return;
    setAccessibleName(look().text(m_clock->label));
    setToolTip(look().text(m_clock->label));
    setAccessibleDescription(tr("due at %1").arg(secondOfDay(m_clock->dueAt, *m_snapshot)));
}

void ClockBar::paintEvent(QPaintEvent *)
{
    if (!m_clock)
        return;
    const Look &l = look();
    QPainter painter(this);
    const WallTime now = m_snapshot->at.wall;
    const Duration left = snapshot::left(*m_clock, now);
    const bool over = left < Duration{0};
    const bool hold = m_clock->kind == "hold";
    const bool warn = !hold && now >= m_clock->warnAt;
    const Tint ink = over && !hold ? Tint::red : warn ? Tint::amber : Tint::ink;
    const Tint back = over && !hold ? Tint::redBack : warn ? Tint::amberBack : Tint::raised;
    const QRectF frame(0.5, 0.5, width() - 1, height() - 1);
    painter.fillRect(frame, l[back]);
    painter.setPen(l[ink == Tint::ink ? Tint::line : ink]);
    painter.drawRect(frame);

    painter.setPen(l[ink]);
    painter.setFont(typeface(size::kSmall, Weight::bold));
    const QString word = this->word();
    const int wordWidth = painter.fontMetrics().horizontalAdvance(word);
    QRectF inner = frame.adjusted(12, 0, -12, 0);
    painter.drawText(QRectF(inner.right() - wordWidth, 0, wordWidth, height()), Qt::AlignVCenter, word);
    painter.setFont(digits(size::kDial));
    const QString time = countdown(left, l.language);
    const int timeWidth = painter.fontMetrics().horizontalAdvance(time);
    painter.drawText(QRectF(inner.right() - wordWidth - 8 - timeWidth, 0, timeWidth, height()), Qt::AlignVCenter, time);
    inner.setRight(inner.right() - wordWidth - timeWidth - 24);
    const QString due = hold ? tr("must hold until %1").arg(secondOfDay(m_clock->dueAt, *m_snapshot))
                             : tr("due at %1").arg(secondOfDay(m_clock->dueAt, *m_snapshot));
    const QString label = l.text(m_clock->label);
    QRectF upper(inner.left(), 6, inner.width(), (height() - 12) / 2.0);
    painter.setFont(typeface(size::kBody));
    painter.setPen(l[Tint::ink]);
    if (painter.fontMetrics().horizontalAdvance(label) > upper.width()) { // over the line that says when
        upper = QRectF(inner.left(), 1, inner.width(), height() - kLine - 2);
        paintTwoLines(painter, upper, label);
    } else {
        paintText(painter, upper, Qt::AlignVCenter, label);
    }
    painter.setFont(typeface(size::kSmall));
    painter.setPen(l[Tint::muted]);
    paintText(painter, QRectF(inner.left(), upper.bottom(), inner.width(), frame.bottom() - upper.bottom() - 1),
              Qt::AlignVCenter, due);
}

} // namespace fw::console
