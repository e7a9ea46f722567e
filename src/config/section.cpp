#include "config/section.h"

#include "base/time_text.h"
#include "config/spelling.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::config {

namespace {

constexpr std::size_t kLongestText = 4000; // bytes
constexpr std::size_t kLongestName = 64;

bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

} // namespace

bool isId(std::string_view text)
{
    const auto fits = [](char c) { return isLower(c) || isDigit(c) || c == '-'; };
    return !text.empty() && text.size() <= kLongestName && text.front() != '-' && std::ranges::all_of(text, fits);
}

bool isName(std::string_view text)
{
    const auto fits = [](char c) { return isLower(c) || isDigit(c) || c == '_'; };
    return !text.empty() && text.size() <= kLongestName && isLower(text.front()) && std::ranges::all_of(text, fits);
}

Section::Section(TomlSource &source, const toml::table &table, std::string field)
    : m_source(&source), m_table(&table), m_field(std::move(field))
{
}

const toml::node *Section::find(std::string_view key)
{
    if (std::ranges::find(m_asked, key) == m_asked.end())
        m_asked.emplace_back(key);
    return m_table->get(key);
}

Position Section::at(std::string_view key) const
{
    const toml::node *node = m_table->get(key);
    return positionOf(node != nullptr ? *node : *m_table);
}

std::string Section::fieldOf(std::string_view key) const
{
    if (m_field.empty() || key.empty())
        return m_field + std::string{key};
    return fmt::format("{}.{}", m_field, key);
}

void Section::wrong(std::string_view key, std::string message)
{
    wrongAt(at(key), key, std::move(message));
}

void Section::wrongAt(Position at, std::string_view key, std::string message)
{
    m_source->mistake(at, fieldOf(key), std::move(message));
}

const toml::node *Section::wanted(std::string_view key, Need need)
{
    const toml::node *node = find(key);
    if (node == nullptr && need == Need::required)
        wrong(key, "is missing");
    return node;
}

std::optional<std::string> Section::string(std::string_view key, Need need)
{
    const toml::node *node = wanted(key, need);
    if (node == nullptr)
        return std::nullopt;
    const auto *value = node->as_string();
    if (value == nullptr) {
        wrong(key, "must be a text in quotes");
        return std::nullopt;
    }
    if (value->get().size() > kLongestText) {
        wrong(key, fmt::format("is longer than {} bytes", kLongestText));
        return std::nullopt;
    }
    return value->get();
}

std::string Section::text(std::string_view key, Need need)
{
    std::optional<std::string> value = string(key, need);
    if (value && need == Need::required && value->find_first_not_of(" \t\n") == std::string::npos)
        wrong(key, "must not be empty");
    return value.value_or("");
}

std::string Section::line(std::string_view key, Need need)
{
    std::string value = text(key, need);
    if (std::ranges::any_of(value, isControl))
        wrong(key, "must stand on one line, without control characters");
    else if (!value.empty() && (value.front() == ' ' || value.back() == ' '))
        wrong(key, "must not begin or end with a blank");
    return value;
}

std::string Section::id(std::string_view key, Need need)
{
    const std::optional<std::string> value = string(key, need);
    if (!value)
        return {};
    if (isId(*value))
        return *value;
    wrong(key, fmt::format("'{}' must be lower-case letters, digits and '-', at most {}", *value, kLongestName));
    return {};
}

std::string Section::name(std::string_view key, Need need)
{
    const std::optional<std::string> value = string(key, need);
    if (!value)
        return {};
    if (isName(*value))
        return *value;
    wrong(key, fmt::format("'{}' must be lower-case letters, digits and '_', beginning with a letter, at most {}",
                           *value, kLongestName));
    return {};
}

std::string Section::oneOf(std::string_view key, std::span<const std::string_view> words, Need need)
{
    const std::optional<std::string> value = string(key, need);
    if (!value)
        return {};
    if (std::ranges::find(words, *value) != words.end())
        return *value;
    wrong(key, fmt::format("'{}' must be one of: {}{}", *value, fmt::join(words, ", "),
                           didYouMean(*value, {words.begin(), words.end()})));
    return {};
}

std::optional<double> Section::number(std::string_view key, Range range)
{
    const toml::node *node = find(key);
    if (node == nullptr)
        return std::nullopt;
    const std::optional<double> value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value) {
        wrong(key, "must be a number");
        return std::nullopt;
    }
    if (!(*value >= range.least && *value <= range.most)) {
        wrong(key, fmt::format("{} must be from {} to {}", *value, range.least, range.most));
        return std::nullopt;
    }
    return value;
}

