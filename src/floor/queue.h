// One watched queue as it is now: who waits, who is a member, and what happened in the last 15 minutes and this day.
// Waiting callers are keyed by call, so that a join that arrives after the snapshot that already showed it changes
// nothing.
#pragma once

#include "floor/signal.h"
#include "floor/site.h"

#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <string>

namespace fw::floor {

inline constexpr Duration kWindow = std::chrono::minutes{15}; // the longest that ratios look back
inline constexpr Duration kShortAbandon = std::chrono::seconds{5};

struct Caller {
    std::string number;
    Duration joined{};    // steady
    bool counted = false; // as offered
    std::uint64_t snapshot = 0;
};

struct Member {
    MemberState state;
    bool signedIn = false; // dynamic: at once; static: once its device was seen available
    std::uint64_t snapshot = 0;
};

// Figures over a stretch of time. Counts of calls; sums are of those calls.
struct Figures {
    int offered = 0;
    int answered = 0;
    int answeredWithin = 0; // the target's time
    int abandoned = 0;      // hung up while waiting, short ones too
    int shortAbandoned = 0; // ≤ 5 s
    int endedByPbx = 0;     // timeout, empty queue, withdrawn
    int exited = 0;         // left by key
    int cut = 0;            // ended because a seat, the power or the PBX went away
    int completed = 0;
    Duration waited{};  // of the answered
    Duration handled{}; // of the completed

    bool operator==(const Figures &) const = default;
    Figures &operator+=(const Figures &other);
    Figures &operator-=(const Figures &other);
    // Average speed of answer, average handling time: nothing without a call.
    [[nodiscard]] std::optional<Duration> averageAnswer() const;
    [[nodiscard]] std::optional<Duration> averageHandling() const;
};

class Queue {
public:
    explicit Queue(QueueConfig config) : m_config(std::move(config)) {}

    [[nodiscard]] const QueueConfig &config() const { return m_config; }
    void setConfig(QueueConfig config) { m_config = std::move(config); }
    [[nodiscard]] const std::map<CallId, Caller> &waiting() const { return m_waiting; }
    [[nodiscard]] const std::map<Interface, Member> &members() const { return m_members; }
    [[nodiscard]] std::map<Interface, Member> &members() { return m_members; }

    void join(const CallId &call, std::string number, Duration now, std::uint64_t snapshot);
    void seenWaiting(const CallId &call, std::string number, Duration joined, std::uint64_t snapshot);
    // Took the caller off the list; nothing if it was not on it.
    std::optional<Caller> take(const CallId &call);
    void dropUnseen(std::uint64_t snapshot); // callers that a snapshot no longer shows

    // A Leave comes before the Connect of the same call. A caller who left and was not connected within two seconds
    // left by key: settle() counts him.
    void leave(const CallId &call, Duration now);
    std::optional<Caller> takeLeft(const CallId &call);
    void settle(Duration now);

    // Adds to the window and to the day.
    void count(const Figures &figures, Duration now);
    void beginDay() { m_day = {}; }
    void forget(Duration now); // events older than the window

    [[nodiscard]] Duration longestWait(Duration now) const; // 0 when nobody waits
    [[nodiscard]] Figures inLast(Duration window, Duration now) const;
    [[nodiscard]] const Figures &today() const { return m_day; }
    [[nodiscard]] const Figures &total() const { return m_total; } // since the program started
    // Waiting longer than the target's time: counts as missed.
    [[nodiscard]] int waitingTooLong(Duration now) const;
    // The next moment (from now) at which inLast(window) or waitingTooLong changes by itself.
    [[nodiscard]] std::optional<Duration> nextChange(Duration window, Duration now) const;

private:
    struct Event {
        Duration at{};
        Figures figures;
    };
    QueueConfig m_config;
    struct Left {
        CallId call;
        Caller caller;
        Duration at{};
    };
    std::map<CallId, Caller> m_waiting;
    std::deque<Left> m_left;
    std::map<Interface, Member> m_members;
    std::deque<Event> m_events;
    Figures m_day;
    Figures m_total;
};

} // namespace fw::floor
