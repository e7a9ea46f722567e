#include "feeds/played_trace.h"

#include "feeds/pbx_fields.h"
#include "protocol/ami_text.h"

#include <set>
#include <string>

namespace fw::feeds {

namespace {

using protocol::AmiHeader;
using protocol::AmiMessage;
using protocol::TraceKind;
using protocol::TraceRecord;

// Questions sent within this time of the login are the opening ones.
constexpr Duration kOpening = std::chrono::seconds{2};
constexpr std::string_view kBanner = "Asterisk Call Manager/";

// Cuts the connections' bytes into messages as they arrive.
class TraceReader {
public:
    explicit TraceReader(const TraceFile &file) : m_bytes(file.bytes)
    {
        for (const TraceRecord &record : file.records)
            take(record);
        if (m_trace.items.empty() || m_trace.items.back().kind != PlayedKind::ended)
            end(m_at);
        placeReady();
    }
    PlayedTrace result() && { return std::move(m_trace); }

private:
    void take(const TraceRecord &record)
    {
        m_at = record.at;
        switch (record.kind) {
        case TraceKind::connected:
            open(record);
            break;
        case TraceKind::arrived:
            cutMessages(record.offset + record.length);
            break;
        case TraceKind::loginAnswered:
            m_login = record.at;
            m_readyAfter = m_trace.items.size();
            break;
        case TraceKind::sent:
            rememberSent(record.text);
            break;
        case TraceKind::closed:
            placeReady();
            m_trace.items.push_back(
                {.at = record.at, .kind = PlayedKind::closed, .text = {}, .event = {}, .classes = {}});
            break;
        case TraceKind::ended:
            end(record.at);
            break;
        case TraceKind::refused:
            break;
        }
    }

    void open(const TraceRecord &record)
    {
        placeReady();
        m_trace.items.push_back({.at = record.at, .kind = PlayedKind::opened, .text = {}, .event = {}, .classes = {}});
        m_messageStart = m_lineStart = record.offset;
        m_login.reset();
        m_opening.clear();
        m_readyAfter = m_trace.items.size();
        m_open = true;
    }

    void end(Duration at)
    {
        placeReady();
        m_trace.items.push_back({.at = at, .kind = PlayedKind::ended, .text = {}, .event = {}, .classes = {}});
    }

    // Behind the last opening answer.
    void placeReady()
    {
        if (!m_open)
            return;
        m_open = false;
        const Duration at = m_readyAfter > 0 ? m_trace.items[m_readyAfter - 1].at : m_at;
        m_trace.items.insert(m_trace.items.begin() + static_cast<std::ptrdiff_t>(m_readyAfter),
                             {.at = at, .kind = PlayedKind::ready, .text = {}, .event = {}, .classes = {}});
    }

    void rememberSent(std::string_view action)
    {
        splitHeaders(action, m_headers);
        const std::string_view id = AmiMessage(m_headers).actionId();
        if (id.empty())
            return;
        m_sent.emplace(id);
        if (!m_login || m_at <= *m_login + kOpening)
            m_opening.emplace(id);
    }

    void cutMessages(std::size_t available)
    {
        while (m_lineStart < available) {
            const std::size_t end = m_bytes.find('\n', m_lineStart);
            if (end >= available)
                return;
            std::string_view line = m_bytes.substr(m_lineStart, end - m_lineStart);
            if (line.ends_with('\r'))
                line.remove_suffix(1);
            if (line.empty())
                takeMessage(m_bytes.substr(m_messageStart, m_lineStart - m_messageStart));
            if (line.empty() || line.starts_with(kBanner))
                m_messageStart = end + 1;
            m_lineStart = end + 1;
        }
    }

    void takeMessage(std::string_view text)
    {
        splitHeaders(text, m_headers);
        if (m_headers.empty())
            return;
        const AmiMessage message(m_headers);
        const bool own = !message.has("Event") || m_sent.contains(message.actionId());
        if (own)
            readClock(message);
        const bool opening = own && m_opening.contains(message.actionId());
        const bool booted = message.event() == "FullyBooted";
        if (own && !opening)
            return;
        m_trace.items.push_back({.at = m_at,
                                 .kind = opening ? PlayedKind::opening : PlayedKind::message,
                                 .text = text,
                                 .event = message.event(),
                                 .classes = EventMask::ofPrivilege(message.value("Privilege"))});
        if (opening || booted)
            m_readyAfter = m_trace.items.size();
        if (m_trace.epochMicroseconds == 0 && (message.event() == "Newchannel" || message.event() == "QueueCallerJoin"))
            readUniqueid(message.value("Uniqueid"));
    }

    // The answer to a Ping tells the PBX's clock.
    void readClock(const AmiMessage &message)
    {
        const std::string stamp(message.value("Timestamp"));
        if (m_clockKnown || !message.has("Ping") || stamp.empty())
            return;
        const std::size_t dot = std::min(stamp.find('.'), stamp.size());
        const auto seconds = protocol::wholeNumber(std::string_view(stamp).substr(0, dot));
        const auto fraction = dot < stamp.size() ? protocol::wholeNumber(std::string_view(stamp).substr(dot + 1)) : 0;
        if (!seconds || !fraction)
            return;
        m_clockKnown = true;
        m_trace.epochMicroseconds = *seconds * 1'000'000 + *fraction - m_at.count() * 1000;
    }

    // "lab7-1795451227.177": the second in which the channel began.
    void readUniqueid(std::string_view uniqueid)
    {
        uniqueid.remove_prefix(uniqueid.rfind('-') + 1);
        if (const auto seconds = protocol::wholeNumber(uniqueid.substr(0, uniqueid.find('.'))))
            m_trace.epochMicroseconds = *seconds * 1'000'000 - m_at.count() * 1000;
    }

    std::string_view m_bytes;
    PlayedTrace m_trace;
    Duration m_at{};
    std::optional<Duration> m_login;
    std::set<std::string, std::less<>> m_sent;
    std::set<std::string, std::less<>> m_opening;
    std::vector<AmiHeader> m_headers;
    std::size_t m_messageStart = 0;
    std::size_t m_lineStart = 0;
    std::size_t m_readyAfter = 0;
    bool m_open = false; // a connection whose `ready` is not placed yet
    bool m_clockKnown = false;
};

} // namespace

PlayedTrace makePlayedTrace(const TraceFile &file)
{
    return TraceReader(file).result();
}

} // namespace fw::feeds
