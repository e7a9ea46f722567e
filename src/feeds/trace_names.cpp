#include "feeds/trace_names.h"

#include <algorithm>
#include <array>

namespace fw::feeds {

namespace {

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool endsWith(std::string_view text, std::string_view lowerCase)
{
    if (text.size() < lowerCase.size())
        return false;
    return std::equal(lowerCase.begin(), lowerCase.end(), text.end() - static_cast<std::ptrdiff_t>(lowerCase.size()),
                      [](char a, char b) { return a == lower(b); });
}

} // namespace

struct TraceNames::Row {
    std::string_view event; // "": of every event
    std::string_view key;
    Renamer renamer;
};

TraceNames::TraceNames(int copy, int round)
    : m_copy(copy > 1 ? std::to_string(copy) : ""), m_round(round > 0 ? "r" + std::to_string(round) : "")
{
}

std::string TraceNames::queue(std::string_view name) const
{
    return m_copy.empty() || name.empty() ? std::string(name) : std::string(name) + "-" + m_copy;
}

std::string TraceNames::agent(std::string_view name) const
{
    // Without a name the PBX uses the interface.
    if (name.find('/') != std::string_view::npos)
        return interface(name);
    return m_copy.empty() || name.empty() ? std::string(name) : std::string(name) + " " + m_copy;
}

std::string TraceNames::endpoint(std::string_view name) const
{
    return m_copy.empty() || name.empty() ? std::string(name) : std::string(name) + "x" + m_copy;
}

std::string TraceNames::interface(std::string_view name) const
{
    const std::size_t at = std::min(name.find('@'), name.size());
    return endpoint(name.substr(0, at)).append(name.substr(at));
}

std::string TraceNames::device(std::string_view name) const
{
    constexpr std::string_view kQueue = "Queue:";
    constexpr std::string_view kPause = "_pause_";
    constexpr std::string_view kAvailable = "_avail";
    if (!name.starts_with(kQueue))
        return interface(name);
    const std::string_view rest = name.substr(kQueue.size());
    std::string renamed(kQueue);
    if (const std::size_t pause = rest.find(kPause); pause != std::string_view::npos)
        return renamed + queue(rest.substr(0, pause)) + std::string(kPause) +
               interface(rest.substr(pause + kPause.size()));
    if (rest.ends_with(kAvailable))
        return renamed + queue(rest.substr(0, rest.size() - kAvailable.size())) + std::string(kAvailable);
    return renamed + queue(rest);
}

std::string TraceNames::channel(std::string_view name) const
{
    const std::size_t dash = name.rfind('-');
    if (dash == std::string_view::npos)
        return std::string(name);
    const std::size_t half = std::min(name.find(';', dash), name.size());
    return interface(name.substr(0, dash)).append(name.substr(dash, half - dash)) + m_round +
           std::string(name.substr(half));
}

std::string TraceNames::id(std::string_view uniqueid) const
{
    if (uniqueid.empty() || uniqueid.front() == '<')
        return std::string(uniqueid);
    return endpoint(uniqueid) + m_round;
}

std::string TraceNames::queueArguments(std::string_view text) const
{
    const std::size_t comma = std::min(text.find(','), text.size());
    return queue(text.substr(0, comma)).append(text.substr(comma));
}

TraceNames::Renamer TraceNames::renamerOf(std::string_view event, std::string_view key) const
{
    static constexpr std::array kRows{
        Row{"", "Queue", &TraceNames::queue},
        Row{"", "MemberName", &TraceNames::agent},
        Row{"", "Interface", &TraceNames::interface},
        Row{"", "StateInterface", &TraceNames::interface},
        Row{"", "Newname", &TraceNames::channel},
        Row{"", "DialString", &TraceNames::interface},
        Row{"DeviceStateChange", "Device", &TraceNames::device},
        Row{"QueueMember", "Name", &TraceNames::agent},
        Row{"QueueMember", "Location", &TraceNames::interface},
        Row{"PeerStatus", "Peer", &TraceNames::interface},
        Row{"CEL", "Peer", &TraceNames::channel},
        Row{"ContactStatus", "AOR", &TraceNames::endpoint},
        Row{"ContactStatus", "EndpointName", &TraceNames::endpoint},
        Row{"ExtensionStatus", "Exten", &TraceNames::endpoint},
        Row{"ExtensionStatus", "Hint", &TraceNames::interface},
        Row{"", "BridgeId", &TraceNames::id},
    };
    for (const Row &row : kRows) {
        if (row.key == key && (row.event.empty() || row.event == event))
            return row.renamer;
    }
    if (endsWith(key, "uniqueid") || endsWith(key, "linkedid"))
        return &TraceNames::id;
    return endsWith(key, "channel") ? &TraceNames::channel : nullptr;
}

std::string TraceNames::rename(std::string_view message) const
{
    std::string out;
    out.reserve(message.size() + 64);
    std::string_view event;
    bool queueApplication = false;
    while (!message.empty()) {
        const std::size_t end = std::min(message.find('\n'), message.size() - 1);
        std::string_view line = message.substr(0, end + 1);
        message.remove_prefix(end + 1);
        const std::size_t colon = line.find(": ");
        if (colon == std::string_view::npos) {
            out.append(line);
            continue;
        }
        const std::string_view key = line.substr(0, colon);
        const std::size_t stop = line.find_last_not_of("\r\n") + 1;
        const std::string_view value = stop > colon + 2 ? line.substr(colon + 2, stop - colon - 2) : std::string_view();
        if (key == "Event")
            event = value;
        if (key == "Application")
            queueApplication = value == "Queue";
        Renamer renamer = renamerOf(event, key);
        if (queueApplication && (key == "AppData" || key == "ApplicationData"))
            renamer = &TraceNames::queueArguments;
        if (renamer == nullptr || value.empty())
            out.append(line);
        else
            out.append(key).append(": ").append((this->*renamer)(value)).append(line.substr(stop));
    }
    return out;
}

} // namespace fw::feeds
