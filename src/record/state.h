// What the records add up to: open and closed incidents, their steps and clocks, who is on duty, which seats are out.
// It changes only through apply(state, record): the engine calls it for each record it makes, restore calls it for each
// record it reads, and a test holds that both give the same value.
//
// It is bounded, however long the journal: apply() forgets what no later decision looks at. Everything is in the
// journal.
#pragma once

#include "base/json.h"
#include "base/moment.h"
#include "record/recent_ids.h"
#include "record/record.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fw::record {

// When something happened, and the number of the record that says so: what is entered late happened before what was
// recorded before it.
struct Seen {
    WallTime at{};
    std::uint64_t seq = 0;
    bool operator==(const Seen &) const = default;
};

enum class StepState { active, waiting, done, skipped };

struct Step {
    StepState state = StepState::active;
    std::string role;
    Seen activated;               // seq 0: never
    std::optional<Seen> finished; // done or skipped
    std::uint64_t askedAnew = 0;  // it was finished and opened again: what was recorded before this proves nothing
    std::string evidence;
    std::string reason;
    std::string by;   // "" a person; else what skipped it (phase, when, close) or opened it again (undo, every, …)
    std::string whom; // waiting for
    std::optional<WallTime> until;
    bool overdue = false;
    bool lapsed = false; // done, and its `when` has not held since: done for another occasion
    bool operator==(const Step &) const = default;
};

enum class ClockState { running, paused, kept, missed, fired, cancelled };

struct Clock { // one run; the key of its clock names it, "relogin_within:1005"
    std::string clock;
    std::string kind; // deadline, escalation, hold
    int run = 1;
    Seen from; // seq: of the record that started it
    WallTime dueAt{};
    ClockState state = ClockState::running;
    std::optional<Seen> stopped; // fired, kept or cancelled
    std::string startedBy;       // by which anchor, "undo", or the clock itself
    std::string stoppedBy;       // kept or cancelled: by which anchor
    std::optional<WallTime> pausedAt;
    bool late = false;
    bool operator==(const Clock &) const = default;
};

struct ContactTry {
    std::string step;
    std::string chain;
    int position = 0;
    std::string person;
    std::string outcome;
    Seen seen;
    bool operator==(const ContactTry &) const = default;
};

struct Promise {
    std::uint64_t id = 0; // seq of its record
    std::string step;
    std::string who;
    std::string what;
    WallTime until{};
    bool open = true;
    bool operator==(const Promise &) const = default;
};

struct Incident {
    int id = 0;
    std::string playbook;
    int procedure = 0;
    std::string config; // hash of the configuration it was opened with
    std::string subject;
    std::vector<std::string> members;
    std::map<std::string, std::string> agents;              // seat → the agent who was lost there
    std::set<std::pair<std::string, std::string>> troubles; // (rule, member): led here, not known to be over
    WallTime since{};
    WallTime openedAt{};
    std::string by;
    int level = 1;
    int follows = 0;
    std::string commander;
    std::string owner; // who acknowledged it
    std::optional<WallTime> ownedUntil;
    std::optional<WallTime> noticedAt;  // first acknowledge or act
    std::optional<WallTime> firstActAt; // first act other than acknowledge
    std::map<std::string, Json> facts;
    std::map<std::string, Seen> factsSeen;
    std::map<std::string, Step> steps;
    std::vector<Clock> clocks;
    std::vector<ContactTry> tries;
    std::vector<Promise> promises;
    std::map<std::string, std::map<std::string, Seen>> seen; // record kind → about (a seat) → the last one
    std::map<std::string, std::uint64_t> ended; // condition of the playbook → the record of when it last turned false
    std::set<std::string> suggested;
    std::vector<std::string> missing; // of the last incident.closable
    std::optional<bool> closable;
    std::optional<WallTime> closedAt;
    std::string closeKind;
    bool operator==(const Incident &) const = default;

    [[nodiscard]] bool open() const { return !closedAt; }
    [[nodiscard]] const Clock *latestRun(const std::string &clock) const;
    [[nodiscard]] bool hasMember(const std::string &member) const;
};

struct SignIn {
    std::string seat;
    std::set<std::string> queues;
    bool operator==(const SignIn &) const = default;
};

// Closed incidents beyond this number are forgotten, the one that was closed first in front: its cool-down, had it one
// left, is over then.
inline constexpr std::size_t kMostClosed = 200;
// Runs of one clock beyond this number are forgotten, but for the first and the last in each state.
inline constexpr std::ptrdiff_t kMostRuns = 16;

struct State {
    std::uint64_t lastSeq = 0;
    WallTime lastEntryAt{};
    int lastIncident = 0;                                           // their numbers are 1, 2, 3 …
    std::map<int, Incident> incidents;                              // the open ones, and those closed last
    std::map<std::string, std::string> onDuty;                      // operator → role
    std::map<std::pair<std::string, std::string>, SignIn> signedIn; // (agent, interface)
    std::map<std::string, std::string> seatsOut;                    // seat → reference
    std::string config;                                             // hash in force
    std::map<std::string, std::string> configTexts;                 // hash → text: in force, or of an open incident
    RecentIds commands;                                             // carried out or refused
    bool operator==(const State &) const = default;

    [[nodiscard]] int nextIncident() const { return lastIncident + 1; }
    // There is or was an incident of this number.
    [[nodiscard]] bool knows(int incident) const { return incident > 0 && incident <= lastIncident; }
    // A rule that led to an incident was true of a subject, and no record says that it has cleared.
    [[nodiscard]] bool troubled(const std::string &rule, const std::string &subject) const;
};

void apply(State &state, const Record &record);

} // namespace fw::record
