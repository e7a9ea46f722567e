// Makes snapshots of an engine, and keeps what an engine does not: trends, the newest entries, which incidents sound.
// Reads no clock: the moment comes with each call, so that the same inputs give the same snapshots. Owned by a session,
// its thread.
#pragma once

#include "engine/engine.h"
#include "snapshot/snapshot.h"

#include <deque>
#include <map>
#include <memory>

namespace fw::snapshot {

// What the journal has of the engine's records.
struct Recorded {
    std::uint64_t durableSeq = 0;
    std::size_t unrecorded = 0;
    bool diskRefuses = false;
    std::optional<Duration> newsSince = {}; // steady
};

// Incident → the failed seat → the seat its agent was given.
using Assigned = std::map<int, std::map<std::string, std::string>>;

class Builder {
public:
    static constexpr Duration kSampleEvery = std::chrono::seconds{10};
    static constexpr std::size_t kSamples = 180;  // half an hour
    static constexpr std::size_t kTimeline = 100; // entries of an incident
    static constexpr std::size_t kNews = 40;

    // What a step of the engine gave, in order.
    void onOutput(const engine::Output &out);
    // One record for timelines and news, oldest first: from before this program started those of open incidents and the
    // newest of all; later ones come with onOutput().
    void recall(const record::Record &r);

    // After a start: open incidents that nobody has in hand sound again.
    void soundOpenIncidents(const record::State &state, WallTime now);

    [[nodiscard]] std::shared_ptr<const Snapshot> make(const engine::Engine &engine, Moment now,
                                                       const Recorded &recorded);

private:
    struct Samples {
        std::deque<std::optional<double>> waiting;
        std::deque<std::optional<double>> arrivals;
        std::deque<std::optional<int>> offered; // in all, at the samples of the last minute, newest last
    };
    void sample(const engine::Engine &engine, Moment now);

    std::map<QueueId, Samples> m_samples;
    std::optional<Moment> m_sampled;
    std::map<int, std::deque<Entry>> m_timelines; // newest first
    std::deque<Entry> m_news;                     // newest first
    std::map<int, int> m_sounding;
    Assigned m_assigned;
    std::map<int, Text> m_why; // incident → why it opened
    std::vector<Nearest> m_nearest;
    std::optional<Duration> m_nearestAt; // steady
};

// The parts of a snapshot, each in a file of its own.
[[nodiscard]] std::vector<Queue> queuesOf(const engine::Engine &engine, Moment now);
[[nodiscard]] std::vector<Seat> seatsOf(const engine::Engine &engine, const Assigned &assigned, Moment now);
[[nodiscard]] std::vector<Feed> feedsOf(const engine::Engine &engine);
[[nodiscard]] std::vector<Ups> upsesOf(const engine::Engine &engine);
[[nodiscard]] std::vector<Zone> zonesOf(const engine::Engine &engine);
[[nodiscard]] std::vector<System> systemsOf(const engine::Engine &engine);
// The most pressing first. Timelines are left empty.
[[nodiscard]] std::vector<Incident> incidentsOf(const engine::Engine &engine, Moment now);
[[nodiscard]] std::vector<Returned> returnedOf(const engine::Engine &engine, Moment now);
[[nodiscard]] std::vector<Procedure> proceduresOf(const engine::Engine &engine, const std::vector<Incident> &incidents);
// The call a step asks for, with the contact whose turn it is.
[[nodiscard]] CallCard callCardOf(const std::string &chain, const std::string &stepKey, const procedures::Context &c,
                                  const engine::Engine &engine);
// What an instance of a step asks; `value` is its part.
[[nodiscard]] std::vector<Question> questionsOf(const procedures::Instance &instance, const procedures::Context &c);
[[nodiscard]] Question questionOf(const procedures::Fact &fact, const procedures::Context &c);

} // namespace fw::snapshot
