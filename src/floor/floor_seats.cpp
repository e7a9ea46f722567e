// Members and devices: who is signed in where, and which seats are lost.
#include "floor/floor.h"

#include <algorithm>

namespace fw::floor {
namespace {

constexpr Duration kAroundShiftChange = std::chrono::minutes{10};

bool seenAvailable(Device d)
{
    return d != Device::unknown && !isDead(d);
}

} // namespace

const Member *Floor::member(const Place &place) const
{
    const Queue *q = queue(place.first);
    if (q == nullptr)
        return nullptr;
    const auto it = q->members().find(place.second);
    return it == q->members().end() ? nullptr : &it->second;
}

// ---- members --------------------------------------------------------------------------------------------------------

void Floor::on(const MemberSeen &s, Moment now, Changes &changes)
{
    openSnapshot();
    putMember(s.member, true, now, changes);
}

void Floor::on(const MemberAdded &s, Moment now, Changes &changes)
{
    putMember(s.member, false, now, changes);
}

void Floor::on(const MemberChanged &s, Moment now, Changes &changes)
{
    putMember(s.member, false, now, changes);
}

void Floor::putMember(const MemberState &state, bool fromSnapshot, Moment now, Changes &changes)
{
    Queue *queue = find(state.queue);
    if (queue == nullptr)
        return;
    if (const Member *before = member({state.queue, state.interface});
        before != nullptr && (before->state.agent != state.agent || seatOf(before->state) != seatOf(state)))
        removeMember(*queue, state.interface, changes); // another agent, or another phone, under the same interface
    Member &member = queue->members()[state.interface];
    const bool isNew = member.snapshot == 0 && member.state.interface.empty();
    member.state = state;
    if (member.state.stateInterface.empty())
        member.state.stateInterface = state.interface;
    member.snapshot = m_snapshot;
    const SeatId seat = seatOf(member.state);
    m_atSeat[seat].insert({state.queue, state.interface});
    m_ofAgent[state.agent].insert({state.queue, state.interface});
    m_seats.try_emplace(seat);
    if (state.membership == Membership::dynamic && !member.signedIn)
        member.signedIn = true;
    // A new membership's first word about its device is a state found, not a change seen.
    setDevice(member.state.stateInterface, state.device, fromSnapshot || isNew, now, changes);
    changes.memberships.insert({state.agent, state.interface});
    changes.queues.insert(state.queue);
    if (isNew)
        changes.seats.insert(m_watched.begin(), m_watched.end());
}

void Floor::on(const MemberRemoved &s, Moment, Changes &changes)
{
    if (Queue *queue = find(s.queue))
        removeMember(*queue, s.interface, changes);
}

void Floor::removeMember(Queue &queue, const Interface &interface, Changes &changes)
{
    const auto it = queue.members().find(interface);
    if (it == queue.members().end())
        return;
    const MemberState state = it->second.state;
    const Place place{state.queue, interface};
    const SeatId seat = seatOf(state);
    m_atSeat[seat].erase(place);
    m_ofAgent[state.agent].erase(place);
    queue.members().erase(it);
    changes.memberships.insert({state.agent, place.second});
    changes.queues.insert(state.queue);
    changes.seats.insert(seat);
}

void Floor::on(const MemberPaused &s, Moment, Changes &changes)
{
    Queue *queue = find(s.queue);
    if (queue == nullptr)
        return;
    const auto it = queue->members().find(s.interface);
    if (it == queue->members().end())
        return;
    it->second.state.paused = s.paused;
    it->second.state.pauseReason = s.reason;
    changes.queues.insert(s.queue);
}

std::set<QueueId> Floor::queuesOf(const AgentId &agent, const Interface &interface) const
{
    std::set<QueueId> queues;
    const auto places = m_ofAgent.find(agent);
    if (places == m_ofAgent.end())
        return queues;
    for (const Place &place : places->second) {
        if (place.second == interface && member(place)->signedIn)
            queues.insert(place.first);
    }
    return queues;
}

SeatId Floor::seatOfMember(const AgentId &agent, const Interface &interface) const
{
    if (const auto places = m_ofAgent.find(agent); places != m_ofAgent.end()) {
        for (const Place &place : places->second) {
            if (place.second == interface)
                return seatOf(member(place)->state);
        }
    }
    return m_site.seatOf(interface);
}

// ---- devices --------------------------------------------------------------------------------------------------------

void Floor::on(const DeviceChanged &s, Moment now, Changes &changes)
{
    setDevice(s.device, s.state, s.fromSnapshot, now, changes);
}

void Floor::markSignedIn(const SeatId &seat, Changes &changes)
{
    const auto places = m_atSeat.find(seat);
    if (places == m_atSeat.end())
        return;
    for (const Place &place : places->second) {
        Member &member = find(place.first)->members().at(place.second);
        if (!member.signedIn) {
            member.signedIn = true;
            changes.memberships.insert({member.state.agent, place.second});
        }
    }
}

// A device that is no seat (a trunk, another system's phone) is not looked at.
void Floor::setDevice(const Interface &device, Device state, bool fromSnapshot, Moment now, Changes &changes)
{
    const SeatId id = m_site.seatOf(device);
    const auto it = m_seats.find(id);
    if (it == m_seats.end())
        return;
    Seat &seat = it->second;
    const Device was = seat.device;
    if (seenAvailable(state))
        markSignedIn(id, changes);
    if (was == state)
        return;
    seat.device = state;
    changes.seats.insert(id);
    changes.seats.insert(m_watched.begin(), m_watched.end()); // whose agent may be elsewhere now
    if (!isDead(state)) {
        seat.lostAt.reset();
        seat.foundDead = false;
        if (!m_watched.contains(id))
            seat.lostAgents.clear();
        return;
    }
    if (isDead(was))
        return;
    if (fromSnapshot || was == Device::unknown) {
        seat.foundDead = true;
        return;
    }
    const std::set<AgentId> agents = agentsAt(id);
    if (agents.empty() || inShiftChange(now.wall))
        return;
    seat.lostAt = now;
    seat.lostAgents = agents;
    cutTalksAt(id, now);
}

bool Floor::inShiftChange(WallTime t) const
{
    constexpr Duration kDay = std::chrono::hours{24};
    const Duration local = (t + m_site.offsetAt(t)).time_since_epoch() % kDay;
    return std::ranges::any_of(m_site.shifts, [&](Duration shift) {
        const Duration apart = local > shift ? local - shift : shift - local;
        return std::min(apart, kDay - apart) <= kAroundShiftChange;
    });
}

void Floor::watchSeat(const SeatId &id, const std::set<AgentId> &agents)
{
    m_watched.insert(id);
    Seat &seat = m_seats[id];
    if (!seat.lostAt)
        seat.lostAgents = agents;
}

void Floor::unwatchSeat(const SeatId &id)
{
    m_watched.erase(id);
    const auto it = m_seats.find(id);
    if (it != m_seats.end() && !it->second.lostAt)
        it->second.lostAgents.clear();
}

void Floor::setSeatOut(const SeatId &seat, bool out)
{
    if (out)
        m_seatsOut.insert(seat);
    else
        m_seatsOut.erase(seat);
}

std::vector<const Member *> Floor::membersAt(const SeatId &seat) const
{
    std::vector<const Member *> members;
    const auto places = m_atSeat.find(seat);
    if (places == m_atSeat.end())
        return members;
    for (const Place &place : places->second) {
        if (const Member *m = member(place); m->signedIn)
            members.push_back(m);
    }
    return members;
}

std::set<AgentId> Floor::agentsAt(const SeatId &seat) const
{
    std::set<AgentId> agents;
    for (const Member *m : membersAt(seat))
        agents.insert(m->state.agent);
    return agents;
}

const std::set<AgentId> &Floor::lostAgents(const SeatId &seat) const
{
    static const std::set<AgentId> kNobody;
    const auto it = m_seats.find(seat);
    return it == m_seats.end() ? kNobody : it->second.lostAgents;
}

std::optional<Moment> Floor::seatLostAt(const SeatId &seat) const
{
    const auto it = m_seats.find(seat);
    return it == m_seats.end() ? std::nullopt : it->second.lostAt;
}

std::optional<Duration> Floor::seatsQuietFor(Moment now) const
{
    if (!m_seatsQuietUntil || *m_seatsQuietUntil <= now.steady)
        return std::nullopt;
    return *m_seatsQuietUntil - now.steady;
}

std::optional<bool> Floor::seatLost(const SeatId &id, Moment now) const
{
    if (!pbxKnown() || seatsQuietFor(now))
        return std::nullopt;
    const auto it = m_seats.find(id);
    if (it == m_seats.end() || m_seatsOut.contains(id))
        return false;
    const Seat &seat = it->second;
    if (seat.lostAt) { // unless they signed out since
        const std::set<AgentId> there = agentsAt(id);
        return std::ranges::any_of(seat.lostAgents, [&](const AgentId &a) { return there.contains(a); });
    }
    if (seat.foundDead) {
        if (!m_watched.contains(id))
            return std::nullopt;
        const auto places = m_atSeat.find(id);
        return places != m_atSeat.end() && !places->second.empty();
    }
    return false;
}

std::optional<bool> Floor::seatAvailable(const SeatId &id) const
{
    const auto it = m_seats.find(id);
    if (!pbxKnown() || it == m_seats.end() || it->second.device == Device::unknown)
        return std::nullopt;
    return !isDead(it->second.device);
}

std::optional<bool> Floor::seatSignedIn(const SeatId &id) const
{
    if (!pbxKnown())
        return std::nullopt;
    const auto places = m_atSeat.find(id);
    return places != m_atSeat.end() && !places->second.empty();
}

std::optional<bool> Floor::agentElsewhere(const SeatId &id) const
{
    if (!pbxKnown())
        return std::nullopt;
    for (const AgentId &agent : lostAgents(id)) {
        const auto places = m_ofAgent.find(agent);
        if (places == m_ofAgent.end())
            continue;
        for (const Place &place : places->second) {
            const SeatId other = seatOf(member(place)->state);
            if (other != id && seatAvailable(other).value_or(false))
                return true;
        }
    }
    return false;
}

} // namespace fw::floor
