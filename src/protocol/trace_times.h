// The `.times` half of a recorded PBX trace: what happened to the connections, and when. One record a line,
// milliseconds since the start of the recording first (docs/acts.md has the table). Pure, any thread.
#pragma once

#include "base/moment.h"
#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fw::protocol {

enum class TraceKind {
    connected,     // C connection offset
    arrived,       // D offset length
    loginAnswered, // L offset
    sent,          // S offset "json"
    closed,        // E connection offset: by the PBX
    refused,       // X connection text
    ended,         // Q offset
};

struct TraceRecord {
    Duration at{};
    TraceKind kind = TraceKind::arrived;
    int connection = 0;       // C, E, X
    std::uint64_t offset = 0; // into the bytes of the `.ami` half; X has none
    std::uint64_t length = 0; // D
    std::string text;         // S: the action with its CRLFs; X: why
    bool operator==(const TraceRecord &) const = default;
};

// Records in the order of the file. Empty lines are skipped. An unknown letter, a missing or odd field, a time before
// the one of the line above, or bytes that do not follow the bytes before them: Error with "NAME:LINE" as context.
[[nodiscard]] Result<std::vector<TraceRecord>> parseTraceTimes(std::string_view text, std::string_view name);

} // namespace fw::protocol
