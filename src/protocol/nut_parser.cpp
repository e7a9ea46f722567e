#include "protocol/nut_parser.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace fw::protocol {

namespace {

constexpr double kAbsoluteZero = -273.15;                // °C
constexpr double kHottest = 1000;                        // °C
constexpr double kHighestLoad = 1000;                    // %: an overload is above 100
constexpr double kLongestRuntime = 366.0 * 24 * 60 * 60; // seconds
constexpr std::size_t kLongestCode = 64;

// The words of a line; nothing if its quotation marks or backslashes do not fit.
std::optional<std::vector<std::string>> wordsOf(std::string_view line)
{
    std::vector<std::string> words;
    std::size_t i = 0;
    const auto isBlank = [](char c) { return c == ' ' || c == '\t'; };
    while (true) {
        while (i < line.size() && isBlank(line[i]))
            ++i;
        if (i == line.size())
            return words;
        std::string word;
        const bool quoted = line[i] == '"';
        bool closed = !quoted;
        for (i += quoted ? 1 : 0; i < line.size(); ++i) {
            if (line[i] == '"') {
                closed = quoted && !closed;
                ++i;
                break;
            }
            if (!quoted && isBlank(line[i]))
                break;
            if (line[i] == '\\' && ++i == line.size())
                return std::nullopt;
            word += line[i];
        }
        if (!closed || (i < line.size() && !isBlank(line[i])))
            return std::nullopt;
        words.push_back(std::move(word));
    }
}

std::optional<double> numberIn(std::string_view text, double least, double most)
{
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    // What is not a number compares false.
    return whole && number >= least && number <= most ? std::optional(number) : std::nullopt;
}

bool isPrintable(std::string_view text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c <= '~'; });
}

void put(floor::UpsReading &reading, std::string_view name, const std::string &value)
{
    if (name == "ups.status")
        reading.status = isPrintable(value) ? value : "";
    else if (name == "battery.charge")
        reading.charge = numberIn(value, 0, 100);
    else if (name == "ups.load")
        reading.load = numberIn(value, 0, kHighestLoad);
    else if (name == "ambient.temperature")
        reading.temperature = numberIn(value, kAbsoluteZero, kHottest);
    else if (const auto seconds = numberIn(value, 0, kLongestRuntime); name == "battery.runtime" && seconds)
        reading.runtime = Duration{std::llround(*seconds * 1000)};
    else if (name == "battery.runtime")
        reading.runtime.reset();
}

bool isCode(std::string_view word)
{
    return !word.empty() && word.size() <= kLongestCode && std::ranges::all_of(word, [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
    });
}

NutError errorOf(std::string_view code)
{
    constexpr std::array<std::pair<std::string_view, NutError>, 4> kKnown{
        {{"DATA-STALE", NutError::dataStale},
         {"DRIVER-NOT-CONNECTED", NutError::driverNotConnected},
         {"UNKNOWN-UPS", NutError::unknownUps},
         {"ACCESS-DENIED", NutError::accessDenied}}};
    const auto *const found = std::ranges::find(kKnown, code, &std::pair<std::string_view, NutError>::first);
    return found == kKnown.end() ? NutError::other : found->second;
}

} // namespace

void NutParser::reset()
{
    *this = NutParser(m_limits);
}

NutParser::Outcome NutParser::feed(std::string_view bytes, const Sink &sink)
{
    while (!m_fault && !bytes.empty()) {
        const std::size_t newline = bytes.find('\n');
        const std::string_view more = bytes.substr(0, newline);
        if (m_line.size() + more.size() > m_limits.line) {
            m_fault = Sentence{"nut.line_too_long", {{"bytes", std::int64_t(m_limits.line)}}};
            break;
        }
        m_line += more;
        if (newline == std::string_view::npos)
            break;
        takeLine(m_line, sink);
        if (!m_fault)
            m_offset += m_line.size() + 1;
        m_line.clear();
        bytes.remove_prefix(newline + 1);
    }
    if (m_fault)
        return Outcome::bad;
    return m_inList || !m_line.empty() ? Outcome::incomplete : Outcome::ok;
}

void NutParser::takeLine(std::string_view line, const Sink &sink)
{
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    const auto words = wordsOf(line);
    if (!words)
        m_fault = Sentence{"nut.bad_quotes", {}};
    else if (m_inList)
        takeListed(*words, sink);
    else if (words->size() >= 2 && words->front() == "ERR")
        takeError(*words, sink);
    else
        takeBegin(*words);
}

void NutParser::takeBegin(const std::vector<std::string> &words)
{
    const bool begins = words.size() == 4 && words[0] == "BEGIN" && words[1] == "LIST" && words[2] == "VAR";
    if (!begins) {
        m_fault = Sentence{"nut.neither", {}};
        return;
    }
    m_inList = true;
    m_listed = 0;
    m_reading = {};
    m_reading.ups = words[3];
}

void NutParser::takeListed(const std::vector<std::string> &words, const Sink &sink)
{
    const bool ends = words.size() == 4 && words[0] == "END" && words[1] == "LIST" && words[2] == "VAR";
    if (ends && words[3] == m_reading.ups) {
        m_inList = false;
        sink(m_reading);
        return;
    }
    if (words.size() != 4 || words[0] != "VAR" || words[1] != m_reading.ups)
        m_fault = Sentence{"nut.line_misplaced", {}};
    else if (++m_listed > m_limits.list)
        m_fault = Sentence{"nut.list_too_long", {{"lines", std::int64_t(m_limits.list)}}};
    else
        put(m_reading, words[2], words[3]);
}

void NutParser::takeError(const std::vector<std::string> &words, const Sink &sink)
{
    if (isCode(words[1]))
        sink(NutRefusal{errorOf(words[1]), words[1]});
    else
        m_fault = Sentence{"nut.error_without_code", {}};
}

std::string nutListVar(std::string_view ups)
{
    return fmt::format("LIST VAR {}\n", ups);
}

} // namespace fw::protocol
