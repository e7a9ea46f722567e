#include "procedures/context.h"

#include <algorithm>

namespace fw::procedures {
namespace {

Json listOf(const std::vector<std::string> &items)
{
    return items.empty() ? Json() : Json(items);
}

Json textOrNull(const std::string &s)
{
    return s.empty() ? Json() : Json(s);
}

std::vector<std::string> listedValues(const std::string &forEach, const Context &c)
{
    if (forEach == "site.sweep")
        return c.floor.site().sweep;
    std::vector<std::string> values;
    if (forEach == "site.entities") {
        for (const floor::Entity &entity : c.floor.site().entities)
            values.push_back(entity.id);
        return values;
    }
    constexpr std::string_view kFact = "fact:";
    const auto it = c.incident.facts.find(forEach.substr(kFact.size()));
    if (it == c.incident.facts.end())
        return values;
    if (!it->second.is_array())
        return {valueText(it->second)};
    for (const Json &item : it->second)
        values.push_back(valueText(item));
    return values;
}

} // namespace

std::string valueText(const Json &value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_array()) {
        std::string out;
        for (const Json &item : value)
            out += (out.empty() ? "" : ", ") + valueText(item);
        return out;
    }
    if (value.is_object()) { // one value for each
        std::string out;
        for (const auto &[each, said] : value.items())
            out += (out.empty() ? "" : ", ") + each + ": " + valueText(said);
        return out;
    }
    return value.is_null() ? std::string() : value.dump();
}

std::string Instance::member() const
{
    return step->forEach == "members" ? value : std::string();
}

bool isFinished(const Context &c, const std::string &key)
{
    const auto it = c.incident.steps.find(key);
    return it != c.incident.steps.end() &&
           (it->second.state == record::StepState::done || it->second.state == record::StepState::skipped);
}

rules::Truth truthOf(const rules::Expression &e, const Context &c, const std::string &member)
{
    return e.empty() ? rules::Truth::yes : e.truth(IncidentEnvironment(c, member));
}

std::string keyOf(std::string_view id, const std::string &value)
{
    return value.empty() ? std::string(id) : std::string(id) + ":" + value;
}

KeyParts splitKey(std::string_view key)
{
    const std::size_t colon = std::min(key.find(':'), key.size());
    return {key.substr(0, colon), key.substr(std::min(colon + 1, key.size()))};
}

std::string aboutOf(const std::string &forEach, const std::string &value, const Context &c)
{
    const bool onlyOne = value.empty() && forEach == "members" && c.incident.members.size() == 1;
    return onlyOne ? c.incident.members.front() : value;
}

std::vector<std::string> valuesOf(const std::string &forEach, const Context &c)
{
    if (forEach.empty())
        return {""};
    if (forEach == "members")
        return c.incident.members.size() <= 1 ? std::vector<std::string>{""} : c.incident.members;
    std::vector<std::string> values;
    for (std::string &value : listedValues(forEach, c)) { // typed by people: one may stand there twice
        if (std::ranges::find(values, value) == values.end())
            values.push_back(std::move(value));
    }
    return values;
}

std::vector<Instance> instancesOf(const Step &step, const Context &c)
{
    std::vector<Instance> instances;
    for (const std::string &value : valuesOf(step.forEach, c))
        instances.push_back({&step, value, keyOf(step.id, value)});
    return instances;
}

std::optional<Instance> findInstance(std::string_view key, const Context &c)
{
    const Step *step = c.book.step(splitKey(key).id);
    if (step == nullptr)
        return std::nullopt;
    for (Instance &instance : instancesOf(*step, c)) {
        if (instance.key == key)
            return std::move(instance);
    }
    return std::nullopt;
}

Json factValue(const Fact &fact, const Context &c)
{
    const auto it = c.incident.facts.find(fact.id);
    if (it != c.incident.facts.end())
        return it->second;
    const floor::Site &site = c.floor.site();
    if (fact.from == "site.unit")
        return textOrNull(site.unit);
    if (fact.from == "site.address")
        return textOrNull(site.address);
    if (fact.from == "site.name")
        return textOrNull(site.name);
    if (fact.from == "subject")
        return textOrNull(c.incident.subject);
    if (fact.from == "members")
        return listOf(c.incident.members);
    if (fact.from == "since")
        return textOrNull(timeOfDay(c.incident.since, site.offsetAt(c.incident.since)));
    return Json();
}

Text factText(const Fact &fact, const Context &c)
{
    const Json value = factValue(fact, c);
    const std::string text = valueText(value);
    if (text.empty())
        return fact.fallback.empty() ? Text{"—", "—"} : fact.fallback;
    const auto option = std::ranges::find(fact.options, text, &FactOption::id);
    return option != fact.options.end() ? option->label : Text{text, text};
}

std::string chainOf(const Step &step, const Context &c)
{
    if (step.chainBy.empty())
        return step.chain;
    const Fact *fact = c.book.fact(step.chainBy);
    const auto noted = c.incident.facts.find(step.chainBy);
    if (fact == nullptr || noted == c.incident.facts.end())
        return step.chain;
    const auto option = std::ranges::find(fact->options, valueText(noted->second), &FactOption::id);
    return option == fact->options.end() || option->chain.empty() ? step.chain : option->chain;
}

