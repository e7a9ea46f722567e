#include "base/time_text.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace fw {
namespace {

using namespace std::chrono;

// Reads `digits` decimal digits (or as many as there are when 0) from the front of `text`.
std::optional<std::int64_t> takeNumber(std::string_view &text, std::size_t digits = 0)
{
    std::size_t n = 0;
    while (n < text.size() && text[n] >= '0' && text[n] <= '9' && (digits == 0 || n < digits))
        ++n;
    if (n == 0 || n > 15 || (digits != 0 && n != digits))
        return std::nullopt;
    std::int64_t value = 0;
    std::from_chars(text.data(), text.data() + n, value);
    text.remove_prefix(n);
    return value;
}

bool take(std::string_view &text, std::string_view what)
{
    if (!text.starts_with(what))
        return false;
    text.remove_prefix(what.size());
    return true;
}

// ".123" → 123 ms; further digits are dropped. An absent fraction is 0.
std::optional<milliseconds> takeFraction(std::string_view &text)
{
    if (!take(text, "."))
        return milliseconds{0};
    int value = 0;
    std::size_t n = 0;
    for (; n < text.size() && text[n] >= '0' && text[n] <= '9'; ++n) {
        if (n < 3)
            value = value * 10 + (text[n] - '0');
    }
    if (n == 0)
        return std::nullopt;
    for (std::size_t i = n; i < 3; ++i)
        value *= 10;
    text.remove_prefix(n);
    return milliseconds{value};
}

struct Unit {
    std::string_view name;
    Duration size;
};
// "ms" stands before "m" where units are read; the index order is the falling order of sizes.
constexpr std::array kUnits{Unit{"h", hours{1}}, Unit{"m", minutes{1}}, Unit{"s", seconds{1}},
                            Unit{"ms", milliseconds{1}}};
constexpr Duration kLongest = hours{24 * 366};

} // namespace

std::optional<Duration> parseDuration(std::string_view text)
{
    if (text.empty())
        return std::nullopt;
    Duration total{0};
    std::size_t next = 0; // units must come in falling order
    while (!text.empty()) {
        const auto number = takeNumber(text);
        if (!number)
            return std::nullopt;
        const std::size_t length = text.starts_with("ms") ? 2 : 1;
        const std::string_view name = text.substr(0, length);
        while (next < kUnits.size() && kUnits[next].name != name)
            ++next;
        if (next == kUnits.size() || *number > kLongest / kUnits[next].size)
            return std::nullopt;
        total += *number * kUnits[next].size;
        text.remove_prefix(length);
        ++next;
    }
    return total <= kLongest ? std::optional(total) : std::nullopt;
}

std::string durationText(Duration d)
{
    std::string out;
    for (const Unit &unit : kUnits) {
        const auto n = d / unit.size;
        if (n != 0)
            out += fmt::format("{}{}", n, unit.name);
        d -= n * unit.size;
    }
    return out.empty() ? "0s" : out;
}

std::string isoText(WallTime t)
{
    const auto day = floor<days>(t);
    const year_month_day date{day};
    const hh_mm_ss time{t - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", int(date.year()), unsigned(date.month()),
                       unsigned(date.day()), time.hours().count(), time.minutes().count(), time.seconds().count(),
                       time.subseconds().count());
}

std::optional<WallTime> parseIso(std::string_view text)
{
    const auto y = takeNumber(text, 4);
    const bool dash1 = take(text, "-");
    const auto mo = takeNumber(text, 2);
    const bool dash2 = take(text, "-");
    const auto d = takeNumber(text, 2);
    if (!y || !mo || !d || !dash1 || !dash2 || !(take(text, "T") || take(text, " ")))
        return std::nullopt;
    const year_month_day date{year{int(*y)}, month{unsigned(*mo)}, day{unsigned(*d)}};
    const auto h = takeNumber(text, 2);
    const bool colon1 = take(text, ":");
    const auto mi = takeNumber(text, 2);
    if (!date.ok() || *y < 1970 || !h || !mi || !colon1 || *h > 23 || *mi > 59)
        return std::nullopt;
    std::optional<std::int64_t> s = 0;
    if (take(text, ":"))
        s = takeNumber(text, 2);
    const auto fraction = takeFraction(text);
    if (!s || *s > 59 || !fraction)
        return std::nullopt;
    minutes zone{0};
    if (!take(text, "Z")) {
        const bool east = take(text, "+");
        if (!east && !take(text, "-"))
            return std::nullopt;
        const auto zh = takeNumber(text, 2);
        const bool colon = take(text, ":");
        const auto zm = takeNumber(text, 2);
        if (!zh || !zm || !colon || *zh > 14 || *zm > 59)
            return std::nullopt;
        zone = (hours{*zh} + minutes{*zm}) * (east ? 1 : -1);
    }
    if (!text.empty())
        return std::nullopt;
    return WallTime{sys_days{date} + hours{*h} + minutes{*mi} + seconds{*s} + *fraction - zone};
}

std::optional<Duration> parseOffset(std::string_view text)
{
    const auto h = takeNumber(text);
    const bool colon1 = take(text, ":");
    const auto m = takeNumber(text, 2);
    const bool colon2 = take(text, ":");
    const auto s = takeNumber(text, 2);
    if (!h || !m || !s || !colon1 || !colon2 || *m > 59 || *s > 59 || *h > kLongest / hours{1})
        return std::nullopt;
    const auto fraction = takeFraction(text);
    if (!fraction || !text.empty())
        return std::nullopt;
    return hours{*h} + minutes{*m} + seconds{*s} + *fraction;
}

std::string offsetText(Duration d)
{
    const hh_mm_ss time{d};
    return fmt::format("{}{:02}:{:02}:{:02}.{:03}", time.is_negative() ? "-" : "", time.hours().count(),
                       time.minutes().count(), time.seconds().count(), time.subseconds().count());
}

std::string secondOfDay(WallTime t, Duration offset)
{
    const auto local = t + offset;
    const hh_mm_ss time{local - floor<days>(local)};
    return fmt::format("{:02}:{:02}:{:02}", time.hours().count(), time.minutes().count(), time.seconds().count());
}

std::string timeOfDay(WallTime t, Duration offset)
{
    return secondOfDay(t, offset).substr(0, 5);
}

} // namespace fw
