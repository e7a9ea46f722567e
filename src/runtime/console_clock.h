// The console's clocks: the machine's own, or (testing, loopback only) N times as fast, starting at the machine's time
// or at a later one. The only place that reads a clock. Any thread.
#pragma once

#include "base/moment.h"

namespace fw::runtime {

class ConsoleClock {
public:
    // `notBefore`: an accelerated clock begins at this moment if the machine's is earlier (the journal's last entry).
    explicit ConsoleClock(double speed = 1, WallTime notBefore = {});

    [[nodiscard]] Moment now() const;
    [[nodiscard]] double speed() const { return m_speed; }
    // Real time until the console's steady clock shows `steady`; not negative.
    [[nodiscard]] std::chrono::milliseconds realUntil(Duration steady) const;

private:
    double m_speed;
    WallTime m_wallStart;
    std::chrono::nanoseconds m_bootStart;
};

} // namespace fw::runtime
