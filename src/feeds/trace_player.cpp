#include "feeds/trace_player.h"

#include "feeds/pbx_acts.h"
#include "feeds/pbx_turn.h"

#include <algorithm>

namespace fw::feeds {

namespace {

std::vector<TraceNames> namesOf(int times, int round)
{
    std::vector<TraceNames> names;
    for (int copy = 1; copy <= times; ++copy)
        names.emplace_back(copy, round);
    return names;
}

EventMask agentEvents()
{
    return EventMask::ofPrivilege("agent,all");
}

} // namespace

TracePlayer::TracePlayer(const TraceFile &file, int times, Rounds rounds, Audience &audience)
    : m_trace(makePlayedTrace(file)), m_times(std::max(times, 1)), m_rounds(rounds), m_audience(audience),
      m_fold(m_trace.epochMicroseconds), m_names(namesOf(m_times, 0))
{
    const std::size_t opening = openingEnd();
    if (opening > 0) // a round takes time
        m_rounds.laterEnd = std::max(m_rounds.laterEnd, m_trace.items[opening - 1].at + Duration{1});
}

std::size_t TracePlayer::openingEnd() const
{
    const auto ready = std::find_if(m_trace.items.begin(), m_trace.items.end(),
                                    [](const Played &item) { return item.kind == PlayedKind::ready; });
    return ready == m_trace.items.end() ? 0 : static_cast<std::size_t>(ready - m_trace.items.begin()) + 1;
}

Duration TracePlayer::begin(Duration from)
{
    m_silent = true;
    const std::size_t opening = openingEnd();
    Duration now{0};
    while (!ended() && (m_next < opening || m_trace.items[m_next].at <= from)) {
        if (m_trace.items[m_next].kind == PlayedKind::ended)
            break;
        now = m_trace.items[m_next].at;
        playItem(m_trace.items[m_next++], now);
    }
    m_silent = false;
    return std::max(now, from);
}

std::optional<Duration> TracePlayer::next() const
{
    return ended() ? std::nullopt : std::optional(m_roundBegan + m_trace.items[m_next].at);
}

void TracePlayer::play(Duration until)
{
    for (auto at = next(); at && *at <= until; at = next()) {
        if (m_round > 0 && m_trace.items[m_next].at >= m_rounds.laterEnd)
            beginRound(*at);
        else
            playItem(m_trace.items[m_next++], *at);
    }
}

void TracePlayer::playItem(const Played &item, Duration now)
{
    switch (item.kind) {
    case PlayedKind::opened:
        m_fold.clear();
        m_open = true;
        if (!m_silent)
            m_audience.onOpened();
        break;
    case PlayedKind::opening:
        fold(m_fold, item, now);
        break;
    case PlayedKind::message:
        playMessage(item, now);
        break;
    case PlayedKind::ready:
        m_ready = true;
        if (!m_silent)
            m_audience.onReady();
        break;
    case PlayedKind::closed:
        m_fold.clear();
        m_open = m_ready = false;
        if (!m_silent)
            m_audience.onClosed();
        break;
    case PlayedKind::ended:
        if (m_rounds.again && openingEnd() > 0)
            beginRound(now);
        else
            m_audience.onEnded();
        break;
    }
}

// The PBX goes on where the trace begins: with its first state, which replaces the last one by events.
void TracePlayer::beginRound(Duration now)
{
    const std::size_t opening = openingEnd();
    m_names = namesOf(m_times, ++m_round);
    m_roundBegan = now - m_trace.items[opening - 1].at;
    m_next = opening;
    PbxFold first(m_trace.epochMicroseconds);
    for (std::size_t i = 0; i < opening; ++i) {
        const Played &item = m_trace.items[i];
        if (item.kind == PlayedKind::opening || item.kind == PlayedKind::message)
            fold(first, item, now);
    }
    first.keepBoot(m_fold);
    const auto events = m_ready ? turnEvents(m_fold, first) : std::vector<std::string>();
    m_fold = std::move(first);
    if (!m_open) {
        m_open = m_ready = true;
        m_audience.onOpened();
        m_audience.onReady();
    }
    for (const std::string &event : events) {
        splitHeaders(event, m_headers);
        say(event, EventMask::ofPrivilege(protocol::AmiMessage(m_headers).value("Privilege")));
    }
}

void TracePlayer::fold(PbxFold &fold, const Played &item, Duration now)
{
    for (const TraceNames &names : m_names) {
        const std::string renamed = names.keepsAll() ? std::string() : names.rename(item.text);
        splitHeaders(names.keepsAll() ? item.text : std::string_view(renamed), m_headers);
        fold.apply(protocol::AmiMessage(m_headers), now);
        // What is no list item is said of the PBX as a whole.
        if (item.event.empty() || item.event == "FullyBooted")
            break;
    }
}

void TracePlayer::playMessage(const Played &item, Duration now)
{
    // Each connection hears of it when the PBX is ready for it.
    if (item.event == "FullyBooted")
        return fold(m_fold, item, now);
    const bool wanted = !m_silent && m_audience.wants(item.classes);
    if (!wanted && !PbxFold::folds(item.event))
        return;
    for (const TraceNames &names : m_names) {
        if (names.keepsAll())
            playCopy(item, item.text, wanted, now);
        else
            playCopy(item, names.rename(item.text), wanted, now);
    }
}

void TracePlayer::playCopy(const Played &item, std::string_view text, bool wanted, Duration now)
{
    if (!PbxFold::folds(item.event))
        return say(std::string(text).append("\r\n"), item.classes);
    splitHeaders(text, m_headers);
    const protocol::AmiMessage message(m_headers);
    const PbxFold::Fate fate = m_fold.apply(message, now);
    if (wanted && fate == PbxFold::Fate::asIs)
        say(std::string(text).append("\r\n"), item.classes);
    if (wanted && fate == PbxFold::Fate::changed) {
        const PbxMember *member = m_fold.queue(message.value("Queue"))->member(message.value("Interface"));
        say(memberEvent(item.event, *member, m_fold.settings().value("SystemName")), item.classes);
    }
    if (item.event == "DeviceStateChange") {
        for (const std::string &event : followDevice(m_fold, message.value("Device"), message.value("State")))
            say(event, agentEvents());
    }
}

void TracePlayer::say(std::string_view text, EventMask classes)
{
    if (!m_silent)
        m_audience.onEvent(text, classes);
}

} // namespace fw::feeds
