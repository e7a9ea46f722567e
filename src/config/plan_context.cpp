#include "config/plan_context.h"

#include "config/spelling.h"
#include "record/record.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fw::config {

namespace {

constexpr std::array<std::string_view, 3> kFilledIn{"subject", "since", "commander"};

void collect(const toml::node *tables, std::string_view key, Names &names)
{
    const toml::array *array = tables != nullptr ? tables->as_array() : nullptr;
    if (array == nullptr)
        return;
    for (const toml::node &element : *array)
        if (const toml::table *table = element.as_table())
            if (const auto id = table->get(key) != nullptr ? table->get(key)->value<std::string>() : std::nullopt)
                names.insert(*id);
}

procedures::PlaybookNames predicates(const PlanContext &plan)
{
    const auto in = [](const Names &names) { return [&names](std::string_view name) { return names.contains(name); }; };
    return {in(plan.steps), in(plan.clocks), in(plan.conditions), in(plan.facts), in(plan.settings)};
}

} // namespace

PlanContext::PlanContext(TomlSource &source, const toml::table &table)
    : root(source, table, ""), m_vocabulary(predicates(*this))
{
    collectNames();
}

void PlanContext::collectNames()
{
    const toml::table &file = root.raw();
    collect(file.get("condition"), "id", conditions);
    collect(file.get("fact"), "id", facts);
    collect(file.get("chain"), "id", chains);
    collect(file.get("clock"), "id", clocks);
    const toml::node *named = file.get("settings");
    if (named != nullptr && named->is_table())
        for (const auto &[key, value] : *named->as_table())
            settings.insert(std::string{key.str()});
    const toml::node *phases = file.get("phase");
    if (phases == nullptr || !phases->is_array())
        return;
    for (const toml::node &phase : *phases->as_array()) {
        if (!phase.is_table())
            continue;
        collect(phase.as_table()->get("step"), "id", steps);
        collect(phase.as_table()->get("step"), "within", clocks);
    }
}

Text PlanContext::texts(Section &section, std::string_view key, Need need, Repeats repeats) const
{
    return readTexts(section, key, need, m_vocabulary, [&](std::string_view name) {
        return std::ranges::find(kFilledIn, name) != kFilledIn.end() || settings.contains(name) ||
               (name == "value" && repeats == Repeats::yes);
    });
}

rules::Expression PlanContext::truth(Section &section, std::string_view key, Need need) const
{
    rules::Expression expression = readExpression(section, key, Wanted::truth, m_vocabulary, need);
    for (const auto &[term, text] : expression.comparedTexts()) {
        if (term.id != static_cast<int>(procedures::IncidentTerm::fact))
            continue;
        const std::size_t at = expression.text().find("'" + text + "'");
        checkValue(section, section.source().within(*section.find(key), at == std::string::npos ? 0 : at), key,
                   term.text, text);
    }
    return expression;
}

procedures::RefuseWhen PlanContext::refusal(Section &section) const
{
    const Need why = section.has("refuse_when") ? Need::required : Need::optional;
    procedures::RefuseWhen refuse{truth(section, "refuse_when"), texts(section, "refused", why)};
    if (!section.has("refuse_when") && !refuse.why.empty())
        section.wrong("refused", "is never shown without refuse_when");
    return refuse;
}

rules::Expression PlanContext::seconds(Section &section, std::string_view key) const
{
    return readExpression(section, key, Wanted::seconds, m_vocabulary);
}

bool PlanContext::refer(Section &section, Position at, std::string_view key, const std::string &id, const Names &names,
                        std::string_view what) const
{
    if (names.contains(id))
        return true;
    section.wrongAt(at, key,
                    fmt::format("there is no {} '{}'{}", what, id, didYouMean(id, {names.begin(), names.end()})));
    return false;
}

std::string PlanContext::reference(Section &section, std::string_view key, const Names &names,
                                   std::string_view what) const
{
    std::string id = section.line(key);
    if (!id.empty())
        refer(section, section.at(key), key, id, names, what);
    return id;
}

