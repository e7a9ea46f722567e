// The [[seat]] tables of a site file: single seats, and ranges with a pattern for their interfaces. Private to this
// module.
#pragma once

#include "config/section.h"
#include "floor/site.h"

#include <vector>

namespace fw::config {

[[nodiscard]] std::vector<floor::SeatConfig> readSeats(Section &root);

} // namespace fw::config
