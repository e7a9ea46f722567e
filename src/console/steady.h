// The steady clock that the window and what it is made of live by: the machine's, or a test's. Not the core's, which
// may be the one that stands still.
#pragma once

#include "base/moment.h"

#include <functional>
#include <optional>

namespace fw::console {

using Steady = std::function<Duration()>; // since any moment; never goes back

[[nodiscard]] Steady machineSteady();

// Something that happened, and how long it is ago.
class Since {
public:
    explicit Since(Steady steady = machineSteady()) : m_steady(std::move(steady)) {}

    void start() { m_at = m_steady(); }
    void forget() { m_at.reset(); }
    [[nodiscard]] bool isKnown() const { return m_at.has_value(); }
    // So long ago, or never.
    [[nodiscard]] bool isOver(Duration time) const { return !m_at || m_steady() - *m_at >= time; }

private:
    Steady m_steady;
    std::optional<Duration> m_at;
};

} // namespace fw::console
