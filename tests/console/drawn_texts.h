// Every text that a widget draws, as it draws it: the words, the size, the colour. A paint device that keeps texts and
// forgets the rest; what delegates and painted widgets show is found as well as what labels show.
#pragma once

#include <QColor>
#include <QFont>
#include <QList>
#include <QRectF>
#include <QString>

class QWidget;

namespace fw::test {

struct DrawnText {
    QString text;
    int pixels = 0; // of its font
    QColor ink;
    QRectF box; // in the widget
};

[[nodiscard]] QList<DrawnText> drawnTexts(QWidget &widget);

} // namespace fw::test
