#include "config/rule_test_file.h"

#include "base/time_text.h"
#include "config/section.h"
#include "rules/floor_terms.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fw::config {

namespace {

// A term as expressions spell it, with or without an argument.
bool isTerm(std::string_view spelling)
{
    const auto expression = rules::Expression::parse(spelling, rules::FloorVocabulary{});
    return expression && expression->type() == rules::ValueType::any;
}

// 12, true, 'down', "80%", "30s".
std::optional<rules::Value> valueOf(const toml::node &node)
{
    if (node.is_boolean())
        return node.as_boolean()->get();
    if (node.is_number())
        return node.value<double>().value_or(0);
    const auto *text = node.as_string();
    if (text == nullptr)
        return std::nullopt;
    const auto constant = rules::Expression::parse(text->get(), rules::FloorVocabulary{});
    if (constant && constant->type() == rules::ValueType::number && constant->terms().empty()) {
        struct Nowhere : rules::Environment {
            [[nodiscard]] rules::Value value(const rules::TermUse &) const override { return rules::Unknown{}; }
            [[nodiscard]] std::optional<Duration> reaches(const rules::TermUse &, double) const override
            {
                return std::nullopt;
            }
            [[nodiscard]] std::optional<Duration> nextChange(const rules::TermUse &) const override
            {
                return std::nullopt;
            }
        };
        return constant->value(Nowhere{});
    }
    return text->get();
}

std::map<std::string, rules::Value> readValues(Section &section)
{
    std::map<std::string, rules::Value> values;
    for (const Item &key : section.keys()) {
        if (key.text == "t")
            continue;
        if (!isTerm(key.text)) {
            section.wrongAt(key.at, key.text, "is not a term of the floor");
            continue;
        }
        if (std::optional<rules::Value> value = valueOf(*section.raw().get(key.text)))
            values[key.text] = std::move(*value);
        else
            section.wrong(key.text, "must be a number, true, false or a text");
    }
    return values;
}

class Times {
public:
    Duration next(Section &section)
    {
        const std::string written = section.line("t", Need::required);
        const std::optional<Duration> at = parseOffset(written);
        if (!at) {
            if (!written.empty())
                section.wrong("t", fmt::format("'{}' is not a time since the start: \"00:00:10\"", written));
            return m_last;
        }
        if (*at < m_last)
            section.wrong("t", fmt::format("{} comes before {}", written, offsetText(m_last)));
        m_last = std::max(m_last, *at);
        return *at;
    }

private:
    Duration m_last{};
};

rules::Truth readState(Section &section)
{
    static constexpr std::array<std::string_view, 3> kStates{"true", "false", "unknown"};
    const std::string state = section.oneOf("state", kStates, Need::required);
    return state == "true" ? rules::Truth::yes : state == "false" ? rules::Truth::no : rules::Truth::unknown;
}

RuleTest readTest(Section &root)
{
    RuleTest test;
    test.rule = root.id("rule");
    if (std::optional<Section> always = root.table("always"))
        test.always = readValues(*always);
    Times inputTimes;
    for (Section &section : root.tables("at")) {
        const Duration at = inputTimes.next(section);
        test.inputs.push_back({at, readValues(section)});
    }
    Times expectedTimes;
    for (Section &section : root.tables("expect")) {
        const Duration at = expectedTimes.next(section);
        test.expectations.push_back({at, readState(section), section.at("t").line});
        section.finish();
    }
    if (test.expectations.empty())
        root.wrong("expect", "a test needs at least one [[expect]]");
    root.finish();
    return test;
}

} // namespace

Read<RuleTest> readRuleTest(const SourceFile &file)
{
    TomlSource source{file};
    RuleTest test;
    if (const toml::table *table = source.root()) {
        Section root{source, *table, ""};
        test = readTest(root);
    }
    test.file = file.name;
    const bool failed = source.failed();
    return {failed ? std::nullopt : std::optional{std::move(test)}, source.takeMistakes()};
}

} // namespace fw::config
