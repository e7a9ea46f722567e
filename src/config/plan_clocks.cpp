#include "config/plan_context.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fw::config {

namespace {

using procedures::Clock;
using procedures::ClockKind;

constexpr std::array<std::string_view, 3> kKinds{"deadline", "escalation", "hold"};

void onlyFor(Section &section, std::string_view key, bool allowed, std::string_view kind)
{
    if (section.has(key) && !allowed)
        section.wrong(key, fmt::format("only a {} has it", kind));
}

void readSets(PlanContext &plan, Section &section, Clock &clock)
{
    std::optional<Section> sets = section.table("sets");
    if (!sets)
        return;
    for (const Item &key : sets->keys()) {
        const std::string value = sets->line(key.text, Need::required);
        if (plan.refer(*sets, key.at, key.text, key.text, plan.facts, "fact"))
            plan.checkValue(*sets, sets->at(key.text), key.text, key.text, value);
        clock.sets[key.text] = value;
    }
}

void readStart(PlanContext &plan, Section &section, Clock &clock)
{
    constexpr auto kActive = PlanContext::Active::refused;
    const bool isHold = clock.kind == ClockKind::hold;
    clock.from = plan.anchors(section, "from", kActive);
    if (!section.has("from") && !isHold)
        clock.from = {{"opened", ""}};
    if (section.has("from") && isHold)
        section.wrong("from", "a hold runs while its condition is true: it has no other start");
    clock.of = plan.reference(section, "of", plan.conditions, "condition");
    if (isHold && !section.has("of"))
        section.wrong("of", "is missing: the condition that must last");
    onlyFor(section, "of", isHold, "hold");
    clock.when = plan.truth(section, "when");
    clock.restart = plan.restarts(section, kActive);
    clock.cancelledBy = plan.anchors(section, "cancelled_by", kActive);
    clock.keptBy = plan.anchors(section, "kept_by", kActive);
    onlyFor(section, "kept_by", clock.kind == ClockKind::deadline, "deadline");
}

Clock readClock(PlanContext &plan, Section &section)
{
    Clock clock;
    clock.id = section.name("id");
    plan.clockIds.add(section, "id", clock.id);
    const std::string kind = section.oneOf("kind", kKinds, Need::required);
    clock.kind = kind == "hold" ? ClockKind::hold : kind == "escalation" ? ClockKind::escalation : ClockKind::deadline;
    clock.after = section.has("after") ? plan.time(section, "after") : clock.id;
    static_cast<void>(section.find("after"));
    if (!section.has("after") && !clock.id.empty()) {
        const auto setting = plan.book.settings.find(clock.id);
        if (setting == plan.book.settings.end() || !setting->second.isDuration)
            section.wrong("id", fmt::format("there is no duration '{}' in [settings], and no after", clock.id));
    }
    readStart(plan, section, clock);
    clock.activates = plan.references(section, "activates", plan.steps, "step");
    readSets(plan, section, clock);
    clock.every = section.flag("every").value_or(false);
    checkRepeats(plan, section, "every", clock);
    clock.warnAt = plan.time(section, "warn_at");
    clock.why = plan.texts(section, "why", Need::optional);
    section.finish();
    return clock;
}

void markActivated(procedures::Playbook &book)
{
    for (const Clock &clock : book.clocks)
        for (const std::string &id : clock.activates)
            for (procedures::Phase &phase : book.phases)
                for (procedures::Step &step : phase.steps)
                    step.byClock = step.byClock || step.id == id;
}

} // namespace

void checkRepeats(PlanContext &plan, Section &section, std::string_view key, const Clock &clock)
{
    const auto setting = plan.book.settings.find(clock.after);
    if (clock.every && setting != plan.book.settings.end() && setting->second.value < 1)
        section.wrong(key, fmt::format("'{}' must be at least 1s: the clock repeats", clock.after));
}

void readClocks(PlanContext &plan)
{
    for (Section &section : plan.root.tables("clock"))
        plan.book.clocks.push_back(readClock(plan, section));
    markActivated(plan.book);
}

void readEnds(PlanContext &plan)
{
    Unique ids;
    for (Section &section : plan.root.tables("close")) {
        procedures::CloseNeed need;
        need.id = section.id("id");
        ids.add(section, "id", need.id);
        need.when = plan.truth(section, "when");
        need.need = plan.truth(section, "need", Need::required);
        need.missing = plan.texts(section, "missing", Need::required);
        section.finish();
        plan.book.closing.push_back(std::move(need));
    }
    if (plan.book.closing.empty())
        plan.root.wrong("close", "a playbook needs at least one [[close]]: without it nothing says when it may end");
    for (Section &section : plan.root.tables("follow_up")) {
        procedures::FollowUp follow;
        follow.playbook = section.id("playbook");
        follow.when = plan.truth(section, "when");
        follow.why = plan.texts(section, "why", Need::required);
        section.finish();
        plan.book.followUps.push_back(std::move(follow));
    }
    std::optional<Section> notices = plan.root.table("notice");
    if (!notices)
        return;
    for (const std::string key : {"caller", "floor"}) {
        if (std::optional<Section> notice = notices->table(key)) {
            plan.book.notices[key] = plan.texts(*notice, "text", Need::required);
            notice->finish();
        }
    }
    notices->finish();
}

} // namespace fw::config
