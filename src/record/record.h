// A record: one decision of the engine, the only thing the journal holds. Immutable once made; a correction is a new
// record. The vocabulary (kind and the keys of data) is public: docs/journal.md.
#pragma once

#include "base/json.h"
#include "base/moment.h"
#include "wording/sentence.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::record {

enum class Kind {
    journalBegan,
    programStarted,
    programStopped,
    configLoaded,
    operatorSignedIn,
    operatorSignedOut,
    timeStepped,
    feedChanged,
    agentSignedIn,
    agentSignedOut,
    conditionChanged,
    incidentOpened,
    incidentJoined,
    incidentRaised,
    incidentSuggested,
    incidentAcknowledged,
    incidentCommanded,
    incidentClosable,
    incidentClosed,
    factNoted,
    stepActivated,
    stepDone,
    stepSkipped,
    stepWaiting,
    stepOverdue,
    stepLapsed,
    stepReopened,
    clockStarted,
    clockStopped,
    clockFired,
    clockPaused,
    clockResumed,
    contactTried,
    noteWritten,
    promiseMade,
    promiseKept,
    promiseBroken,
    seatAssigned,
    seatOut,
    seatReturned,
    actAsked,
    actAnswered,
    commandRefused,
    entryCorrected,
};

[[nodiscard]] std::string_view kindName(Kind kind); // "incident.opened"
[[nodiscard]] std::optional<Kind> kindFromName(std::string_view name);

struct Record {
    std::uint64_t seq = 0; // 1, 2, 3 … without a gap, set by the engine
    WallTime happenedAt{};
    WallTime recordedAt{};
    Kind kind = Kind::noteWritten;
    int incident = 0;   // 0: none
    std::string step;   // "": none
    std::string actor;  // operator; "": nobody signed in, or no person
    std::string source; // "operator", "rule:ID", "feed:ID", "clock:ID", "engine"
    Sentence sentence;
    std::string summaryEn; // the sentence as it was shown
    std::string summaryZh;
    Json data = Json::object();
    std::uint64_t corrects = 0; // seq of the entry this one corrects; 0: none

    bool operator==(const Record &) const = default;
};

} // namespace fw::record
