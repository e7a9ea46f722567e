#include "console/board/seat_grid.h"

#include "console/design/shapes.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QPaintEvent>
#include <QToolTip>

#include <algorithm>
#include <array>
#include <cmath>

namespace fw::console {
namespace {

using snapshot::Seat;
using snapshot::SeatState;

constexpr int kHeader = 30;
constexpr int kGap = 3;
constexpr qreal kLargestCell = 46;
constexpr qreal kSmallestCell = 9; // thousands of seats: colour and place only
constexpr qreal kLabelled = 30;    // from this width on the number is written
constexpr int kMostHeight = 190;

constexpr std::array kLegend{SeatState::free, SeatState::talking, SeatState::paused, SeatState::lost,
                             SeatState::out,  SeatState::moving,  SeatState::dead,   SeatState::unknown};

void paintState(QPainter &painter, const QRectF &cell, SeatState state, const Look &look)
{
    painter.setBrush(Qt::NoBrush);
    painter.setPen(look[Tint::line]);
    switch (state) {
    case SeatState::free:
        painter.fillRect(cell, look[Tint::raised]);
        painter.drawRect(cell);
        break;
    case SeatState::ringing:
    case SeatState::talking:
        painter.fillRect(cell, look[Tint::fill]);
        painter.drawRect(cell);
        break;
    case SeatState::paused:
        painter.fillRect(cell, look[Tint::raised]);
        paintHatching(painter, cell, look[Tint::faint]);
        painter.drawRect(cell);
        break;
    case SeatState::empty:
        painter.fillRect(cell, look[Tint::field]);
        break;
    case SeatState::dead:
        painter.setPen(QPen(look[Tint::faint], 1, Qt::DotLine));
        painter.drawRect(cell);
        break;
    case SeatState::unknown:
        paintHatching(painter, cell, look[Tint::line]);
        painter.setPen(QPen(look[Tint::faint], 1, Qt::DotLine));
        painter.drawRect(cell);
        break;
    case SeatState::lost:
        painter.fillRect(cell, look[Tint::redBack]);
        painter.setPen(QPen(look[Tint::red], 2));
        painter.drawRect(cell.adjusted(1, 1, -1, -1));
        break;
    case SeatState::out:
        painter.fillRect(cell, look[Tint::raised]);
        painter.setPen(QPen(look[Tint::muted], 1));
        painter.drawRect(cell);
        painter.drawLine(cell.topLeft(), cell.bottomRight());
        painter.drawLine(cell.topRight(), cell.bottomLeft());
        break;
    case SeatState::moving:
        painter.fillRect(cell, look[Tint::amberBack]);
        painter.setPen(QPen(look[Tint::amber], 2, Qt::DashLine));
        painter.drawRect(cell.adjusted(1, 1, -1, -1));
        break;
    }
}

bool sameToSee(const Seat &a, const Seat &b)
{
    return a.id == b.id && a.state == b.state && a.agent == b.agent && a.incident == b.incident &&
           a.pauseReason == b.pauseReason;
}

} // namespace

QString seatStateName(SeatState state)
{
    switch (state) {
    case SeatState::unknown:
        return SeatGrid::tr("no data");
    case SeatState::empty:
        return SeatGrid::tr("nobody signed in");
    case SeatState::free:
        return SeatGrid::tr("free");
    case SeatState::ringing:
        return SeatGrid::tr("ringing");
    case SeatState::talking:
        return SeatGrid::tr("talking");
    case SeatState::paused:
        return SeatGrid::tr("paused");
    case SeatState::dead:
        return SeatGrid::tr("phone unreachable");
    case SeatState::lost:
        return SeatGrid::tr("failed");
    case SeatState::out:
        return SeatGrid::tr("out of service");
    case SeatState::moving:
        return SeatGrid::tr("agent on the way");
    }
    return {};
}

SeatGrid::SeatGrid(QWidget *parent) : Painted(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setMouseTracking(true);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QString SeatGrid::describe(const Seat &seat) const
{
    QString text = tr("Seat %1: %2").arg(QString::fromStdString(seat.id.str()), seatStateName(seat.state));
    if (!seat.agent.empty())
        text += tr(" · agent %1").arg(QString::fromStdString(seat.agent));
    if (seat.state == SeatState::paused && !seat.pauseReason.empty())
        text += QStringLiteral(" · ") + QString::fromStdString(seat.pauseReason);
    return text;
}

void SeatGrid::describeAll()
{
    const auto count = [&](SeatState state) { return std::ranges::count(m_seats, state, &Seat::state); };
    QString text = tr("%n seat(s)", nullptr, int(m_seats.size()));
    for (const SeatState state : kLegend) {
        if (const auto n = count(state); n > 0)
            text += QStringLiteral(" · %1 %2").arg(n).arg(seatStateName(state));
    }
    setAccessibleName(tr("Seats"));
    if (accessibleDescription() != text)
        setAccessibleDescription(text);
}

void SeatGrid::onLook()
{
    describeAll();
}

void SeatGrid::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const std::vector<Seat> &seats = snapshot->seats;
    const bool sameSeats = seats.size() == m_seats.size();
    bool changed = !sameSeats;
    for (std::size_t i = 0; sameSeats && i < seats.size(); ++i) {
        if (sameToSee(seats[i], m_seats[i]))
            continue;
        changed = true;
        update(cellOf(int(i)).toAlignedRect().adjusted(-1, -1, 1, 1));
    }
    if (!changed)
        return;
    m_seats = seats;
    if (!sameSeats) {
        m_current = std::clamp(m_current, 0, std::max(0, int(seats.size()) - 1));
        m_grid = gridFor(width());
        updateGeometry();
        update();
    }
    update(0, 0, width(), kHeader);
    describeAll();
}

SeatGrid::Grid SeatGrid::gridFor(int width) const
{
    const int n = std::max(1, int(m_seats.size()));
    for (int pixels = int(kLargestCell); pixels > int(kSmallestCell); --pixels) {
        const qreal cell = pixels;
        const int columns = std::max(1, int((width + kGap) / (cell + kGap)));
        const int rows = (n + columns - 1) / columns;
        const qreal cellHeight = std::max(kSmallestCell, std::floor(cell * 0.72));
        if (rows * (cellHeight + kGap) <= kMostHeight - kHeader || columns >= n)
            return {columns, std::floor((width + kGap) / qreal(columns)) - kGap, cellHeight};
    }
    const int columns = std::max(1, int((width + 1) / (kSmallestCell + 1)));
    return {columns, kSmallestCell, std::max(3.0, (kMostHeight - kHeader) * qreal(columns) / n - 1)};
}

QRectF SeatGrid::cellOf(int index) const
{
    const int gap = m_grid.cell <= kSmallestCell ? 1 : kGap;
    const int row = index / m_grid.columns;
    const int column = index % m_grid.columns;
    const qreal cell = std::min(m_grid.cell, kLargestCell * 1.4);
    return {column * (cell + gap), kHeader + row * (m_grid.height + gap), cell - 1, m_grid.height - 1};
}

int SeatGrid::heightForWidth(int width) const
{
    const Grid grid = gridFor(width);
    const int n = std::max(1, int(m_seats.size()));
    const int rows = (n + grid.columns - 1) / grid.columns;
    const int gap = grid.cell <= kSmallestCell ? 1 : kGap;
    return kHeader + int(std::ceil(rows * (grid.height + gap))) + 2;
}

QSize SeatGrid::sizeHint() const
{
    return {600, heightForWidth(std::max(width(), 300))};
}

QSize SeatGrid::minimumSizeHint() const
{
    return {200, heightForWidth(std::max(width(), 300))};
}

void SeatGrid::resizeEvent(QResizeEvent *event)
{
    Painted::resizeEvent(event);
    m_grid = gridFor(width());
    setMinimumHeight(heightForWidth(width()));
}

int SeatGrid::seatAt(const QPointF &point) const
{
    for (int i = 0; i < int(m_seats.size()); ++i) {
        if (cellOf(i).contains(point))
            return i;
    }
    return -1;
}

void SeatGrid::paintHeader(QPainter &painter) const
{
    const Look &l = look();
    const auto out = std::ranges::count(m_seats, SeatState::out, &Seat::state);
    const auto lost = std::ranges::count(m_seats, SeatState::lost, &Seat::state);
    const auto unknown = std::ranges::count(m_seats, SeatState::unknown, &Seat::state);
    const auto dead = std::ranges::count(m_seats, SeatState::dead, &Seat::state);
    const auto known = std::ptrdiff_t(m_seats.size()) - out - lost - dead - unknown;
    QString title = known == 0 && unknown > 0 ? tr("Seats · no data") : tr("Seats · %1 in service").arg(known);
    if (known > 0 && unknown > 0)
        title += tr(" · %1 no data").arg(unknown);
    if (lost > 0)
        title += tr(" · %1 failed").arg(lost);
    if (out > 0)
        title += tr(" · %1 out").arg(out);
    painter.setFont(typeface(size::kSmall, Weight::bold));
    painter.setPen(l[Tint::muted]);
    painter.drawText(QRect(0, 0, width(), kHeader - 4), Qt::AlignVCenter, title);
    int x = painter.fontMetrics().horizontalAdvance(title) + 18;
    painter.setFont(typeface(size::kSmall));
    for (const SeatState state : kLegend) {
        const bool always = state == SeatState::free || state == SeatState::talking || state == SeatState::paused;
        if (!always && std::ranges::find(m_seats, state, &Seat::state) == m_seats.end())
            continue;
        const QString name = seatStateName(state);
        const int nameWidth = painter.fontMetrics().horizontalAdvance(name);
        if (x + 18 + nameWidth > width())
            break;
        paintState(painter, QRectF(x, 7, 12, 12), state, l);
        painter.setPen(l[Tint::muted]);
        painter.drawText(QRect(x + 17, 0, nameWidth + 2, kHeader - 4), Qt::AlignVCenter, name);
        x += 17 + nameWidth + 14;
    }
}

void SeatGrid::paintSeat(QPainter &painter, int index) const
{
    const Look &l = look();
    const Seat &seat = m_seats[std::size_t(index)];
    const QRectF cell = cellOf(index);
    paintState(painter, cell, seat.state, l);
    if (cell.width() >= kLabelled) {
        const bool lost = seat.state == SeatState::lost;
        const bool moving = seat.state == SeatState::moving;
        painter.setFont(typeface(size::kSmall, lost || moving ? Weight::bold : Weight::normal));
        const bool dim = seat.state == SeatState::empty || seat.state == SeatState::dead;
        painter.setPen(l[lost ? Tint::red : moving ? Tint::amber : dim ? Tint::muted : Tint::ink]);
        QString label = QString::fromStdString(seat.id.str());
        if (lost && painter.fontMetrics().horizontalAdvance(label + QStringLiteral("▲")) < cell.width() - 2)
            label += QStringLiteral("▲");
        paintText(painter, cell, Qt::AlignCenter, label);
    }
    if (hasFocus() && index == m_current)
        paintFocus(painter, cell.toAlignedRect(), l);
}

void SeatGrid::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    if (event->rect().top() < kHeader)
        paintHeader(painter);
    for (int i = 0; i < int(m_seats.size()); ++i) {
        if (event->region().intersects(cellOf(i).toAlignedRect()))
            paintSeat(painter, i);
    }
}

