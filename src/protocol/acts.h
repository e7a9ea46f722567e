// ACTS: a script of what happens, one JSON object a line, as values. The input of `replay --script`, `run --script` and
// of the golden scenarios. docs/acts.md is the reference of every line form. Pure: the text comes in memory. Any
// thread.
#pragma once

#include "base/moment.h"
#include "base/result.h"
#include "engine/input.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fw::protocol {

enum class ProgramDoes { kill, start, stop };
struct ProgramAct {
    ProgramDoes what = ProgramDoes::start;
    bool operator==(const ProgramAct &) const = default;
};
struct ConfigAct { // the configuration is read again from this file
    std::string file;
    bool operator==(const ConfigAct &) const = default;
};
struct AnswerAct { // the outside world's answer to an act that was asked for
    std::int64_t actId = 0;
    bool ok = true;
    std::string text;
    bool operator==(const AnswerAct &) const = default;
};

struct ActsLine {
    int number = 0; // of the line in its file, from 1
    Duration at{};  // since ms 0; never before the line above
    // Of the engine's inputs: SignalIn, FeedIn, CommandIn.
    std::variant<engine::InputBody, ProgramAct, ConfigAct, AnswerAct> act;
};

struct ActsHeader { // the first line of a script that stands alone
    std::optional<std::string> site;
    std::optional<std::string> contacts;
    std::optional<WallTime> start;
    std::optional<Duration> until; // the clock runs on to here after the last line
    bool operator==(const ActsHeader &) const = default;
};

struct Acts {
    ActsHeader header;
    WallTime start{}; // what ms 0 was taken to be
    std::vector<ActsLine> lines;
    std::optional<std::string> golden; // of a scenario: the text behind its "----" line
    int goldenLine = 0;                // the number of the line that `golden` begins with
};

struct ActsOptions {
    std::string name = "acts";          // of the file, for errors
    std::optional<WallTime> start = {}; // ms 0; nothing: the header's `start`, else 2000-01-01T00:00:00Z
    std::string runToken = {};          // goes before the id of a command that has none: "TOKENline-12"
};

// Error: "NAME:LINE[:COLUMN]: FIELD: what is wrong", of the first mistake.
[[nodiscard]] Result<Acts> readActs(std::string_view text, const ActsOptions &options);

} // namespace fw::protocol
