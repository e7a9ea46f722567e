#include "console/window/banner.h"

#include "console/design/shapes.h"

namespace fw::console {

Banner::Banner(QWidget *parent) : Painted(parent)
{
    setFixedHeight(64);
    hide();
}

void Banner::setText(const QString &text, const QString &since)
{
    if (text == m_text && since == m_since)
        return;
    m_text = text;
    m_since = since;
    setAccessibleName(text);
    setVisible(!text.isEmpty());
    update();
}

void Banner::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l[Tint::red]);
    painter.setPen(l[Tint::onRed]);
    QRectF inner(20, 0, width() - 40, height());
    if (!m_since.isEmpty()) {
        painter.setFont(digits(34));
        const int wide = painter.fontMetrics().horizontalAdvance(m_since);
        painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_since);
        inner.setRight(inner.right() - wide - 20);
    }
    painter.setFont(typeface(26, Weight::bold));
    paintText(painter, inner, Qt::AlignVCenter, QStringLiteral("▲ ") + m_text);
}

} // namespace fw::console
