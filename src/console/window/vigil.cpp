#include "console/window/vigil.h"

#include <algorithm>

namespace fw::console {
namespace {

using namespace std::chrono_literals;

constexpr Duration kStalledAfter = 5s;   // without a snapshot: they come once a second at least
constexpr Duration kUnprovenAfter = 75s; // without a new canary: they come every 30 s

} // namespace

Vigil::Vigil(std::unique_ptr<Player> player, Steady steady)
    : m_player(std::move(player)), m_now(std::move(steady)), m_snapshotAt(m_now()), m_canaryAt(m_now())
{
}

void Vigil::onSnapshot(const snapshot::Snapshot &snapshot)
{
    m_snapshotAt = m_now();
    m_arrived = snapshot.canary;
    m_sounding = snapshot.sounding;
    m_lost.clear();
    for (const snapshot::Feed &feed : snapshot.feeds) {
        if (feed.state == engine::FeedState::down || feed.state == engine::FeedState::stale)
            m_lost.insert(feed.id);
    }
    if (snapshot.notRecorded() > 0)
        m_lost.insert("journal");
    std::erase_if(m_heardLost, [&](const std::string &id) { return !m_lost.contains(id); });
}

void Vigil::onPainted()
{
    if (m_painted == m_arrived)
        return;
    m_painted = m_arrived;
    m_canaryAt = m_now();
}

Vigil::Finding Vigil::finding() const
{
    if (m_now() - m_snapshotAt > kStalledAfter)
        return Finding::stalled;
    return m_now() - m_canaryAt > kUnprovenAfter ? Finding::unproven : Finding::none;
}

Duration Vigil::lasted() const
{
    switch (finding()) {
    case Finding::stalled:
        return m_now() - m_snapshotAt;
    case Finding::unproven:
        return m_now() - m_canaryAt;
    case Finding::none:
        break;
    }
    return Duration{0};
}

void Vigil::heard()
{
    m_heardLost = m_lost;
    m_heardFinding = finding();
}

void Vigil::onTick()
{
    if (finding() != m_heardFinding)
        m_heardFinding = Finding::none;
    const bool unheard = finding() != m_heardFinding ||
                         std::ranges::any_of(m_lost, [&](const auto &id) { return !m_heardLost.contains(id); });
    const auto sound = m_annunciator.next({m_sounding, unheard}, m_now());
    if (sound && m_player)
        m_player->play(*sound);
}

void Vigil::toggleMute()
{
    if (m_annunciator.mutedFor(m_now()))
        m_annunciator.unmute();
    else
        m_annunciator.mute(m_now());
}

std::optional<Duration> Vigil::mutedFor() const
{
    return m_annunciator.mutedFor(m_now());
}

} // namespace fw::console
