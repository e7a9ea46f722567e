// The only place where floor, rules and procedures meet: an input with its moment goes in, records and effects come
// out. Reads no clock, file or socket; the same inputs and configuration give the same records, byte for byte. One
// thread.
//
// Timers are pulled: nextWake() is the steady time at which the engine wants a Wake; the caller delivers it before any
// input of that time or later (Timeline does). Records must be durable before anything is called recorded.
#pragma once

#include "engine/command_desk.h"
#include "engine/effect.h"
#include "engine/feed_board.h"
#include "engine/incident_desk.h"
#include "engine/input.h"
#include "engine/world.h"

#include <map>
#include <memory>
#include <optional>
#include <string>

namespace fw::engine {

struct Options {
    std::string mode = "live";   // live, drill, replay, test
    std::string journalId = "0"; // of a journal that begins
    bool feedsAge = true;        // false: a feed stays as it was last said to be (scripts)
};

class Engine {
public:
    // `older` holds the configurations that open incidents were opened with, by hash, where they differ.
    Engine(Options options, std::shared_ptr<const Configuration> config, record::State restored = {},
           std::map<std::string, std::shared_ptr<const Configuration>> older = {});

    [[nodiscard]] Output step(const Input &input);
    [[nodiscard]] std::optional<Duration> nextWake() const; // steady
    // While held, step() lets the floor follow and makes no record; commands are refused (docs/architecture.md, 10).
    void holdDecisions(bool held);
    // The wall time at a steady time, by the engine's count of wall-clock steps.
    [[nodiscard]] Moment at(Duration steady) const;

    [[nodiscard]] const record::State &state() const { return m_world.state(); }
    [[nodiscard]] const floor::Floor &floor() const { return m_world.floor; }
    [[nodiscard]] const rules::Watch &watch() const { return m_world.watch; }
    [[nodiscard]] const FeedBoard &feeds() const { return m_feeds; }
    [[nodiscard]] const Configuration &configuration() const { return *m_world.config; }
    [[nodiscard]] const std::map<int, IncidentRun> &runs() const { return m_incidents.runs(); }
    [[nodiscard]] std::vector<IncidentDesk::Returned> returned() const { return m_incidents.returned(m_world); }
    // An open incident as its playbook sees it at `now`, which is not before the last input. Valid until the next step.
    [[nodiscard]] procedures::Context contextOf(const IncidentRun &run, Moment now) const;
    // The number of the newest canary that changed its rule as it must; 0: none. Not one that came while held.
    [[nodiscard]] std::uint64_t canary() const { return m_canary; }

private:
    void handle(const Started &in);
    void handle(const Stopped &in);
    void handle(const SignalIn &in);
    void handle(const FeedIn &in);
    void handle(const CommandIn &in);
    void handle(const Wake &in);
    void handle(const ConfigIn &in);
    void handle(const ConfigRefused &in);

    struct Missed { // while decisions were held
        std::map<std::string, FeedChange> feeds;
        std::set<std::pair<AgentId, Interface>> memberships;
        bool snapshotEnded = false;
        bool pbxRestarted = false;
    };

    [[nodiscard]] Output countOnly(const Input &input);
    void miss(const FeedChange &change);
    void miss(const floor::Changes &changes);
    void catchUp();

    [[nodiscard]] Moment follow(Moment at);
    [[nodiscard]] std::optional<FeedChange> heard(const floor::Signal &signal);
    void onFeed(const FeedChange &change);
    void recordFeed(const FeedChange &change);
    void beginDayIfDue();
    void recordMemberships(const char *cause);
    void recordMembership(const AgentId &agent, const Interface &interface, const char *cause, bool removalsToo);
    void react(std::vector<rules::RuleChange> changes);
    void refuse(const record::Command &command, const Sentence &sentence);
    void loadConfig(const std::optional<record::Command> &asked);
    void cancelHolds();
    [[nodiscard]] static rules::Watch watchFor(const std::shared_ptr<const Configuration> &config);
    [[nodiscard]] std::shared_ptr<const procedures::Playbook> bookOf(const record::Incident &incident) const;
    void scheduleDay();

    Options m_options;
    std::map<std::string, std::shared_ptr<const Configuration>> m_older;
    World m_world;
    FeedBoard m_feeds;
    IncidentDesk m_incidents;
    CommandDesk m_commands;
    std::optional<Duration> m_wallOffset; // wall − steady, in ms since the epoch
    std::optional<WallTime> m_nextDay;
    std::uint64_t m_canary = 0;
    bool m_held = false;
    std::optional<Missed> m_missed; // until it is caught up with
    bool m_touched = false;         // something changed that incidents may look at
};

} // namespace fw::engine
