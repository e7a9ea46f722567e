#include "picture.h"

#include <QHash>
#include <QList>

#include <algorithm>

namespace fw::shots {
namespace {

constexpr qsizetype kColours = 256;
constexpr int kSmallest = 0; // QImage's "quality" of a PNG: pack it well

int distance(QRgb a, QRgb b)
{
    const int red = qRed(a) - qRed(b);
    const int green = qGreen(a) - qGreen(b);
    const int blue = qBlue(a) - qBlue(b);
    return 2 * red * red + 4 * green * green + 3 * blue * blue;
}

// The colours in use, the most frequent first; equal ones by value, so that the order is always the same.
QList<QRgb> coloursOf(const QImage &image)
{
    QHash<QRgb, int> counts;
    for (int y = 0; y < image.height(); ++y) {
        const auto *line = reinterpret_cast<const QRgb *>(image.constScanLine(y));
        for (int x = 0; x < image.width(); ++x)
            ++counts[line[x]];
    }
    QList<QRgb> colours = counts.keys();
    std::ranges::sort(colours, [&](QRgb a, QRgb b) { return std::pair(-counts[a], a) < std::pair(-counts[b], b); });
    return colours;
}

} // namespace

// A screen has few colours and many shades of smoothed text: the rarest shades become the nearest of the others.
bool savePicture(const QImage &image, const QString &path)
{
    const QImage full = image.convertToFormat(QImage::Format_RGB32);
    const QList<QRgb> colours = coloursOf(full);
    const QList<QRgb> table = colours.mid(0, kColours);
    QHash<QRgb, uchar> indexes;
    for (const QRgb colour : colours) {
        const auto nearest =
            std::ranges::min_element(table, {}, [colour](QRgb each) { return distance(each, colour); });
        indexes.insert(colour, uchar(nearest - table.begin()));
    }
    QImage small(full.size(), QImage::Format_Indexed8);
    small.setColorTable(table);
    for (int y = 0; y < full.height(); ++y) {
        const auto *from = reinterpret_cast<const QRgb *>(full.constScanLine(y));
        uchar *to = small.scanLine(y);
        for (int x = 0; x < full.width(); ++x)
            to[x] = indexes.value(from[x]);
    }
    return small.save(path, "PNG", kSmallest);
}

} // namespace fw::shots
