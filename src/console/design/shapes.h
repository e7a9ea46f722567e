// Shapes that say what a colour says, so that nothing is said by colour alone.
#pragma once

#include "console/design/look.h"

#include <QPainter>
#include <QRectF>

#include <optional>
#include <vector>

namespace fw::console {

// Around unknown values and seats.
void paintHatching(QPainter &painter, const QRectF &rect, const QColor &color);
// ● normal, ○ unknown, ▲ act now, ◆ soon; nothing: the dark half of a flash.
enum class LampShape { none, dot, ring, triangle, diamond };
void paintLamp(QPainter &painter, const QRectF &rect, LampShape shape, const QColor &color);
void paintFocus(QPainter &painter, const QRect &rect, const Look &look);
// One line, cut with "…" where it does not fit.
void paintText(QPainter &painter, const QRectF &rect, int flags, const QString &text);
// Two lines of small text, the second cut with "…" where the text is longer still.
void paintTwoLines(QPainter &painter, const QRectF &rect, const QString &text, Weight weight = Weight::normal);
// The points of a curve of samples over `rect`, the newest at the right edge; nothing: a gap. `most` is the top of the
// scale.
using TrendPoints = std::vector<std::optional<QPointF>>;
[[nodiscard]] TrendPoints trendPoints(const QRectF &rect, const snapshot::Trend &trend, double most,
                                      std::size_t samples);
void paintTrend(QPainter &painter, const QRectF &rect, const snapshot::Trend &trend, double most, const QColor &color,
                std::size_t samples);

} // namespace fw::console
