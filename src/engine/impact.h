// What an incident cost, as its closing record keeps it. A figure that nobody measures yet is null.
#pragma once

#include "engine/incident_run.h"

namespace fw::engine {

// offered, answered, abandoned, cut_calls: calls since the opening, null after a restart of the console in between ·
// noticed_after, first_act_after: seconds since the onset.
// `closing` is when it is closed: the first act, if nobody acted before.
[[nodiscard]] Json impactOf(const IncidentRun &run, const record::Incident &incident, const World &world,
                            WallTime closing);

} // namespace fw::engine
