#include "snapshot/snapshot.h"

#include <algorithm>
#include <tuple>

namespace fw::snapshot {

const Step *stepNow(const Incident &incident)
{
    const auto first = [&](auto wanted) -> const Step * {
        const auto it = std::ranges::find_if(incident.steps, wanted);
        return it == incident.steps.end() ? nullptr : &*it;
    };
    const auto isActive = [](const Step &step) { return step.state == StepState::active && !step.watch; };
    const Step *step = first([&](const Step &s) { return isActive(s) && s.overdue; });
    if (step == nullptr)
        step = first([&](const Step &s) { return isActive(s) && !s.again; });
    if (step == nullptr)
        step = first(isActive);
    return step != nullptr ? step : first([](const Step &s) { return s.state == StepState::waiting && !s.watch; });
}

Duration left(const Clock &clock, WallTime now)
{
    return clock.dueAt - clock.pausedAt.value_or(now);
}

const Incident *Snapshot::incident(int id) const
{
    const auto it = std::ranges::find(incidents, id, &Incident::id);
    return it == incidents.end() ? nullptr : &*it;
}

const Queue *Snapshot::queue(const QueueId &id) const
{
    const auto it = std::ranges::find(queues, id, &Queue::id);
    return it == queues.end() ? nullptr : &*it;
}

std::size_t Snapshot::notRecorded() const
{
    const std::size_t waiting = lastSeq - std::min(lastSeq, durableSeq);
    return diskRefuses ? std::max(unrecorded, waiting) : unrecorded;
}

std::optional<WallTime> Snapshot::pbxLostSince() const
{
    const auto pbx = std::ranges::find(feeds, "pbx", &Feed::id);
    const bool isLost =
        pbx != feeds.end() && (pbx->state == engine::FeedState::down || pbx->state == engine::FeedState::stale);
    return isLost ? pbx->since : std::nullopt;
}

const Ups *Snapshot::worstUps() const
{
    const auto rank = [](const Ups &ups) { return ups.low ? 0 : ups.onBattery ? 1 : !ups.known ? 2 : 3; };
    const auto worst = std::ranges::min_element(upses, {}, rank);
    return worst == upses.end() ? nullptr : &*worst;
}

const Zone *Snapshot::worstZone() const
{
    const auto rank = [](const Zone &zone) { return std::tuple(zone.known, zone.mark, zone.celsius); };
    const auto worst = std::ranges::max_element(zones, {}, rank);
    return worst == zones.end() ? nullptr : &*worst;
}

std::shared_ptr<const Snapshot> withoutFloor(const Snapshot &snapshot, Duration later)
{
    auto blind = std::make_shared<Snapshot>(snapshot);
    blind->isEcho = true;
    blind->at = snapshot.at.plus(later);
    blind->pbxKnown = false;
    blind->nearest.clear();
    blind->returned.clear();
    for (Feed &feed : blind->feeds) {
        if (feed.state == engine::FeedState::live || feed.state == engine::FeedState::restarted) {
            feed.state = engine::FeedState::stale;
            feed.since = snapshot.at.wall;
        }
    }
    for (Queue &queue : blind->queues) {
        queue.known = false;
        queue.waitingMark = queue.longestMark = queue.serviceMark = queue.abandonMark = Mark::none;
    }
    for (Seat &seat : blind->seats) {
        if (seat.state != SeatState::out) // that is recorded, not seen
            seat.state = SeatState::unknown;
    }
    for (Ups &ups : blind->upses) {
        ups.unknownSince = ups.known ? std::optional(snapshot.at.wall) : ups.unknownSince;
        ups.known = ups.onBattery = ups.low = false;
    }
    for (Zone &zone : blind->zones) {
        zone.unknownSince = zone.known ? std::optional(snapshot.at.wall) : zone.unknownSince;
        zone.known = false;
        zone.mark = Mark::none;
    }
    for (System &system : blind->systems)
        system.known = false;
    return blind;
}

} // namespace fw::snapshot
