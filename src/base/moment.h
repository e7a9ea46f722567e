// Time as the program uses it. A Moment comes in with every input; nothing below feeds/ reads a clock.
#pragma once

#include <chrono>
#include <cstdint>

namespace fw {

using Duration = std::chrono::milliseconds;
using WallTime = std::chrono::sys_time<Duration>; // UTC

// `wall` is what people and records say; `steady` (CLOCK_BOOTTIME: counts while the machine sleeps) is what timers use.
struct Moment {
    WallTime wall{};
    Duration steady{};

    bool operator==(const Moment &) const = default;
    [[nodiscard]] Moment plus(Duration d) const { return {wall + d, steady + d}; }
};

} // namespace fw
