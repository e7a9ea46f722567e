// Clocks: deadlines (somebody's duty), escalations (make steps active), holds (how long a good state must last).
#include "procedures/decide.h"

#include "base/time_text.h"

#include <algorithm>
#include <limits>
#include <set>

namespace fw::procedures {

using record::ClockState;
using record::Draft;
using record::Kind;
using record::Seen;
using record::StepState;
using rules::Truth;

namespace {

constexpr const char *kUndo = "undo"; // starts a run, or stops one, in place of an anchor

struct ClockPart { // a clock for one value of its for_each
    const Clock *clock = nullptr;
    std::string value;
    std::string key;
    std::string step;  // key of the step part it stands in
    std::string about; // the value, or the only member: what anchors are looked up for
};

std::vector<ClockPart> partsOf(const Clock &clock, const Context &c)
{
    std::vector<ClockPart> parts;
    for (const std::string &value : valuesOf(clock.forEach, c)) {
        parts.push_back({&clock, value, keyOf(clock.id, value),
                         clock.step.empty() ? std::string() : keyOf(clock.step, value),
                         aboutOf(clock.forEach, value, c)});
    }
    return parts;
}

bool isRunning(const record::Clock &run)
{
    return run.state == ClockState::running || run.state == ClockState::paused;
}

Text titleOf(const ClockPart &part, const Context &c)
{
    if (const Step *step = c.book.step(part.clock->step))
        return fillText(step->title, c, part.value);
    return part.clock->why.empty() ? Text{part.clock->id, part.clock->id} : fillText(part.clock->why, c, part.value);
}

std::string clockText(WallTime t, const Context &c)
{
    return secondOfDay(t, c.floor.site().offsetAt(t));
}

const char *kindName(ClockKind kind)
{
    switch (kind) {
    case ClockKind::deadline:
        return "deadline";
    case ClockKind::escalation:
        return "escalation";
    case ClockKind::hold:
        return "hold";
    }
    return "";
}

Draft clockDraft(Kind kind, const char *sentence, const ClockPart &part, const Context &c, Json data,
                 std::vector<std::pair<std::string, SentenceArg>> args)
{
    args.emplace(args.begin(), "clock", titleOf(part, c));
    return {kind, c.incident.id, part.step, "clock:" + part.key, {sentence, std::move(args)}, std::move(data), {}, {},
            0};
}

Draft stopDraft(const ClockPart &part, const record::Clock &run, bool kept, const std::string &by, const Context &c)
{
    Json data{{"clock", part.key}, {"run", run.run}, {"result", kept ? "kept" : "cancelled"}, {"by", by}};
    if (kept) {
        return clockDraft(Kind::clockStopped, "clock.kept", part, c, std::move(data),
                          {{"left", std::max(run.dueAt - c.now.wall, Duration{0})}});
    }
    return clockDraft(Kind::clockStopped, "clock.cancelled", part, c, std::move(data), {{"by", by}});
}

std::optional<StepState> stepStateOf(const ClockPart &part, const Context &c)
{
    const auto it = c.incident.steps.find(part.step);
    return part.step.empty() || it == c.incident.steps.end() ? std::nullopt : std::optional(it->second.state);
}

// Whether what the clock counts has been over since the run began: a clock that cancels it has fired, or a hold has
// begun over a condition that does.
bool wasOver(const ClockPart &part, const record::Clock &run, const Context &c)
{
    return std::ranges::any_of(part.clock->cancelledBy, [&](const Anchor &anchor) {
        if (anchor.kind == "clock") {
            const auto seen = anchorSeen(anchor, c, part.step, part.about);
            return seen && seen->seq > run.from.seq;
        }
        return anchor.kind == "condition" && std::ranges::any_of(c.book.clocks, [&](const Clock &clock) {
                   const record::Clock *hold = clock.of == anchor.name ? c.incident.latestRun(clock.id) : nullptr;
                   return hold != nullptr && hold->from.seq > run.from.seq;
               });
    });
}

// A person's act restarts a clock that runs or was missed. Trouble that comes back restarts only one that has ended,
// for the trouble before: a condition begins anew with the program, and what runs goes on.
bool restarts(const Anchor &by, WallTime at, const ClockPart &part, const record::Clock &run, const Context &c)
{
    const bool fired = run.state == ClockState::fired;
    const bool cancelled = run.state == ClockState::cancelled;
    if (by.kind == "rule")
        return (cancelled || (fired && wasOver(part, run, c))) && at > run.stopped->at;
    if (by.kind == "condition")
        return (cancelled || fired) && wasOver(part, run, c) && at > run.stopped->at;
    return !fired && at > run.from.at;
}

// The latest moment of a restart that has happened since the run began.
std::optional<std::pair<WallTime, std::string>> restartOf(const ClockPart &part, const record::Clock &run,
                                                          const Context &c)
{
    for (const Restart &restart : part.clock->restart) {
        const auto seen = anchorSeen(restart.by, c, part.step, part.about);
        if (!seen || !restarts(restart.by, seen->at, part, run, c))
            continue;
        if (!restart.within.empty()) {
            const auto first = std::ranges::find(c.incident.clocks, part.key, &record::Clock::clock);
            if (seen->at - first->from.at > c.book.duration(restart.within))
                continue;
        }
        return std::pair{seen->at, anchorText(restart.by)};
    }
    return std::nullopt;
}

// What a person did to the step of this anchor, before the record `seq`, has been taken back since.
bool isUndone(const std::string &anchor, std::uint64_t seq, const Context &c)
{
    constexpr std::string_view kStep = "step:";
    if (!anchor.starts_with(kStep))
        return false;
    const std::string id = anchor.substr(kStep.size());
    return std::ranges::any_of(c.incident.steps, [&](const auto &entry) {
        const auto &[key, step] = entry;
        return (key == id || key.starts_with(id + ":")) && step.state == StepState::active && step.by == "undo" &&
               step.activated.seq > seq;
    });
}

// The latest run that goes on as before: what stopped it has been taken back.
const record::Clock *lastStoppedByUndone(const ClockPart &part, const Context &c)
{
    for (auto run = c.incident.clocks.rbegin(); run != c.incident.clocks.rend(); ++run) {
        if (run->clock == part.key && run->stopped && isUndone(run->stoppedBy, run->stopped->seq, c))
            return &*run;
    }
    return nullptr;
}

std::optional<Seen> skippedByPerson(const std::string &step, const Context &c)
{
    const auto it = c.incident.steps.find(step);
    const bool skipped =
        it != c.incident.steps.end() && it->second.state == StepState::skipped && it->second.by.empty();
    return skipped ? it->second.finished : std::nullopt;
}

// `from`: what the run counts from, and the number of the record that started it; of a run that would start now, none
// is later.
std::optional<std::string> cancelledBy(const ClockPart &part, const Seen &from, const Context &c)
{
    for (const Anchor &anchor : part.clock->cancelledBy) {
        auto seen = anchorSeen(anchor, c, part.step, part.about);
        if (!seen && anchor.kind == "step")
            seen = skippedByPerson(anchor.name, c);
        if (!seen)
            continue;
        // What fired or was noted before this run began does not cancel it, unless it was entered late; a condition
        // does while it is true.
        const bool later = anchor.kind == "clock" ? seen->at > from.at : seen->at >= from.at;
        if (anchor.kind == "condition" || later || seen->seq > from.seq)
            return anchorText(anchor);
    }
    return std::nullopt;
}

// A round of an `every` clock is kept by doing it in that round; the first doing after a miss pays the missed one only.
bool countsForRound(const ClockPart &part, const record::Clock &run, const Context &c)
{
    const auto it = c.incident.steps.find(part.step);
    return !part.clock->every || (!it->second.overdue && it->second.finished->at > run.from.at);
}

std::optional<std::string> keptBy(const ClockPart &part, const record::Clock &run, const Context &c)
{
    if (stepStateOf(part, c) == StepState::done && countsForRound(part, run, c))
        return "step:" + part.step;
    for (const Anchor &anchor : part.clock->keptBy) {
        if (anchorSeen(anchor, c, part.step, part.about))
            return anchorText(anchor);
    }
    return std::nullopt;
}

Truth holdTruth(const Clock &clock, const Context &c)
{
    const auto it = c.conditions.find({clock.of, ""});
    return it == c.conditions.end() ? Truth::unknown : it->second.shown;
}

void stopHold(const ClockPart &part, const record::Clock &run, const Context &c, std::vector<Draft> &drafts)
{
    const Truth truth = holdTruth(*part.clock, c);
    if (truth == Truth::no) {
        drafts.push_back(stopDraft(part, run, false, "condition:" + part.clock->of, c));
    } else if (truth == Truth::unknown && run.state == ClockState::running) {
        drafts.push_back(
            clockDraft(Kind::clockPaused, "clock.paused", part, c, {{"clock", part.key}, {"run", run.run}}, {}));
    } else if (truth == Truth::yes && run.state == ClockState::paused) {
        const WallTime due = run.dueAt + (c.now.wall - *run.pausedAt); // what was held before the pause still counts
        drafts.push_back(clockDraft(Kind::clockResumed, "clock.resumed", part, c,
                                    {{"clock", part.key}, {"run", run.run}, {"due_at", isoText(due)}},
                                    {{"due", clockText(due, c)}}));
    }
}

void stop(const ClockPart &part, const Context &c, std::vector<Draft> &drafts)
{
    const record::Clock *run = c.incident.latestRun(part.key);
    if (run == nullptr || !isRunning(*run))
        return;
    if (part.clock->kind == ClockKind::deadline) {
        if (const auto by = keptBy(part, *run, c)) {
            drafts.push_back(stopDraft(part, *run, true, *by, c));
            return;
        }
        if (stepStateOf(part, c) == StepState::skipped) {
            drafts.push_back(stopDraft(part, *run, false, "step:" + part.step, c));
            return;
        }
    }
    if (const auto by = cancelledBy(part, run->from, c))
        drafts.push_back(stopDraft(part, *run, false, *by, c));
    else if (isUndone(run->startedBy, run->from.seq, c))
        drafts.push_back(stopDraft(part, *run, false, kUndo, c));
    else if (const auto restart = restartOf(part, *run, c))
        drafts.push_back(stopDraft(part, *run, false, restart->second, c));
    else if (!part.clock->of.empty())
        stopHold(part, *run, c, drafts);
}

// ---- starting -------------------------------------------------------------------------------------------------------

struct Begin {
    WallTime from{};
    std::string by;
    std::optional<WallTime> due{}; // nothing: its duration after `from`
};

std::optional<Begin> firstStart(const ClockPart &part, const Context &c)
{
    const Clock &clock = *part.clock;
    const auto state = stepStateOf(part, c);
    if (state == StepState::done || state == StepState::skipped || (!part.step.empty() && !state))
        return std::nullopt; // a step's deadline runs only once the step is there
    for (const Anchor &anchor : clock.from) {
        const auto seen = anchorSeen(anchor, c, part.step, part.about);
        if (seen && !cancelledBy(part, {seen->at, std::numeric_limits<std::uint64_t>::max()}, c))
            return Begin{seen->at, anchorText(anchor)};
    }
    return std::nullopt;
}

std::optional<Begin> holdStart(const ClockPart &part, const record::Clock *last, const Context &c)
{
    const auto it = c.conditions.find({part.clock->of, ""});
    if (it == c.conditions.end() || it->second.shown != Truth::yes)
        return std::nullopt;
    const WallTime since = *it->second.since;
    if (last != nullptr && (isRunning(*last) || since < last->stopped->at || last->from.at == since))
        return std::nullopt;
    return Begin{since, "condition:" + part.clock->of};
}

std::optional<Begin> nextStart(const ClockPart &part, const record::Clock &last, const Context &c)
{
    if (isRunning(last))
        return std::nullopt;
    const auto state = stepStateOf(part, c);
    const bool open = state != StepState::skipped;
    if (last.stoppedBy == kUndo || isUndone(last.stoppedBy, last.stopped->seq, c)) {
        const record::Clock *before = open && state != StepState::done ? lastStoppedByUndone(part, c) : nullptr;
        return before == nullptr ? firstStart(part, c) : Begin{before->from.at, kUndo, before->dueAt};
    }
    if (part.clock->every && open && last.state != ClockState::cancelled) {
        WallTime from = last.dueAt; // rounds that passed while the console was down count once
        const Duration round = c.book.duration(part.clock->after);
        while (round > Duration{0} && from + round <= c.now.wall)
            from += round;
        return Begin{from, "clock:" + part.key};
    }
    if (last.state == ClockState::kept)
        return std::nullopt;
    if (const auto restart = restartOf(part, last, c))
        return Begin{restart->first, restart->second};
    return std::nullopt;
}

void start(const ClockPart &part, const Context &c, std::vector<Draft> &drafts)
{
    const Clock &clock = *part.clock;
    const record::Clock *last = c.incident.latestRun(part.key);
    if (!clock.when.empty() && clock.when.truth(IncidentEnvironment(c)) != Truth::yes)
        return;
    const auto begin = !clock.of.empty() ? holdStart(part, last, c)
                       : last == nullptr ? firstStart(part, c)
                                         : nextStart(part, *last, c);
    if (!begin)
        return;
    const WallTime due = begin->due.value_or(begin->from + c.book.duration(clock.after));
    Json data{{"clock", part.key}, {"clock_kind", kindName(clock.kind)}, {"run", last == nullptr ? 1 : last->run + 1},
              {"from", begin->by}, {"from_at", isoText(begin->from)},    {"due_at", isoText(due)}};
    drafts.push_back(
        clockDraft(Kind::clockStarted, "clock.started", part, c, std::move(data), {{"due", clockText(due, c)}}));
}

// ---- firing ---------------------------------------------------------------------------------------------------------

void fire(const ClockPart &part, const record::Clock &run, const Context &c, std::vector<Draft> &drafts)
{
    const Clock &clock = *part.clock;
    // Late: it was due before the program ran, or before anybody could know that it runs.
    const bool wasDown = run.dueAt < c.programStart;
    const bool late = wasDown || run.dueAt < c.now.wall - Duration{1000};
    const char *sentence = wasDown ? "clock.late" : late ? "clock.late_entered" : "clock.fired";
    Json data{{"clock", part.key}, {"run", run.run}, {"due_at", isoText(run.dueAt)}, {"late", late}};
    if (clock.kind == ClockKind::hold) {
        drafts.push_back(clockDraft(Kind::clockFired, "clock.held", part, c, std::move(data),
                                    {{"after", c.book.duration(clock.after)}}));
        return;
    }
    drafts.push_back(
        clockDraft(Kind::clockFired, sentence, part, c, std::move(data), {{"due", clockText(run.dueAt, c)}}));
    if (const auto instance = findInstance(part.step, c); instance && clock.kind == ClockKind::deadline)
        drafts.push_back(stepDraft(c, Kind::stepOverdue, *instance, Json::object(), "clock:" + part.key));
    for (const auto &[id, value] : clock.sets) {
        const Fact &fact = *c.book.fact(id);
        const auto option = std::ranges::find(fact.options, value, &FactOption::id);
        const Text shown = option == fact.options.end() ? Text{value, value} : option->label;
        drafts.push_back({Kind::factNoted,
                          c.incident.id,
                          {},
                          "clock:" + part.key,
                          {"fact.noted", {{"ask", fact.ask}, {"value", shown}}},
                          {{"fact", id}, {"value", value}, {"by", "clock:" + part.key}},
                          {},
                          {},
                          0});
    }
    const Text why = clock.why.empty() ? titleOf(part, c) : fillText(clock.why, c, part.value);
    drafts.push_back(raiseDraft(c, why, "clock:" + part.key));
}

template <class Act> std::vector<Draft> forEachPart(const Context &c, Act act)
{
    std::vector<Draft> drafts;
    for (const Clock &clock : c.book.clocks) {
        for (const ClockPart &part : partsOf(clock, c))
            act(part, drafts);
    }
    return drafts;
}

} // namespace

namespace {

// Runs whose part is no more: a value taken off a list, a place off the site file.
void stopOrphans(const Context &c, const char *by, std::vector<Draft> &drafts)
{
    std::set<std::string> parts;
    for (const Clock &clock : c.book.clocks) {
        for (const ClockPart &part : partsOf(clock, c))
            parts.insert(part.key);
    }
    for (const record::Clock &run : c.incident.clocks) {
        if (!isRunning(run) || parts.contains(run.clock))
            continue;
        drafts.push_back({Kind::clockStopped,
                          c.incident.id,
                          {},
                          "clock:" + run.clock,
                          {"clock.cancelled", {{"clock", run.clock}, {"by", std::string(by)}}},
                          {{"clock", run.clock}, {"run", run.run}, {"result", "cancelled"}, {"by", by}},
                          {},
                          {},
                          0});
    }
}

} // namespace

bool isPointless(const Clock &clock, const std::string &part, const record::Clock &run, const Context &c)
{
    const std::string step = clock.step.empty() ? std::string() : keyOf(clock.step, part);
    const ClockPart about{&clock, part, run.clock, step, aboutOf(clock.forEach, part, c)};
    return cancelledBy(about, run.from, c).has_value();
}

std::vector<Draft> closedClocks(const Context &c)
{
    auto drafts = forEachPart(c, [&](const ClockPart &part, std::vector<Draft> &out) {
        const record::Clock *run = c.incident.latestRun(part.key);
        if (run != nullptr && isRunning(*run))
            out.push_back(stopDraft(part, *run, false, "close", c));
    });
    stopOrphans(c, "close", drafts);
    return drafts;
}

std::vector<Draft> stoppedClocks(const Context &c)
{
    auto drafts = forEachPart(c, [&](const ClockPart &part, std::vector<Draft> &out) { stop(part, c, out); });
    stopOrphans(c, "parts", drafts);
    return drafts;
}

std::vector<Draft> startedClocks(const Context &c)
{
    return forEachPart(c, [&](const ClockPart &part, std::vector<Draft> &drafts) { start(part, c, drafts); });
}

std::vector<Draft> firedClocks(const Context &c)
{
    return forEachPart(c, [&](const ClockPart &part, std::vector<Draft> &drafts) {
        const record::Clock *run = c.incident.latestRun(part.key);
        if (run != nullptr && run->state == ClockState::running && run->dueAt <= c.now.wall)
            fire(part, *run, c, drafts);
    });
}

} // namespace fw::procedures
