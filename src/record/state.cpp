#include "record/state.h"

#include "base/time_text.h"

#include <algorithm>

namespace fw::record {
namespace {

std::string text(const Json &data, const char *key)
{
    const auto it = data.find(key);
    return it != data.end() && it->is_string() ? it->get<std::string>() : std::string();
}

int number(const Json &data, const char *key, int otherwise = 0)
{
    const auto it = data.find(key);
    return it != data.end() && it->is_number_integer() ? it->get<int>() : otherwise;
}

Seen seenIn(const Record &r)
{
    return {r.happenedAt, r.seq};
}

WallTime time(const Json &data, const char *key)
{
    return parseIso(text(data, key)).value_or(WallTime{});
}

std::vector<std::string> texts(const Json &data, const char *key)
{
    std::vector<std::string> out;
    if (const auto it = data.find(key); it != data.end() && it->is_array()) {
        for (const Json &item : *it)
            out.push_back(item.is_string() ? item.get<std::string>() : item.dump());
    }
    return out;
}

// ---- incidents ------------------------------------------------------------------------------------------------------

void open(State &state, const Record &r)
{
    Incident incident;
    incident.id = r.incident;
    incident.playbook = text(r.data, "playbook");
    incident.procedure = number(r.data, "procedure");
    incident.config = text(r.data, "config");
    incident.subject = text(r.data, "subject");
    incident.members = texts(r.data, "members");
    if (const auto it = r.data.find("agents"); it != r.data.end()) {
        for (const auto &[seat, agent] : it->items())
            incident.agents[seat] = agent.get<std::string>();
    }
    incident.since = time(r.data, "since");
    incident.openedAt = r.happenedAt;
    incident.by = text(r.data, "by");
    constexpr std::string_view kRule = "rule:";
    if (incident.by.starts_with(kRule)) {
        for (const std::string &member : incident.members)
            incident.troubles.emplace(incident.by.substr(kRule.size()), member);
    }
    incident.level = number(r.data, "level", 1);
    incident.follows = number(r.data, "follows");
    state.incidents[r.incident] = std::move(incident);
    state.lastIncident = std::max(state.lastIncident, r.incident);
}

void join(Incident &incident, const Record &r)
{
    const std::string member = text(r.data, "member");
    incident.troubles.emplace(text(r.data, "condition"), member);
    if (r.data.value("in_cooldown", false))
        return;
    if (!member.empty() && !incident.hasMember(member))
        incident.members.push_back(member);
    if (const std::string agent = text(r.data, "agent"); !agent.empty())
        incident.agents[member] = agent;
}

// The texts that no open incident was opened with, and that are not in force.
void forgetConfigs(State &state)
{
    std::erase_if(state.configTexts, [&](const auto &item) {
        return item.first != state.config && std::ranges::none_of(state.incidents, [&](const auto &of) {
                   return of.second.open() && of.second.config == item.first;
               });
    });
}

// All but the last kMostClosed. What was closed just now stays: others look at it yet.
void forgetClosed(State &state, int justClosed)
{
    std::vector<std::pair<WallTime, int>> closed;
    for (const auto &[id, incident] : state.incidents) {
        if (!incident.open() && id != justClosed)
            closed.emplace_back(*incident.closedAt, id);
    }
    std::ranges::sort(closed);
    for (std::size_t i = 0; i + kMostClosed <= closed.size(); ++i)
        state.incidents.erase(closed[i].second);
}

void close(State &state, Incident &incident, const Record &r)
{
    incident.closedAt = r.happenedAt;
    incident.closeKind = text(r.data, "close_kind");
    forgetClosed(state, incident.id);
    forgetConfigs(state);
}

void acknowledge(Incident &incident, const Record &r)
{
    const bool expired = !r.data.contains("until");
    incident.owner = text(r.data, expired ? "was" : "operator");
    incident.ownedUntil = expired ? std::nullopt : std::optional(time(r.data, "until"));
}

void note(Incident &incident, const Record &r)
{
    const std::string fact = text(r.data, "fact");
    incident.facts[fact] = r.data.value("value", Json());
    incident.factsSeen[fact] = seenIn(r);
}

// ---- steps and clocks -----------------------------------------------------------------------------------------------

void changeStep(Incident &incident, const Record &r)
{
    Step &step = incident.steps[r.step];
    if (const std::string role = text(r.data, "role"); !role.empty())
        step.role = role;
    switch (r.kind) {
    case Kind::stepWaiting:
        step.state = StepState::waiting;
        step.whom = text(r.data, "whom");
        step.until = time(r.data, "until");
        return;
    case Kind::stepOverdue:
        step.overdue = true;
        return;
    case Kind::stepLapsed:
        step.lapsed = true;
        return;
    default:
        break;
    }
    // Of what it was before only this stays: whose it is, and since when.
    const bool isFinish = r.kind == Kind::stepDone || r.kind == Kind::stepSkipped;
    const bool isUndo = r.kind == Kind::stepReopened && text(r.data, "by") == "undo";
    const bool byPerson = step.state == StepState::done || (step.state == StepState::skipped && step.by.empty());
    Step next;
    next.role = step.role;
    next.activated = isFinish ? step.activated : seenIn(r);
    next.askedAnew = !isFinish && byPerson ? r.seq : step.askedAnew;
    next.overdue = (isFinish || isUndo) && step.overdue;
    next.by = r.kind == Kind::stepDone ? std::string() : text(r.data, "by");
    if (isFinish)
        next.finished = seenIn(r);
    if (r.kind == Kind::stepDone) {
        next.state = StepState::done;
        next.evidence = text(r.data, "evidence");
    } else if (r.kind == Kind::stepSkipped) {
        next.state = StepState::skipped;
        next.reason = text(r.data, r.data.contains("text") ? "text" : "reason");
    }
    step = std::move(next);
}

// Decisions look at the first run, the last one, and whether and when one last came to each state.
void forgetRuns(Incident &incident, const std::string &clock)
{
    std::vector<Clock> &clocks = incident.clocks;
    if (std::ranges::count(clocks, clock, &Clock::clock) <= kMostRuns)
        return;
    const auto first = std::ranges::find(clocks, clock, &Clock::clock);
    for (auto it = first + 1; it != clocks.end(); ++it) {
        const bool again = it->clock == clock && std::any_of(it + 1, clocks.end(), [&](const Clock &later) {
                               return later.clock == clock && later.state == it->state;
                           });
        if (again) {
            clocks.erase(it);
            return;
        }
    }
}

void changeClock(Incident &incident, const Record &r)
{
    const std::string name = text(r.data, "clock");
    const int run = number(r.data, "run", 1);
    if (r.kind == Kind::clockStarted) {
        incident.clocks.push_back({name,
                                   text(r.data, "clock_kind"),
                                   run,
                                   {time(r.data, "from_at"), r.seq},
                                   time(r.data, "due_at"),
                                   ClockState::running,
                                   {},
                                   text(r.data, "from"),
                                   {},
                                   {},
                                   false});
        forgetRuns(incident, name);
        return;
    }
    const auto it = std::find_if(incident.clocks.rbegin(), incident.clocks.rend(),
                                 [&](const Clock &c) { return c.clock == name && c.run == run; });
    if (it == incident.clocks.rend())
        return;
    switch (r.kind) {
    case Kind::clockStopped:
        it->state = text(r.data, "result") == "kept" ? ClockState::kept : ClockState::cancelled;
        it->stopped = seenIn(r);
        it->stoppedBy = text(r.data, "by");
        break;
    case Kind::clockFired:
        it->state = it->kind == "deadline" ? ClockState::missed : ClockState::fired;
        it->stopped = seenIn(r);
        it->late = r.data.value("late", false);
        break;
    case Kind::clockPaused:
        it->state = ClockState::paused;
        it->pausedAt = r.happenedAt;
        break;
    default: // resumed
        it->state = ClockState::running;
        it->pausedAt.reset();
        it->dueAt = time(r.data, "due_at");
        break;
    }
}

void tryContact(Incident &incident, const Record &r)
{
    incident.tries.push_back({r.step, text(r.data, "chain"), number(r.data, "position"), text(r.data, "person"),
                              text(r.data, "outcome"), seenIn(r)});
}

void changePromise(Incident &incident, const Record &r)
{
    if (r.kind == Kind::promiseMade) {
        incident.promises.push_back(
            {r.seq, r.step, text(r.data, "who"), text(r.data, "what"), time(r.data, "until"), true});
        return;
    }
    const auto id = r.data.value("promise", std::uint64_t{0});
    for (Promise &promise : incident.promises) {
        if (promise.id == id)
            promise.open = false;
    }
}

// What an anchor "record:KIND" may count from, and whom it is about (a seat).
void remember(Incident &incident, const Record &r)
{
    const std::string about = r.kind == Kind::seatAssigned ? text(r.data, "from") : text(r.data, "seat");
    Seen seen = seenIn(r);
    if (r.kind == Kind::incidentJoined) { // the anchor `rule`: trouble that came back, since when
        if (!r.data.value("again", false))
            return;
        seen.at = time(r.data, "since");
    }
    incident.seen[std::string(kindName(r.kind))][about] = seen;
}

void applyToIncident(State &state, const Record &r)
{
    if (r.kind == Kind::incidentOpened)
        open(state, r);
    const auto it = state.incidents.find(r.incident);
    if (it == state.incidents.end())
        return;
    Incident &incident = it->second;
    switch (r.kind) {
    case Kind::conditionChanged:
        if (text(r.data, "to") == "false")
            incident.ended[text(r.data, "rule")] = r.seq;
        break;
    case Kind::incidentJoined:
        join(incident, r);
        break;
    case Kind::incidentRaised:
        incident.level = number(r.data, "level", incident.level);
        break;
    case Kind::incidentSuggested:
        incident.suggested.insert(text(r.data, "playbook"));
        break;
    case Kind::incidentAcknowledged:
        acknowledge(incident, r);
        break;
    case Kind::incidentCommanded:
        incident.commander = text(r.data, "operator");
        break;
    case Kind::incidentClosable:
        incident.closable = r.data.value("closable", false);
        incident.missing = texts(r.data, "missing");
        break;
    case Kind::incidentClosed:
        close(state, incident, r);
        break;
    case Kind::factNoted:
        note(incident, r);
        break;
    case Kind::stepActivated:
    case Kind::stepDone:
    case Kind::stepSkipped:
    case Kind::stepWaiting:
    case Kind::stepOverdue:
    case Kind::stepLapsed:
    case Kind::stepReopened:
        changeStep(incident, r);
        break;
    case Kind::clockStarted:
    case Kind::clockStopped:
    case Kind::clockFired:
    case Kind::clockPaused:
    case Kind::clockResumed:
        changeClock(incident, r);
        break;
    case Kind::contactTried:
        tryContact(incident, r);
        break;
    case Kind::promiseMade:
    case Kind::promiseKept:
    case Kind::promiseBroken:
        changePromise(incident, r);
        break;
    default:
        break;
    }
    remember(incident, r);
    // noticed = the first acknowledge or act; an act is what a person's accepted command did.
    // What comes after the closing is kept, and no longer counts as noticing or acting.
    const bool counts = incident.open() || r.kind == Kind::incidentClosed;
    if (counts && r.source == "operator" && r.kind != Kind::commandRefused) {
        if (!incident.noticedAt)
            incident.noticedAt = r.happenedAt;
        const bool isAct = r.kind != Kind::incidentAcknowledged && r.kind != Kind::incidentOpened;
        if (isAct && !incident.firstActAt)
            incident.firstActAt = r.happenedAt;
    }
}

// ---- the rest -------------------------------------------------------------------------------------------------------

void signIn(State &state, const Record &r)
{
    SignIn &entry = state.signedIn[{text(r.data, "agent"), text(r.data, "interface")}];
    entry.seat = text(r.data, "seat");
    for (const std::string &queue : texts(r.data, "queues"))
        entry.queues.insert(queue);
}

void signOut(State &state, const Record &r)
{
    const auto it = state.signedIn.find({text(r.data, "agent"), text(r.data, "interface")});
    if (it == state.signedIn.end())
        return;
    for (const std::string &queue : texts(r.data, "queues"))
        it->second.queues.erase(queue);
    if (it->second.queues.empty())
        state.signedIn.erase(it);
}

void move(WallTime &t, Duration delta)
{
    t += delta;
}

void move(Seen &seen, Duration delta)
{
    if (seen.seq != 0) // else never
        seen.at += delta;
}

template <class T> void move(std::optional<T> &t, Duration delta)
{
    if (t)
        move(*t, delta);
}

void moveClock(Clock &clock, Duration delta)
{
    move(clock.from, delta);
    move(clock.dueAt, delta);
    move(clock.stopped, delta);
    move(clock.pausedAt, delta);
}

// What was before the wall clock was set, by the clock as it is now: decisions compare it with what comes after. A
// promise is for a time of day, and stays.
void moveIncident(Incident &incident, Duration delta)
{
    for (WallTime *t : {&incident.since, &incident.openedAt})
        move(*t, delta);
    for (auto *t : {&incident.ownedUntil, &incident.noticedAt, &incident.firstActAt})
        move(*t, delta);
    for (auto &[fact, seen] : incident.factsSeen)
        move(seen, delta);
    for (auto &[key, step] : incident.steps) {
        move(step.activated, delta);
        move(step.finished, delta);
        move(step.until, delta);
    }
    for (Clock &clock : incident.clocks)
        moveClock(clock, delta);
    for (ContactTry &tried : incident.tries)
        move(tried.seen, delta);
    for (auto &[kind, subjects] : incident.seen) {
        for (auto &[about, seen] : subjects)
            move(seen, delta);
    }
}

void stepTime(State &state, const Record &r)
{
    const Duration delta{r.data.value("delta_ms", std::int64_t{0})};
    for (auto &[id, incident] : state.incidents) {
        if (incident.open())
            moveIncident(incident, delta);
        else
            move(incident.closedAt, delta); // the cool-down counts from here
    }
}

void changeCondition(State &state, const Record &r)
{
    if (text(r.data, "to") != "false")
        return;
    for (auto &[id, incident] : state.incidents)
        incident.troubles.erase({text(r.data, "rule"), text(r.data, "subject")});
}

void loadConfig(State &state, const Record &r)
{
    state.config = text(r.data, "sha256");
    if (const std::string body = text(r.data, "text"); !body.empty())
        state.configTexts[state.config] = body;
    forgetConfigs(state);
}

} // namespace

const Clock *Incident::latestRun(const std::string &clock) const
{
    const Clock *latest = nullptr;
    for (const Clock &run : clocks) {
        if (run.clock == clock)
            latest = &run;
    }
    return latest;
}

bool Incident::hasMember(const std::string &member) const
{
    return std::ranges::find(members, member) != members.end();
}

bool State::troubled(const std::string &rule, const std::string &subject) const
{
    return std::ranges::any_of(incidents, [&](const auto &item) {
        return item.second.troubles.contains({rule, subject});
    });
}

void apply(State &state, const Record &r)
{
    state.lastSeq = r.seq;
    state.lastEntryAt = r.recordedAt;
    if (const std::string command = text(r.data, "command_id"); !command.empty())
        state.commands.insert(command);
    switch (r.kind) {
    case Kind::operatorSignedIn:
        state.onDuty[text(r.data, "operator")] = text(r.data, "role");
        break;
    case Kind::operatorSignedOut:
        state.onDuty.erase(text(r.data, "operator"));
        break;
    case Kind::agentSignedIn:
        signIn(state, r);
        break;
    case Kind::agentSignedOut:
        signOut(state, r);
        break;
    case Kind::timeStepped:
        stepTime(state, r);
        break;
    case Kind::configLoaded:
        loadConfig(state, r);
        break;
    case Kind::conditionChanged:
        changeCondition(state, r);
        break;
    case Kind::seatOut:
        state.seatsOut[text(r.data, "seat")] = text(r.data, "reference");
        break;
    case Kind::seatReturned:
        state.seatsOut.erase(text(r.data, "seat"));
        break;
    default:
        break;
    }
    if (r.incident != 0)
        applyToIncident(state, r);
}

} // namespace fw::record
