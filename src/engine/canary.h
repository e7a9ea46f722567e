// Proves that what comes in still goes through a rule: a canary is a reading of a zone that no site has, on every
// second one the zone's one rule fires. Leaves no record. Owned by the engine.
#pragma once

#include "floor/floor.h"
#include "rules/watch.h"

#include <cstdint>

namespace fw::engine {

class CanaryWatch {
public:
    CanaryWatch();

    void look(const floor::Canary &canary, Moment now);
    // The newest canary that the rule answered as it must; 0: none.
    [[nodiscard]] std::uint64_t seen() const { return m_seen; }

private:
    floor::Floor m_floor;
    rules::Watch m_watch;
    std::uint64_t m_seen = 0;
};

} // namespace fw::engine
