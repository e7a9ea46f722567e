// One condition of one subject over time: `for`, `clear_for`, and what silence does to both. A pure state machine: the
// moment comes with each call; due() says when to call again although nothing new is known.
//
//   false for long enough → true after `heldFor` of raw truth; true → false after `clearFor` of raw untruth.
//   Unknown freezes both timers: elapsed is kept, none is added. A condition that was true is then shown unknown.
#pragma once

#include "base/moment.h"
#include "rules/expression.h"

#include <optional>

namespace fw::rules {

class Condition {
public:
    struct Change {
        Truth from = Truth::unknown;
        Truth to = Truth::unknown;
        Moment since; // to yes: when it began to be so; else: now
    };

    // What the expression says now. `heldFor` and `clearFor` are the limits in force.
    std::optional<Change> update(Truth raw, Duration heldFor, Duration clearFor, Moment now);

    // As shown: yes, no, or unknown (with wasTrue() if it was true before).
    [[nodiscard]] Truth shown() const { return m_shown; }
    [[nodiscard]] bool wasTrue() const { return m_active; }
    [[nodiscard]] std::optional<Moment> since() const { return m_since; }
    // True now, but not yet for long enough: since when.
    [[nodiscard]] std::optional<Moment> pendingSince() const;
    // Time from now until update() may change something by itself.
    [[nodiscard]] std::optional<Duration> due(Duration heldFor, Duration clearFor) const;

private:
    void passTime(Moment now);
    std::optional<Change> show(Truth to, Moment since);

    Truth m_raw = Truth::unknown;
    Truth m_shown = Truth::unknown;
    bool m_active = false; // has fired and not cleared
    Duration m_held{};     // raw truth so far, while not active
    Duration m_cleared{};  // raw untruth so far, while active
    std::optional<Moment> m_since;
    std::optional<Duration> m_at; // steady, of the last update
};

} // namespace fw::rules
