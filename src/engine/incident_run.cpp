#include "engine/incident_run.h"

#include "rules/watch.h"

#include <algorithm>

namespace fw::engine {

using procedures::Context;
using procedures::IncidentEnvironment;
using record::Draft;
using record::Kind;

namespace {

constexpr int kMostRounds = 50; // one input cannot keep an incident busy for ever

} // namespace

Context IncidentRun::context(const World &world) const
{
    return {*m_book, *world.incident(m_id), world.floor, m_shown, world.now(), world.programStart, world.openPlaybooks};
}

void IncidentRun::lookAt(const rules::Rule &condition, const std::string &member, World &world)
{
    const Context c = context(world);
    const IncidentEnvironment env(c, member);
    rules::Condition &state = m_conditions[{condition.id, member}];
    const Duration heldFor = rules::durationOf(condition.heldFor, env);
    const Duration clearFor = rules::durationOf(condition.clearFor, env);
    auto change = state.update(condition.when.truth(env), heldFor, clearFor, world.now());

    procedures::ConditionNow now{state.shown(), state.wasTrue(), {}};
    if (state.since())
        now.since = world.asOfNow(*state.since()).wall;
    m_shown[{condition.id, member}] = now;

    std::optional<Duration> wait = state.due(heldFor, clearFor);
    if (const auto next = condition.when.nextChange(env); next && (!wait || *next < *wait))
        wait = next;
    if (wait) {
        const Duration due = world.now().steady + std::max(*wait, Duration{1});
        m_due = std::min(m_due.value_or(due), due);
    }
    if (!change || !worthRecording(*change))
        return;
    change->since = world.asOfNow(change->since);
    const Text &text = change->to == rules::Truth::no && !condition.cleared.empty() ? condition.cleared : condition.why;
    const std::string subject = member.empty() ? c.incident.subject : member;
    const char *ended = condition.cleared.empty() ? "condition.over" : "condition.true"; // a good state may end
    world.recorder.add(
        conditionDraft(condition.id, subject, *change, fillText(text, c, member), Json::object(), m_id, world, ended));
}

void IncidentRun::lookAtConditions(World &world)
{
    m_due.reset();
    for (const rules::Rule &condition : m_book->conditions) {
        if (condition.over != rules::SubjectKind::member) {
            lookAt(condition, {}, world);
            continue;
        }
        const std::vector<std::string> members = world.incident(m_id)->members;
        for (const std::string &member : members)
            lookAt(condition, member, world);
    }
}

void IncidentRun::announce(World &world) const
{
    world.recorder.effect(Announce{world.incident(m_id)->level, m_id});
}

void IncidentRun::put(std::vector<Draft> drafts, World &world)
{
    for (Draft &draft : drafts) {
        if (draft.kind == Kind::incidentSuggested) { // by its title, which only the configuration knows
            if (const auto book = world.config->playbook(draft.data["playbook"].get<std::string>()))
                draft.sentence.args.front().second = book->title;
        }
        if (draft.kind != Kind::incidentRaised) {
            const bool ownerless = draft.kind == Kind::incidentAcknowledged; // its time is over
            world.recorder.add(std::move(draft));
            if (ownerless)
                announce(world);
            continue;
        }
        // Several reasons in one group raise one after another, never above high; each of them sounds.
        const Draft current =
            raiseDraft(context(world), std::get<Text>(draft.sentence.args.back().second), draft.source);
        if (current.data["level"] != world.incident(m_id)->level)
            world.recorder.add(current);
        announce(world);
    }
}

// Terms that change by themselves may stand anywhere in a playbook, not in its conditions only.
void IncidentRun::askForWakes(const World &world)
{
    const Context c = context(world);
    const IncidentEnvironment env(c);
    const auto offer = [&](const rules::Expression &e) {
        const auto next = e.empty() ? std::nullopt : e.nextChange(env);
        if (next) {
            const Duration due = world.now().steady + std::max(*next, Duration{1});
            m_due = std::min(m_due.value_or(due), due);
        }
    };
    for (const procedures::Phase &phase : m_book->phases) {
        offer(phase.when);
        for (const procedures::Step &step : phase.steps) {
            offer(step.when);
            for (const procedures::Evidence &row : step.evidence)
                offer(row.state);
        }
    }
    for (const procedures::Clock &clock : m_book->clocks)
        offer(clock.when);
    for (const procedures::CloseNeed &need : m_book->closing) {
        offer(need.when);
        offer(need.need);
    }
    for (const procedures::FollowUp &follow : m_book->followUps)
        offer(follow.when);
}

std::optional<WallTime> IncidentRun::nextDue(const World &world) const
{
    const record::Incident &incident = *world.incident(m_id);
    return m_stands ? procedures::nextWordDue(incident) : procedures::nextDue(incident);
}

void IncidentRun::advance(World &world)
{
    if (m_stands) {
        put(expiredWords(context(world)), world);
        if (auto draft = closability(context(world)))
            world.recorder.add(std::move(*draft));
        return;
    }
    for (int round = 0; round < kMostRounds && world.incident(m_id)->open(); ++round) {
        const std::size_t before = world.recorder.count();
        lookAtConditions(world);
        put(provenSteps(context(world)), world);
        put(abandonedSteps(context(world)), world);
        put(lapsedSteps(context(world)), world);
        put(stoppedClocks(context(world)), world);
        put(firedClocks(context(world)), world);
        put(startedClocks(context(world)), world);
        put(activatedSteps(context(world)), world);
        put(expiredWaits(context(world)), world);
        put(expiredWords(context(world)), world);
        if (world.recorder.count() == before)
            break;
    }
    if (auto draft = closability(context(world)))
        world.recorder.add(std::move(*draft));
    put(suggestions(context(world)), world);
    askForWakes(world);
}

} // namespace fw::engine
