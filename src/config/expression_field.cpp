#include "config/expression_field.h"

#include <fmt/format.h>

namespace fw::config {

namespace {

std::size_t characters(std::string_view text)
{
    std::size_t count = 0;
    for (const char c : text)
        count += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    return count;
}

bool isTerm(std::string_view name, const rules::Vocabulary &vocabulary)
{
    const auto expression = rules::Expression::parse(name, vocabulary);
    return expression && expression->type() == rules::ValueType::any;
}

// The braces of a text as wording's fill() reads them: "{{" is a brace.
template <class Found> void eachPlaceholder(std::string_view text, Found found)
{
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '{')
            continue;
        if (text.substr(i, 2) == "{{") {
            ++i;
            continue;
        }
        const std::size_t end = text.find('}', i);
        found(i, end == std::string_view::npos ? std::nullopt : std::optional{text.substr(i + 1, end - i - 1)});
        if (end == std::string_view::npos)
            return;
        i = end;
    }
}

void checkPlaceholders(Section &section, std::string_view key, const toml::node &node,
                       const rules::Vocabulary &vocabulary, const std::function<bool(std::string_view)> &isKnown)
{
    const std::string &text = node.as_string()->get();
    eachPlaceholder(text, [&](std::size_t at, std::optional<std::string_view> name) {
        const Position place = section.source().within(node, characters(std::string_view{text}.substr(0, at)));
        if (!name)
            section.wrongAt(place, key, "'}' is missing ('{{' writes a brace)");
        else if (!isKnown(*name) && !isTerm(*name, vocabulary))
            section.wrongAt(place, key, fmt::format("'{{{}}}' is nothing that can be filled in here", *name));
    });
}

} // namespace

rules::Expression readExpression(Section &section, std::string_view key, Wanted wanted,
                                 const rules::Vocabulary &vocabulary, Need need)
{
    const std::string text = section.text(key, need);
    const toml::node *node = section.find(key);
    if (node == nullptr || !node->is_string() || (text.empty() && need == Need::required))
        return {};
    if (!section.source().isPlain(*node)) {
        section.wrong(key, "an expression must stand on one line between simple quotation marks, without escapes");
        return {};
    }
    auto expression = rules::Expression::parse(text, vocabulary);
    if (!expression) {
        section.wrongAt(section.source().within(*node, expression.error().column - 1), key, expression.error().message);
        return {};
    }
    const auto type = expression->type();
    const auto right = wanted == Wanted::truth ? rules::ValueType::truth : rules::ValueType::number;
    if (type != rules::ValueType::any && type != right) {
        section.wrong(key, wanted == Wanted::truth ? "must be true or false: a comparison is missing"
                                                   : "must be a number of seconds: 15s, setting.NAME");
        return {};
    }
    return *expression;
}

Text readTexts(Section &section, std::string_view key, Need need, const rules::Vocabulary &vocabulary,
               const std::function<bool(std::string_view)> &isKnown)
{
    Text text = section.texts(key, need);
    const toml::node *both = section.find(key);
    if (both == nullptr || !both->is_table())
        return text;
    for (const std::string_view language : {"en", "zh"}) {
        const toml::node *node = both->as_table()->get(language);
        if (node != nullptr && node->is_string())
            checkPlaceholders(section, fmt::format("{}.{}", key, language), *node, vocabulary, isKnown);
    }
    return text;
}

} // namespace fw::config
