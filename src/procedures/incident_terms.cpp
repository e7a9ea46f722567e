#include "procedures/incident_terms.h"

#include <array>

namespace fw::procedures {
namespace {

using Exists = std::function<bool(std::string_view)> PlaybookNames::*;

struct NamedTerm { // term('NAME') where NAME must exist
    std::string_view name;
    IncidentTerm term;
    Exists exists;
};
constexpr std::array kNamed{
    NamedTerm{"step", IncidentTerm::step, &PlaybookNames::step},
    NamedTerm{"active", IncidentTerm::active, &PlaybookNames::step},
    NamedTerm{"skipped", IncidentTerm::skipped, &PlaybookNames::step},
    NamedTerm{"finished", IncidentTerm::finished, &PlaybookNames::step},
    NamedTerm{"held", IncidentTerm::held, &PlaybookNames::clock},
    NamedTerm{"fired", IncidentTerm::fired, &PlaybookNames::clock},
    NamedTerm{"noted", IncidentTerm::noted, &PlaybookNames::fact},
    NamedTerm{"condition", IncidentTerm::condition, &PlaybookNames::condition},
    NamedTerm{"any", IncidentTerm::any, &PlaybookNames::condition},
};

struct PlainTerm {
    std::string_view name;
    IncidentTerm term;
};
constexpr std::array kPlain{
    PlainTerm{"members", IncidentTerm::members},
    PlainTerm{"alarm_zones", IncidentTerm::alarmZones},
    PlainTerm{"by_hand", IncidentTerm::byHand},
    PlainTerm{"level", IncidentTerm::level},
};

} // namespace

std::optional<rules::TermUse> IncidentVocabulary::find(std::string_view name, const std::optional<Argument> &arg) const
{
    for (const NamedTerm &named : kNamed) {
        if (named.name != name)
            continue;
        if (!arg || !arg->text || !(m_names.*named.exists)(*arg->text))
            return std::nullopt;
        return rules::TermUse{int(named.term), 0, *arg->text};
    }
    if (name == "open" && arg && arg->text) // another playbook; it may come from a profile, so any name goes
        return rules::TermUse{int(IncidentTerm::open), 0, *arg->text};
    if (!arg) {
        for (const PlainTerm &plain : kPlain) {
            if (plain.name == name)
                return rules::TermUse{int(plain.term), 0, {}};
        }
        if (m_names.fact(name))
            return rules::TermUse{int(IncidentTerm::fact), 0, std::string(name)};
    }
    auto floor = m_floor.find(name, arg);
    if (floor && floor->id == int(rules::FloorTerm::setting) && !m_names.setting(floor->text))
        return std::nullopt;
    return floor;
}

} // namespace fw::procedures
