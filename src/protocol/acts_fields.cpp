#include "protocol/acts_fields.h"

#include "base/time_text.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace fw::protocol {

namespace {

constexpr std::size_t kLongestOffset = 20; // characters: days of hours, and a fraction
constexpr double kLongestSeconds = 366.0 * 24 * 3600;
const Json kNothing = Json::object();

std::string listed(std::initializer_list<std::string_view> words)
{
    std::string all;
    for (const std::string_view each : words)
        all.append(all.empty() ? "" : ", ").append(each);
    return all;
}

} // namespace

std::optional<Duration> offsetOf(std::string_view text)
{
    return text.size() > kLongestOffset ? std::nullopt : parseOffset(text);
}

const Json *ActsFields::take(std::string_view key)
{
    m_taken.emplace(key);
    const auto found = m_line.find(key);
    return found == m_line.end() ? nullptr : &*found;
}

const Json *ActsFields::need(std::string_view key)
{
    const Json *found = take(key);
    if (found == nullptr)
        complain(key, "is missing");
    return found;
}

void ActsFields::complain(std::string_view key, const std::string &what)
{
    if (!m_complaint)
        m_complaint = fmt::format("{}: {}", key, what);
}

std::string ActsFields::text(std::string_view key)
{
    const Json *found = need(key);
    if (found == nullptr)
        return {};
    if (found->is_string() && !found->get_ref<const std::string &>().empty())
        return found->get<std::string>();
    complain(key, found->is_string() ? "is empty" : "is not a text");
    return {};
}

std::string ActsFields::textOr(std::string_view key, std::string fallback)
{
    const Json *found = take(key);
    if (found == nullptr)
        return fallback;
    if (found->is_string())
        return found->get<std::string>();
    complain(key, "is not a text");
    return {};
}

std::string ActsFields::textOrNumber(std::string_view key)
{
    const Json *found = need(key);
    if (found != nullptr && found->is_number_integer())
        return found->dump();
    return found == nullptr ? std::string() : text(key);
}

std::size_t ActsFields::word(std::string_view key, std::initializer_list<std::string_view> words)
{
    const std::string given = text(key);
    const auto *found = std::ranges::find(words, given);
    if (found != words.end())
        return static_cast<std::size_t>(found - words.begin());
    complain(key, fmt::format("is not one of {}", listed(words)));
    return 0;
}

std::size_t ActsFields::wordOr(std::string_view key, std::initializer_list<std::string_view> words,
                               std::size_t fallback)
{
    return has(key) ? word(key, words) : fallback;
}

std::int64_t ActsFields::whole(std::string_view key, std::int64_t least, std::int64_t most)
{
    const Json *found = need(key);
    if (found == nullptr)
        return 0;
    const bool fits = found->is_number_integer() &&
                      !(found->is_number_unsigned() && found->get<std::uint64_t>() > static_cast<std::uint64_t>(most));
    const std::int64_t value = fits ? found->get<std::int64_t>() : 0;
    if (fits && value >= least && value <= most)
        return value;
    complain(key, fmt::format("is not a whole number from {} to {}", least, most));
    return 0;
}

std::optional<double> ActsFields::number(std::string_view key, double least, double most)
{
    const Json *found = take(key);
    if (found == nullptr)
        return std::nullopt;
    const double value = found->is_number() ? found->get<double>() : std::nan("");
    if (value >= least && value <= most)
        return value;
    complain(key, fmt::format("is not a number from {} to {}", least, most));
    return std::nullopt;
}

bool ActsFields::flagOr(std::string_view key, bool fallback)
{
    const Json *found = take(key);
    if (found == nullptr)
        return fallback;
    if (!found->is_boolean())
        complain(key, "is neither true nor false");
    return found->is_boolean() && found->get<bool>();
}

std::optional<Duration> ActsFields::duration(std::string_view key)
{
    const Json *found = take(key);
    if (found == nullptr)
        return std::nullopt;
    if (found->is_number()) {
        const double seconds = found->get<double>();
        if (seconds >= 0 && seconds <= kLongestSeconds)
            return Duration{std::llround(seconds * 1000)};
    } else if (found->is_string()) {
        if (const auto parsed = parseDuration(found->get_ref<const std::string &>()))
            return parsed;
    }
    complain(key, "is neither a number of seconds nor a duration such as \"1m30s\"");
    return std::nullopt;
}

std::optional<WallTime> ActsFields::moment(std::string_view key)
{
    const Json *found = take(key);
    if (found == nullptr)
        return std::nullopt;
    if (found->is_string()) {
        const auto &given = found->get_ref<const std::string &>();
        if (const auto offset = offsetOf(given))
            return m_start + *offset;
        if (const auto iso = parseIso(given))
            return iso;
    }
    complain(key, "is neither a time since the start such as \"00:02:10.000\" nor ISO-8601");
    return std::nullopt;
}

const Json &ActsFields::object(std::string_view key)
{
    const Json *found = take(key);
    if (found == nullptr)
        return kNothing;
    if (found->is_object())
        return *found;
    complain(key, "is not an object");
    return kNothing;
}

const Json &ActsFields::any(std::string_view key)
{
    const Json *found = need(key);
    return found == nullptr ? kNothing : *found;
}

void ActsFields::finish()
{
    for (const auto &[key, value] : m_line.items()) {
        if (!m_taken.contains(key))
            complain(key, "is not a field of this line");
    }
}

} // namespace fw::protocol
