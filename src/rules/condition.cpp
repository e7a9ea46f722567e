#include "rules/condition.h"

#include <algorithm>
#include <utility>

namespace fw::rules {

void Condition::passTime(Moment now)
{
    const Duration passed = m_at ? now.steady - *m_at : Duration{0};
    m_at = now.steady;
    if (m_raw == Truth::yes && !m_active)
        m_held += passed;
    if (m_raw == Truth::no && m_active)
        m_cleared += passed;
}

std::optional<Condition::Change> Condition::show(Truth to, Moment since)
{
    if (m_shown == to)
        return std::nullopt;
    const Truth from = m_shown;
    m_shown = to;
    return Change{from, to, since};
}

std::optional<Condition::Change> Condition::update(Truth raw, Duration heldFor, Duration clearFor, Moment now)
{
    passTime(now);
    m_raw = raw;
    switch (raw) {
    case Truth::unknown:
        return show(Truth::unknown, now);
    case Truth::yes:
        m_cleared = Duration{0};
        if (!m_since) {
            m_since = now;
            m_held = Duration{0};
        }
        if (!m_active && m_held < heldFor)
            return std::nullopt;
        m_active = true;
        return show(Truth::yes, *m_since);
    case Truth::no: {
        if (m_active && m_cleared < clearFor)
            return show(Truth::yes, *m_since); // still holds: it is not clear for long enough
        const bool wasActive = std::exchange(m_active, false);
        m_since.reset();
        m_held = m_cleared = Duration{0};
        auto change = show(Truth::no, now);
        if (change && wasActive)
            change->from = Truth::yes; // cleared, though it was last shown as unknown
        return change;
    }
    }
    return std::nullopt;
}

std::optional<Moment> Condition::pendingSince() const
{
    return m_raw == Truth::yes && !m_active ? m_since : std::nullopt;
}

std::optional<Duration> Condition::due(Duration heldFor, Duration clearFor) const
{
    if (m_raw == Truth::yes && !m_active)
        return std::max(heldFor - m_held, Duration{0});
    if (m_raw == Truth::no && m_active)
        return std::max(clearFor - m_cleared, Duration{0});
    return std::nullopt;
}

} // namespace fw::rules
