#include "protocol/trace_times.h"

#include "base/json.h"
#include "protocol/ami_text.h"

#include <fmt/format.h>
#include <limits>
#include <optional>

namespace fw::protocol {

namespace {

constexpr std::int64_t kLatest = 366LL * 24 * 3600 * 1000;

// Reads the fields of one line. The first thing that is wrong stays as the error; later reads give 0 or "".
class LineReader {
public:
    explicit LineReader(std::string_view line) : m_rest(line) {}

    std::string_view word(std::string_view what)
    {
        const std::size_t end = std::min(m_rest.find(' '), m_rest.size());
        const std::string_view found = m_rest.substr(0, end);
        m_rest.remove_prefix(std::min(end + 1, m_rest.size()));
        if (found.empty())
            complain(fmt::format("{} is missing", what));
        return found;
    }

    std::int64_t number(std::string_view what, std::int64_t most)
    {
        const std::string_view text = word(what);
        const auto value = wholeNumber(text);
        if (!text.empty() && (!value || *value < 0 || *value > most))
            complain(fmt::format("{} is not a number from 0 to {}: {}", what, most, text.substr(0, 40)));
        return value && *value >= 0 && *value <= most ? *value : 0;
    }

    std::string_view rest()
    {
        const std::string_view all = m_rest;
        m_rest = {};
        return all;
    }

    void end()
    {
        if (!m_rest.empty())
            complain(fmt::format("too much on the line: {}", m_rest.substr(0, 40)));
    }

    void complain(std::string message)
    {
        if (!m_complaint)
            m_complaint = std::move(message);
    }
    [[nodiscard]] const std::optional<std::string> &complaint() const { return m_complaint; }

private:
    std::string_view m_rest;
    std::optional<std::string> m_complaint;
};

constexpr std::int64_t kMostBytes = std::numeric_limits<std::int64_t>::max() / 4;

void readConnection(LineReader &line, TraceRecord &record)
{
    record.connection = static_cast<int>(line.number("the connection", std::numeric_limits<int>::max()));
}

void readOffset(LineReader &line, TraceRecord &record)
{
    record.offset = static_cast<std::uint64_t>(line.number("the offset", kMostBytes));
}

void readSent(LineReader &line, TraceRecord &record)
{
    readOffset(line, record);
    const std::string_view text = line.rest();
    const Json json = Json::parse(text, nullptr, false);
    if (json.is_string())
        record.text = json.get<std::string>();
    else
        line.complain("the action that was sent is not a JSON string");
}

void readBody(LineReader &line, TraceRecord &record)
{
    const std::string_view letter = line.word("the kind of record");
    if (letter == "C" || letter == "E") {
        record.kind = letter == "C" ? TraceKind::connected : TraceKind::closed;
        readConnection(line, record);
        readOffset(line, record);
    } else if (letter == "D") {
        record.kind = TraceKind::arrived;
        readOffset(line, record);
        record.length = static_cast<std::uint64_t>(line.number("the length", kMostBytes));
    } else if (letter == "L" || letter == "Q") {
        record.kind = letter == "L" ? TraceKind::loginAnswered : TraceKind::ended;
        readOffset(line, record);
    } else if (letter == "S") {
        record.kind = TraceKind::sent;
        readSent(line, record);
    } else if (letter == "X") {
        record.kind = TraceKind::refused;
        readConnection(line, record);
        record.text = line.rest();
    } else if (!letter.empty()) {
        line.complain(fmt::format("unknown kind of record: {}", letter.substr(0, 40)));
    }
}

} // namespace

Result<std::vector<TraceRecord>> parseTraceTimes(std::string_view text, std::string_view name)
{
    std::vector<TraceRecord> records;
    Duration last{0};
    std::uint64_t received = 0; // bytes of the records so far
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view raw = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (raw.ends_with('\r'))
            raw.remove_suffix(1);
        if (raw.empty())
            continue;
        LineReader line(raw);
        TraceRecord record;
        record.at = Duration{line.number("the time", kLatest)};
        readBody(line, record);
        line.end();
        if (record.at < last)
            line.complain(fmt::format("the time goes back from {} to {} ms", last.count(), record.at.count()));
        if (record.kind == TraceKind::arrived && record.offset != received)
            line.complain(
                fmt::format("bytes at {} do not follow those before, which end at {}", record.offset, received));
        if (line.complaint())
            return fail(Errc::badInput, *line.complaint(), fmt::format("{}:{}", name, number));
        last = record.at;
        received += record.length;
        records.push_back(std::move(record));
    }
    return records;
}

} // namespace fw::protocol
