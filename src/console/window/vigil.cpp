#include "console/window/vigil.h"

#include <algorithm>

namespace fw::console {
namespace {

using namespace std::chrono_literals;

constexpr Duration kStalledAfter = 5s;   // without a snapshot: they come once a second at least
constexpr Duration kUnprovenAfter = 75s; // without a new canary: they come every 30 s

} // namespace

Vigil::Vigil(std::unique_ptr<Player> player) : m_player(std::move(player))
{
    m_clock.start();
}

void Vigil::onSnapshot(const snapshot::Snapshot &snapshot)
{
    m_snapshotAt = now();
    m_arrived = snapshot.canary;
    m_sounding = snapshot.sounding;
    m_lostFeeds.clear();
    for (const snapshot::Feed &feed : snapshot.feeds) {
        if (feed.state == engine::FeedState::down || feed.state == engine::FeedState::stale)
            m_lostFeeds.insert(feed.id);
    }
    std::erase_if(m_heardFeeds, [&](const std::string &id) { return !m_lostFeeds.contains(id); });
}

void Vigil::onPainted()
{
    if (m_painted == m_arrived)
        return;
    m_painted = m_arrived;
    m_canaryAt = now();
}

Vigil::Finding Vigil::finding() const
{
    if (now() - m_snapshotAt > kStalledAfter)
        return Finding::stalled;
    return now() - m_canaryAt > kUnprovenAfter ? Finding::unproven : Finding::none;
}

Duration Vigil::lasted() const
{
    switch (finding()) {
    case Finding::stalled:
        return now() - m_snapshotAt;
    case Finding::unproven:
        return now() - m_canaryAt;
    case Finding::none:
        break;
    }
    return Duration{0};
}

void Vigil::onTick()
{
    const bool unheard = std::ranges::any_of(m_lostFeeds, [&](const auto &id) { return !m_heardFeeds.contains(id); });
    const auto sound = m_annunciator.next({m_sounding, finding() != Finding::none || unheard}, now());
    if (sound && m_player)
        m_player->play(*sound);
}

void Vigil::toggleMute()
{
    if (m_annunciator.mutedFor(now()))
        m_annunciator.unmute();
    else
        m_annunciator.mute(now());
}

std::optional<Duration> Vigil::mutedFor() const
{
    return m_annunciator.mutedFor(now());
}

} // namespace fw::console