void SeatGrid::keyPressEvent(QKeyEvent *event)
{
    const int last = int(m_seats.size()) - 1;
    int to = m_current;
    switch (event->key()) {
    case Qt::Key_Left:
        --to;
        break;
    case Qt::Key_Right:
        ++to;
        break;
    case Qt::Key_Up:
        to -= m_grid.columns;
        break;
    case Qt::Key_Down:
        to += m_grid.columns;
        break;
    case Qt::Key_Space:
        if (m_current <= last && m_seats[std::size_t(m_current)].incident != 0)
            emit incidentChosen(m_seats[std::size_t(m_current)].incident);
        return;
    default:
        Painted::keyPressEvent(event);
        return;
    }
    if (to < 0 || to > last)
        return;
    m_current = to;
    update();
    QToolTip::showText(mapToGlobal(cellOf(to).bottomLeft().toPoint()), describe(m_seats[std::size_t(to)]), this);
}

void SeatGrid::mousePressEvent(QMouseEvent *event)
{
    const int seat = seatAt(event->position());
    if (seat < 0)
        return;
    m_current = seat;
    update();
    if (m_seats[std::size_t(seat)].incident != 0)
        emit incidentChosen(m_seats[std::size_t(seat)].incident);
}

bool SeatGrid::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const int seat = seatAt(help->pos());
        if (seat >= 0)
            QToolTip::showText(help->globalPos(), describe(m_seats[std::size_t(seat)]), this);
        else
            QToolTip::hideText();
        return true;
    }
    return Painted::event(event);
}

} // namespace fw::console
