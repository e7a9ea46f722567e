#include "feeds/event_mask.h"

#include "protocol/ami_text.h"

#include <array>

namespace fw::feeds {

namespace {

constexpr std::array<std::string_view, 18> kClasses{"system",    "call",   "log",  "verbose",   "command", "agent",
                                                    "user",      "config", "dtmf", "reporting", "cdr",     "dialplan",
                                                    "originate", "agi",    "cc",   "aoc",       "test",    "security"};
constexpr std::uint32_t kOther = 1U << 31;

std::string_view takeWord(std::string_view &text)
{
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (word.starts_with(' '))
        word.remove_prefix(1);
    while (word.ends_with(' '))
        word.remove_suffix(1);
    return word;
}

std::uint32_t bitOf(std::string_view name)
{
    for (std::size_t i = 0; i < kClasses.size(); ++i) {
        if (kClasses[i] == name)
            return 1U << i;
    }
    return 0;
}

} // namespace

EventMask EventMask::ofPrivilege(std::string_view privilege)
{
    std::uint32_t bits = 0;
    while (!privilege.empty()) {
        const std::string_view word = takeWord(privilege);
        if (word.empty() || word == "all")
            continue;
        const std::uint32_t bit = bitOf(word);
        bits |= bit != 0 ? bit : kOther;
    }
    return EventMask(bits);
}

std::optional<EventMask> EventMask::wanted(std::string_view text)
{
    if (text.empty() || text == "on" || text == "yes" || text == "true" || text == "all")
        return everything();
    if (text == "off" || text == "no" || text == "false")
        return EventMask();
    if (const auto number = protocol::wholeNumber(text); number && *number >= 0)
        return EventMask(static_cast<std::uint32_t>(*number));
    std::uint32_t bits = 0;
    while (!text.empty()) {
        const std::string_view word = takeWord(text);
        if (word == "all")
            return everything();
        bits |= bitOf(word);
    }
    return bits != 0 ? std::optional(EventMask(bits)) : std::nullopt;
}

} // namespace fw::feeds
