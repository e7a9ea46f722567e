#include "console/frame/lamp.h"

namespace fw::console {
namespace {

constexpr int kShape = 12;
constexpr int kHeight = 40;

QFont fontOf(LampShape shape)
{
    return typeface(size::kSmall, shape == LampShape::dot ? Weight::normal : Weight::bold);
}

} // namespace

Lamp::Lamp(QWidget *parent) : Painted(parent)
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
}

void Lamp::setState(LampShape shape, const QString &text, const QString &tip)
{
    setToolTip(tip);
    if (shape == m_shape && text == m_text)
        return;
    m_shape = shape;
    m_text = text;
    setAccessibleName(text);
    updateGeometry();
    update();
}

QSize Lamp::sizeHint() const
{
    return {kShape + 7 + QFontMetrics(fontOf(m_shape)).horizontalAdvance(m_text) + 2, kHeight};
}

QSize Lamp::minimumSizeHint() const
{
    return {kShape + 40, kHeight};
}

void Lamp::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    const bool fine = m_shape == LampShape::dot;
    paintLamp(painter, QRectF(0, (height() - kShape) / 2.0, kShape, kShape), m_shape,
              l[fine ? Tint::barMuted : Tint::barWarn]);
    painter.setFont(fontOf(m_shape));
    painter.setPen(l[fine ? Tint::barInk : Tint::barWarn]);
    paintText(painter, QRectF(kShape + 7, 0, width() - kShape - 7, height()), Qt::AlignVCenter, m_text);
}

} // namespace fw::console
