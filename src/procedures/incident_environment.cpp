#include "procedures/context.h"

#include <algorithm>

namespace fw::procedures {

using record::ClockState;
using record::StepState;
using rules::FloorTerm;
using rules::SubjectKind;
using rules::Truth;
using rules::Unknown;
using rules::Value;

IncidentEnvironment::IncidentEnvironment(const Context &context, std::string member)
    : m_context(context), m_member(std::move(member)),
      m_settings([&book = context.book](std::string_view name) { return book.setting(name); })
{
}

rules::FloorEnvironment IncidentEnvironment::floorFor(int term) const
{
    const rules::FloorTermInfo *info = term < int(FloorTerm::setting) ? rules::floorTermInfo(FloorTerm(term)) : nullptr;
    SubjectKind over = info == nullptr ? SubjectKind::site : info->over;
    if (over == SubjectKind::ups)
        over = SubjectKind::site; // every UPS of the site
    return {m_context.floor, over, m_member.empty() ? m_context.incident.subject : m_member, m_settings, m_context.now};
}

Value IncidentEnvironment::stepValue(IncidentTerm term, const std::string &id) const
{
    const Step *step = m_context.book.step(id);
    if (step == nullptr)
        return Unknown{};
    const auto instances = instancesOf(*step, m_context);
    const auto isWanted = [term](const record::Step &state) {
        const bool skipped = state.state == StepState::skipped && state.by.empty(); // by a person
        switch (term) {
        case IncidentTerm::step:
            return state.state == StepState::done;
        case IncidentTerm::active:
            return state.state == StepState::active;
        case IncidentTerm::skipped:
            return skipped;
        default:
            return state.state == StepState::done || skipped; // finished
        }
    };
    const auto is = [&](const Instance &instance) {
        if (!m_member.empty() && !instance.value.empty() && instance.value != m_member)
            return term != IncidentTerm::active; // another member's part
        const auto it = m_context.incident.steps.find(instance.key);
        return it != m_context.incident.steps.end() && isWanted(it->second);
    };
    if (instances.empty())
        return false;
    return term == IncidentTerm::active ? std::ranges::any_of(instances, is) : std::ranges::all_of(instances, is);
}

Value IncidentEnvironment::conditionValue(IncidentTerm term, const std::string &id) const
{
    bool any = false;
    bool all = true;
    bool unknown = true;
    for (const auto &[key, now] : m_context.conditions) {
        if (key.first != id || (!m_member.empty() && !key.second.empty() && key.second != m_member))
            continue;
        any = any || now.shown == Truth::yes;
        all = all && now.shown != Truth::no;
        unknown = unknown && now.shown == Truth::unknown;
        if (term == IncidentTerm::condition && now.shown == Truth::unknown)
            return Unknown{};
    }
    if (unknown)
        return Unknown{};
    return term == IncidentTerm::any ? any : all;
}

// A zone that was in alarm when it was last heard may be so yet, and after a restart one that led here.
Value IncidentEnvironment::alarmZones() const
{
    const floor::Floor &floor = m_context.floor;
    int inAlarm = 0;
    std::set<std::string> perhaps;
    for (const auto &[zone, state] : floor.alarmZones()) {
        const bool alarm = state == floor::ZoneState::alarm;
        const bool known = floor.known("alarm:" + zone);
        inAlarm += int(alarm && known);
        if (alarm && !known)
            perhaps.insert(zone);
    }
    for (const auto &[rule, member] : m_context.incident.troubles) {
        const bool known = floor.alarmZones().contains(member) && floor.known("alarm:" + member);
        if (!known && !floor.upses().contains(member))
            perhaps.insert(member);
    }
    if (perhaps.empty())
        return double(inAlarm);
    return Unknown{double(inAlarm), double(inAlarm) + double(perhaps.size())};
}

Value IncidentEnvironment::value(const rules::TermUse &use) const
{
    if (use.id < int(FloorTerm::count))
        return floorFor(use.id).value(use);
    const record::Incident &incident = m_context.incident;
    const auto clockIs = [&](auto predicate) {
        return std::ranges::any_of(incident.clocks, [&](const record::Clock &clock) {
            return (clock.clock == use.text || clock.clock.starts_with(use.text + ":")) && predicate(clock.state);
        });
    };
    switch (const auto term = IncidentTerm(use.id)) {
    case IncidentTerm::step:
    case IncidentTerm::active:
    case IncidentTerm::skipped:
    case IncidentTerm::finished:
        return stepValue(term, use.text);
    case IncidentTerm::held: { // the last run counts, and only while its condition has not ended since
        const record::Clock *run = incident.latestRun(use.text);
        const Clock *clock = m_context.book.clock(use.text);
        if (run == nullptr || clock == nullptr || run->state != ClockState::fired)
            return false;
        const auto ended = incident.ended.find(clock->of);
        if (ended != incident.ended.end() && ended->second > run->stopped->seq)
            return false;
        const auto now = m_context.conditions.find({clock->of, ""});
        return now == m_context.conditions.end() || now->second.shown != Truth::no;
    }
    case IncidentTerm::fired:
        return clockIs([](ClockState s) { return s == ClockState::fired || s == ClockState::missed; });
    case IncidentTerm::condition:
    case IncidentTerm::any:
        return conditionValue(term, use.text);
    case IncidentTerm::members:
        return double(incident.members.size());
    case IncidentTerm::alarmZones:
        return alarmZones();
    case IncidentTerm::byHand:
        return incident.by.starts_with("operator");
    case IncidentTerm::level:
        return double(incident.level);
    case IncidentTerm::open:
        return m_context.openPlaybooks.contains(use.text);
    case IncidentTerm::noted:
        return incident.facts.contains(use.text);
    case IncidentTerm::fact:
        break;
    }
    const Fact *fact = m_context.book.fact(use.text);
    const Json value = fact == nullptr ? Json() : factValue(*fact, m_context);
    if (value.is_number())
        return value.get<double>();
    if (value.is_string())
        return value.get<std::string>();
    return value.is_null() ? Value{Unknown{}} : Value{value.dump()};
}

std::optional<Duration> IncidentEnvironment::reaches(const rules::TermUse &use, double threshold) const
{
    return use.id < int(FloorTerm::count) ? floorFor(use.id).reaches(use, threshold) : std::nullopt;
}

std::optional<Duration> IncidentEnvironment::nextChange(const rules::TermUse &use) const
{
    return use.id < int(FloorTerm::count) ? floorFor(use.id).nextChange(use) : std::nullopt;
}

} // namespace fw::procedures
