#include "engine/impact.h"

#include "engine/incident_desk.h"

namespace fw::engine {

Json impactOf(const IncidentRun &run, const record::Incident &incident, const World &world, WallTime closing)
{
    const floor::Figures now = totalsOf(run.book(), incident.subject, world.floor, {}, {});
    const auto since = [&](int floor::Figures::*figure) {
        return run.baseline() ? Json(now.*figure - (*run.baseline()).*figure) : Json();
    };
    const auto after = [&](const std::optional<WallTime> &at) {
        return Json(double((at.value_or(closing) - incident.since).count()) / 1000.0);
    };
    return {{"offered", since(&floor::Figures::offered)},
            {"answered", since(&floor::Figures::answered)},
            {"abandoned", since(&floor::Figures::abandoned)},
            {"abandoned_beyond_usual", nullptr},
            {"cut_calls", since(&floor::Figures::cut)},
            {"seat_minutes_lost", nullptr},
            {"helper_minutes", nullptr},
            {"noticed_after", after(incident.noticedAt)},
            {"first_act_after", after(incident.firstActAt)}};
}

} // namespace fw::engine
