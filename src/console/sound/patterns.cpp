#include "console/sound/patterns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace fw::console {
namespace {

struct Pulse {
    double frequency = 0; // Hz, fundamental
    double length = 0;    // s
    double pause = 0;     // s after it
};

// Spacings within the ranges of IEC 60601-1-8, table 3: short pulses for high, long ones for medium and low.
constexpr std::array kHigh{Pulse{660, 0.15, 0.08}, Pulse{660, 0.15, 0.08}, Pulse{660, 0.15, 0.28},
                           Pulse{880, 0.15, 0.08}, Pulse{880, 0.15, 0.6},  Pulse{660, 0.15, 0.08},
                           Pulse{660, 0.15, 0.08}, Pulse{660, 0.15, 0.28}, Pulse{880, 0.15, 0.08},
                           Pulse{880, 0.15, 0}};
constexpr std::array kMedium{Pulse{520, 0.2, 0.2}, Pulse{520, 0.2, 0.2}, Pulse{520, 0.2, 0}};
constexpr std::array kLow{Pulse{392, 0.2, 0.25}, Pulse{330, 0.2, 0}};
constexpr std::array kLost{Pulse{220, 0.35, 0.15}, Pulse{165, 0.5, 0}};

std::span<const Pulse> pulses(Sound sound)
{
    switch (sound) {
    case Sound::high:
        return kHigh;
    case Sound::medium:
        return kMedium;
    case Sound::low:
        return kLow;
    case Sound::lost:
        return kLost;
    }
    return kLow;
}

// Alarms have harmonics that carry through a noisy room; "lost" is a hollow tone of odd ones.
double wave(Sound sound, double phase)
{
    using std::sin;
    if (sound == Sound::lost)
        return 0.6 * sin(phase) + 0.25 * sin(3 * phase) + 0.12 * sin(5 * phase);
    return 0.5 * sin(phase) + 0.25 * sin(2 * phase) + 0.15 * sin(3 * phase) + 0.1 * sin(4 * phase);
}

} // namespace

std::vector<std::int16_t> pattern(Sound sound)
{
    constexpr double kRise = 0.02; // s: no click at the edges
    constexpr double kLoud = 0.7 * 32767;
    std::vector<std::int16_t> samples;
    for (const Pulse &pulse : pulses(sound)) {
        const auto count = std::size_t(pulse.length * kSampleRate);
        for (std::size_t i = 0; i < count; ++i) {
            const double t = double(i) / kSampleRate;
            const double edge = std::min({1.0, t / kRise, (pulse.length - t) / kRise});
            const double phase = 2 * std::numbers::pi * pulse.frequency * t;
            samples.push_back(std::int16_t(kLoud * edge * wave(sound, phase)));
        }
        samples.insert(samples.end(), std::size_t(pulse.pause * kSampleRate), 0);
    }
    return samples;
}

} // namespace fw::console