std::optional<int> Section::whole(std::string_view key, int least, int most)
{
    const toml::node *node = find(key);
    if (node == nullptr)
        return std::nullopt;
    const auto *value = node->as_integer();
    if (value == nullptr) {
        wrong(key, "must be a whole number");
        return std::nullopt;
    }
    if (value->get() < least || value->get() > most) {
        wrong(key, least == most ? fmt::format("{} must be {}", value->get(), least)
                                 : fmt::format("{} must be from {} to {}", value->get(), least, most));
        return std::nullopt;
    }
    return static_cast<int>(value->get());
}

std::optional<bool> Section::flag(std::string_view key)
{
    const toml::node *node = find(key);
    if (node == nullptr)
        return std::nullopt;
    if (const auto *value = node->as_boolean())
        return value->get();
    wrong(key, "must be true or false");
    return std::nullopt;
}

std::optional<Duration> Section::duration(std::string_view key, Duration least, Duration most)
{
    const toml::node *node = find(key);
    if (node == nullptr)
        return std::nullopt;
    const auto *value = node->as_string();
    const std::optional<Duration> read = value != nullptr ? parseDuration(value->get()) : std::nullopt;
    if (!read) {
        wrong(key, "must be a duration in quotes: \"15s\", \"5m\", \"1h30m\"");
        return std::nullopt;
    }
    if (*read < least || *read > most) {
        wrong(key, fmt::format("{} must be from {} to {}", value->get(), durationText(least), durationText(most)));
        return std::nullopt;
    }
    return read;
}

std::vector<Item> Section::list(std::string_view key)
{
    std::vector<Item> items;
    const toml::node *node = find(key);
    if (node == nullptr)
        return items;
    const toml::array *array = node->as_array();
    if (array == nullptr) {
        wrong(key, "must be a list of texts: [\"…\", \"…\"]");
        return items;
    }
    for (const toml::node &element : *array) {
        const auto *value = element.as_string();
        if (value == nullptr || value->get().empty() || value->get().size() > kLongestText)
            wrongAt(positionOf(element), key, "must be a list of texts: [\"…\", \"…\"]");
        else if (std::ranges::find(items, value->get(), &Item::text) != items.end())
            wrongAt(positionOf(element), key, fmt::format("'{}' stands here twice", value->get()));
        else
            items.push_back({value->get(), positionOf(element)});
    }
    return items;
}

std::vector<Item> Section::oneOrList(std::string_view key)
{
    const toml::node *node = find(key);
    if (node == nullptr || !node->is_string())
        return list(key);
    return {{node->as_string()->get(), positionOf(*node)}};
}

Text Section::texts(std::string_view key, Need need)
{
    const toml::node *node = wanted(key, need);
    if (node == nullptr)
        return {};
    const toml::table *both = node->as_table();
    if (both == nullptr) {
        wrong(key, fmt::format("must come in both languages: {0}.en and {0}.zh", key));
        return {};
    }
    Section section{*m_source, *both, fieldOf(key)};
    Text text;
    text.en = section.text("en", Need::required);
    text.zh = section.text("zh", Need::required);
    section.finish();
    return text;
}

std::optional<Section> Section::table(std::string_view key, Need need)
{
    const toml::node *node = wanted(key, need);
    if (node == nullptr)
        return std::nullopt;
    if (const toml::table *inner = node->as_table())
        return Section{*m_source, *inner, fieldOf(key)};
    wrong(key, fmt::format("must be a table: [{}]", fieldOf(key)));
    return std::nullopt;
}

std::vector<Section> Section::tables(std::string_view key)
{
    std::vector<Section> sections;
    const toml::node *node = find(key);
    if (node == nullptr)
        return sections;
    const toml::array *array = node->as_array();
    if (array == nullptr) {
        wrong(key, fmt::format("must be a list of tables: [[{}]]", fieldOf(key)));
        return sections;
    }
    for (const toml::node &element : *array) {
        if (const toml::table *inner = element.as_table())
            sections.emplace_back(*m_source, *inner, fieldOf(key));
        else
            wrongAt(positionOf(element), key, fmt::format("must be a list of tables: [[{}]]", fieldOf(key)));
    }
    return sections;
}

std::vector<Item> Section::keys()
{
    std::vector<Item> keys;
    for (const auto &[key, node] : *m_table) {
        keys.push_back({std::string{key.str()}, positionOf(key)});
        m_asked.emplace_back(key.str());
    }
    std::ranges::stable_sort(keys, {}, &Item::at);
    return keys;
}

void Section::finish()
{
    for (const auto &[key, node] : *m_table) {
        if (std::ranges::find(m_asked, key.str()) != m_asked.end())
            continue;
        m_source->mistake(positionOf(key), fieldOf(key.str()),
                          fmt::format("is not a key that is known here{}", didYouMean(key.str(), m_asked)));
    }
}

} // namespace fw::config
