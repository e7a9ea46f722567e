#include "config/playbook_file.h"

#include "base/time_text.h"
#include "config/plan_context.h"

#include <array>
#include <cmath>
#include <fmt/format.h>

namespace fw::config {

namespace {

using std::chrono::hours;

constexpr std::array<std::string_view, 8> kKeys{"seat",    "system", "site",     "zone",
                                                "service", "queue",  "campaign", "cause"};
constexpr double kLargestSetting = 1e9;

void readHead(PlanContext &plan)
{
    Section &root = plan.root;
    procedures::Playbook &book = plan.book;
    if (!root.has("format"))
        root.wrong("format", "is missing");
    static_cast<void>(root.whole("format", 1, 1));
    book.id = root.id("id");
    book.procedure = root.whole("procedure", 1, 8).value_or(0);
    book.title = root.texts("title", Need::required);
    book.key = root.oneOf("key", kKeys, Need::required);
    book.attention = root.whole("attention", 1, 3).value_or(book.attention);
    book.cooldown = root.duration("cooldown", Duration::zero(), hours{24}).value_or(book.cooldown);
}

void readSetting(Section &section, const Item &key, procedures::Playbook &book)
{
    if (!isName(key.text))
        section.wrongAt(key.at, key.text, "must be lower-case letters, digits and '_', beginning with a letter");
    const toml::node &node = *section.raw().get(key.text);
    if (node.is_number()) {
        if (const auto number = section.number(key.text, {0, kLargestSetting}))
            book.settings[key.text] = {*number, false};
        return;
    }
    const std::optional<Duration> duration = node.is_string() ? parseDuration(node.as_string()->get()) : std::nullopt;
    if (!duration)
        return section.wrong(key.text, "must be a duration in quotes (\"15s\", \"5m\") or a number");
    book.settings[key.text] = {static_cast<double>(duration->count()) / 1000, true};
}

void readSettings(PlanContext &plan)
{
    std::optional<Section> section = plan.root.table("settings");
    if (!section)
        return;
    for (const Item &key : section->keys())
        readSetting(*section, key, plan.book);
}

std::vector<OtherFile> readStart(PlanContext &plan)
{
    std::vector<OtherFile> rules;
    std::optional<Section> start = plan.root.table("start");
    if (!start)
        return rules;
    for (const Item &item : start->list("rules")) {
        if (!isId(item.text))
            start->wrongAt(item.at, "rules", fmt::format("'{}' is not an id of a rule", item.text));
        plan.book.startRules.push_back(item.text);
        rules.push_back({item.text, "start.rules", item.at.line, item.at.column});
    }
    plan.book.byHand = start->flag("hand").value_or(true);
    plan.book.handKey = keyIn(*start, "hand_key");
    plan.book.ask = plan.reference(*start, "ask", plan.facts, "fact");
    if (!plan.book.byHand && plan.book.startRules.empty())
        start->wrong("hand", "nothing opens this playbook: neither a rule nor a person");
    start->finish();
    return rules;
}

std::vector<OtherFile> followUps(const PlanContext &plan)
{
    std::vector<OtherFile> playbooks;
    const toml::node *array = plan.root.raw().get("follow_up");
    for (std::size_t i = 0; array != nullptr && array->is_array() && i < array->as_array()->size(); ++i) {
        const toml::table *table = array->as_array()->get(i)->as_table();
        const toml::node *id = table != nullptr ? table->get("playbook") : nullptr;
        if (id == nullptr || !id->is_string())
            continue;
        const Position at = positionOf(*id);
        playbooks.push_back({id->as_string()->get(), "follow_up.playbook", at.line, at.column});
    }
    return playbooks;
}

PlaybookFile readPlan(TomlSource &source, const toml::table &table)
{
    PlanContext plan{source, table};
    PlaybookFile file;
    readHead(plan);
    const Position procedure = plan.root.at("procedure");
    file.procedureLine = procedure.line;
    file.procedureColumn = procedure.column;
    readSettings(plan);
    readChains(plan);
    readFacts(plan);
    file.rules = readStart(plan);
    readConditions(plan);
    readPhases(plan);
    readClocks(plan);
    readEnds(plan);
    plan.root.finish();
    file.playbooks = followUps(plan);
    file.playbook = std::move(plan.book);
    return file;
}

} // namespace

Read<PlaybookFile> readPlaybook(const SourceFile &file)
{
    TomlSource source{file};
    PlaybookFile read;
    if (const toml::table *table = source.root())
        read = readPlan(source, *table);
    const bool failed = source.failed();
    return {failed ? std::nullopt : std::optional{std::move(read)}, source.takeMistakes()};
}

} // namespace fw::config
