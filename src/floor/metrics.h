// The field's ratios from counts: said once, used by rules, screens and reports.
#pragma once

#include "floor/queue.h"

#include <optional>

namespace fw::floor {

// Too few offered: a ratio would be noise. In a window of five minutes or less fewer are asked for.
[[nodiscard]] int fewestOffered(Duration window);

// answered within T / (answered + abandoned + waiting longer than T − short abandons), counted when the call is
// answered; 0–1. Nothing under fewestOffered, or if nothing counts.
[[nodiscard]] std::optional<double> serviceLevel(const Figures &f, int waitingTooLong, Duration window);
// (abandoned − short abandons) / the same denominator.
[[nodiscard]] std::optional<double> abandonment(const Figures &f, int waitingTooLong, Duration window);

// One queue as a person reads it, over the last 15 minutes; `today` counts since the day or the program began.
struct QueueFigures {
    int waiting = 0;
    Duration longestWait{};
    Figures window;
    Figures today;
    double arrivalsPerHour = 0;              // of the window
    std::optional<double> serviceLevel;      // of the window
    std::optional<Duration> averageAnswer;   // ASA, of the window
    std::optional<Duration> averageHandling; // talk as the PBX shows it, without wrap-up; of the window
};
[[nodiscard]] QueueFigures figuresOf(const Queue &queue, Duration now);

} // namespace fw::floor
