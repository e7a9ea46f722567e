// A recorded trace and/or a script of acts through the whole engine, on the trace's own clock, as fast as it goes. No
// socket, no secret. One call, one thread; the journal's writer has its own.
#pragma once

#include "feeds/trace_file.h"
#include "floor/metrics.h"
#include "protocol/acts.h"
#include "runtime/session.h"
#include "runtime/shipped.h"

#include <functional>
#include <optional>

namespace fw::runtime {

struct ReplayPlan {
    std::optional<feeds::TraceFile> trace;
    protocol::Acts acts;           // empty without a script
    WallTime start{};              // what ms 0 is
    std::optional<Duration> until; // the clock runs on to here after the last input
    std::string mode = "replay";   // replay, or test for golden scenarios
    bool programStarts = false;    // record program.started at the beginning, as live does
    std::function<Configured(const std::string &file)> readConfig; // of a {"config": FILE} line
    std::function<Configured()> reload;                            // the command config.reload: the same files again
};

struct ReplayReport {
    std::size_t messages = 0;
    std::size_t refused = 0;                       // commands
    Duration length{};                             // of the trace and the script
    record::State state;                           // as the engine had it at the end
    std::map<QueueId, floor::QueueFigures> queues; // the same
};

// Error: the journal could not be written, a damaged trace.
[[nodiscard]] Result<ReplayReport> replay(const ReplayPlan &plan, std::shared_ptr<const engine::Configuration> config,
                                          journal::Writer &writer, const Recording::OnOutput &onOutput);

} // namespace fw::runtime
