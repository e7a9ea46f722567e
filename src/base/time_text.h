// Durations and moments as text. No locale, no zone but UTC.
#pragma once

#include "base/moment.h"
#include "base/result.h"

#include <optional>
#include <string>
#include <string_view>

namespace fw {

// "500ms", "15s", "5m", "1h30m", "24h": whole numbers with units in falling order, no blanks. 0 … 366 days.
[[nodiscard]] std::optional<Duration> parseDuration(std::string_view text);
// The shortest text that parseDuration reads back: 90 s → "1m30s".
[[nodiscard]] std::string durationText(Duration d);

// "2000-01-01T00:00:00.000Z"
[[nodiscard]] std::string isoText(WallTime t);
// ISO-8601 with an optional fraction (cut to ms) and "Z" or "+hh:mm"; years 1970 … 9999.
[[nodiscard]] std::optional<WallTime> parseIso(std::string_view text);

// "00:02:10.000" (hours may have more digits): time since a start. Fraction optional.
[[nodiscard]] std::optional<Duration> parseOffset(std::string_view text);
[[nodiscard]] std::string offsetText(Duration d);

// "14:05" in local time, for sentences and cards.
[[nodiscard]] std::string timeOfDay(WallTime t, Duration offset);
// "14:05:30": where minutes are too coarse, as for what is due.
[[nodiscard]] std::string secondOfDay(WallTime t, Duration offset);

} // namespace fw
