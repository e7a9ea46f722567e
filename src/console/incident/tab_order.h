// Tab goes from top to bottom, however far is scrolled and whenever what can be reached was made.
#pragma once

#include <QScrollArea>

namespace fw::console {

// Of everything in `root` that Tab reaches: what stands above `scroll`, what is in it, what stands below.
void orderTabStops(QWidget &root, const QScrollArea &scroll);

} // namespace fw::console
