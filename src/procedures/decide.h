// What a playbook decides for an open incident: which steps are proven, which clocks stop, fire and start, which steps
// become active, whether it may close. Pure: the same context gives the same drafts, in the order of the playbook. The
// engine applies each group before it asks for the next.
#pragma once

#include "procedures/context.h"

#include <optional>
#include <vector>

namespace fw::procedures {

[[nodiscard]] std::vector<record::Draft> provenSteps(const Context &c);
// Kept, cancelled, paused, resumed.
[[nodiscard]] std::vector<record::Draft> stoppedClocks(const Context &c);
// Fired, with what that brings: overdue steps, facts, a higher level.
[[nodiscard]] std::vector<record::Draft> firedClocks(const Context &c);
[[nodiscard]] std::vector<record::Draft> startedClocks(const Context &c);
[[nodiscard]] std::vector<record::Draft> activatedSteps(const Context &c);
// Open steps whose phase or `when` no longer holds: skipped, by the playbook and not by a person.
[[nodiscard]] std::vector<record::Draft> abandonedSteps(const Context &c);
// Done steps whose `when` no longer holds: done for another occasion.
[[nodiscard]] std::vector<record::Draft> lapsedSteps(const Context &c);
// What ends with the incident: open steps are skipped and running clocks cancelled, by the closing and not by a person.
[[nodiscard]] std::vector<record::Draft> closedSteps(const Context &c);
[[nodiscard]] std::vector<record::Draft> closedClocks(const Context &c);
// Waits whose time is over.
[[nodiscard]] std::vector<record::Draft> expiredWaits(const Context &c);
// Promises and an acknowledgement whose time is over.
[[nodiscard]] std::vector<record::Draft> expiredWords(const Context &c);
// A change of "may be closed", with what is missing.
[[nodiscard]] std::optional<record::Draft> closability(const Context &c);
[[nodiscard]] std::vector<record::Draft> suggestions(const Context &c);

// Something that cancels this clock holds or has happened since the run began.
[[nodiscard]] bool isPointless(const Clock &clock, const std::string &part, const record::Clock &run, const Context &c);
// The closing needs that do not hold now, unknown ones too: id and what is missing.
struct Missing {
    std::string id;
    Text text;
};
[[nodiscard]] std::vector<Missing> missingForClose(const Context &c);
[[nodiscard]] Text joined(const std::vector<Missing> &missing);
// The first wall time at which one of the above has something to say by itself.
[[nodiscard]] std::optional<WallTime> nextDue(const record::Incident &incident);
// The same of expiredWords() alone.
[[nodiscard]] std::optional<WallTime> nextWordDue(const record::Incident &incident);

// Whom a step waits for by itself once everybody has been tried.
inline constexpr const char *kNobodyReached = "nobody reached";
// In both languages; what was typed stays as it is.
[[nodiscard]] Text whomText(const std::string &whom);

// A draft on this incident, with the time, source and sentence that belong to it.
[[nodiscard]] record::Draft stepDraft(const Context &c, record::Kind kind, const Instance &instance, Json data,
                                      std::string source);
// A reason of a skip ("1" … "5", else itself) and an evidence ("operator:07"), as a person reads them.
[[nodiscard]] Text skipText(const std::string &reason);
[[nodiscard]] Text evidenceText(const std::string &evidence, const Context &c, const std::string &value);
[[nodiscard]] record::Draft raiseDraft(const Context &c, const Text &why, std::string source);

} // namespace fw::procedures
