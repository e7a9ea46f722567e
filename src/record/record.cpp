#include "record/record.h"

#include "record/command.h"

#include <algorithm>
#include <array>

namespace fw::record {
namespace {

template <class Enum> struct Name {
    Enum value;
    std::string_view text;
};
template <class Enum> Name(Enum, std::string_view) -> Name<Enum>; // clang 14 has no deduction for aggregates

using enum Kind;
constexpr std::array kKinds{
    Name{journalBegan, "journal.began"},
    Name{programStarted, "program.started"},
    Name{programStopped, "program.stopped"},
    Name{configLoaded, "config.loaded"},
    Name{operatorSignedIn, "operator.signed_in"},
    Name{operatorSignedOut, "operator.signed_out"},
    Name{timeStepped, "time.stepped"},
    Name{feedChanged, "feed.changed"},
    Name{agentSignedIn, "agent.signed_in"},
    Name{agentSignedOut, "agent.signed_out"},
    Name{conditionChanged, "condition.changed"},
    Name{incidentOpened, "incident.opened"},
    Name{incidentJoined, "incident.joined"},
    Name{incidentRaised, "incident.raised"},
    Name{incidentSuggested, "incident.suggested"},
    Name{incidentAcknowledged, "incident.acknowledged"},
    Name{incidentCommanded, "incident.commanded"},
    Name{incidentClosable, "incident.closable"},
    Name{incidentClosed, "incident.closed"},
    Name{factNoted, "fact.noted"},
    Name{stepActivated, "step.activated"},
    Name{stepDone, "step.done"},
    Name{stepSkipped, "step.skipped"},
    Name{stepWaiting, "step.waiting"},
    Name{stepOverdue, "step.overdue"},
    Name{stepLapsed, "step.lapsed"},
    Name{stepReopened, "step.reopened"},
    Name{clockStarted, "clock.started"},
    Name{clockStopped, "clock.stopped"},
    Name{clockFired, "clock.fired"},
    Name{clockPaused, "clock.paused"},
    Name{clockResumed, "clock.resumed"},
    Name{contactTried, "contact.tried"},
    Name{noteWritten, "note.written"},
    Name{promiseMade, "promise.made"},
    Name{promiseKept, "promise.kept"},
    Name{promiseBroken, "promise.broken"},
    Name{seatAssigned, "seat.assigned"},
    Name{seatOut, "seat.out"},
    Name{seatReturned, "seat.returned"},
    Name{actAsked, "act.asked"},
    Name{actAnswered, "act.answered"},
    Name{commandRefused, "command.refused"},
    Name{entryCorrected, "entry.corrected"},
};

constexpr std::array kVerbs{
    Name{Verb::incidentStart, "incident.start"},
    Name{Verb::factSet, "fact.set"},
    Name{Verb::stepDone, "step.done"},
    Name{Verb::stepSkip, "step.skip"},
    Name{Verb::stepWait, "step.wait"},
    Name{Verb::contactTried, "contact.tried"},
    Name{Verb::note, "note"},
    Name{Verb::promise, "promise"},
    Name{Verb::promiseKeep, "promise.keep"},
    Name{Verb::seatAssign, "seat.assign"},
    Name{Verb::seatOut, "seat.out"},
    Name{Verb::seatReturn, "seat.return"},
    Name{Verb::acknowledge, "acknowledge"},
    Name{Verb::takeCommand, "take_command"},
    Name{Verb::close, "close"},
    Name{Verb::correct, "correct"},
    Name{Verb::signIn, "sign_in"},
    Name{Verb::signOut, "sign_out"},
    Name{Verb::configReload, "config.reload"},
};

template <class Table, class Enum> std::string_view nameIn(const Table &table, Enum value)
{
    return std::ranges::find(table, value, &Name<Enum>::value)->text;
}

template <class Enum, class Table> std::optional<Enum> valueIn(const Table &table, std::string_view text)
{
    const auto it = std::ranges::find(table, text, &Name<Enum>::text);
    return it == table.end() ? std::nullopt : std::optional(it->value);
}

} // namespace

std::string_view kindName(Kind kind)
{
    return nameIn(kKinds, kind);
}

std::optional<Kind> kindFromName(std::string_view name)
{
    return valueIn<Kind>(kKinds, name);
}

std::string_view verbName(Verb verb)
{
    return nameIn(kVerbs, verb);
}

std::optional<Verb> verbFromName(std::string_view name)
{
    return valueIn<Verb>(kVerbs, name);
}

} // namespace fw::record
