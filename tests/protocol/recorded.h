// Recorded bytes that the tests read: small cuts in tests/data, whole traces in the folder that FW_TRACES names.
#pragma once

#include "floor/signal.h"
#include "protocol/ami_parser.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::protocol::test {

// A file of tests/data/FOLDER. Fails the test and gives "" if it cannot be read.
std::string recorded(const std::string &file, const std::string &folder = "ami");

struct Trace {
    std::string bytes;
    std::string times;
};
// A whole trace ("surge"), unpacked; nothing where FW_TRACES is not set or does not hold it.
std::optional<Trace> wholeTrace(const std::string &name);

struct TimedSignal {
    Duration at{};
    floor::Signal signal;
};
// Every signal of a trace, through parser and translator, on the trace's clock.
std::vector<TimedSignal> signalsOf(const Trace &trace);

// A message as text, one "key=value" line per header: what it says, not where its bytes lie.
std::string textOf(const AmiMessage &message);

} // namespace fw::protocol::test
