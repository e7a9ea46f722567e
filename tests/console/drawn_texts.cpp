#include "drawn_texts.h"

#include <QPaintDevice>
#include <QPaintEngine>
#include <QWidget>

namespace fw::test {
namespace {

class TextEngine : public QPaintEngine {
public:
    explicit TextEngine(QList<DrawnText> &texts) : QPaintEngine(QPaintEngine::AllFeatures), m_texts(texts) {}

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    [[nodiscard]] Type type() const override { return QPaintEngine::User; }
    void updateState(const QPaintEngineState &to) override
    {
        if (to.state().testFlag(QPaintEngine::DirtyPen))
            m_ink = to.pen().color();
        if (to.state().testFlag(QPaintEngine::DirtyTransform))
            m_transform = to.transform();
    }
    void drawTextItem(const QPointF &at, const QTextItem &item) override
    {
        const QRectF box(at.x(), at.y() - item.ascent(), item.width(), item.ascent() + item.descent());
        m_texts.append({item.text(), item.font().pixelSize(), m_ink, m_transform.mapRect(box)});
    }
    void drawPixmap(const QRectF &, const QPixmap &, const QRectF &) override {}
    void drawTiledPixmap(const QRectF &, const QPixmap &, const QPointF &) override {}
    void drawImage(const QRectF &, const QImage &, const QRectF &, Qt::ImageConversionFlags) override {}
    void drawPath(const QPainterPath &) override {}
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override {}
    void drawPolygon(const QPoint *, int, PolygonDrawMode) override {}
    void drawLines(const QLine *, int) override {}
    void drawLines(const QLineF *, int) override {}
    void drawRects(const QRect *, int) override {}
    void drawRects(const QRectF *, int) override {}
    void drawEllipse(const QRectF &) override {}
    void drawEllipse(const QRect &) override {}
    void drawPoints(const QPointF *, int) override {}
    void drawPoints(const QPoint *, int) override {}

private:
    QList<DrawnText> &m_texts;
    QColor m_ink;
    QTransform m_transform;
};

class TextDevice : public QPaintDevice {
public:
    TextDevice(QSize size, QList<DrawnText> &texts) : m_size(size), m_engine(texts) {}
    [[nodiscard]] QPaintEngine *paintEngine() const override { return &m_engine; }

protected:
    [[nodiscard]] int metric(PaintDeviceMetric metric) const override
    {
        constexpr int kDots = 96; // an inch
        switch (metric) {
        case PdmWidth:
            return m_size.width();
        case PdmHeight:
            return m_size.height();
        case PdmWidthMM:
            return m_size.width() * 254 / (kDots * 10);
        case PdmHeightMM:
            return m_size.height() * 254 / (kDots * 10);
        case PdmNumColors:
            return 1 << 24;
        case PdmDepth:
            return 32;
        case PdmDpiX:
        case PdmDpiY:
        case PdmPhysicalDpiX:
        case PdmPhysicalDpiY:
            return kDots;
        case PdmDevicePixelRatio:
            return 1;
        case PdmDevicePixelRatioScaled:
            return int(devicePixelRatioFScale());
        default:
            return QPaintDevice::metric(metric);
        }
    }

private:
    QSize m_size;
    mutable TextEngine m_engine;
};

} // namespace

QList<DrawnText> drawnTexts(QWidget &widget)
{
    QList<DrawnText> texts;
    TextDevice device(widget.size(), texts);
    widget.render(&device);
    return texts;
}

} // namespace fw::test
