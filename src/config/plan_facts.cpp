#include "config/plan_context.h"

#include <array>
#include <fmt/format.h>

namespace fw::config {

namespace {

using procedures::Fact;
using procedures::FactOption;
using procedures::FactType;

constexpr std::array<std::string_view, 5> kTypes{"text", "number", "choice", "list", "per"};
constexpr std::array<std::string_view, 6> kFrom{"site.unit", "site.address", "site.name",
                                                "subject",   "members",      "since"};
constexpr std::array<std::string_view, 1> kPer{"entities"};
constexpr std::array<std::string_view, 9> kReserved{"and",   "or",      "not",   "true",     "false",
                                                    "known", "subject", "since", "commander"};

// A fact is a term and a placeholder by its name: it must not hide another one.
void checkFactName(PlanContext &plan, Section &section, const std::string &id)
{
    const procedures::IncidentVocabulary others{{[](auto) { return false; }, [](auto) { return false; },
                                                 [](auto) { return false; }, [](auto) { return false; },
                                                 [](auto) { return false; }}};
    const bool reserved = std::ranges::find(kReserved, id) != kReserved.end() || id == "value";
    if (reserved || others.find(id, std::nullopt))
        section.wrong("id", fmt::format("'{}' is already the name of a term", id));
    else if (plan.settings.contains(id))
        section.wrong("id", fmt::format("'{}' is already the name of a setting", id));
}

void readOptions(PlanContext &plan, Section &section, Fact &fact)
{
    Unique ids;
    Unique keys;
    std::vector<Section> options = section.tables("option");
    if (fact.type == FactType::choice && options.size() < 2)
        section.wrong("option", "a choice needs at least two options");
    if (fact.type != FactType::choice && !options.empty())
        section.wrong("option", "only a choice has options");
    for (Section &row : options) {
        FactOption option;
        option.id = row.line("id", Need::required);
        if (!option.id.empty() && !isId(option.id) && !isName(option.id))
            row.wrong("id", fmt::format("'{}' must be lower-case letters, digits, '-' or '_'", option.id));
        ids.add(row, "id", option.id);
        option.label = plan.texts(row, "label", Need::required);
        option.key = keyIn(row, "key");
        keys.add(row, "key", option.key);
        option.chain = plan.reference(row, "chain", plan.chains, "chain");
        option.refuse = plan.refusal(row);
        row.finish();
        fact.options.push_back(std::move(option));
    }
}

Fact readFact(PlanContext &plan, Section &section)
{
    Fact fact;
    fact.id = section.name("id");
    if (!fact.id.empty())
        checkFactName(plan, section, fact.id);
    const std::string type = section.oneOf("type", kTypes, Need::required);
    const auto *found = std::ranges::find(kTypes, type);
    if (found != kTypes.end())
        fact.type = static_cast<FactType>(found - kTypes.begin());
    fact.from = section.oneOf("from", kFrom);
    fact.ask = plan.texts(section, "ask", fact.from.empty() ? Need::required : Need::optional);
    readOptions(plan, section, fact);
    fact.also = plan.references(section, "also", plan.facts, "fact");
    if (std::ranges::find(fact.also, fact.id) != fact.also.end())
        section.wrong("also", "a fact cannot be its own companion");
    fact.per = section.oneOf("per", kPer, fact.type == FactType::per ? Need::required : Need::optional);
    if (fact.type != FactType::per && section.has("per"))
        section.wrong("per", "only a fact of type per has it");
    fact.fallback = plan.texts(section, "fallback", Need::optional);
    fact.changes = section.flag("changes").value_or(false);
    if (fact.changes && fact.type == FactType::per)
        section.wrong("changes", "a fact of type per is asked for each one that has none");
    section.finish();
    return fact;
}

} // namespace

void readFacts(PlanContext &plan)
{
    static_assert(static_cast<int>(FactType::per) == 4, "kTypes stands in the order of FactType");
    Unique ids;
    for (Section &section : plan.root.tables("fact")) {
        plan.book.facts.push_back(readFact(plan, section));
        ids.add(section, "id", plan.book.facts.back().id);
    }
}

void readChains(PlanContext &plan)
{
    Unique ids;
    for (Section &section : plan.root.tables("chain")) {
        procedures::Chain chain;
        chain.id = section.id("id");
        ids.add(section, "id", chain.id);
        chain.role = section.oneOf("role", kRoles);
        chain.title = section.texts("title", Need::required);
        chain.atLeast = section.whole("at_least", 1, 20).value_or(1);
        chain.number = section.line("number");
        if (!chain.number.empty() && section.has("at_least"))
            section.wrong("at_least", "a chain with a fixed number needs nobody");
        section.finish();
        plan.book.chains.push_back(std::move(chain));
    }
}

void readConditions(PlanContext &plan)
{
    static constexpr std::array<std::string_view, 2> kOver{"incident", "members"};
    Unique ids;
    for (Section &section : plan.root.tables("condition")) {
        rules::Rule condition;
        condition.id = section.id("id");
        ids.add(section, "id", condition.id);
        condition.procedure = plan.book.procedure;
        const std::string over = section.oneOf("over", kOver, Need::required);
        condition.over = over == "members" ? rules::SubjectKind::member : rules::SubjectKind::incident;
        condition.when = plan.truth(section, "when", Need::required);
        condition.heldFor = plan.seconds(section, "for");
        condition.clearFor = plan.seconds(section, "clear_for");
        condition.why = plan.texts(section, "text", Need::required);
        condition.cleared = plan.texts(section, "cleared", Need::optional);
        section.finish();
        plan.book.conditions.push_back(std::move(condition));
    }
}

} // namespace fw::config
