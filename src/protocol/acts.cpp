#include "protocol/acts.h"

#include "base/json.h"
#include "base/time_text.h"
#include "protocol/acts_commands.h"
#include "protocol/acts_fields.h"
#include "protocol/acts_signals.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <utility>

namespace fw::protocol {

namespace {

using Act = decltype(ActsLine::act);

constexpr std::size_t kLineLimit = 64 * 1024;
constexpr int kDepthLimit = 6;
constexpr WallTime kDefaultStart = std::chrono::sys_days{std::chrono::year{2000} / 1 / 1};
constexpr std::string_view kGoldenMark = "----";
constexpr std::array<std::string_view, 6> kForms{"command", "signal", "feed", "answer", "program", "config"};

// One JSON object; Error with the column as context.
Result<Json> parseObject(std::string_view line)
{
    if (line.size() > kLineLimit)
        return fail(Errc::limit, fmt::format("the line is longer than {} bytes", kLineLimit));
    std::set<std::string> keys;
    std::string repeated;
    bool deep = false;
    const auto watch = [&](int depth, Json::parse_event_t event, Json &parsed) {
        deep = deep || depth > kDepthLimit;
        if (event == Json::parse_event_t::key && depth == 1 && !keys.insert(parsed.get<std::string>()).second)
            repeated = parsed.get<std::string>();
        return !deep;
    };
    try {
        Json parsed = Json::parse(line, watch);
        if (deep)
            return fail(Errc::badInput, "too many brackets inside brackets");
        if (!parsed.is_object())
            return fail(Errc::badInput, "not a JSON object");
        if (!repeated.empty())
            return fail(Errc::badInput, fmt::format("{}: stands twice on the line", repeated));
        return parsed;
    } catch (const Json::parse_error &error) {
        return fail(Errc::badInput, "not valid JSON", std::to_string(std::max<std::size_t>(error.byte, 1)));
    } catch (const Json::out_of_range &) { // it parses, but to more than a double holds: 1e999
        return fail(Errc::badInput, "a number is too large");
    }
}

ProgramAct programAct(ActsFields &fields)
{
    return {static_cast<ProgramDoes>(fields.word("program", {"kill", "start", "stop"}))};
}

AnswerAct answerAct(ActsFields &fields)
{
    fields.word("answer", {"act"});
    AnswerAct answer;
    answer.actId = fields.whole("act_id", 1, 1'000'000'000);
    answer.ok = fields.flagOr("ok", true);
    answer.text = fields.textOr("text", "");
    return answer;
}

// "silent" is the word of scripts for a feed that says nothing any more: stale. A script says why in one language.
engine::FeedIn feedIn(ActsFields &fields)
{
    using engine::FeedState;
    constexpr std::array kStates{FeedState::live, FeedState::stale, FeedState::stale, FeedState::down,
                                 FeedState::restarted};
    const std::size_t state = fields.word("state", {"live", "silent", "stale", "down", "restarted"});
    std::string feed = fields.text("feed");
    const std::string why = fields.textOr("why", "");
    return {std::move(feed), kStates.at(state), {why, why}};
}

Act actIn(ActsFields &fields, const std::string &defaultId)
{
    std::string_view form;
    for (const std::string_view each : kForms) {
        if (!fields.has(each))
            continue;
        if (!form.empty())
            fields.complain(each, fmt::format("a line holds either {} or {}", form, each));
        form = each;
    }
    if (form == "command")
        return engine::InputBody(engine::CommandIn{actsCommand(fields.text(form), fields, defaultId)});
    if (form == "signal")
        return engine::InputBody(engine::SignalIn{actsSignal(fields.text(form), fields)});
    if (form == "feed")
        return engine::InputBody(feedIn(fields));
    if (form == "answer")
        return answerAct(fields);
    if (form == "program")
        return programAct(fields);
    if (form == "config")
        return ConfigAct{fields.text(form)};
    fields.complain("command", fmt::format("none of {} is on the line", fmt::join(kForms, ", ")));
    return ProgramAct{};
}

class ActsReader {
public:
    explicit ActsReader(const ActsOptions &options) : m_options(options)
    {
        m_acts.start = options.start.value_or(kDefaultStart);
    }

    Result<Acts> read(std::string_view text)
    {
        while (!text.empty()) {
            ++m_number;
            const std::size_t end = std::min(text.find('\n'), text.size());
            std::string_view line = text.substr(0, end);
            text.remove_prefix(std::min(end + 1, text.size()));
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (line == kGoldenMark) {
                m_acts.golden = std::string(text);
                m_acts.goldenLine = m_number + 1;
                break;
            }
            if (line.find_first_not_of(" \t") == line.npos || line.front() == '#')
                continue;
            if (auto done = readLine(line); !done)
                return tl::unexpected(done.error());
        }
        return std::move(m_acts);
    }

private:
    tl::unexpected<Error> failed(Errc code, std::string message, const std::string &column = {}) const
    {
        const std::string place = fmt::format("{}:{}", m_options.name, m_number);
        return fail(code, std::move(message), column.empty() ? place : place + ":" + column);
    }

    Result<> readLine(std::string_view line)
    {
        auto parsed = parseObject(line);
        if (!parsed)
            return failed(parsed.error().code, parsed.error().message, parsed.error().context);
        const bool first = std::exchange(m_first, false);
        return first && isHeader(*parsed) ? readHeader(*parsed) : readAct(*parsed);
    }

    static bool isHeader(const Json &line)
    {
        return !line.contains("at") && std::ranges::none_of(kForms, [&](auto form) { return line.contains(form); });
    }

    Result<> readHeader(const Json &line)
    {
        ActsFields fields(line, m_acts.start);
        if (fields.has("site"))
            m_acts.header.site = fields.text("site");
        if (fields.has("contacts"))
            m_acts.header.contacts = fields.text("contacts");
        if (fields.has("start")) {
            m_acts.header.start = parseIso(fields.text("start"));
            if (!m_acts.header.start)
                fields.complain("start", "is not ISO-8601 such as \"2000-01-01T00:00:00Z\"");
        }
        if (fields.has("until")) {
            m_acts.header.until = offsetOf(fields.text("until"));
            if (!m_acts.header.until)
                fields.complain("until", "is not a time since the start such as \"00:40:00\"");
        }
        fields.finish();
        if (fields.complaint())
            return failed(Errc::badInput, *fields.complaint());
        if (!m_options.start && m_acts.header.start)
            m_acts.start = *m_acts.header.start;
        return {};
    }

    Duration timeIn(ActsFields &fields)
    {
        const std::string given = fields.text("at");
        const Duration at = offsetOf(given).value_or(Duration{-1});
        if (at < Duration{0})
            fields.complain("at", "is not a time since the start such as \"00:02:10.000\"");
        else if (at < m_last)
            fields.complain("at", fmt::format("goes back from {} to {}", offsetText(m_last), offsetText(at)));
        return at;
    }

    Result<> readAct(const Json &line)
    {
        ActsFields fields(line, m_acts.start);
        const Duration at = timeIn(fields);
        fields.setAt(at);
        Act act = actIn(fields, fmt::format("{}line-{}", m_options.runToken, m_number));
        fields.finish();
        if (fields.complaint())
            return failed(Errc::badInput, *fields.complaint());
        m_last = at;
        m_acts.lines.push_back({m_number, at, std::move(act)});
        return {};
    }

    const ActsOptions &m_options;
    Acts m_acts;
    Duration m_last{0};
    int m_number = 0;
    bool m_first = true;
};

} // namespace

Result<Acts> readActs(std::string_view text, const ActsOptions &options)
{
    return ActsReader(options).read(text);
}

} // namespace fw::protocol
