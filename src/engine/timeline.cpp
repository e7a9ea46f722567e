#include "engine/timeline.h"

#include <algorithm>

namespace fw::engine {

void Timeline::step(const Input &input)
{
    m_last = std::max(m_last, input.at.steady);
    Output output = m_engine.step(input);
    if (!output.records.empty() || !output.effects.empty() || output.duplicate || output.refused)
        m_sink(std::move(output));
}

// What is overdue (the wall clock stepped, an act was entered late) comes now, never before what has been.
void Timeline::advanceTo(Duration steady)
{
    for (auto due = m_engine.nextWake(); due && *due <= steady;) {
        step({m_engine.at(std::max(*due, m_last)), Wake{}});
        const auto next = m_engine.nextWake();
        if (next == due)
            break; // nothing moved: it comes again with the next input, and the program goes on
        due = next;
    }
}

void Timeline::feed(const Input &input)
{
    advanceTo(input.at.steady);
    step(input);
}

} // namespace fw::engine
