// A command: what a person (or a script) asks for. A value; the engine carries it out or refuses it with a reason.
#pragma once

#include "base/json.h"
#include "base/moment.h"

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace fw::record {

enum class Verb {
    incidentStart,
    factSet,
    stepDone,
    stepSkip,
    stepWait,
    contactTried,
    note,
    promise,
    promiseKeep,
    seatAssign,
    seatOut,
    seatReturn,
    acknowledge,
    takeCommand,
    close,
    correct,
    signIn,
    signOut,
    configReload,
};

[[nodiscard]] std::string_view verbName(Verb verb); // "incident.start"
[[nodiscard]] std::optional<Verb> verbFromName(std::string_view name);

// The words of contact.tried.
inline constexpr std::array<std::string_view, 5> kContactOutcomes{"reached", "no_answer", "busy", "wrong_number",
                                                                  "line_dead"};
inline constexpr std::array<std::string_view, 5> kContactThrough{"pbx", "mobile", "analogue", "radio", "other"};

struct Command {
    std::string id; // the same id twice is carried out once
    Verb verb = Verb::note;
    std::string op;                     // operator; may be empty: "nobody signed in"
    std::optional<WallTime> happenedAt; // when it happened, if that was before it was entered
    int incident = 0;                   // 0: none
    std::string step;
    Json args = Json::object(); // docs/acts.md: the fields of each verb

    bool operator==(const Command &) const = default;
};

} // namespace fw::record
