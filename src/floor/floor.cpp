// Calls, the feeds, and everything that is not a seat.
#include "floor/floor.h"

#include <algorithm>
#include <array>

namespace fw::floor {
namespace {

constexpr Duration kCutAfterPbxEnded = std::chrono::seconds{5}; // an ended wait, then the PBX went away: a cut call
constexpr Duration kCutAfterCompleted = std::chrono::seconds{1};
constexpr std::size_t kMostCutCalls = 10'000;

template <class T> void push(std::deque<T> &list, T item, std::size_t most)
{
    list.push_back(std::move(item));
    if (list.size() > most)
        list.pop_front();
}

} // namespace

Floor::Floor(Site site) : m_site(std::move(site))
{
    for (const QueueConfig &config : m_site.queues)
        m_queues.emplace(config.id, Queue(config));
    for (const SeatConfig &seat : m_site.seats)
        m_seats.try_emplace(seat.id);
    for (const UpsConfig &ups : m_site.upses)
        m_upses.try_emplace(ups.id);
}

void Floor::reconfigure(Site site)
{
    Changes unused;
    for (const UpsConfig &ups : m_site.upses) { // nobody asks it any more: its last word must not stand for ever
        if (std::ranges::find(site.upses, ups.id, &UpsConfig::id) == site.upses.end()) {
            m_upses.erase(ups.id);
            m_silent.erase("ups:" + ups.id);
        }
    }
    m_site = std::move(site);
    for (auto it = m_queues.begin(); it != m_queues.end();) {
        const QueueConfig *config = m_site.queue(it->first);
        if (config != nullptr) {
            it->second.setConfig(*config);
            ++it;
            continue;
        }
        while (!it->second.members().empty())
            removeMember(it->second, it->second.members().begin()->first, unused);
        it = m_queues.erase(it);
    }
    m_atSeat.clear(); // a seat may be another phone now
    for (const auto &[id, queue] : m_queues) {
        for (const auto &[interface, member] : queue.members()) {
            const SeatId seat = seatOf(member.state);
            m_atSeat[seat].insert({id, interface});
            m_seats.try_emplace(seat);
        }
    }
    for (const QueueConfig &config : m_site.queues) {
        // A new queue's members and callers come with the next snapshot.
        m_queues.emplace(config.id, Queue(config));
    }
    for (const SeatConfig &seat : m_site.seats)
        m_seats.try_emplace(seat.id);
    for (const UpsConfig &ups : m_site.upses)
        m_upses.try_emplace(ups.id);
}

Changes Floor::apply(const Signal &signal, Moment now)
{
    Changes changes;
    for (auto &[id, queue] : m_queues) {
        queue.settle(now.steady);
        queue.forget(now.steady);
    }
    while (!m_ended.empty() && m_ended.front().at < now.steady - kCutAfterPbxEnded)
        m_ended.pop_front();
    std::visit([&](const auto &s) { on(s, now, changes); }, signal);
    return changes;
}

const Queue *Floor::queue(const QueueId &id) const
{
    const auto it = m_queues.find(id);
    return it == m_queues.end() ? nullptr : &it->second;
}

Queue *Floor::find(const QueueId &id)
{
    const auto it = m_queues.find(id);
    return it == m_queues.end() ? nullptr : &it->second;
}

void Floor::beginDay()
{
    for (auto &[id, queue] : m_queues)
        queue.beginDay();
}

// ---- the feeds ------------------------------------------------------------------------------------------------------

Changes Floor::setFeed(const std::string &feed, FeedState state, Moment now)
{
    const bool known = state == FeedState::live || state == FeedState::restarted;
    const bool lost = state == FeedState::down || state == FeedState::restarted;
    Changes changes;
    changes.everything = true;
    if (feed != "pbx") {
        if (known)
            m_silent.erase(feed);
        else
            m_silent.insert(feed);
        constexpr std::string_view kUps = "ups:";
        const auto ups = m_upses.find(feed.substr(std::min(feed.size(), kUps.size())));
        if (!feed.starts_with(kUps) || ups == m_upses.end())
            return changes;
        if (lost)
            ups->second.reading = {}; // that it was on battery is kept
        else if (known)
            ups->second.noteBattery();
        return changes;
    }
    if (lost) {
        m_snapshotDone = false;
        m_inSnapshot = false;
        for (const Ended &ended : m_ended) {
            if (ended.byPbx && ended.at >= now.steady - kCutAfterPbxEnded)
                cut(ended.call, ended.talk, now, "pbx");
        }
        m_ended.clear();
    }
    if (state == FeedState::restarted)
        beginAnew(now, changes);
    m_pbxLive = known;
    return changes;
}

bool Floor::known(const std::string &feed) const
{
    return feed == "pbx" ? pbxKnown() : !m_silent.contains(feed);
}

void Floor::openSnapshot()
{
    if (m_inSnapshot)
        return;
    m_inSnapshot = true;
    ++m_snapshot;
}

void Floor::on(const SnapshotBegan &, Moment, Changes &)
{
    m_inSnapshot = false;
    openSnapshot();
    if (!m_snapshotDone)
        m_talks.clear(); // which of them ended meanwhile is not known
}

void Floor::on(const SnapshotComplete &, Moment now, Changes &changes)
{
    if (m_inSnapshot) {
        for (auto &[id, queue] : m_queues) {
            queue.dropUnseen(m_snapshot);
            std::vector<Interface> gone;
            for (const auto &[interface, member] : queue.members()) {
                if (member.snapshot < m_snapshot)
                    gone.push_back(interface);
            }
            for (const Interface &interface : gone)
                removeMember(queue, interface, changes);
        }
    }
    if (!m_snapshotDone && m_everConnected)
        m_seatsQuietUntil = now.steady + m_site.pbx.qualify;
    m_inSnapshot = false;
    m_snapshotDone = true;
    m_everConnected = true;
    changes.snapshotEnded = true;
    changes.everything = true;
}

void Floor::on(const PbxBooted &s, Moment now, Changes &changes)
{
    if (s.uptime && *s.uptime < m_site.pbx.qualify)
        beginAnew(now, changes);
}

// The PBX has restarted: whoever talked or waited was cut, and phones that it knows by itself have to be seen again.
void Floor::beginAnew(Moment now, Changes &changes)
{
    cutEverything(now);
    m_seatsQuietUntil = now.steady + m_site.pbx.qualify;
    for (auto &[id, queue] : m_queues) {
        while (!queue.waiting().empty()) { // who waited when it went down was not asked
            const CallId call = queue.waiting().begin()->first;
            const auto caller = queue.take(call);
            cut(call, {id, {}, {}, caller->number, {}}, now, "pbx");
        }
        for (auto &[interface, member] : queue.members()) {
            member.signedIn = member.state.membership == Membership::dynamic;
            changes.memberships.insert({member.state.agent, interface});
        }
    }
    changes.pbxRestarted = m_everConnected;
    changes.everything = true;
}

void Floor::on(const PbxShutdown &, Moment now, Changes &changes)
{
    cutEverything(now);
    changes.everything = true;
}

// ---- calls ----------------------------------------------------------------------------------------------------------

void Floor::on(const CallerJoined &s, Moment now, Changes &changes)
{
    if (Queue *queue = find(s.queue)) {
        queue->join(s.call, s.number, now.steady, m_snapshot);
        changes.queues.insert(s.queue);
    }
}

void Floor::on(const CallerWaiting &s, Moment now, Changes &changes)
{
    openSnapshot();
    if (Queue *queue = find(s.queue)) {
        queue->seenWaiting(s.call, s.number, now.steady - s.waited, m_snapshot);
        changes.queues.insert(s.queue);
    }
}

void Floor::on(const CallerConnected &s, Moment now, Changes &changes)
{
    Queue *queue = find(s.queue);
    if (queue == nullptr)
        return;
    auto caller = queue->takeLeft(s.call);
    if (!caller)
        caller = queue->take(s.call);
    const std::optional<Duration> waited = caller ? std::optional(now.steady - caller->joined) : s.waited;
    const bool inTime = waited && *waited <= queue->config().target.within; // of whom nobody knows it: not in time
    queue->count({.answered = 1, .answeredWithin = inTime ? 1 : 0, .waited = waited.value_or(Duration{0})}, now.steady);
    SeatId seat = m_site.seatOf(s.interface);
    if (const Member *answering = member({s.queue, s.interface}))
        seat = seatOf(answering->state);
    m_talks[s.call] = {s.queue, s.agent, seat, caller ? caller->number : std::string(), now.steady};
    changes.queues.insert(s.queue);
}

void Floor::on(const CallerAbandoned &s, Moment now, Changes &changes)
{
    Queue *queue = find(s.queue);
    if (queue == nullptr)
        return;
    const auto caller = queue->take(s.call);
    if (s.hungUp) {
        const bool isShort = caller && now.steady - caller->joined <= kShortAbandon;
        queue->count({.abandoned = 1, .shortAbandoned = isShort ? 1 : 0}, now.steady);
    } else {
        queue->count({.endedByPbx = 1}, now.steady);
        m_ended.push_back({s.call, {s.queue, {}, {}, caller ? caller->number : "", {}}, now.steady, true});
    }
    changes.queues.insert(s.queue);
}

void Floor::on(const CallerLeft &s, Moment now, Changes &changes)
{
    if (Queue *queue = find(s.queue)) {
        queue->leave(s.call, now.steady);
        changes.queues.insert(s.queue);
    }
}

void Floor::on(const CallCompleted &s, Moment now, Changes &changes)
{
    Queue *queue = find(s.queue);
    const auto talk = m_talks.find(s.call);
    if (queue == nullptr || talk == m_talks.end())
        return;
    queue->count({.completed = 1, .handled = now.steady - talk->second.answered}, now.steady);
    m_ended.push_back({s.call, talk->second, now.steady, false});
    m_talks.erase(talk);
    changes.queues.insert(s.queue);
}

void Floor::cut(const CallId &call, const Talk &talk, Moment now, const char *cause)
{
    if (Queue *queue = find(talk.queue))
        queue->count({.cut = 1}, now.steady);
    push(m_cutCalls, {call, talk.queue, talk.agent, talk.number, now.wall, cause}, kMostCutCalls);
}

void Floor::cutTalksAt(const SeatId &seat, Moment now)
{
    for (auto it = m_talks.begin(); it != m_talks.end();) {
        if (it->second.seat == seat) {
            cut(it->first, it->second, now, "seat");
            it = m_talks.erase(it);
        } else {
            ++it;
        }
    }
    // The PBX reports the dead phone only when its channel has ended: that call was cut too.
    std::erase_if(m_ended, [&](const Ended &ended) {
        const bool here = !ended.byPbx && ended.talk.seat == seat && ended.at >= now.steady - kCutAfterPbxEnded;
        if (here)
            cut(ended.call, ended.talk, now, "seat");
        return here;
    });
}

void Floor::cutEverything(Moment now)
{
    for (const auto &[call, talk] : m_talks)
        cut(call, talk, now, "pbx");
    m_talks.clear();
    for (const Ended &ended : m_ended) {
        if (ended.at >= now.steady - (ended.byPbx ? kCutAfterPbxEnded : kCutAfterCompleted))
            cut(ended.call, ended.talk, now, "pbx");
    }
    m_ended.clear();
}

// ---- power, air, systems, alarms, reports ---------------------------------------------------------------------------

void Ups::noteBattery()
{
    if (reading.says("OB"))
        wasOnBattery = true;
    else if (reading.says("OL"))
        wasOnBattery = false;
}

void Floor::on(const UpsReading &s, Moment, Changes &changes)
{
    Ups &ups = m_upses[s.ups];
    ups.reading = s;
    // What comes before the feed is said to be live again is not yet known: that a UPS is back on battery must not look
    // like one that was lost there.
    if (!m_silent.contains("ups:" + s.ups))
        ups.noteBattery();
    changes.upses.insert(s.ups);
}

void Floor::on(const TemperatureReading &s, Moment, Changes &changes)
{
    m_temperatures[s.zone] = s;
    changes.zones.insert(s.zone);
}

void Floor::on(const ProbeResult &s, Moment, Changes &changes)
{
    m_systems[s.system] = s;
    changes.systems.insert(s.system);
}

void Floor::on(const AlarmZoneChanged &s, Moment, Changes &changes)
{
    m_alarmZones[s.zone] = s.state;
    changes.zones.insert(s.zone);
}

void Floor::on(const Canary &s, Moment, Changes &changes)
{
    m_canary = s.number;
    changes.canary = true;
}

void Floor::assumeOnBattery(const std::string &ups)
{
    const auto it = m_upses.find(ups);
    if (it != m_upses.end())
        it->second.wasOnBattery = true;
}

} // namespace fw::floor
