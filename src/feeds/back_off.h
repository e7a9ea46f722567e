// How long a client waits before it tries to connect again: twice as long each time, from the first to the longest.
// Value; the clients own one each. Pure.
#pragma once

#include "base/moment.h"

#include <algorithm>
#include <cmath>

namespace fw::feeds {

class BackOff {
public:
    BackOff(Duration first, Duration longest) : m_first(first), m_longest(longest) {}

    // Another try has failed. Half of the wait is chance, 0 to 1, so that the consoles of a site do not come back all
    // at once.
    [[nodiscard]] Duration next(double chance)
    {
        m_planned = std::clamp(m_planned * 2, m_first, m_longest);
        return Duration{std::llround(static_cast<double>(m_planned.count()) * (0.5 + chance / 2))};
    }
    void reset() { m_planned = {}; } // it worked
    [[nodiscard]] Duration planned() const { return m_planned; }

private:
    Duration m_first;
    Duration m_longest;
    Duration m_planned{};
};

} // namespace fw::feeds
