// Steps: when they become active, what a wait or a promise does when its time is over. What proves them: evidence.cpp.
#include "procedures/decide.h"

#include "base/time_text.h"
#include "wording/roles.h"

#include <algorithm>
#include <array>

namespace fw::procedures {

using record::Draft;
using record::Kind;
using record::StepState;
using rules::Truth;

namespace {

constexpr int kHighest = 3; // attention

Text stepTitle(const Instance &instance, const Context &c)
{
    return fillText(instance.step->title, c, instance.value);
}

// ---- activation -----------------------------------------------------------------------------------------------------

// Every part done, skipped or waiting: what follows need not wait for it. Nor for a step that does not apply, or
// watches. Where both have the same parts, each part follows its own.
bool letsPass(const Step &before, const Instance &next, const Context &c)
{
    if (before.watch || truthOf(before.when, c) == Truth::no)
        return true;
    const auto parts = instancesOf(before, c);
    const bool sameParts = !before.forEach.empty() && before.forEach == next.step->forEach;
    return !parts.empty() && std::ranges::all_of(parts, [&](const Instance &part) {
        const auto it = c.incident.steps.find(part.key);
        const bool other = sameParts && part.value != next.value;
        return other || (it != c.incident.steps.end() && it->second.state != StepState::active);
    });
}

const Step *previousOfRole(const Phase &phase, const Step &step)
{
    const Step *previous = nullptr;
    for (const Step &other : phase.steps) {
        if (&other == &step)
            return previous;
        if (other.role == step.role && !other.byClock && !other.watch)
            previous = &other;
    }
    return nullptr;
}

bool isItsTurn(const Phase &phase, const Instance &instance, const Context &c)
{
    const Step &step = *instance.step;
    if (step.byClock) {
        const bool fired = std::ranges::any_of(c.book.clocks, [&](const Clock &clock) {
            return std::ranges::find(clock.activates, step.id) != clock.activates.end() &&
                   anchorSeen({"clock", clock.id}, c, {}, {});
        });
        if (!fired)
            return false;
    }
    if (step.hasAfter) {
        return std::ranges::all_of(step.after, [&](const std::string &id) {
            const Step *before = c.book.step(id);
            return before == nullptr || letsPass(*before, instance, c);
        });
    }
    if (phase.order == PhaseOrder::all || step.byClock)
        return true;
    const Step *previous = previousOfRole(phase, step);
    return previous == nullptr || letsPass(*previous, instance, c);
}

} // namespace

Text whomText(const std::string &whom)
{
    return whom == kNobodyReached ? Text{"another try", "再次联系"} : Text{whom, whom};
}

Text skipText(const std::string &reason)
{
    constexpr std::array kEn{"not needed", "done by others", "nobody reached", "impossible now", "started in error"};
    constexpr std::array kZh{"不需要", "已由他人完成", "无人联系上", "暂无法执行", "误启动"};
    const std::size_t i = reason.size() == 1 ? std::size_t(reason.front() - '1') : kEn.size();
    return i < kEn.size() ? Text{kEn[i], kZh[i]} : Text{reason, reason};
}

Draft stepDraft(const Context &c, Kind kind, const Instance &instance, Json data, std::string source)
{
    const Text title = stepTitle(instance, c);
    data["role"] = instance.step->role;
    if (kind == Kind::stepActivated || kind == Kind::stepDone || kind == Kind::stepSkipped)
        data["title"] = {{"en", title.en}, {"zh", title.zh}};
    Sentence sentence{std::string(kindName(kind)), {{"title", title}, {"role", roleName(instance.step->role)}}};
    if (data.contains("evidence"))
        sentence.args.emplace_back("evidence", evidenceText(data["evidence"].get<std::string>(), c, instance.value));
    if (const std::string by = data.value("by", std::string()); kind == Kind::stepSkipped && !by.empty())
        sentence.id = by != "close" ? "step.not_applicable" : instance.step->watch ? "step.watched" : "step.left_open";
    if (kind == Kind::stepSkipped) {
        const std::string said = data.value("text", std::string());
        sentence.args.emplace_back("reason",
                                   said.empty() ? skipText(data["reason"].get<std::string>()) : Text{said, said});
    }
    if (data.contains("whom"))
        sentence.args.emplace_back("whom", whomText(data["whom"].get<std::string>()));
    if (data.contains("until")) {
        const WallTime until = parseIso(data["until"].get<std::string>()).value_or(c.now.wall);
        sentence.args.emplace_back("until", timeOfDay(until, c.floor.site().offsetAt(until)));
    }
    return {kind, c.incident.id, instance.key, std::move(source), std::move(sentence), std::move(data), {}, {}, 0};
}

namespace {

// A part that is no more: its value was taken off its list.
Draft orphanSkip(const Context &c, const std::string &key, const char *by)
{
    return {Kind::stepSkipped,
            c.incident.id,
            key,
            "engine",
            {"step.not_applicable", {{"title", key}}},
            {{"reason", "1"}, {"by", by}},
            {},
            {},
            0};
}

} // namespace

Draft raiseDraft(const Context &c, const Text &why, std::string source)
{
    const int level = std::min(c.incident.level + 1, kHighest);
    return {Kind::incidentRaised,
            c.incident.id,
            {},
            std::move(source),
            {"incident.raised", {{"level", std::int64_t{level}}, {"why", why}}},
            {{"level", level}, {"why", why.en}},
            {},
            {},
            0};
}

std::vector<Draft> abandonedSteps(const Context &c)
{
    std::vector<Draft> drafts;
    for (const Phase &phase : c.book.phases) {
        const bool phaseEnded = truthOf(phase.when, c) == Truth::no;
        for (const Step &step : phase.steps) {
            for (const Instance &instance : instancesOf(step, c)) {
                const bool open = c.incident.steps.contains(instance.key) && !isFinished(c, instance.key);
                const bool ended = phaseEnded || truthOf(step.when, c, instance.member()) == Truth::no;
                if (open && ended) {
                    drafts.push_back(stepDraft(c, Kind::stepSkipped, instance,
                                               {{"reason", "1"}, {"by", phaseEnded ? "phase" : "when"}}, "engine"));
                }
            }
        }
    }
    return drafts;
}

namespace {

// A clock that makes the step active has fired since it was finished, and counts from a moment after that.
bool isCalledAgain(const Step &step, const record::Step &state, const Context &c)
{
    return std::ranges::any_of(c.incident.clocks, [&](const record::Clock &run) {
        const bool fired = run.state == record::ClockState::fired || run.state == record::ClockState::missed;
        const Clock *clock = c.book.clock(splitKey(run.clock).id);
        return fired && clock != nullptr && std::ranges::find(clock->activates, step.id) != clock->activates.end() &&
               run.stopped->seq > state.finished->seq && run.from.at > state.finished->at;
    });
}

// Why a finished step is open again: its round begins anew, or what it is for has come back.
std::optional<std::string> reopening(const Instance &instance, const record::Step &state, const Context &c)
{
    if (state.state == StepState::done && instance.step->every)
        return "every";
    if (state.lapsed)
        return "when";
    if (isFinished(c, instance.key) && instance.step->byClock && isCalledAgain(*instance.step, state, c))
        return "clock";
    if (state.state == StepState::skipped && (state.by == "phase" || state.by == "when"))
        return state.by;
    return std::nullopt;
}

} // namespace

std::vector<Draft> activatedSteps(const Context &c)
{
    std::vector<Draft> drafts;
    for (const Phase &phase : c.book.phases) {
        if (truthOf(phase.when, c) != Truth::yes)
            continue;
        for (const Step &step : phase.steps) {
            for (const Instance &instance : instancesOf(step, c)) {
                if (!isItsTurn(phase, instance, c) || truthOf(step.when, c, instance.member()) != Truth::yes)
                    continue;
                const auto it = c.incident.steps.find(instance.key);
                if (it == c.incident.steps.end())
                    drafts.push_back(stepDraft(c, Kind::stepActivated, instance, Json::object(), "engine"));
                else if (auto by = reopening(instance, it->second, c))
                    drafts.push_back(stepDraft(c, Kind::stepReopened, instance, {{"by", *by}}, "engine"));
            }
        }
    }
    return drafts;
}

std::vector<Draft> lapsedSteps(const Context &c)
{
    std::vector<Draft> drafts;
    for (const Phase &phase : c.book.phases) {
        for (const Step &step : phase.steps) {
            if (step.when.empty())
                continue;
            for (const Instance &instance : instancesOf(step, c)) {
                const auto it = c.incident.steps.find(instance.key);
                const bool counts =
                    it != c.incident.steps.end() && it->second.state == StepState::done && !it->second.lapsed;
                if (counts && truthOf(step.when, c, instance.member()) == Truth::no)
                    drafts.push_back(stepDraft(c, Kind::stepLapsed, instance, Json::object(), "engine"));
            }
        }
    }
    return drafts;
}

std::vector<Draft> closedSteps(const Context &c)
{
    std::vector<Draft> drafts;
    for (const auto &[key, step] : c.incident.steps) {
        if (isFinished(c, key))
            continue;
        const auto instance = findInstance(key, c);
        drafts.push_back(instance
                             ? stepDraft(c, Kind::stepSkipped, *instance, {{"reason", "1"}, {"by", "close"}}, "engine")
                             : orphanSkip(c, key, "close"));
    }
    return drafts;
}

std::vector<Draft> expiredWaits(const Context &c)
{
    std::vector<Draft> drafts;
    for (const auto &[key, step] : c.incident.steps) {
        if (step.state != StepState::waiting || !step.until || *step.until > c.now.wall)
            continue;
        const auto instance = findInstance(key, c);
        if (!instance) {
            drafts.push_back(orphanSkip(c, key, "when"));
        } else {
            drafts.push_back(stepDraft(c, Kind::stepReopened, *instance, {{"by", "wait"}}, "engine"));
            drafts.push_back(raiseDraft(c, stepTitle(*instance, c), "engine"));
        }
    }
    return drafts;
}

std::vector<Draft> expiredWords(const Context &c)
{
    std::vector<Draft> drafts;
    for (const record::Promise &promise : c.incident.promises) {
        if (!promise.open || promise.until > c.now.wall)
            continue;
        drafts.push_back({Kind::promiseBroken,
                          c.incident.id,
                          promise.step,
                          "engine",
                          {"promise.broken", {{"who", promise.who}, {"what", promise.what}}},
                          {{"promise", promise.id}, {"who", promise.who}, {"what", promise.what}},
                          {},
                          {},
                          0});
        drafts.push_back(raiseDraft(c, Text{promise.what, promise.what}, "engine"));
    }
    if (c.incident.ownedUntil && *c.incident.ownedUntil <= c.now.wall) {
        drafts.push_back({Kind::incidentAcknowledged,
                          c.incident.id,
                          {},
                          "engine",
                          {"incident.acknowledgement_expired", {{"operator", c.incident.owner}}},
                          {{"operator", ""}, {"was", c.incident.owner}},
                          {},
                          {},
                          0});
    }
    return drafts;
}

namespace {

void offer(std::optional<WallTime> &next, std::optional<WallTime> t)
{
    if (t && (!next || *t < *next))
        next = t;
}

} // namespace

std::optional<WallTime> nextWordDue(const record::Incident &incident)
{
    std::optional<WallTime> next = incident.ownedUntil;
    for (const record::Promise &promise : incident.promises) {
        if (promise.open)
            offer(next, promise.until);
    }
    return next;
}

std::optional<WallTime> nextDue(const record::Incident &incident)
{
    std::optional<WallTime> next = nextWordDue(incident);
    for (const record::Clock &clock : incident.clocks) {
        if (clock.state == record::ClockState::running)
            offer(next, clock.dueAt);
    }
    for (const auto &[key, step] : incident.steps) {
        if (step.state == StepState::waiting)
            offer(next, step.until);
    }
    return next;
}

} // namespace fw::procedures
