// A playbook while it is read: what has been read, and which names the whole file defines, so that every reference is
// checked where it stands, before or after the definition. Private to this module, lives for one call.
#pragma once

#include "config/expression_field.h"
#include "config/section.h"
#include "config/unique.h"
#include "procedures/incident_terms.h"
#include "procedures/playbook.h"

#include <array>
#include <set>
#include <string>
#include <string_view>

namespace fw::config {

using Names = std::set<std::string, std::less<>>;

enum class Repeats { no, yes }; // a step with for_each has {value}

class PlanContext {
public:
    PlanContext(TomlSource &source, const toml::table &root);
    PlanContext(const PlanContext &) = delete;
    PlanContext &operator=(const PlanContext &) = delete;

    Section root;
    procedures::Playbook book;
    Names steps;
    Names clocks;
    Names conditions;
    Names facts;
    Names settings;
    Names chains;
    Unique clockIds;

    [[nodiscard]] Text texts(Section &section, std::string_view key, Need need, Repeats repeats = Repeats::no) const;
    [[nodiscard]] rules::Expression truth(Section &section, std::string_view key, Need need = Need::optional) const;
    // `refuse_when` with its `refused.*`, both or neither.
    [[nodiscard]] procedures::RefuseWhen refusal(Section &section) const;
    [[nodiscard]] rules::Expression seconds(Section &section, std::string_view key) const;

    // Notes a mistake if `id` is not among the names; `what` is how the message calls them.
    bool refer(Section &section, Position at, std::string_view key, const std::string &id, const Names &names,
               std::string_view what) const;
    // The value of a key that names one of them, "" if it is missing. A name that is not there is noted and given back,
    // so that it is not named a second time for what follows from it.
    [[nodiscard]] std::string reference(Section &section, std::string_view key, const Names &names,
                                        std::string_view what) const;
    [[nodiscard]] std::vector<std::string> references(Section &section, std::string_view key, const Names &names,
                                                      std::string_view what) const;
    // A setting that is a duration.
    [[nodiscard]] std::string time(Section &section, std::string_view key) const;
    // A value that a fact may take.
    bool checkValue(Section &section, Position at, std::string_view key, const std::string &fact,
                    const std::string &value) const;

    enum class Active { allowed, refused };
    [[nodiscard]] std::vector<procedures::Anchor> anchors(Section &section, std::string_view key, Active active) const;
    [[nodiscard]] std::vector<procedures::Restart> restarts(Section &section, Active active) const;

private:
    [[nodiscard]] std::optional<procedures::Anchor> anchor(Section &section, const Item &item, std::string_view key,
                                                           Active active) const;
    void collectNames();

    procedures::IncidentVocabulary m_vocabulary;
};

// Who does a step or stands in a chain.
inline constexpr std::array<std::string_view, 12> kRoles{"agent",
                                                         "shift-leader",
                                                         "supervisor",
                                                         "superior",
                                                         "om",
                                                         "system-maintenance",
                                                         "business-operations",
                                                         "department",
                                                         "administration",
                                                         "management",
                                                         "marketing-outbound",
                                                         "warden"};

// The value of a key that names one key of the keyboard: a character, or F1 to F12. "" if it is missing.
[[nodiscard]] std::string keyIn(Section &section, std::string_view key);

// A clock that starts again the moment it fires would never let go.
void checkRepeats(PlanContext &plan, Section &section, std::string_view key, const procedures::Clock &clock);

// The parts of the file, in the order in which they must be read.
void readFacts(PlanContext &plan);
void readChains(PlanContext &plan);
void readConditions(PlanContext &plan);
void readPhases(PlanContext &plan);
void readClocks(PlanContext &plan);
void readEnds(PlanContext &plan);

} // namespace fw::config
