#include "rules/watch.h"

#include <algorithm>
#include <cmath>

namespace fw::rules {

Text fillTerms(const Text &text, const Environment &env)
{
    const FloorVocabulary terms;
    const auto in = [&](const std::string &pattern, Language language) {
        return fill(pattern, [&](std::string_view name) {
            const auto use = terms.find(name, std::nullopt);
            return use ? sayValue(*use, env.value(*use), language) : std::string("—");
        });
    };
    return {in(text.en, Language::en), in(text.zh, Language::zh)};
}

Duration durationOf(const Expression &e, const Environment &env)
{
    if (e.empty())
        return Duration{0};
    const Value value = e.value(env);
    const double *seconds = std::get_if<double>(&value);
    return seconds == nullptr ? Duration{0} : Duration{std::llround(*seconds * 1000)};
}

namespace {

Json figuresOf(const Expression &e, const Environment &env)
{
    Json figures = Json::object();
    for (const TermUse &use : e.terms()) {
        const FloorTermInfo *info = use.id < int(FloorTerm::setting) ? floorTermInfo(FloorTerm(use.id)) : nullptr;
        if (info == nullptr)
            continue;
        const Value value = env.value(use);
        std::visit(
            [&](const auto &v) {
                if constexpr (!std::is_same_v<std::decay_t<decltype(v)>, Unknown>)
                    figures[std::string(info->name)] = v;
                else
                    figures[std::string(info->name)] = nullptr;
            },
            value);
    }
    return figures;
}

// Fires for every second canary and clears for the others: each of them must change it.
Rule canaryRule()
{
    Rule rule;
    rule.id = "canary";
    rule.over = SubjectKind::canary;
    rule.when = Expression::parse("canary", FloorVocabulary(SubjectKind::canary)).value();
    return rule;
}

} // namespace

Watch::Watch(std::vector<Rule> rules, SettingsOf settings) : m_rules(std::move(rules)), m_settings(std::move(settings))
{
    m_rules.push_back(canaryRule());
}

std::vector<std::string> Watch::subjectsOf(const Rule &rule, const floor::Floor &floor,
                                           const floor::Changes &changes) const
{
    std::vector<std::string> subjects;
    switch (rule.over) {
    case SubjectKind::queue:
        for (const auto &[id, queue] : floor.queues()) {
            const bool inbound = queue.config().role == floor::QueueRole::inbound;
            if (inbound && (changes.everything || changes.queues.contains(id)))
                subjects.push_back(id.str());
        }
        break;
    case SubjectKind::seat:
        if (changes.everything) {
            for (const auto &[id, seat] : floor.seats())
                subjects.push_back(id.str());
        } else {
            for (const SeatId &id : changes.seats)
                subjects.push_back(id.str());
        }
        break;
    case SubjectKind::ups:
        for (const auto &[id, ups] : floor.upses()) {
            if (changes.everything || changes.upses.contains(id))
                subjects.push_back(id);
        }
        break;
    case SubjectKind::zone:
        for (const auto &[id, reading] : floor.temperatures()) {
            if (changes.everything || changes.zones.contains(id))
                subjects.push_back(id);
        }
        for (const auto &[id, state] : floor.alarmZones()) {
            if (!floor.temperatures().contains(id) && (changes.everything || changes.zones.contains(id)))
                subjects.push_back(id);
        }
        break;
    case SubjectKind::system:
        for (const auto &[id, probe] : floor.systems()) {
            if (changes.everything || changes.systems.contains(id))
                subjects.push_back(id);
        }
        break;
    case SubjectKind::canary:
        if (floor.canary() != 0 && (changes.everything || changes.canary))
            subjects.emplace_back();
        break;
    default:
        break;
    }
    return subjects;
}

Text Watch::wordsNow(const Standing &standing, const floor::Floor &floor, Moment now) const
{
    const Rule &rule = *standing.rule;
    const Settings settings = [&](std::string_view name) { return m_settings(rule.procedure, name); };
    const FloorEnvironment env(floor, rule.over, standing.subject, settings, now);
    const Truth truth = rule.when.truth(env);
    if (truth == Truth::unknown)
        return standing.why;
    return fillTerms(truth == Truth::no && !rule.cleared.empty() ? rule.cleared : rule.why, env);
}

std::vector<Near> Watch::nearest(const floor::Floor &floor, Moment now, std::size_t most) const
{
    using Ranked = std::pair<double, const std::pair<const Key, Entry> *>;
    std::vector<Ranked> ranked;
    const auto environment = [&](const Key &key, const Settings &settings) {
        return FloorEnvironment(floor, m_rules[key.rule].over, key.subject, settings, now);
    };
    const auto settingsOf = [&](const Key &key) -> Settings {
        return [this, procedure = m_rules[key.rule].procedure](std::string_view name) {
            return m_settings(procedure, name);
        };
    };
    for (const auto &entry : m_entries) {
        if (entry.second.condition.wasTrue() || isCanary(entry.first))
            continue;
        const Settings settings = settingsOf(entry.first);
        const double nearness = m_rules[entry.first.rule].when.nearness(environment(entry.first, settings));
        if (nearness > 0)
            ranked.emplace_back(nearness, &entry);
    }
    std::ranges::stable_sort(ranked, std::greater{}, &Ranked::first);
    ranked.resize(std::min(ranked.size(), most));
    std::vector<Near> all;
    for (const auto &[nearness, entry] : ranked) {
        const Rule &rule = m_rules[entry->first.rule];
        const Settings settings = settingsOf(entry->first);
        const Text &text = nearness < 1 && !rule.cleared.empty() ? rule.cleared : rule.why;
        all.push_back({&rule, entry->first.subject, nearness, fillTerms(text, environment(entry->first, settings)),
                       entry->second.condition.pendingSince()});
    }
    return all;
}

void Watch::lookAt(const Key &key, const floor::Floor &floor, Moment now, std::vector<RuleChange> &out)
{
    const Rule &rule = m_rules[key.rule];
    const Settings settings = [&](std::string_view name) { return m_settings(rule.procedure, name); };
    const FloorEnvironment env(floor, rule.over, key.subject, settings, now);
    Entry &entry = m_entries[key];
    const Duration heldFor = durationOf(rule.heldFor, env);
    const Duration clearFor = durationOf(rule.clearFor, env);
    const auto change = entry.condition.update(rule.when.truth(env), heldFor, clearFor, now);
    if (change) {
        const Text &text = change->to == Truth::no && !rule.cleared.empty() ? rule.cleared : rule.why;
        // What is no longer known is said as it was when it was.
        Text why = change->to == Truth::unknown && !entry.why.empty() ? entry.why : fillTerms(text, env);
        if (change->to == Truth::yes)
            entry.why = why;
        out.push_back({&rule, key.subject, *change, std::move(why), figuresOf(rule.when, env)});
    }

    if (entry.due)
        m_due.erase({*entry.due, key});
    std::optional<Duration> wait = entry.condition.due(heldFor, clearFor);
    const auto changes = rule.when.nextChange(env);
    if (changes && (!wait || *changes < *wait))
        wait = changes;
    // A value may stand exactly on its limit: look again in a millisecond, never at once.
    entry.due = wait ? std::optional(now.steady + std::max(*wait, Duration{1})) : std::nullopt;
    if (entry.due)
        m_due.insert({*entry.due, key});
}

std::vector<RuleChange> Watch::look(const floor::Floor &floor, const floor::Changes &changes, Moment now)
{
    std::vector<RuleChange> out;
    for (std::size_t i = 0; i < m_rules.size(); ++i) {
        for (std::string &subject : subjectsOf(m_rules[i], floor, changes))
            lookAt({i, std::move(subject)}, floor, now, out);
    }
    return out;
}

std::vector<RuleChange> Watch::lookAtDue(const floor::Floor &floor, Moment now)
{
    std::vector<RuleChange> out;
    std::vector<Key> due;
    while (!m_due.empty() && m_due.begin()->first <= now.steady) {
        due.push_back(m_due.begin()->second);
        m_entries[due.back()].due.reset();
        m_due.erase(m_due.begin());
    }
    std::ranges::sort(due);
    for (const Key &key : due)
        lookAt(key, floor, now, out);
    return out;
}

std::optional<Duration> Watch::nextDue() const
{
    return m_due.empty() ? std::nullopt : std::optional(m_due.begin()->first);
}

std::vector<Standing> Watch::standings() const
{
    std::vector<Standing> all;
    for (const auto &[key, entry] : m_entries) {
        if (isCanary(key))
            continue;
        const Condition &c = entry.condition;
        all.push_back(
            {&m_rules[key.rule], key.subject, c.shown(), c.wasTrue(), c.since(), c.pendingSince(), entry.why});
    }
    return all;
}

} // namespace fw::rules
