// What the engine wants done besides recording. Timers are not here: Engine::nextWake() says when it wants to be woken.
#pragma once

#include "record/command.h"
#include "record/record.h"
#include "wording/sentence.h"

#include <optional>
#include <variant>
#include <vector>

namespace fw::engine {

struct Announce {    // sound and banner, until acknowledged
    int urgency = 1; // 1 low, 2 medium, 3 high
    int incident = 0;
    bool operator==(const Announce &) const = default;
};
struct Silence {
    int incident = 0;
    bool operator==(const Silence &) const = default;
};
struct ReloadConfig { // read the files again and come back with a ConfigIn or a ConfigRefused
    record::Command asked;
    bool operator==(const ReloadConfig &) const = default;
};

using Effect = std::variant<Announce, Silence, ReloadConfig>;

struct Output {
    std::vector<record::Record> records; // in order; to be made durable before anything is called recorded
    std::vector<Effect> effects;
    std::optional<Text> refused; // why a command was not carried out
    bool duplicate = false;      // a command id seen before: nothing was done
};

} // namespace fw::engine
