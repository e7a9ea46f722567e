#include "floor/queue.h"

#include <algorithm>

namespace fw::floor {
namespace {

constexpr Duration kConnectAfterLeave = std::chrono::seconds{2}; // they come in the same millisecond
constexpr std::size_t kMostEvents = 200'000; // of one queue in 15 minutes; beyond it the oldest go first

std::optional<Duration> average(Duration sum, int n)
{
    return n == 0 ? std::nullopt : std::optional(sum / n);
}

} // namespace

Figures &Figures::operator+=(const Figures &o)
{
    offered += o.offered;
    answered += o.answered;
    answeredWithin += o.answeredWithin;
    abandoned += o.abandoned;
    shortAbandoned += o.shortAbandoned;
    endedByPbx += o.endedByPbx;
    exited += o.exited;
    cut += o.cut;
    completed += o.completed;
    waited += o.waited;
    handled += o.handled;
    return *this;
}

Figures &Figures::operator-=(const Figures &o)
{
    offered -= o.offered;
    answered -= o.answered;
    answeredWithin -= o.answeredWithin;
    abandoned -= o.abandoned;
    shortAbandoned -= o.shortAbandoned;
    endedByPbx -= o.endedByPbx;
    exited -= o.exited;
    cut -= o.cut;
    completed -= o.completed;
    waited -= o.waited;
    handled -= o.handled;
    return *this;
}

std::optional<Duration> Figures::averageAnswer() const
{
    return average(waited, answered);
}

std::optional<Duration> Figures::averageHandling() const
{
    return average(handled, completed);
}

void Queue::join(const CallId &call, std::string number, Duration now, std::uint64_t snapshot)
{
    const auto [it, isNew] = m_waiting.try_emplace(call, Caller{std::move(number), now, false, snapshot});
    Caller &caller = it->second;
    caller.snapshot = snapshot;
    if (!caller.counted) {
        caller.counted = true;
        count({.offered = 1}, now);
    }
}

void Queue::seenWaiting(const CallId &call, std::string number, Duration joined, std::uint64_t snapshot)
{
    const auto [it, isNew] = m_waiting.try_emplace(call, Caller{std::move(number), joined, false, snapshot});
    it->second.snapshot = snapshot;
}

std::optional<Caller> Queue::take(const CallId &call)
{
    const auto it = m_waiting.find(call);
    if (it == m_waiting.end())
        return std::nullopt;
    Caller caller = std::move(it->second);
    m_waiting.erase(it);
    return caller;
}

void Queue::dropUnseen(std::uint64_t snapshot)
{
    std::erase_if(m_waiting, [&](const auto &item) { return item.second.snapshot < snapshot; });
}

void Queue::leave(const CallId &call, Duration now)
{
    if (auto caller = take(call))
        m_left.push_back({call, std::move(*caller), now});
}

std::optional<Caller> Queue::takeLeft(const CallId &call)
{
    const auto it = std::ranges::find(m_left, call, &Left::call);
    if (it == m_left.end())
        return std::nullopt;
    Caller caller = std::move(it->caller);
    m_left.erase(it);
    return caller;
}

void Queue::settle(Duration now)
{
    while (!m_left.empty() && m_left.front().at <= now - kConnectAfterLeave) {
        m_left.pop_front();
        count({.exited = 1}, now);
    }
}

void Queue::count(const Figures &figures, Duration now)
{
    m_day += figures;
    m_total += figures;
    m_events.push_back({now, figures});
    if (m_events.size() > kMostEvents)
        m_events.pop_front();
}

void Queue::forget(Duration now)
{
    while (!m_events.empty() && m_events.front().at <= now - kWindow)
        m_events.pop_front();
}

Duration Queue::longestWait(Duration now) const
{
    Duration longest{0};
    for (const auto &[call, caller] : m_waiting)
        longest = std::max(longest, now - caller.joined);
    return longest;
}

Figures Queue::inLast(Duration window, Duration now) const
{
    Figures sum;
    for (auto it = m_events.rbegin(); it != m_events.rend() && it->at > now - window; ++it)
        sum += it->figures;
    return sum;
}

int Queue::waitingTooLong(Duration now) const
{
    return int(std::ranges::count_if(
        m_waiting, [&](const auto &item) { return now - item.second.joined > m_config.target.within; }));
}

std::optional<Duration> Queue::nextChange(Duration window, Duration now) const
{
    std::optional<Duration> next;
    const auto offer = [&](Duration d) {
        if (d > Duration{0} && (!next || d < *next))
            next = d;
    };
    const auto oldest = std::ranges::upper_bound(m_events, now - window, {}, &Event::at);
    if (oldest != m_events.end())
        offer(oldest->at + window - now);
    for (const auto &[call, caller] : m_waiting)
        offer(caller.joined + m_config.target.within + Duration{1} - now);
    return next;
}

} // namespace fw::floor
