// The site's rules over the floor: one Condition for each rule and subject. Looks again only at what an input changed
// and at what is due; the engine asks nextDue() for the moment to come back. Deterministic: rules in their order,
// subjects in theirs. One rule is its own, the canary's (over SubjectKind::canary): it is looked at and changes like
// any other, and is no standing.
#pragma once

#include "base/json.h"
#include "floor/floor.h"
#include "rules/condition.h"
#include "rules/floor_environment.h"
#include "rules/rule.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fw::rules {

struct RuleChange {
    const Rule *rule = nullptr;
    std::string subject;
    Condition::Change change;
    Text why;     // filled, in both languages
    Json figures; // the terms of the condition and their values
};

// How near a condition is to firing: "should I worry yet?"
struct Standing {
    const Rule *rule = nullptr;
    std::string subject;
    Truth shown = Truth::unknown;
    bool wasTrue = false;
    std::optional<Moment> since;
    std::optional<Moment> pendingSince;
    Text why; // of its last change to true
};

// A condition that does not hold, and how near it is to it.
struct Near {
    const Rule *rule = nullptr;
    std::string subject;
    double nearness = 0; // 0–1
    Text text;           // its figures now
    std::optional<Moment> pendingSince;
};

class Watch {
public:
    using SettingsOf = std::function<double(int procedure, std::string_view name)>;

    Watch(std::vector<Rule> rules, SettingsOf settings);

    [[nodiscard]] std::vector<RuleChange> look(const floor::Floor &floor, const floor::Changes &changes, Moment now);
    [[nodiscard]] std::vector<RuleChange> lookAtDue(const floor::Floor &floor, Moment now);
    [[nodiscard]] std::optional<Duration> nextDue() const; // steady
    [[nodiscard]] std::vector<Standing> standings() const;
    // The text of one that holds, with the figures of now; as it became true, while they are not known.
    [[nodiscard]] Text wordsNow(const Standing &standing, const floor::Floor &floor, Moment now) const;
    // The `most` conditions that are nearest to firing, the nearest first; none that is nowhere near.
    [[nodiscard]] std::vector<Near> nearest(const floor::Floor &floor, Moment now, std::size_t most) const;

private:
    struct Key {
        std::size_t rule = 0;
        std::string subject;
        auto operator<=>(const Key &) const = default;
    };
    struct Entry {
        Condition condition;
        std::optional<Duration> due; // steady
        Text why;
    };

    [[nodiscard]] std::vector<std::string> subjectsOf(const Rule &rule, const floor::Floor &floor,
                                                      const floor::Changes &changes) const;
    [[nodiscard]] bool isCanary(const Key &key) const { return m_rules[key.rule].over == SubjectKind::canary; }
    void lookAt(const Key &key, const floor::Floor &floor, Moment now, std::vector<RuleChange> &out);

    std::vector<Rule> m_rules;
    SettingsOf m_settings;
    std::map<Key, Entry> m_entries;
    std::set<std::pair<Duration, Key>> m_due;
};

// A rule's or a playbook condition's text with the terms of `env` filled in.
[[nodiscard]] Text fillTerms(const Text &text, const Environment &env);
// The time of an expression in seconds; nothing: 0.
[[nodiscard]] Duration durationOf(const Expression &e, const Environment &env);

} // namespace fw::rules
