// A picture as a small PNG: at most 256 colours, the same bytes for the same pixels.
#pragma once

#include <QImage>
#include <QString>

namespace fw::shots {

[[nodiscard]] bool savePicture(const QImage &image, const QString &path);

} // namespace fw::shots
