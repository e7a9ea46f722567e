// A time zone of the machine's database as the offset table that the core works with.
#pragma once

#include "floor/site.h"

#include <string>
#include <vector>

namespace fw::runtime {

[[nodiscard]] bool knownTimeZone(const std::string &name);
// Every change of offset from 1970 to 2037, ascending; one row for a zone that never changes.
[[nodiscard]] std::vector<floor::ZoneOffset> zoneOffsets(const std::string &name);

} // namespace fw::runtime
