#include "console/incident/tab_order.h"

#include <algorithm>
#include <tuple>

namespace fw::console {
namespace {

QWidget *nextStop(QWidget *from)
{
    QWidget *next = from->nextInFocusChain();
    while (next != from && (next->focusPolicy() & Qt::TabFocus) == 0)
        next = next->nextInFocusChain();
    return next;
}

} // namespace

void orderTabStops(QWidget &root, const QScrollArea &scroll)
{
    QList<QWidget *> stops;
    for (QWidget *widget : root.findChildren<QWidget *>()) {
        const bool isHere = widget->window() == root.window(); // the list of a combo is not
        if (isHere && (widget->focusPolicy() & Qt::TabFocus) != 0)
            stops.append(widget);
    }
    const auto place = [&](const QWidget *widget) {
        const bool isInside = scroll.widget()->isAncestorOf(widget);
        const QWidget *from = isInside ? scroll.widget() : &root;
        const QPoint middle = widget->mapTo(from, widget->rect().center());
        const int part = isInside ? 1 : middle.y() < scroll.y() ? 0 : 2;
        return std::tuple(part, middle.y(), middle.x());
    };
    std::ranges::stable_sort(stops, {}, place);
    const auto outOfOrder = [](QWidget *a, QWidget *b) { return nextStop(a) != b; };
    const bool inOrder = std::ranges::adjacent_find(stops, outOfOrder) == stops.end();
    for (qsizetype i = 0; !inOrder && i + 1 < stops.size(); ++i)
        QWidget::setTabOrder(stops[i], stops[i + 1]);
}

} // namespace fw::console
