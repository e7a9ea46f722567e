// An open incident while the program runs: its playbook and the conditions of that playbook. Everything else of the
// incident is state, folded from records. advance() asks procedures/ what follows until nothing more does.
#pragma once

#include "engine/world.h"
#include "procedures/decide.h"
#include "rules/condition.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace fw::engine {

class IncidentRun {
public:
    // `baseline`: the queues' counts at the opening, for the impact; nothing after a restart. `stands`: its playbook
    // cannot be read, so its steps and clocks stay as they are.
    IncidentRun(int id, std::shared_ptr<const procedures::Playbook> book, std::optional<floor::Figures> baseline,
                bool stands = false)
        : m_id(id), m_book(std::move(book)), m_baseline(baseline), m_stands(stands)
    {
    }

    void advance(World &world);
    [[nodiscard]] const procedures::Playbook &book() const { return *m_book; }
    [[nodiscard]] const std::optional<floor::Figures> &baseline() const { return m_baseline; }
    // Valid while the world does not change.
    [[nodiscard]] procedures::Context context(const World &world) const;
    [[nodiscard]] std::optional<Duration> conditionsDue() const { return m_due; } // steady
    // The first wall time at which something of it falls due.
    [[nodiscard]] std::optional<WallTime> nextDue(const World &world) const;

private:
    using Key = std::pair<std::string, std::string>; // condition, member

    void lookAtConditions(World &world);
    void lookAt(const rules::Rule &condition, const std::string &member, World &world);
    void put(std::vector<record::Draft> drafts, World &world);
    void announce(World &world) const;
    void askForWakes(const World &world);

    int m_id;
    std::shared_ptr<const procedures::Playbook> m_book;
    std::optional<floor::Figures> m_baseline;
    bool m_stands;
    std::map<Key, rules::Condition> m_conditions;
    procedures::ConditionsNow m_shown;
    std::optional<Duration> m_due;
};

} // namespace fw::engine
