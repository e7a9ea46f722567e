// The terms of an incident that a playbook's expressions may use, beside those of the floor.
#pragma once

#include "rules/floor_terms.h"

#include <functional>
#include <string>
#include <string_view>

namespace fw::procedures {

enum class IncidentTerm {
    step = int(rules::FloorTerm::count),
    active,
    skipped,
    finished,
    held,
    fired,
    noted,
    condition,
    any,
    members,
    alarmZones,
    byHand,
    level,
    open,
    fact
};

// What a playbook defines; each predicate says whether the name exists there.
struct PlaybookNames {
    std::function<bool(std::string_view)> step;
    std::function<bool(std::string_view)> clock;
    std::function<bool(std::string_view)> condition;
    std::function<bool(std::string_view)> fact;
    std::function<bool(std::string_view)> setting;
};

class IncidentVocabulary : public rules::Vocabulary {
public:
    explicit IncidentVocabulary(PlaybookNames names) : m_names(std::move(names)) {}
    [[nodiscard]] std::optional<rules::TermUse> find(std::string_view name,
                                                     const std::optional<Argument> &arg) const override;

private:
    PlaybookNames m_names;
    rules::FloorVocabulary m_floor;
};

} // namespace fw::procedures
