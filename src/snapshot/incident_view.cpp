// The incidents' part of a snapshot.
#include "procedures/decide.h"
#include "snapshot/builder.h"
#include "wording/roles.h"

#include <algorithm>

namespace fw::snapshot {
namespace {

using procedures::Evidence;
using rules::Truth;

constexpr double kWarnAt = 0.8; // of a clock's time

Act actOf(const procedures::Step &step)
{
    const auto has = [&](Evidence::Kind kind, std::string_view name) {
        return std::ranges::any_of(step.evidence, [&](const Evidence &e) { return e.kind == kind && e.name == name; });
    };
    if (has(Evidence::Kind::record, "incident.commanded"))
        return Act::takeCommand;
    if (has(Evidence::Kind::record, "seat.assigned"))
        return Act::assignSeat;
    if (has(Evidence::Kind::record, "seat.out"))
        return Act::seatOut;
    if (std::ranges::any_of(step.evidence, [](const Evidence &e) { return e.kind == Evidence::Kind::contact; }))
        return Act::reached;
    if (std::ranges::any_of(step.evidence, [](const Evidence &e) { return e.kind == Evidence::Kind::fact; }))
        return Act::answer;
    return Act::done;
}

// Facts first, the act after them: a step whose facts are all noted is done by its act alone.
void fillState(Step &step, const procedures::Instance &instance, const procedures::Context &c)
{
    const auto it = c.incident.steps.find(instance.key);
    if (it == c.incident.steps.end())
        return;
    const record::Step &state = it->second;
    step.overdue = state.overdue;
    if (state.finished)
        step.finishedAt = state.finished->at;
    switch (state.state) {
    case record::StepState::active:
        step.state = StepState::active;
        break;
    case record::StepState::waiting:
        step.state = StepState::waiting;
        step.whom = procedures::whomText(state.whom);
        step.until = state.until;
        break;
    case record::StepState::done:
        step.state = StepState::done;
        step.proof = procedures::evidenceText(state.evidence, c, instance.value);
        break;
    case record::StepState::skipped:
        step.state = StepState::skipped;
        step.proof = procedures::skipText(state.reason);
        break;
    }
}

void fillTimes(Step &step, const procedures::Instance &instance, const procedures::Context &c)
{
    for (const procedures::Clock &clock : c.book.clocks) {
        const auto activates = std::ranges::find(clock.activates, instance.step->id) != clock.activates.end();
        const std::string part = clock.step == instance.step->id ? instance.value : std::string();
        const record::Clock *run = c.incident.latestRun(procedures::keyOf(clock.id, part));
        if (run == nullptr || run->state != record::ClockState::running)
            continue;
        if (clock.step == instance.step->id) {
            step.dueAt = run->dueAt;
            step.again = step.repeats && run->run > 1 && !step.overdue;
        }
        if (activates && step.state == StepState::pending)
            step.activeFrom = run->dueAt;
    }
}

Step stepOf(const procedures::Instance &instance, bool phaseHolds, const procedures::Context &c,
            const engine::Engine &engine)
{
    const procedures::Step &from = *instance.step;
    const std::string member = from.forEach == "members" ? instance.value : std::string();
    Step step;
    step.key = instance.key;
    step.value = instance.value;
    step.role = roleName(from.role);
    step.title = fillText(from.title, c, instance.value);
    step.body = fillText(from.body, c, instance.value);
    step.say = fillText(from.say, c, instance.value);
    step.act = actOf(from);
    step.repeats = from.every;
    step.watch = from.watch;
    step.applies = phaseHolds && truthOf(from.when, c, member) != Truth::no;
    fillState(step, instance, c);
    fillTimes(step, instance, c);
    step.questions = questionsOf(instance, c);
    if (step.state == StepState::done || step.state == StepState::skipped)
        return step;
    if (!from.refuse.when.empty() && from.refuse.when.truth(procedures::IncidentEnvironment(c)) == Truth::yes)
        step.refused = fillText(from.refuse.why, c);
    if (const std::string chain = chainOf(from, c); !chain.empty())
        step.call = callCardOf(chain, instance.key, c, engine);
    else if (step.act == Act::reached && std::ranges::any_of(step.questions, std::logical_not{}, &Question::noted))
        step.act = Act::answer; // whom to call is what is asked
    return step;
}

std::vector<Step> stepsOf(const procedures::Context &c, const engine::Engine &engine)
{
    std::vector<Step> steps;
    for (const procedures::Phase &phase : c.book.phases) {
        const bool holds = truthOf(phase.when, c, {}) != Truth::no;
        for (const procedures::Step &from : phase.steps) {
            for (const procedures::Instance &instance : instancesOf(from, c)) {
                Step step = stepOf(instance, holds, c, engine);
                const bool skippedByItself = step.state == StepState::skipped && !step.applies;
                if ((step.applies || step.state != StepState::pending) && !skippedByItself)
                    steps.push_back(std::move(step));
            }
        }
    }
    return steps;
}

Text clockLabel(const procedures::Clock &clock, const std::string &part, const procedures::Context &c)
{
    if (!clock.why.empty())
        return fillText(clock.why, c, part);
    const procedures::Step *step = c.book.step(clock.step);
    return step == nullptr ? Text{clock.id, clock.id} : fillText(step->title, c, part);
}

struct PlannedClock {
    const procedures::Clock *clock = nullptr; // null: the playbook has it no more
    std::string part;
};

PlannedClock plannedOf(const record::Clock &run, const procedures::Context &c)
{
    const auto [id, value] = procedures::splitKey(run.clock);
    return {c.book.clock(id), std::string(value)};
}

// A deadline that was missed counts on while its step is not done.
bool isOwed(const record::Clock &run, const procedures::Clock &clock, const std::string &part,
            const procedures::Context &c)
{
    const std::string step = procedures::keyOf(clock.step, part);
    return run.state == record::ClockState::missed && c.incident.latestRun(run.clock) == &run &&
           c.incident.steps.contains(step) && !procedures::isFinished(c, step) &&
           procedures::findInstance(step, c).has_value() && !procedures::isPointless(clock, part, run, c);
}

std::vector<Clock> clocksOf(const procedures::Context &c)
{
    std::vector<Clock> clocks;
    for (const record::Clock &run : c.incident.clocks) {
        const bool goesOn = run.state == record::ClockState::running || run.state == record::ClockState::paused;
        const auto [clock, part] = plannedOf(run, c);
        if (clock == nullptr || !(goesOn || isOwed(run, *clock, part, c)))
            continue;
        const Duration warn = clock->warnAt.empty()
                                  ? Duration{std::int64_t(double((run.dueAt - run.from.at).count()) * kWarnAt)}
                                  : c.book.duration(clock->warnAt);
        clocks.push_back({.id = run.clock,
                          .kind = run.kind,
                          .label = clockLabel(*clock, part, c),
                          .state = run.state,
                          .from = run.from.at,
                          .dueAt = run.dueAt,
                          .warnAt = run.from.at + warn,
                          .pausedAt = run.pausedAt});
    }
    // What was missed last, as that is owed now; what can still be met; what was missed before.
    const auto isMissed = [](const Clock &clock) { return clock.state == record::ClockState::missed; };
    const auto rank = [&](const Clock &clock) { return clock.kind == "hold" ? 2 : isMissed(clock) ? 1 : 0; };
    std::ranges::stable_sort(clocks, {}, [&](const Clock &clock) { return std::pair(rank(clock), clock.dueAt); });
    const auto owed = std::find_if(clocks.rbegin(), clocks.rend(), isMissed).base(); // behind it
    if (owed != clocks.begin())
        std::rotate(clocks.begin(), owed - 1, owed);
    return clocks;
}

// One sentence for each rule and playbook condition that holds now.
std::vector<Text> conditionsOf(const procedures::Playbook &book, const record::Incident &incident,
                               const std::vector<rules::Standing> &standings, const engine::Engine &engine, Moment now)
{
    const floor::Site &site = engine.floor().site();
    std::vector<Text> texts;
    for (const rules::Standing &standing : standings) {
        const bool starts = std::ranges::find(book.startRules, standing.rule->id) != book.startRules.end();
        const bool about = engine::incidentSubject(book, standing.subject, site) == incident.subject ||
                           incident.hasMember(standing.subject);
        if (starts && about && standing.wasTrue && !standing.why.empty())
            texts.push_back(engine.watch().wordsNow(standing, engine.floor(), now));
    }
    return texts;
}

// The order of the open incidents, of which what may be closed comes last: 5; 3 on low battery; 3; 2, 6, 7; 4; 8; 1; a
// ninth plan by its attention, among 2, 6, 7.
int classOf(const Incident &incident, bool lowBattery)
{
    switch (incident.procedure) {
    case kFire:
        return 0;
    case kPowerFailure:
        return lowBattery ? 1 : 2;
    case kAirFailure:
        return 4;
    case kOutboundGrowth:
        return 5;
    case kSeatFailure:
        return 6;
    default:
        return 3;
    }
}

Incident incidentOf(const engine::IncidentRun &run, const procedures::Context &c, const engine::Engine &engine)
{
    const record::Incident &from = c.incident;
    Incident incident;
    incident.id = from.id;
    incident.procedure = from.procedure;
    incident.playbook = from.playbook;
    incident.key = run.book().key;
    incident.title = run.book().title;
    incident.subject = from.subject;
    incident.members = from.members;
    incident.level = from.level;
    incident.since = from.since;
    incident.openedAt = from.openedAt;
    incident.by = from.by;
    incident.commander = from.commander;
    incident.owner = from.owner;
    if (from.ownedUntil && *from.ownedUntil > c.now.wall)
        incident.ownedUntil = from.ownedUntil;
    for (const procedures::Missing &missing : procedures::missingForClose(c))
        incident.missing.push_back({missing.id, missing.text});
    incident.closable = incident.missing.empty();
    incident.isOver = from.by.starts_with("rule:") && from.troubles.empty();
    for (const std::string &playbook : from.suggested) {
        const bool taken = std::ranges::any_of(engine.state().incidents, [&](const auto &entry) {
            return entry.second.playbook == playbook && entry.second.openedAt >= from.openedAt;
        });
        if (!taken)
            incident.suggests.push_back(playbook);
    }
    incident.steps = stepsOf(c, engine);
    incident.clocks = clocksOf(c);
    for (const record::Clock &clock : from.clocks) {
        const bool isMissed = clock.state == record::ClockState::missed;
        if (!isMissed || std::ranges::find(incident.missed, clock.clock, &Missing::id) != incident.missed.end())
            continue;
        const auto [of, part] = plannedOf(clock, c);
        incident.missed.push_back(
            {clock.clock, of == nullptr ? Text{clock.clock, clock.clock} : clockLabel(*of, part, c)});
    }
    if (const procedures::Fact *first = run.book().fact(run.book().ask);
        first != nullptr && !from.facts.contains(first->id))
        incident.question = questionOf(*first, c);
    return incident;
}

} // namespace

std::vector<Incident> incidentsOf(const engine::Engine &engine, Moment now)
{
    const bool low = std::ranges::any_of(upsesOf(engine), &Ups::low);
    const auto standings = engine.runs().empty() ? std::vector<rules::Standing>() : engine.watch().standings();
    std::vector<Incident> incidents;
    for (const auto &[id, run] : engine.runs()) {
        const procedures::Context c = engine.contextOf(run, now);
        incidents.push_back(incidentOf(run, c, engine));
        incidents.back().conditions = conditionsOf(run.book(), c.incident, standings, engine, now);
    }
    std::ranges::stable_sort(incidents, {}, [&](const Incident &incident) {
        const WallTime nearest = incident.clocks.empty() ? WallTime::max() : incident.clocks.front().dueAt;
        return std::tuple(incident.closable, classOf(incident, low), nearest, incident.id);
    });
    return incidents;
}

std::vector<Returned> returnedOf(const engine::Engine &engine, Moment now)
{
    std::vector<Returned> all;
    for (const engine::IncidentDesk::Returned &from : engine.returned()) {
        const record::Incident &closed = engine.state().incidents.at(from.closed);
        const auto book = engine.configuration().playbook(closed.playbook);
        Returned returned{.playbook = closed.playbook,
                          .key = book->key,
                          .subject = closed.subject,
                          .members = closed.members,
                          .title = book->title,
                          .conditions = {},
                          .opensAt = from.opensAt};
        for (const rules::Standing &standing : from.conditions)
            returned.conditions.push_back(engine.watch().wordsNow(standing, engine.floor(), now));
        all.push_back(std::move(returned));
    }
    std::ranges::stable_sort(all, {}, &Returned::opensAt);
    return all;
}

std::vector<Procedure> proceduresOf(const engine::Engine &engine, const std::vector<Incident> &incidents)
{
    std::vector<Procedure> procedures;
    for (const auto &book : engine.configuration().playbooks) {
        Procedure procedure{book->id, book->procedure, book->key, book->handKey, book->title, book->byHand, {}};
        for (const Incident &incident : incidents) {
            if (incident.playbook == book->id)
                procedure.incidents.push_back(incident.id);
        }
        procedures.push_back(std::move(procedure));
    }
    std::ranges::stable_sort(procedures, {}, [](const Procedure &p) {
        return p.number == 0 ? std::numeric_limits<int>::max() : p.number; // ninth plans last
    });
    return procedures;
}

} // namespace fw::snapshot
