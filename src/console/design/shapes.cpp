#include "console/design/shapes.h"

#include <QPainterPath>
#include <QTextLayout>

namespace fw::console {

void paintHatching(QPainter &painter, const QRectF &rect, const QColor &color)
{
    constexpr qreal kStep = 6;
    painter.save();
    painter.setClipRect(rect, Qt::IntersectClip);
    painter.setPen(QPen(color, 1));
    const int lines = int((rect.width() + rect.height()) / kStep) + 1;
    for (int i = 0; i < lines; ++i) {
        const qreal x = rect.left() - rect.height() + i * kStep;
        painter.drawLine(QPointF(x, rect.bottom()), QPointF(x + rect.height(), rect.top()));
    }
    painter.restore();
}

void paintLamp(QPainter &painter, const QRectF &rect, LampShape shape, const QColor &color)
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(color);
    switch (shape) {
    case LampShape::none:
        break;
    case LampShape::dot:
        painter.drawEllipse(rect);
        break;
    case LampShape::ring:
        painter.setPen(QPen(color, 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1));
        break;
    case LampShape::triangle:
        painter.drawPolygon(QPolygonF({rect.bottomLeft(), QPointF(rect.center().x(), rect.top()), rect.bottomRight()}));
        break;
    case LampShape::diamond:
        painter.drawPolygon(
            QPolygonF({QPointF(rect.center().x(), rect.top()), QPointF(rect.right(), rect.center().y()),
                       QPointF(rect.center().x(), rect.bottom()), QPointF(rect.left(), rect.center().y())}));
        break;
    }
    painter.restore();
}

void paintFocus(QPainter &painter, const QRect &rect, const Look &look)
{
    painter.save();
    painter.setPen(QPen(look[Tint::focus], size::kFocusRing));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(rect.adjusted(1, 1, -1, -1));
    painter.restore();
}

void paintText(QPainter &painter, const QRectF &rect, int flags, const QString &text)
{
    const QString fitting = painter.fontMetrics().elidedText(text, Qt::ElideRight, int(rect.width()));
    painter.drawText(rect, flags | Qt::TextSingleLine, fitting);
}

void paintTwoLines(QPainter &painter, const QRectF &rect, const QString &text, Weight weight)
{
    painter.setFont(typeface(size::kSmall, weight));
    QTextLayout layout(text, painter.font());
    layout.beginLayout();
    QTextLine first = layout.createLine();
    first.setLineWidth(rect.width());
    layout.endLayout();
    const QRectF upper(rect.left(), rect.top(), rect.width(), rect.height() / 2);
    paintText(painter, upper, Qt::AlignVCenter, text.left(first.textLength()).trimmed());
    paintText(painter, upper.translated(0, upper.height()), Qt::AlignVCenter, text.mid(first.textLength()));
}

TrendPoints trendPoints(const QRectF &rect, const snapshot::Trend &trend, double most, std::size_t samples)
{
    TrendPoints points;
    if (trend.samples.empty() || samples < 2)
        return points;
    const std::size_t shown = std::min(samples, trend.samples.size());
    const qreal step = rect.width() / qreal(samples - 1);
    for (std::size_t i = 0; i < shown; ++i) {
        const auto &sample = trend.samples[trend.samples.size() - shown + i];
        points.push_back(sample ? std::optional(QPointF(
                                      rect.right() - step * qreal(shown - 1 - i),
                                      rect.bottom() - rect.height() * std::min(1.0, most > 0 ? *sample / most : 0)))
                                : std::nullopt);
    }
    return points;
}

void paintTrend(QPainter &painter, const QRectF &rect, const snapshot::Trend &trend, double most, const QColor &color,
                std::size_t samples)
{
    painter.save();
    painter.setPen(QPen(color, rect.height() > 60 ? 2 : 1));
    std::optional<QPointF> before;
    for (const auto &at : trendPoints(rect, trend, most, samples)) {
        if (before && at) {
            painter.drawLine(*before, *at);
            painter.drawLine(*before + QPointF(0, 1), *at + QPointF(0, 1)); // two thin ones: a wide pen is slow
        }
        before = at;
    }
    painter.restore();
}

} // namespace fw::console