std::string partName(const std::string &value, const Context &c)
{
    const auto &entities = c.floor.site().entities;
    const auto entity = std::ranges::find(entities, value, &floor::Entity::id);
    if (entity != entities.end() && !entity->name.empty())
        return entity->name;
    if (!value.empty())
        return value;
    return c.incident.subject.empty() ? "—" : c.incident.subject;
}

Text fillText(const Text &text, const Context &c, const std::string &value)
{
    const IncidentEnvironment env(c);
    const rules::FloorVocabulary terms;
    const auto lookup = [&](std::string_view name, Language language) -> std::string {
        if (name == "value")
            return partName(value, c);
        if (name == "members")
            return valueText(listOf(c.incident.members));
        if (name == "level")
            return std::to_string(c.incident.level);
        if (name == "subject")
            return c.incident.subject.empty() ? "—" : c.incident.subject;
        if (name == "commander")
            return c.incident.commander.empty() ? "—" : c.incident.commander;
        if (name == "since")
            return timeOfDay(c.incident.since, c.floor.site().offsetAt(c.incident.since));
        if (const Fact *fact = c.book.fact(name))
            return factText(*fact, c).in(language);
        if (const auto it = c.book.settings.find(std::string(name)); it != c.book.settings.end()) {
            return it->second.isDuration ? say(c.book.duration(name), language)
                                         : std::to_string(std::int64_t(it->second.value));
        }
        const auto use = terms.find(name, std::nullopt);
        return use ? rules::sayValue(*use, env.value(*use), language) : "—";
    };
    const auto in = [&](const std::string &pattern, Language language) {
        return fill(pattern, [&](std::string_view name) { return lookup(name, language); });
    };
    return {in(text.en, Language::en), in(text.zh, Language::zh)};
}

std::string anchorText(const Anchor &anchor)
{
    return anchor.name.empty() ? anchor.kind : anchor.kind + ":" + anchor.name;
}

namespace {

using record::Seen;

// The latest of several, recorded with the last of them.
void take(std::optional<Seen> &last, const Seen &seen)
{
    last = last ? Seen{std::max(last->at, seen.at), std::max(last->seq, seen.seq)} : seen;
}

// When a step was done: all its parts, the last of them; or one part.
std::optional<Seen> doneAt(const std::string &id, const Context &c, const std::string &value)
{
    const Step *step = c.book.step(id);
    if (step == nullptr)
        return std::nullopt;
    std::optional<Seen> last;
    for (const Instance &instance : instancesOf(*step, c)) {
        if (!value.empty() && !instance.value.empty() && instance.value != value)
            continue;
        const auto it = c.incident.steps.find(instance.key);
        if (it == c.incident.steps.end() || it->second.state != record::StepState::done)
            return std::nullopt;
        take(last, *it->second.finished);
    }
    return last;
}

std::optional<Seen> seenAt(const std::string &kind, const Context &c, const std::string &value)
{
    const auto it = c.incident.seen.find(kind);
    if (it == c.incident.seen.end())
        return std::nullopt;
    std::optional<Seen> last;
    for (const auto &[about, seen] : it->second) {
        if (value.empty() || about.empty() || about == value)
            take(last, seen);
    }
    return last;
}

std::optional<Seen> conditionSince(const std::string &id, const Context &c, const std::string &value)
{
    std::optional<Seen> last;
    for (const auto &[key, now] : c.conditions) {
        if (key.first != id || (!value.empty() && !key.second.empty() && key.second != value))
            continue;
        if (now.shown != rules::Truth::yes)
            return std::nullopt;
        take(last, {*now.since, 0});
    }
    return last;
}

// Its time was up when it was due, however late that came to be known.
std::optional<Seen> firedAt(const std::string &id, const Context &c)
{
    for (auto it = c.incident.clocks.rbegin(); it != c.incident.clocks.rend(); ++it) {
        const bool same = it->clock == id || it->clock.starts_with(id + ":");
        if (same && (it->state == record::ClockState::fired || it->state == record::ClockState::missed))
            return Seen{it->dueAt, it->stopped->seq};
    }
    return std::nullopt;
}

} // namespace

std::optional<Seen> anchorSeen(const Anchor &anchor, const Context &c, const std::string &ownStep,
                               const std::string &value)
{
    if (anchor.kind == "opened")
        return Seen{c.incident.openedAt, 0};
    if (anchor.kind == "since")
        return Seen{c.incident.since, 0};
    if (anchor.kind == "active") {
        const auto it = c.incident.steps.find(ownStep);
        return it == c.incident.steps.end() ? std::nullopt : std::optional(it->second.activated);
    }
    if (anchor.kind == "step")
        return doneAt(anchor.name, c, value);
    if (anchor.kind == "fact") {
        const auto it = c.incident.factsSeen.find(anchor.name);
        return it == c.incident.factsSeen.end() ? std::nullopt : std::optional(it->second);
    }
    if (anchor.kind == "record")
        return seenAt(anchor.name, c, value);
    if (anchor.kind == "condition")
        return conditionSince(anchor.name, c, value);
    if (anchor.kind == "clock")
        return firedAt(anchor.name, c);
    if (anchor.kind == "rule")
        return seenAt("incident.joined", c, {});
    return std::nullopt;
}

} // namespace fw::procedures
