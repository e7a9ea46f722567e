// TraceStream: a recorded connection, event by event, as the client that recorded it lived through it. Feed the bytes
// of each BytesArrived to the AmiParser: the time of a message is the time of the event that holds its last byte. Reset
// the parser at each Connected. Owned by a replay or the trace player; the bytes stay the caller's and must outlive it.
#pragma once

#include "protocol/trace_times.h"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fw::protocol {

struct TraceConnected {
    int connection = 0;
    bool operator==(const TraceConnected &) const = default;
};
struct TraceBytes {
    std::string_view bytes;
    bool operator==(const TraceBytes &) const = default;
};
struct TraceLoginAnswered {
    bool operator==(const TraceLoginAnswered &) const = default;
};
struct TraceSent {
    std::string action; // with its CRLFs
    bool operator==(const TraceSent &) const = default;
};
struct TraceClosed {
    int connection = 0;
    bool operator==(const TraceClosed &) const = default;
};
struct TraceRefused {
    int connection = 0;
    std::string why;
    bool operator==(const TraceRefused &) const = default;
};
struct TraceEnded {
    bool operator==(const TraceEnded &) const = default;
};

struct TraceEvent {
    Duration at{};
    std::variant<TraceConnected, TraceBytes, TraceLoginAnswered, TraceSent, TraceClosed, TraceRefused, TraceEnded> what;
    bool operator==(const TraceEvent &) const = default;
};

class TraceStream {
public:
    // Errc::corrupt if the records speak of more bytes than there are.
    [[nodiscard]] static Result<TraceStream> make(std::string_view bytes, std::vector<TraceRecord> records);

    // The next event; nothing behind the last one (a trace may end without TraceEnded).
    [[nodiscard]] std::optional<TraceEvent> next();
    void rewind() { m_next = 0; }
    [[nodiscard]] const std::vector<TraceRecord> &records() const { return m_records; }
    // The ActionIDs of everything that was sent: in a replay these are the session's own.
    [[nodiscard]] std::set<std::string, std::less<>> sentActionIds() const;

private:
    TraceStream(std::string_view bytes, std::vector<TraceRecord> records);

    std::string_view m_bytes;
    std::vector<TraceRecord> m_records;
    std::size_t m_next = 0;
};

} // namespace fw::protocol
