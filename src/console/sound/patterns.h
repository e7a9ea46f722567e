// The sounds, generated: pulses after IEC 60601-1-8 (high: 3 + 2 pulses, twice; medium: 3; low: 2) with one timbre for
// alarms and another for "a feed or the engine is lost". No text, nothing borrowed.
#pragma once

#include <cstdint>
#include <vector>

namespace fw::console {

enum class Sound { low, medium, high, lost };

inline constexpr int kSampleRate = 44'100; // per second, one channel, signed 16 bit

// One burst. Same sound, same samples.
[[nodiscard]] std::vector<std::int16_t> pattern(Sound sound);

} // namespace fw::console
