// Which feeds are live, since when, and how old they get: the PBX is stale after `stale_after` without a word. Ages
// only where the session says so; in a script a feed stays as its last line says.
#pragma once

#include "engine/input.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fw::engine {

struct FeedStatus {
    FeedState state = FeedState::stale;
    Moment since;
    Text why;
    bool said = false; // its state was given, not taken from a signal
    std::optional<Moment> lastHeard;
};

struct FeedChange {
    std::string feed;
    FeedState state = FeedState::live;
    FeedState from = FeedState::stale;
    Moment since;
    Text why;
};

class FeedBoard {
public:
    FeedBoard(bool ages, Duration staleAfter) : m_ages(ages), m_staleAfter(staleAfter) {}

    void setStaleAfter(Duration staleAfter) { m_staleAfter = staleAfter; }
    [[nodiscard]] std::optional<FeedChange> heard(const std::string &feed, Moment now);
    [[nodiscard]] std::optional<FeedChange> set(const FeedIn &in, Moment now);
    [[nodiscard]] std::vector<FeedChange> age(Moment now);
    [[nodiscard]] std::optional<Duration> nextDue() const; // steady
    [[nodiscard]] const std::map<std::string, FeedStatus> &feeds() const { return m_feeds; }

private:
    [[nodiscard]] bool ages(const std::string &feed) const { return m_ages && feed == "pbx"; }
    bool m_ages;
    Duration m_staleAfter;
    std::map<std::string, FeedStatus> m_feeds;
};

[[nodiscard]] std::string_view feedStateName(FeedState state);

} // namespace fw::engine
