#include "engine/feed_board.h"

#include <array>

namespace fw::engine {

std::string_view feedStateName(FeedState state)
{
    constexpr std::array<std::string_view, 4> kNames{"live", "stale", "down", "restarted"};
    return kNames[std::size_t(state)];
}

std::optional<FeedChange> FeedBoard::heard(const std::string &feed, Moment now)
{
    const auto [it, isNew] = m_feeds.try_emplace(feed, FeedStatus{FeedState::stale, now, {}, false, {}});
    FeedStatus &status = it->second;
    status.lastHeard = now;
    // A word ends a silence, but not what was said of the feed: a lost connection, or a script's line.
    const bool revives = status.state == FeedState::stale && (!status.said || ages(feed));
    if (!revives)
        return std::nullopt;
    status = {FeedState::live, now, {}, false, now};
    return FeedChange{feed, FeedState::live, FeedState::stale, now, {}};
}

std::optional<FeedChange> FeedBoard::set(const FeedIn &in, Moment now)
{
    const auto [it, isNew] = m_feeds.try_emplace(in.feed, FeedStatus{FeedState::stale, now, {}, false, {}});
    FeedStatus &status = it->second;
    const FeedState from = status.state;
    status.said = true;
    status.lastHeard = now;
    if (!isNew && from == in.state && in.state != FeedState::restarted)
        return std::nullopt;
    status.state = in.state == FeedState::restarted ? FeedState::live : in.state;
    status.since = now;
    status.why = in.why;
    return FeedChange{in.feed, in.state, from, now, in.why};
}

std::vector<FeedChange> FeedBoard::age(Moment now)
{
    std::vector<FeedChange> changes;
    for (auto &[feed, status] : m_feeds) {
        const bool old = status.lastHeard && now.steady - status.lastHeard->steady >= m_staleAfter;
        if (!ages(feed) || status.state != FeedState::live || !old)
            continue;
        status.state = FeedState::stale;
        status.since = *status.lastHeard;
        changes.push_back({feed, FeedState::stale, FeedState::live, *status.lastHeard, {}});
    }
    return changes;
}

std::optional<Duration> FeedBoard::nextDue() const
{
    std::optional<Duration> next;
    for (const auto &[feed, status] : m_feeds) {
        if (!ages(feed) || status.state != FeedState::live || !status.lastHeard)
            continue;
        const Duration due = status.lastHeard->steady + m_staleAfter;
        if (!next || due < *next)
            next = due;
    }
    return next;
}

} // namespace fw::engine