std::vector<std::string> PlanContext::references(Section &section, std::string_view key, const Names &names,
                                                 std::string_view what) const
{
    std::vector<std::string> ids;
    for (Item &item : section.list(key)) {
        refer(section, item.at, key, item.text, names, what);
        ids.push_back(std::move(item.text));
    }
    return ids;
}

std::string PlanContext::time(Section &section, std::string_view key) const
{
    std::string name = reference(section, key, settings, "setting");
    const auto setting = book.settings.find(name);
    if (setting != book.settings.end() && !setting->second.isDuration)
        section.wrong(key, fmt::format("the setting '{}' is a number, not a duration", name));
    return name;
}

bool PlanContext::checkValue(Section &section, Position at, std::string_view key, const std::string &factId,
                             const std::string &value) const
{
    const procedures::Fact *fact = book.fact(factId);
    if (fact == nullptr || fact->type != procedures::FactType::choice)
        return true;
    Names options;
    for (const procedures::FactOption &option : fact->options)
        options.insert(option.id);
    return refer(section, at, key, value, options, fmt::format("option of the fact '{}' called", factId));
}

std::optional<procedures::Anchor> PlanContext::anchor(Section &section, const Item &item, std::string_view key,
                                                      Active active) const
{
    const std::string &text = item.text;
    if (text == "active" && active == Active::refused) {
        section.wrongAt(item.at, key, "'active' is a moment of a step: this clock belongs to none");
        return std::nullopt;
    }
    if (text == "opened" || text == "since" || text == "active" || text == "rule")
        return procedures::Anchor{text, ""};
    const std::size_t colon = text.find(':');
    const std::string kind = text.substr(0, colon);
    const std::string name = colon == std::string::npos ? "" : text.substr(colon + 1);
    if (kind == "record") {
        if (record::kindFromName(name))
            return procedures::Anchor{kind, name};
        section.wrongAt(item.at, key, fmt::format("there is no kind of record '{}'", name));
        return std::nullopt;
    }
    const Names *names = kind == "step"        ? &steps
                         : kind == "fact"      ? &facts
                         : kind == "condition" ? &conditions
                         : kind == "clock"     ? &clocks
                                               : nullptr;
    if (names == nullptr || name.empty()) {
        section.wrongAt(item.at, key,
                        fmt::format("'{}' is not a moment: opened, since, active, rule, step:ID, fact:ID, record:KIND, "
                                    "condition:ID or clock:ID",
                                    text));
        return std::nullopt;
    }
    return refer(section, item.at, key, name, *names, kind) ? std::optional{procedures::Anchor{kind, name}}
                                                            : std::nullopt;
}

std::vector<procedures::Anchor> PlanContext::anchors(Section &section, std::string_view key, Active active) const
{
    std::vector<procedures::Anchor> anchors;
    for (const Item &item : section.oneOrList(key))
        if (std::optional<procedures::Anchor> one = anchor(section, item, key, active))
            anchors.push_back(std::move(*one));
    return anchors;
}

std::vector<procedures::Restart> PlanContext::restarts(Section &section, Active active) const
{
    std::vector<procedures::Restart> restarts;
    for (Section &row : section.rows("restart")) {
        const std::string by = row.line("by", Need::required);
        procedures::Restart restart;
        restart.within = time(row, "within");
        if (const auto one = by.empty() ? std::nullopt : anchor(row, {by, row.at("by")}, "by", active))
            restart.by = *one;
        row.finish();
        restarts.push_back(std::move(restart));
    }
    return restarts;
}

namespace {

bool isKeyboardKey(std::string_view text)
{
    if (text.size() == 1)
        return text[0] > ' ' && text[0] < 0x7F;
    if (text.size() < 2 || text.size() > 3 || text[0] != 'F' || text[1] < '1' || text[1] > '9')
        return false;
    return text.size() == 2 || (text[1] == '1' && text[2] >= '0' && text[2] <= '2');
}

} // namespace

std::string keyIn(Section &section, std::string_view key)
{
    std::string name = section.line(key);
    if (!name.empty() && !isKeyboardKey(name))
        section.wrong(key, fmt::format("'{}' is not one key: a character, or F1 to F12", name));
    return name;
}

} // namespace fw::config
