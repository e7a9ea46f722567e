// What comes into the engine. Every input carries its moment; the engine reads no clock.
#pragma once

#include "base/moment.h"
#include "base/result.h"
#include "engine/configuration.h"
#include "floor/signal.h"
#include "record/command.h"
#include "wording/sentence.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>

namespace fw::engine {

struct Started {
    std::string version;               // empty in tests and replays
    std::optional<WallTime> lastPulse; // of the run before, from the journal
    double speed = 1;                  // of the console's clocks; other than 1 is recorded
    bool recorded = true;              // false in a replay: no program.started
    bool operator==(const Started &) const = default;
};
struct Stopped {
    bool operator==(const Stopped &) const = default;
};
struct SignalIn {
    floor::Signal signal;
    bool operator==(const SignalIn &) const = default;
};
using floor::FeedState;
struct FeedIn {
    std::string feed; // as floor::feedOf
    FeedState state = FeedState::live;
    Text why;
    bool operator==(const FeedIn &) const = default;
};
struct CommandIn {
    record::Command command;
    bool operator==(const CommandIn &) const = default;
};
struct Wake { // the moment that Engine::nextWake() asked for
    bool operator==(const Wake &) const = default;
};
struct ConfigIn {
    std::shared_ptr<const Configuration> configuration;
    std::optional<record::Command> asked{}; // by whom; nothing: by nobody's command
    bool operator==(const ConfigIn &) const = default;
};
struct ConfigRefused { // what was asked for cannot be used: the configuration stays
    record::Command asked;
    Error why; // the first mistake
    bool operator==(const ConfigRefused &) const = default;
};

using InputBody = std::variant<Started, Stopped, SignalIn, FeedIn, CommandIn, Wake, ConfigIn, ConfigRefused>;

struct Input {
    Moment at;
    InputBody body;
};

} // namespace fw::engine
