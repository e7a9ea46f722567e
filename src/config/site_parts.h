// What a site has beside its queues and seats: UPSs, phones, entities, alarm zones, standing duties, acts. Private to
// this module.
#pragma once

#include "config/section.h"
#include "config/unique.h"
#include "floor/site.h"

#include <array>
#include <string_view>

namespace fw::config {

// What carries a phone, in the site file and in contacts.csv.
inline constexpr std::array<std::string_view, 5> kThrough{"pbx", "mobile", "analogue", "radio", "other"};

void readParts(Section &root, floor::Site &site);

// "08:00" → 8 h; 00:00 to 23:59.
[[nodiscard]] std::optional<Duration> timeOfDay(std::string_view text);

} // namespace fw::config
