// What a screen shows at one moment, as values: the floor, the open incidents, what is near to an alarm, what was
// recorded. Made by Builder from an engine; shared between threads as `shared_ptr<const Snapshot>`, never changed.
// Texts of the engine and of playbooks come in both languages; everything else is left to the screen to word.
#pragma once

#include "engine/input.h"
#include "floor/metrics.h"
#include "record/record.h"
#include "record/state.h"
#include "wording/sentence.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::snapshot {

// The plan's numbers of the procedures that a screen treats in a way of their own.
inline constexpr int kSeatFailure = 1;
inline constexpr int kSystemFailure = 2;
inline constexpr int kPowerFailure = 3;
inline constexpr int kAirFailure = 4;
inline constexpr int kFire = 5;
inline constexpr int kInboundGrowth = 7;
inline constexpr int kOutboundGrowth = 8;

// ---- the floor ------------------------------------------------------------------------------------------------------

struct Feed {
    std::string id; // "pbx", "ups:ups-a", "temperature:ZONE", "probe:SYSTEM", …
    engine::FeedState state = engine::FeedState::stale;
    std::optional<WallTime> since;
    Text why;
};

// Samples at a fixed distance, oldest first; a gap (unknown) is a missing value.
struct Trend {
    Duration every{};
    WallTime last{}; // moment of the newest sample
    std::vector<std::optional<double>> samples;
};

// How a value stands against its limit.
enum class Mark { none, near, broken };

struct Queue {
    QueueId id;
    floor::QueueRole role = floor::QueueRole::inbound;
    floor::ServiceTarget target;
    floor::QueueLimits limits;
    bool known = false;
    floor::QueueFigures figures;
    std::optional<double> abandonRate; // of the window; nothing: too few
    int free = 0;
    int ringing = 0;
    int talking = 0;
    int paused = 0;
    Mark waitingMark = Mark::none;
    Mark longestMark = Mark::none;
    Mark serviceMark = Mark::none;
    Mark abandonMark = Mark::none;
    int incident = 0; // open one of procedure 7 about it; 0: none
    Trend waiting;    // callers
    Trend arrivals;   // calls a minute, over the minute before each sample
};

enum class SeatState { unknown, empty, free, ringing, talking, paused, dead, lost, out, moving };

struct Seat {
    SeatId id;
    SeatState state = SeatState::unknown;
    std::string agent;       // signed in there; "" nobody
    std::string pauseReason; // while paused
    int incident = 0;        // open one about it; 0: none
};

struct Ups {
    std::string id;
    bool known = false;
    bool onBattery = false;
    bool low = false;
    std::optional<double> charge;    // %
    std::optional<Duration> runtime; // left on battery
    std::optional<double> load;      // %
    std::optional<WallTime> unknownSince;
};

struct Zone {
    std::string id;
    bool known = false;
    double celsius = 0;
    Mark mark = Mark::none; // of the rules about temperatures: near, while its time runs
    std::optional<WallTime> unknownSince;
};

struct System {
    std::string id;
    bool known = false;
    floor::SystemState state = floor::SystemState::up;
};

// A rule that does not fire, and how near it is.
struct Nearest {
    std::string rule;
    std::string subject;
    double nearness = 0; // 0–1; 1: would fire, if it lasts
    Text text;           // the figures against the limit
    std::optional<WallTime> pendingSince;
};

// ---- incidents ------------------------------------------------------------------------------------------------------

struct Option {
    std::string id;
    std::string key;
    Text label;
    Text refused; // why it cannot be chosen now; empty: it can
};

// A fact that a person is asked for.
struct Question {
    std::string fact;
    std::string type; // text, number, choice, list, per
    Text ask;
    std::vector<Option> options;
    std::vector<Question> also; // asked beside it
    std::string part;           // of a fact with one value for each: the one that is asked for
    std::string value;          // noted so far
    bool noted = false;
    bool changes = false; // is asked though it is noted, and of a step that is finished
    bool needed = true;   // false: the step is done without it, too
};

struct Phone {
    std::string label;
    bool failed = false; // hangs on what has failed: struck out
};

struct CallCard {
    std::string chain;
    Text title;
    int position = 1;
    int last = 0; // how many contacts the chain has
    std::string person;
    std::string name;
    std::string post;
    std::string number; // "" nobody named in contacts.csv
    std::string through;
    std::string verified;
    std::string hours;
    bool outOfHours = false;
    std::vector<Phone> phones; // the one to take first
    std::string lastOutcome;   // of the last try for this step; "" none
    bool escalated = false;    // nobody of the step's own chain was reached: this is the superior's
    bool again = false;        // the superior knows that nobody was reached: once more from the first
};

enum class StepState { pending, active, waiting, done, skipped };

// The main act of a step: what proves it, as a person does it.
enum class Act { done, reached, answer, takeCommand, assignSeat, seatOut };

struct Step {
    std::string key; // with its part: "sweep:toilets"
    std::string value;
    Text role;
    Text title;
    Text body;
    Text say;
    StepState state = StepState::pending;
    bool overdue = false;
    bool applies = true; // its phase and `when` hold now
    Act act = Act::done;
    Text refused;                       // why it cannot be done now; empty: it can
    std::optional<WallTime> dueAt;      // of its own clock
    bool repeats = false;               // done, it is open again at once
    bool watch = false;                 // of what may happen: never what is to do now
    bool again = false;                 // was done in time and has come again: it may wait until it is due
    std::optional<WallTime> activeFrom; // a running clock makes it active then
    std::optional<WallTime> finishedAt;
    Text whom; // waiting for
    std::optional<WallTime> until;
    Text proof; // what made it done or skipped
    std::optional<CallCard> call;
    std::vector<Question> questions;
};

