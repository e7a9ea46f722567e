#include "config/seat_list.h"

#include "config/unique.h"

#include <charconv>
#include <fmt/format.h>

namespace fw::config {

namespace {

constexpr int kHighestSeat = 99'999;
constexpr std::size_t kMostSeats = 10'000;

// "PJSIP/10{seat:02}" in three pieces.
struct Pattern {
    std::string before;
    int width = 0;
    std::string after;

    [[nodiscard]] std::string of(int seat) const { return fmt::format("{}{:0{}}{}", before, seat, width, after); }
};

std::optional<Pattern> readPattern(std::string_view text)
{
    const std::size_t open = text.find('{');
    const std::size_t close = text.find('}');
    if (open == std::string_view::npos || close == std::string_view::npos || close < open ||
        text.find_first_of("{}", close + 1) != std::string_view::npos)
        return std::nullopt;
    std::string_view inner = text.substr(open + 1, close - open - 1);
    if (inner.find('{') != std::string_view::npos || !inner.starts_with("seat"))
        return std::nullopt;
    inner.remove_prefix(4);
    Pattern pattern{std::string{text.substr(0, open)}, 0, std::string{text.substr(close + 1)}};
    if (inner.empty())
        return pattern;
    if (inner.size() != 3 || !inner.starts_with(":0") || inner[2] < '1' || inner[2] > '9')
        return std::nullopt;
    pattern.width = inner[2] - '0';
    return pattern;
}

std::optional<int> readSeatNumber(std::string_view text)
{
    int number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc{} || read.ptr != text.data() + text.size() || number < 0 ||
        number > kHighestSeat)
        return std::nullopt;
    return number;
}

std::string_view trimmed(std::string_view text)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    return text;
}

// "1-48" or "1-12, 15, 20-30".
std::optional<std::vector<int>> readRanges(std::string_view text)
{
    std::vector<int> seats;
    for (bool more = true; more;) {
        const std::size_t comma = text.find(',');
        const std::string_view part = trimmed(text.substr(0, comma));
        more = comma != std::string_view::npos;
        text.remove_prefix(more ? comma + 1 : text.size());
        const std::size_t dash = part.find('-');
        const std::optional<int> first = readSeatNumber(trimmed(part.substr(0, dash)));
        const std::optional<int> last =
            dash == std::string_view::npos ? first : readSeatNumber(trimmed(part.substr(dash + 1)));
        if (!first || !last || *last < *first || seats.size() + static_cast<std::size_t>(*last - *first) > kMostSeats)
            return std::nullopt;
        for (int seat = *first; seat <= *last; ++seat)
            seats.push_back(seat);
    }
    return seats;
}

class SeatReader {
public:
    std::vector<floor::SeatConfig> seats;

    void read(Section &section)
    {
        const std::string interface = section.line("interface", Need::required);
        const bool one = section.has("id");
        if (one == section.has("seats"))
            section.wrong(one ? "seats" : "id", "exactly one of id and seats must be given");
        else if (!interface.empty() && interface.find('/') == std::string::npos)
            section.wrong("interface", fmt::format("'{}' must name technology and address: \"PJSIP/1005\"", interface));
        else if (one)
            add(section, "id", section.line("id", Need::required), interface);
        else
            readMany(section, interface);
        static_cast<void>(section.find("id"));
        static_cast<void>(section.find("seats"));
        section.finish();
    }

private:
    void readMany(Section &section, const std::string &interface)
    {
        const auto numbers = readRanges(section.line("seats", Need::required));
        if (!numbers)
            return section.wrong("seats",
                                 fmt::format("must be like \"1-48\" or \"1-12, 15\", at most {} seats", kMostSeats));
        const std::optional<Pattern> pattern = readPattern(interface);
        if (!pattern)
            return section.wrong("interface", "needs {seat} or {seat:02} once, where the number of the seat goes");
        for (const int number : *numbers)
            add(section, "seats", std::to_string(number), pattern->of(number));
    }

    void add(Section &section, std::string_view key, std::string id, std::string interface)
    {
        m_ids.add(section, key, id);
        m_interfaces.add(section, "interface", interface);
        if (seats.size() < kMostSeats)
            seats.push_back({SeatId{std::move(id)}, Interface{std::move(interface)}});
    }

    Unique m_ids;
    Unique m_interfaces;
};

} // namespace

std::vector<floor::SeatConfig> readSeats(Section &root)
{
    SeatReader reader;
    for (Section &section : root.tables("seat"))
        reader.read(section);
    return std::move(reader.seats);
}

} // namespace fw::config
