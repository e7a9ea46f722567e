// Bytes of a client in, AMI actions out: the PBX's side of the wire, with the PBX's limits (a line of 1024 bytes, 128
// lines). An action is valid until the sink returns. One per connection, one thread.
#pragma once

#include "protocol/ami_parser.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::feeds {

class ActionReader {
public:
    // `fault` is the PBX's text for an action that breaks its limits, else "".
    using Sink = std::function<void(const protocol::AmiMessage &action, std::string_view fault)>;

    void feed(std::string_view bytes, const Sink &sink);

private:
    void takeLine(std::string_view line, const Sink &sink);

    std::string m_line;     // the line so far
    bool m_tooLong = false; // its end is being skipped
    std::string m_action;   // the lines so far
    int m_lines = 0;
    std::string_view m_fault;
    std::vector<protocol::AmiHeader> m_headers;
};

} // namespace fw::feeds
