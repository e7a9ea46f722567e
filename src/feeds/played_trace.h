// What the PBX double plays: the messages of a recorded trace with their moments. The recorder's own login and answers
// are marked: they are never played, those of a connection's opening fill the double's fold. Made once, then read only.
#pragma once

#include "feeds/event_mask.h"
#include "feeds/trace_file.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace fw::feeds {

enum class PlayedKind {
    opened,  // the PBX takes connections from here on
    message, // an event for everybody
    opening, // an answer to the recorder's first questions: the state of the PBX then
    ready,   // the recorder's first questions are answered: the fold stands for the PBX
    closed,  // the PBX closed its connections and takes none
    ended,
};

struct Played {
    Duration at{};
    PlayedKind kind = PlayedKind::message;
    std::string_view text; // of the message, without its empty line; lies in the trace file
    std::string_view event;
    EventMask classes;
};

struct PlayedTrace {
    std::vector<Played> items;          // in order of time; `ended` is the last
    std::int64_t epochMicroseconds = 0; // the PBX's clock at ms 0; 0: the trace does not tell
    [[nodiscard]] Duration length() const { return items.empty() ? Duration{0} : items.back().at; }
};

// `file` must outlive what is made of it.
[[nodiscard]] PlayedTrace makePlayedTrace(const TraceFile &file);

} // namespace fw::feeds