struct Clock {
    std::string id; // with its part
    std::string kind;
    Text label;
    record::ClockState state = record::ClockState::running;
    WallTime from{};
    WallTime dueAt{};
    WallTime warnAt{};
    std::optional<WallTime> pausedAt;
};

// Until it is due; negative: over. One that is paused stands still.
[[nodiscard]] Duration left(const Clock &clock, WallTime now);

struct Entry { // of the timeline
    std::uint64_t seq = 0;
    WallTime happenedAt{};
    WallTime recordedAt{};
    record::Kind kind = record::Kind::noteWritten;
    int incident = 0;
    std::string step;
    std::string actor;
    Text text;
};

struct Missing {
    std::string id;
    Text text;
};

struct Incident {
    int id = 0;
    int procedure = 0;
    std::string playbook;
    std::string key; // what it is about: seat, queue, site, …
    Text title;
    std::string subject;
    std::vector<std::string> members;
    int level = 1;
    Text why;                          // as it opened
    std::vector<Text> conditions;      // what holds now, or did when it was last known, in one sentence each
    bool isOver = false;               // a rule opened it, and nothing that led here holds any more
    std::vector<std::string> suggests; // playbooks that nobody has started since
    WallTime since{};
    WallTime openedAt{};
    std::string by;
    std::string commander;
    std::string owner;                  // who took it on last
    std::optional<WallTime> ownedUntil; // in hand until then; nothing: needs you
    bool closable = false;
    std::vector<Missing> missing; // for closing
    std::vector<Step> steps;
    std::vector<Clock> clocks; // running and paused, and deadlines that are over while their step is open; the nearest
                               // first
    std::vector<Missing> missed;      // deadlines, each asks a reason at closing
    std::vector<Entry> timeline;      // newest first
    std::optional<Question> question; // the playbook's first one, while nobody has answered
};

// Trouble that is there, still or again, soon after its incident was closed: nothing opens before the cool-down is
// over.
struct Returned {
    std::string playbook;
    std::string key;
    std::string subject;
    std::vector<std::string> members;
    Text title;
    std::vector<Text> conditions; // what holds now
    WallTime opensAt{};           // if it lasts until then
};

// The step to do now: the first active one in the plan's order, overdue ones before others, those that come again and
// again after all others; else one that waits. Null: nothing is open.
[[nodiscard]] const Step *stepNow(const Incident &incident);

// One of the playbooks, as a row of the list.
struct Procedure {
    std::string playbook;
    int number = 0; // 0: a ninth plan
    std::string key;
    std::string handKey;
    Text title;
    bool byHand = true;
    std::vector<int> incidents; // open ones, the most pressing first
};

struct Contact {
    std::string name;
    std::string post;
    std::string number;
};

struct Snapshot {
    Moment at;
    std::optional<Duration> newsSince; // steady, of the first input that no snapshot before this one shows
    std::string site;
    std::vector<floor::ZoneOffset> offsets;
    bool pbxKnown = false;
    std::vector<Feed> feeds;
    std::vector<Queue> queues;
    std::vector<Seat> seats;
    std::vector<Ups> upses;
    std::vector<Zone> zones;
    std::vector<System> systems;
    std::vector<Nearest> nearest;
    std::vector<Procedure> procedures;
    std::vector<Incident> incidents; // open ones, the most pressing first
    std::vector<Returned> returned;
    std::vector<Contact> contacts;
    std::map<std::string, std::string> onDuty; // operator → role
    std::vector<Entry> news;                   // newest first
    std::map<int, int> sounding;               // incident → urgency 1–3, until acknowledged
    std::uint64_t lastSeq = 0;
    std::uint64_t durableSeq = 0;
    std::size_t unrecorded = 0; // records the journal did not take: nothing is decided
    bool diskRefuses = false;   // the last attempt to write them failed; it is tried again
    std::uint64_t canary = 0;   // the newest that went from feed through a rule
    bool isEcho = false;        // nobody speaks any more: withoutFloor()

    [[nodiscard]] const Incident *incident(int id) const;
    [[nodiscard]] const Queue *queue(const QueueId &id) const;
    // Entries of which nobody may say that they are recorded, because the disk or the journal does not take them; 0:
    // all are on the disk, or on their way.
    [[nodiscard]] std::size_t notRecorded() const;
    [[nodiscard]] Duration offsetAt(WallTime t) const { return floor::offsetAt(offsets, t); } // of local time
    // Nothing: it is heard, or was never asked.
    [[nodiscard]] std::optional<WallTime> pbxLostSince() const;
    // The one to speak of: low, then on battery, then unknown; null without any.
    [[nodiscard]] const Ups *worstUps() const;
    // The one to speak of: of those known the one with the gravest mark, then the hottest; null without any.
    [[nodiscard]] const Zone *worstZone() const;
};

// The same `later`, when nobody speaks any more: what is recorded stays, of the floor nothing is known since then.
[[nodiscard]] std::shared_ptr<const Snapshot> withoutFloor(const Snapshot &snapshot, Duration later);

} // namespace fw::snapshot
