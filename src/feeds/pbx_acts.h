// What clients change at the PBX: QueueAdd, QueueRemove, QueuePause, QueuePenalty, QueueMemberRingInUse, with the PBX's
// texts and errors. The changes stay in the fold beside what the trace says. Any thread; no state of its own.
#pragma once

#include "feeds/pbx_fold.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::feeds {

struct ActResult {
    std::string answer;              // to the one who asked
    std::vector<std::string> events; // to everybody, behind the answer
};

// Nothing for an action that is none of these.
[[nodiscard]] std::optional<ActResult> performAct(PbxFold &fold, const protocol::AmiMessage &action, Duration now);

// The trace says nothing of members that a client added: the events that the PBX would raise for them when a device
// changes.
[[nodiscard]] std::vector<std::string> followDevice(PbxFold &fold, std::string_view device, std::string_view state);

} // namespace fw::feeds
