#include "console/board/trend_chart.h"

#include <algorithm>
#include <cmath>

namespace fw::console {
namespace {

constexpr Duration kLeast = std::chrono::minutes{6};
constexpr Duration kMost = std::chrono::minutes{30};
constexpr int kTitle = 26;
constexpr int kRow = 20;   // px
constexpr int kValue = 24; // px: height of the newest value
constexpr int kLeft = 40;
constexpr int kBottom = 24;
constexpr int kLowPlot = 56; // px: below it the curve alone

// A round number not below `value`, for the top of a scale.
double roundUp(double value)
{
    const double power = std::pow(10, std::floor(std::log10(std::max(value, 1.0))));
    for (const double step : {1.0, 2.0, 4.0, 5.0, 10.0}) {
        if (step * power >= value)
            return step * power;
    }
    return value;
}

// What comes before a colon says enough: "Order level 1: agents of every entity …".
Text headOf(const Text &title)
{
    return {title.en.substr(0, title.en.find(": ")), title.zh.substr(0, title.zh.find("："))};
}

// What may have turned the curve, in few words: the plan was opened or raised, or what was ordered was done.
std::optional<Text> turningPoint(const snapshot::Entry &entry, const snapshot::Incident &incident)
{
    using enum record::Kind;
    if (entry.kind == incidentOpened)
        return incident.title;
    if (entry.kind == incidentRaised)
        return entry.text;
    const auto step = std::ranges::find(incident.steps, entry.step, &snapshot::Step::key);
    const bool isPart = entry.step.find(':') != std::string::npos; // one of several that were done alike
    const bool isDone =
        entry.kind == stepDone && !isPart && step != incident.steps.end() && step->act == snapshot::Act::done;
    return isDone ? std::optional(headOf(step->title)) : std::nullopt;
}

bool crosses(const TrendPoints &curve, const QRectF &box)
{
    for (std::size_t i = 1; i < curve.size(); ++i) {
        if (curve[i - 1] && curve[i] &&
            QRectF(*curve[i - 1], *curve[i]).normalized().adjusted(0, -2, 0, 2).intersects(box))
            return true;
    }
    return false;
}

} // namespace

TrendChart::TrendChart(QWidget *parent) : Painted(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Expanding);
}

void TrendChart::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot,
                             const snapshot::Incident *incident)
{
    const bool sameSample = m_snapshot && snapshot->at.wall - m_snapshot->at.wall < std::chrono::seconds{1} &&
                            snapshot->at.wall >= m_snapshot->at.wall && snapshot->pbxKnown == m_snapshot->pbxKnown;
    const QueueId before = m_queue;
    m_queue = queueToShow(*snapshot, incident);
    m_events.clear();
    if (incident != nullptr && incident->key == "queue") {
        for (const snapshot::Entry &entry :
             incident->timeline) { // newest first: it keeps its words where two come close
            if (const auto text = turningPoint(entry, *incident))
                m_events.push_back({entry.happenedAt, *text});
        }
    }
    if (sameSample && before == m_queue)
        return; // nothing to see within a second
    m_snapshot = snapshot;
    setAccessibleName(title());
    update();
}

// That of the incident; else the one that was shown, until another has twice as many callers waiting.
QueueId TrendChart::queueToShow(const snapshot::Snapshot &snapshot, const snapshot::Incident *incident) const
{
    const auto &queues = snapshot.queues;
    const auto about = [&](const snapshot::Queue &queue) {
        return incident != nullptr && queue.incident == incident->id;
    };
    if (const auto its = std::ranges::find_if(queues, about); its != queues.end())
        return its->id;
    const auto waiting = [](const snapshot::Queue &queue) { return queue.figures.waiting; };
    const auto busiest = std::ranges::max_element(queues, {}, waiting);
    if (busiest == queues.end())
        return {};
    const auto shown = std::ranges::find(queues, m_queue, &snapshot::Queue::id);
    const bool stays = shown != queues.end() && waiting(*busiest) < std::max(2, 2 * waiting(*shown));
    return stays ? shown->id : busiest->id;
}

QString TrendChart::title() const
{
    return m_queue.empty() ? tr("Waiting callers")
                           : tr("Waiting callers · %1").arg(QString::fromStdString(m_queue.str()));
}

void TrendChart::onLook()
{
    setAccessibleName(title());
}

Duration TrendChart::span() const
{
    const snapshot::Queue *queue = m_snapshot->queue(m_queue);
    const auto kept =
        queue == nullptr ? Duration{0} : queue->waiting.every * std::int64_t(queue->waiting.samples.size());
    return std::clamp(kept, kLeast, kMost);
}

qreal TrendChart::xOf(WallTime t, const QRectF &plot) const
{
    const auto ago = m_snapshot->at.wall - t;
    return plot.right() - plot.width() * double(ago.count()) / double(span().count());
}

void TrendChart::paintScale(QPainter &painter, const QRectF &plot, double most) const
{
    const Look &l = look();
    painter.setFont(typeface(size::kSmall));
    for (const double part : {0.5, 1.0}) {
        const qreal y = plot.bottom() - plot.height() * part;
        painter.setPen(l[Tint::line]);
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        painter.setPen(l[Tint::muted]);
        painter.drawText(QRectF(0, y - 10, kLeft - 8, 20), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(most * part));
    }
    painter.setPen(l[Tint::line]);
    painter.drawLine(plot.bottomLeft(), plot.bottomRight());
    const Duration tick = span() > std::chrono::minutes{15} ? std::chrono::minutes{10} : std::chrono::minutes{2};
    const WallTime now = m_snapshot->at.wall;
    const WallTime minute = std::chrono::floor<std::chrono::minutes>(now);
    for (WallTime t = minute - Duration{minute.time_since_epoch() % tick}; t > now - span(); t -= tick) {
        const qreal x = xOf(t, plot);
        if (x < plot.left() + 20)
            continue;
        painter.drawLine(QPointF(x, plot.bottom()), QPointF(x, plot.bottom() + 4));
        painter.setPen(l[Tint::muted]);
        const qreal left = std::min(x - 30, qreal(width() - 60));
        painter.drawText(QRectF(left, plot.bottom() + 4, 60, kBottom - 4), Qt::AlignCenter, timeOfDay(t, *m_snapshot));
        painter.setPen(l[Tint::line]);
    }
}

