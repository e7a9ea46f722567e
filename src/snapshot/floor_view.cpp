// The floor's part of a snapshot.
#include "snapshot/builder.h"

#include <algorithm>

namespace fw::snapshot {
namespace {

constexpr double kNear = 0.8; // of a limit

Mark markOf(double value, double limit)
{
    if (value >= limit)
        return Mark::broken;
    return value >= limit * kNear ? Mark::near : Mark::none;
}

void mark(Queue &queue)
{
    const floor::QueueLimits &limits = queue.limits;
    const floor::QueueFigures &figures = queue.figures;
    if (limits.waiting)
        queue.waitingMark = markOf(figures.waiting, *limits.waiting);
    if (limits.longestWait)
        queue.longestMark = markOf(double(figures.longestWait.count()), double(limits.longestWait->count()));
    if (limits.abandonment && queue.abandonRate)
        queue.abandonMark = markOf(*queue.abandonRate, *limits.abandonment);
    if (figures.serviceLevel) {
        const double limit = limits.serviceLevel.value_or(0);
        queue.serviceMark = *figures.serviceLevel < limit                   ? Mark::broken
                            : *figures.serviceLevel < queue.target.answered ? Mark::near
                                                                            : Mark::none;
    }
}

bool isAboutTemperature(const rules::Rule &rule)
{
    const auto terms = rule.when.terms();
    return rule.over == rules::SubjectKind::zone &&
           std::ranges::find(terms, int(rules::FloorTerm::temperature), &rules::TermUse::id) != terms.end();
}

void mark(Zone &zone, const std::vector<rules::Standing> &standings)
{
    for (const rules::Standing &standing : standings) {
        if (!zone.known || standing.subject != zone.id || !isAboutTemperature(*standing.rule))
            continue;
        if (standing.shown == rules::Truth::yes)
            zone.mark = Mark::broken;
        else if (standing.pendingSince)
            zone.mark = std::max(zone.mark, Mark::near);
    }
}

void countMembers(Queue &queue, const floor::Queue &from)
{
    using enum floor::Device;
    for (const auto &[interface, member] : from.members()) {
        if (!member.signedIn || floor::isDead(member.state.device))
            continue;
        switch (member.state.device) {
        case inUse:
        case busy:
        case onHold:
        case ringInUse:
            ++queue.talking;
            break;
        case ringing:
            ++queue.ringing;
            break;
        default:
            ++(member.state.paused ? queue.paused : queue.free);
        }
    }
}

SeatState stateOf(const floor::Seat &seat, const std::vector<const floor::Member *> &members)
{
    using enum floor::Device;
    const bool paused = std::ranges::any_of(members, [](const floor::Member *m) { return m->state.paused; });
    switch (seat.device) {
    case unknown:
        return SeatState::unknown;
    case invalid:
    case unavailable:
        return SeatState::dead;
    case inUse:
    case busy:
    case onHold:
    case ringInUse:
        return SeatState::talking;
    case ringing:
        return SeatState::ringing;
    case notInUse:
        break;
    }
    if (members.empty())
        return SeatState::empty;
    return paused ? SeatState::paused : SeatState::free;
}

} // namespace

std::vector<Feed> feedsOf(const engine::Engine &engine)
{
    std::vector<Feed> feeds;
    for (const auto &[id, status] : engine.feeds().feeds()) {
        feeds.push_back({id, status.state, status.since.wall, status.why});
    }
    return feeds;
}

std::vector<Queue> queuesOf(const engine::Engine &engine, Moment now)
{
    const floor::Floor &floor = engine.floor();
    std::map<std::string, int> open; // subject of procedure 7 → incident
    for (const auto &[id, run] : engine.runs()) {
        const record::Incident &incident = engine.state().incidents.at(id);
        if (incident.procedure == kInboundGrowth)
            open.emplace(incident.subject, id);
    }
    std::vector<Queue> queues;
    for (const floor::QueueConfig &config : floor.site().queues) { // in the order of the site file
        const floor::Queue *from = floor.queue(config.id);
        Queue queue;
        queue.id = config.id;
        queue.role = config.role;
        queue.target = config.target;
        queue.limits = config.limits;
        queue.known = floor.pbxKnown();
        if (from != nullptr && queue.known) {
            queue.figures = floor::figuresOf(*from, now.steady);
            queue.abandonRate =
                floor::abandonment(queue.figures.window, from->waitingTooLong(now.steady), floor::kWindow);
            countMembers(queue, *from);
            mark(queue);
        }
        const auto it = open.find(floor.site().subjectOf(config.id));
        queue.incident = it == open.end() ? 0 : it->second;
        queues.push_back(std::move(queue));
    }
    return queues;
}

std::vector<Seat> seatsOf(const engine::Engine &engine, const Assigned &assigned, Moment now)
{
    const floor::Floor &floor = engine.floor();
    std::map<SeatId, int> open;
    std::map<SeatId, int> moving; // seats that an open incident's agent was sent to
    for (const auto &[id, run] : engine.runs()) {
        const record::Incident &incident = engine.state().incidents.at(id);
        if (run.book().key != "seat")
            continue;
        for (const std::string &member : incident.members)
            open.emplace(SeatId{member}, id);
        if (const auto given = assigned.find(id); given != assigned.end()) {
            for (const auto &[from, to] : given->second)
                moving.emplace(SeatId{to}, id);
        }
    }
    std::vector<Seat> seats;
    const auto add = [&](const SeatId &id) {
        Seat seat;
        seat.id = id;
        const auto it = floor.seats().find(id);
        if (const auto in = open.find(id); in != open.end())
            seat.incident = in->second;
        if (it != floor.seats().end() && floor.pbxKnown()) {
            const auto members = floor.membersAt(id);
            if (!members.empty()) {
                seat.agent = members.front()->state.agent.str();
                seat.pauseReason = members.front()->state.pauseReason;
            }
            seat.state = stateOf(it->second, members);
            if (floor.seatLost(id, now).value_or(false))
                seat.state = SeatState::lost;
        }
        if (moving.contains(id) && (seat.state == SeatState::empty || seat.state == SeatState::unknown)) {
            seat.state = SeatState::moving;
            seat.incident = moving.at(id);
        }
        if (engine.state().seatsOut.contains(id.str()))
            seat.state = SeatState::out;
        seats.push_back(std::move(seat));
    };
    if (floor.site().seats.empty()) {
        for (const auto &[id, seat] : floor.seats())
            add(id);
    } else {
        for (const floor::SeatConfig &config : floor.site().seats)
            add(config.id);
    }
    return seats;
}

std::vector<Ups> upsesOf(const engine::Engine &engine)
{
    std::vector<Ups> upses;
    const floor::Floor &floor = engine.floor();
    const auto add = [&](const std::string &id) {
        Ups ups;
        ups.id = id;
        const auto battery = rules::onBattery(floor, id);
        ups.known = battery.has_value();
        ups.onBattery = battery.value_or(false);
        ups.low = rules::lowBattery(floor, id).value_or(false);
        if (const auto it = floor.upses().find(id); it != floor.upses().end()) {
            ups.charge = it->second.reading.charge;
            ups.runtime = it->second.reading.runtime;
            ups.load = it->second.reading.load;
        }
        const auto feed = engine.feeds().feeds().find("ups:" + id);
        if (!ups.known && feed != engine.feeds().feeds().end())
            ups.unknownSince = feed->second.since.wall;
        upses.push_back(std::move(ups));
    };
    for (const floor::UpsConfig &config : floor.site().upses)
        add(config.id);
    for (const auto &[id, ups] : floor.upses()) {
        if (std::ranges::find(upses, id, &Ups::id) == upses.end())
            add(id);
    }
    return upses;
}

std::vector<Zone> zonesOf(const engine::Engine &engine)
{
    std::vector<Zone> zones;
    const auto add = [&](const std::string &id, const std::string &feed, double celsius) -> Zone & {
        Zone zone{.id = id, .known = engine.floor().known(feed), .celsius = celsius, .unknownSince = {}};
        const auto status = engine.feeds().feeds().find(feed);
        if (!zone.known && status != engine.feeds().feeds().end())
            zone.unknownSince = status->second.since.wall;
        return zones.emplace_back(std::move(zone));
    };
    if (const auto &readings = engine.floor().temperatures(); !readings.empty()) {
        const auto standings = engine.watch().standings();
        for (const auto &[id, reading] : readings)
            mark(add(id, "temperature:" + id, reading.celsius), standings);
    }
    for (const auto &[id, ups] : engine.floor().upses()) { // a UPS measures the room it stands in
        if (ups.reading.temperature)
            add(id, "ups:" + id, *ups.reading.temperature);
    }
    return zones;
}

std::vector<System> systemsOf(const engine::Engine &engine)
{
    std::vector<System> systems;
    for (const auto &[id, probe] : engine.floor().systems())
        systems.push_back({id, engine.floor().known("probe:" + id), probe.state});
    return systems;
}

} // namespace fw::snapshot
