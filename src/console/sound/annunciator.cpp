#include "console/sound/annunciator.h"

#include <algorithm>

namespace fw::console {
namespace {

constexpr int kHigh = 3;

// Between bursts, IEC 60601-1-8: high 2.5–15 s, medium 2.5–30 s, low more than 15 s.
Duration pauseOf(Sound sound)
{
    using namespace std::chrono_literals;
    switch (sound) {
    case Sound::high:
        return 8s;
    case Sound::medium:
        return 20s;
    case Sound::low:
        return 45s;
    case Sound::lost:
        return 15s;
    }
    return 45s;
}

std::optional<Sound> loudest(const Audible &audible)
{
    int urgency = 0;
    for (const auto &[incident, level] : audible.sounding)
        urgency = std::max(urgency, level);
    if (urgency >= kHigh)
        return Sound::high;
    if (audible.lost)
        return Sound::lost;
    if (urgency == 0)
        return std::nullopt;
    return urgency == 2 ? Sound::medium : Sound::low;
}

} // namespace

std::optional<Duration> Annunciator::mutedFor(Duration now) const
{
    return m_mutedUntil && *m_mutedUntil > now ? std::optional(*m_mutedUntil - now) : std::nullopt;
}

void Annunciator::mute(Duration now, Duration length)
{
    m_mutedUntil = now + std::min(length, kLongestMute);
}

std::optional<Sound> Annunciator::next(const Audible &audible, Duration now)
{
    const bool isNew = std::ranges::any_of(audible.sounding, [&](const auto &entry) {
        const auto before = m_before.find(entry.first);
        return before == m_before.end() || before->second < entry.second;
    });
    const bool newHigh = std::ranges::any_of(audible.sounding, [&](const auto &entry) {
        const auto before = m_before.find(entry.first);
        return entry.second >= kHigh && (before == m_before.end() || before->second < kHigh);
    });
    m_before = audible.sounding;
    if (newHigh)
        m_mutedUntil.reset();
    const auto wanted = loudest(audible);
    if (!wanted) {
        m_last.reset();
        m_nextAt.reset();
        return std::nullopt;
    }
    const bool isTime = isNew || wanted != m_last || !m_nextAt || now >= *m_nextAt;
    if (!isTime)
        return std::nullopt;
    m_last = wanted;
    m_nextAt = now + pauseOf(*wanted);
    return mutedFor(now) ? std::nullopt : wanted;
}

} // namespace fw::console
