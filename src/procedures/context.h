// An open incident as its playbook sees it at one moment: everything that procedures/ decides from. Nothing here
// changes anything; what is decided comes out as drafts of records.
#pragma once

#include "base/time_text.h"
#include "floor/floor.h"
#include "procedures/contacts.h"
#include "procedures/incident_terms.h"
#include "procedures/playbook.h"
#include "record/draft.h"
#include "record/state.h"
#include "rules/floor_environment.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace fw::procedures {

// A playbook condition of one subject, as shown now.
struct ConditionNow {
    rules::Truth shown = rules::Truth::unknown;
    bool wasTrue = false;
    std::optional<WallTime> since;
};
// (condition, member); member "" for conditions over the incident.
using ConditionsNow = std::map<std::pair<std::string, std::string>, ConditionNow>;

struct Context {
    const Playbook &book;
    const record::Incident &incident;
    const floor::Floor &floor;
    const ConditionsNow &conditions;
    Moment now;
    WallTime programStart{};                    // a clock due before it fires late
    const std::set<std::string> &openPlaybooks; // of all open incidents
};

// One part of a step: the whole step, or its share for one value ("sweep:toilets").
struct Instance {
    const Step *step = nullptr;
    std::string value; // "" when the step has no parts
    std::string key;   // as in records: "sweep:toilets"

    [[nodiscard]] std::string member() const; // the value, if the parts are the incident's members
};

// The values a `for_each` stands for now, each once; one "" for none, and for a single member.
[[nodiscard]] std::vector<std::string> valuesOf(const std::string &forEach, const Context &c);
[[nodiscard]] std::vector<Instance> instancesOf(const Step &step, const Context &c);
// The instance a key names, if the step exists and has that value.
[[nodiscard]] std::optional<Instance> findInstance(std::string_view key, const Context &c);
// What a part is about: its value, or the only member of an incident whose members are not told apart.
[[nodiscard]] std::string aboutOf(const std::string &forEach, const std::string &value, const Context &c);
[[nodiscard]] std::string keyOf(std::string_view id, const std::string &value);
// What keyOf() joined: the id of a step or clock, and the value ("" for none). Valid as long as `key` is.
struct KeyParts {
    std::string_view id;
    std::string_view value;
};
[[nodiscard]] KeyParts splitKey(std::string_view key);

// Done or skipped.
[[nodiscard]] bool isFinished(const Context &c, const std::string &key);
// An empty expression is true.
[[nodiscard]] rules::Truth truthOf(const rules::Expression &e, const Context &c, const std::string &member = {});

// A value as one line: the items of a list with commas between them; "" for none.
[[nodiscard]] std::string valueText(const Json &value);
// What a part of a step or a fact is called: a service entity by its name, everything else as it is; "": the incident's
// subject.
[[nodiscard]] std::string partName(const std::string &value, const Context &c);
// A fact's value: noted, or filled from the site or the incident; null if nobody has said it.
[[nodiscard]] Json factValue(const Fact &fact, const Context &c);
// How a fact's value reads on a card, in both languages ("—" or the fallback when not said).
[[nodiscard]] Text factText(const Fact &fact, const Context &c);
// The chain to call for a step: its own, or that of the chosen option; "" when it is not chosen yet.
[[nodiscard]] std::string chainOf(const Step &step, const Context &c);
// A text of the playbook with its placeholders filled.
[[nodiscard]] Text fillText(const Text &text, const Context &c, const std::string &value = {});

// The incident's terms for expressions; `member` narrows floor terms and conditions to one member.
class IncidentEnvironment : public rules::Environment {
public:
    explicit IncidentEnvironment(const Context &context, std::string member = {});

    [[nodiscard]] rules::Value value(const rules::TermUse &term) const override;
    [[nodiscard]] std::optional<Duration> reaches(const rules::TermUse &term, double threshold) const override;
    [[nodiscard]] std::optional<Duration> nextChange(const rules::TermUse &term) const override;

private:
    [[nodiscard]] rules::Value stepValue(IncidentTerm term, const std::string &id) const;
    [[nodiscard]] rules::Value conditionValue(IncidentTerm term, const std::string &id) const;
    [[nodiscard]] rules::Value alarmZones() const;
    [[nodiscard]] rules::FloorEnvironment floorFor(int term) const;

    const Context &m_context;
    std::string m_member;
    rules::Settings m_settings;
};

// When `anchor` happened, if it has. What no single record says (the opening, a condition) has the number 0. `value`
// narrows step, record and condition anchors of a for_each.
[[nodiscard]] std::optional<record::Seen> anchorSeen(const Anchor &anchor, const Context &c, const std::string &ownStep,
                                                     const std::string &value);
[[nodiscard]] std::string anchorText(const Anchor &anchor);

} // namespace fw::procedures