void TrendChart::paintEvents(QPainter &painter, const QRectF &plot, const TrendPoints &curve,
                             QList<QRectF> worded) const
{
    const Look &l = look();
    painter.setFont(typeface(size::kSmall));
    const int rows = int(plot.height() - 30) / kRow;
    for (const Event &event : m_events) {
        const qreal x = xOf(event.at, plot);
        if (x < plot.left() || x > plot.right())
            continue;
        painter.setPen(l[Tint::muted]);
        painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()));
        const QString text = timeOfDay(event.at, *m_snapshot) + QLatin1Char(' ') + l.text(event.text);
        const bool toLeft = x > plot.center().x();
        const qreal room = toLeft ? x - plot.left() - 6 : plot.right() - x - 6;
        const qreal wide = std::min<qreal>(room, painter.fontMetrics().horizontalAdvance(text) + 4);
        const QRectF lowest(toLeft ? x - 6 - wide : x + 6, plot.bottom() - 22, wide, kRow);
        std::optional<QRectF> found;
        for (int row = 0; row < rows && !found; ++row) {
            const QRectF box = lowest.translated(0, -kRow * row);
            const bool taken = std::ranges::any_of(worded, [&](const QRectF &other) { return other.intersects(box); });
            if (!taken && !crosses(curve, box))
                found = box;
        }
        if (!found)
            continue;
        const QRectF box = *found;
        worded.append(box);
        painter.fillRect(box, l[Tint::raised]);
        painter.setPen(l[Tint::ink]);
        paintText(painter, box, (toLeft ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter, text);
    }
}

void TrendChart::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.setFont(typeface(size::kSmall, Weight::bold));
    painter.setPen(l[Tint::muted]);
    painter.drawText(QRect(0, 0, width(), kTitle), Qt::AlignVCenter, title());
    const QRectF frame(0.5, kTitle + 0.5, width() - 1, height() - kTitle - 1);
    painter.fillRect(frame, l[Tint::raised]);
    painter.setPen(l[Tint::line]);
    painter.drawRect(frame);
    const snapshot::Queue *queue = m_snapshot ? m_snapshot->queue(m_queue) : nullptr;
    if (queue == nullptr)
        return;
    const bool noAxis = frame.height() < kLowPlot + kBottom + 12;
    const QRectF plot = noAxis ? frame.adjusted(8, 8, -50, -6) : frame.adjusted(kLeft, 12, -14, -kBottom);
    const double limit = queue->limits.waiting.value_or(0);
    double most = std::max(5.0, limit * 1.2);
    for (const auto &sample : queue->waiting.samples)
        most = std::max(most, sample.value_or(0));
    most = roundUp(most);
    const bool low = plot.height() < kLowPlot;
    if (!low)
        paintScale(painter, plot, most);
    QList<QRectF> worded;
    if (limit > 0) {
        const qreal y = plot.bottom() - plot.height() * limit / most;
        painter.setPen(QPen(l[Tint::amber], 1, Qt::DashLine));
        painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
        const QString words = tr("limit %1 for %2").arg(limit).arg(l.duration(queue->limits.heldFor));
        const QRectF box(plot.left() + 6, y - 20, painter.fontMetrics().horizontalAdvance(words) + 2, 19);
        if (!low) {
            painter.drawText(box, Qt::AlignLeft | Qt::AlignVCenter, words);
            worded.append(box);
        }
    }
    const bool broken = queue->waitingMark == snapshot::Mark::broken;
    const QColor color = l[broken ? Tint::red : Tint::ink];
    snapshot::Trend trend = queue->waiting;
    trend.samples.emplace_back(queue->known ? std::optional(double(queue->figures.waiting)) : std::nullopt);
    const std::size_t samples = std::size_t(span() / queue->waiting.every) + 1;
    if (!low)
        paintEvents(painter, plot, trendPoints(plot, trend, most, samples), worded);
    paintTrend(painter, plot, trend, most, color, samples);
    if (!queue->known) {
        const QString words = tr("no data");
        const QRectF box = painter.boundingRect(plot, Qt::AlignCenter, words).adjusted(-6, 0, 6, 0);
        painter.fillRect(box, l[Tint::raised]); // the limit's line does not go through it
        painter.setPen(l[Tint::muted]);
        painter.drawText(box, Qt::AlignCenter, words);
        return;
    }
    painter.setFont(typeface(18, Weight::bold));
    painter.setPen(color);
    const qreal y = plot.bottom() - plot.height() * queue->figures.waiting / most;
    const bool fitsAbove = y - kValue - 2 >= plot.top() - 8; // else it stands below the curve
    const QRectF value = noAxis ? QRectF(plot.right(), frame.top(), 44, frame.height())
                                : QRectF(plot.right() - 60, fitsAbove ? y - kValue - 2 : y + 4, 60, kValue);
    painter.drawText(value, Qt::AlignRight | (noAxis ? Qt::AlignVCenter : Qt::AlignBottom),
                     QString::number(queue->figures.waiting));
}

} // namespace fw::console
