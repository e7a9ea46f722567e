// What is true on the floor now, folded from signals: queues, calls, agents, seats, power, zones, systems. Every group
// of values belongs to a feed; while that feed is not live the values are unknown. Owned by the engine, one thread, no
// clock: the moment comes with each call.
#pragma once

#include "floor/queue.h"
#include "floor/signal.h"
#include "floor/site.h"

#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fw::floor {

struct Seat {
    Device device = Device::unknown;
    std::optional<Moment> lostAt; // went dead while somebody was signed in and we were watching
    bool foundDead = false;       // dead in a snapshot: since when is not known
    std::set<AgentId> lostAgents; // who was signed in there then; nobody once it is alive and not watched
};

struct Ups {
    UpsReading reading;
    bool wasOnBattery = false; // at the last reading that said so while the feed was known

    void noteBattery();
};

struct CutCall {
    CallId call;
    QueueId queue;
    AgentId agent;
    std::string number;
    WallTime at{};
    std::string cause; // seat, pbx
};

// What an input changed: which subjects have to be looked at again, and whose membership.
struct Changes {
    std::set<QueueId> queues;
    std::set<SeatId> seats;
    std::set<std::string> upses;
    std::set<std::string> zones;
    std::set<std::string> systems;
    std::set<std::pair<AgentId, Interface>> memberships;
    bool canary = false;
    bool everything = false; // a feed came or went: look at all
    bool snapshotEnded = false;
    bool pbxRestarted = false;
};

class Floor {
public:
    explicit Floor(Site site);

    [[nodiscard]] Changes apply(const Signal &signal, Moment now);

    // A feed's values are known or not. A PBX that was lost (not merely silent) needs a snapshot first; one that has
    // restarted has cut its calls.
    [[nodiscard]] Changes setFeed(const std::string &feed, FeedState state, Moment now);
    [[nodiscard]] bool pbxKnown() const { return m_pbxLive && m_snapshotDone; }
    [[nodiscard]] bool known(const std::string &feed) const;
    // The feed was live or not heard yet, and has been said to be silent or gone.
    [[nodiscard]] bool silent(const std::string &feed) const { return m_silent.contains(feed); }

    // A seat that an open incident is about: found dead in a snapshot it counts as lost. `agents` were lost there,
    // unless the floor has seen it lost itself.
    void watchSeat(const SeatId &seat, const std::set<AgentId> &agents);
    // After a restart of the console: an open incident says that this UPS was on battery.
    void assumeOnBattery(const std::string &ups);
    void unwatchSeat(const SeatId &seat);
    [[nodiscard]] bool inSnapshot() const { return m_inSnapshot; }
    void setSeatOut(const SeatId &seat, bool out);
    void beginDay();
    // Another site file: queues and UPSs that stay keep what is known of them, others go, new ones begin empty.
    void reconfigure(Site site);

    [[nodiscard]] const Site &site() const { return m_site; }
    [[nodiscard]] const Queue *queue(const QueueId &id) const;
    [[nodiscard]] const std::map<QueueId, Queue> &queues() const { return m_queues; }
    [[nodiscard]] const std::map<SeatId, Seat> &seats() const { return m_seats; }
    [[nodiscard]] const std::map<std::string, Ups> &upses() const { return m_upses; }
    [[nodiscard]] const std::map<std::string, TemperatureReading> &temperatures() const { return m_temperatures; }
    [[nodiscard]] const std::map<std::string, ProbeResult> &systems() const { return m_systems; }
    [[nodiscard]] const std::map<std::string, ZoneState> &alarmZones() const { return m_alarmZones; }
    [[nodiscard]] const std::deque<CutCall> &cutCalls() const { return m_cutCalls; }
    [[nodiscard]] std::uint64_t canary() const { return m_canary; } // number of the newest; 0: none came

    // Seats: nothing = unknown.
    [[nodiscard]] std::optional<bool> seatLost(const SeatId &seat, Moment now) const;
    [[nodiscard]] std::optional<bool> seatAvailable(const SeatId &seat) const;
    [[nodiscard]] std::optional<bool> seatSignedIn(const SeatId &seat) const;
    [[nodiscard]] std::optional<bool> agentElsewhere(const SeatId &seat) const;
    // Time from now until the seats' rules speak again after a (re)connect; nothing if they do.
    [[nodiscard]] std::optional<Duration> seatsQuietFor(Moment now) const;
    [[nodiscard]] std::optional<Moment> seatLostAt(const SeatId &seat) const;
    [[nodiscard]] std::set<AgentId> agentsAt(const SeatId &seat) const;
    // Memberships signed in at a seat. Valid until the next signal.
    [[nodiscard]] std::vector<const Member *> membersAt(const SeatId &seat) const;
    [[nodiscard]] const std::set<AgentId> &lostAgents(const SeatId &seat) const;

    // The watched queues an agent is signed in to through an interface.
    [[nodiscard]] std::set<QueueId> queuesOf(const AgentId &agent, const Interface &interface) const;
    // The seat of a membership: by its phone; of its interface if the agent is not a member now.
    [[nodiscard]] SeatId seatOfMember(const AgentId &agent, const Interface &interface) const;

private:
    using Place = std::pair<QueueId, Interface>; // one membership
    struct Talk {                                // an answered call that has not ended
        QueueId queue;
        AgentId agent;
        SeatId seat;
        std::string number;
        Duration answered{};
    };
    struct Ended { // a call that ended lately: it may turn out to be cut
        CallId call;
        Talk talk;
        Duration at{};
        bool byPbx = false;
    };

    void on(const CallerJoined &s, Moment now, Changes &changes);
    void on(const CallerWaiting &s, Moment now, Changes &changes);
    void on(const CallerConnected &s, Moment now, Changes &changes);
    void on(const CallerAbandoned &s, Moment now, Changes &changes);
    void on(const CallerLeft &s, Moment now, Changes &changes);
    void on(const CallCompleted &s, Moment now, Changes &changes);
    void on(const MemberSeen &s, Moment now, Changes &changes);
    void on(const MemberAdded &s, Moment now, Changes &changes);
    void on(const MemberChanged &s, Moment now, Changes &changes);
    void on(const MemberRemoved &s, Moment now, Changes &changes);
    void on(const MemberPaused &s, Moment now, Changes &changes);
    void on(const DeviceChanged &s, Moment now, Changes &changes);
    void on(const SnapshotBegan &s, Moment now, Changes &changes);
    void on(const SnapshotComplete &s, Moment now, Changes &changes);
    void on(const PbxBooted &s, Moment now, Changes &changes);
    void on(const PbxShutdown &s, Moment now, Changes &changes);
    void on(const UpsReading &s, Moment now, Changes &changes);
    void on(const TemperatureReading &s, Moment now, Changes &changes);
    void on(const ProbeResult &s, Moment now, Changes &changes);
    void on(const AlarmZoneChanged &s, Moment now, Changes &changes);
    void on(const Canary &s, Moment now, Changes &changes);
    template <class Other> void on(const Other &, Moment, Changes &) {} // says nothing of the floor

    Queue *find(const QueueId &id);
    [[nodiscard]] const Member *member(const Place &place) const;
    void openSnapshot();
    void removeMember(Queue &queue, const Interface &interface, Changes &changes);
    void markSignedIn(const SeatId &seat, Changes &changes);
    [[nodiscard]] bool inShiftChange(WallTime t) const;
    void putMember(const MemberState &state, bool fromSnapshot, Moment now, Changes &changes);
    void setDevice(const Interface &device, Device state, bool fromSnapshot, Moment now, Changes &changes);
    void cutTalksAt(const SeatId &seat, Moment now);
    void cut(const CallId &call, const Talk &talk, Moment now, const char *cause);
    void cutEverything(Moment now);
    void beginAnew(Moment now, Changes &changes);
    [[nodiscard]] SeatId seatOf(const MemberState &state) const
    {
        return m_site.seatOf(state.stateInterface.empty() ? state.interface : state.stateInterface);
    }

    Site m_site;
    std::map<QueueId, Queue> m_queues;
    std::map<SeatId, Seat> m_seats;
    std::map<CallId, Talk> m_talks;
    std::deque<Ended> m_ended;
    std::deque<CutCall> m_cutCalls;
    std::map<std::string, Ups> m_upses;
    std::map<std::string, TemperatureReading> m_temperatures;
    std::map<std::string, ProbeResult> m_systems;
    std::map<std::string, ZoneState> m_alarmZones;
    std::uint64_t m_canary = 0;
    std::map<SeatId, std::set<Place>> m_atSeat;
    std::map<AgentId, std::set<Place>> m_ofAgent;
    bool m_everConnected = false;
    std::set<SeatId> m_watched; // seats of open incidents
    std::set<SeatId> m_seatsOut;
    std::set<std::string> m_silent; // feeds other than the PBX that are not known now
    bool m_pbxLive = false;
    bool m_snapshotDone = false;
    bool m_inSnapshot = false;
    std::uint64_t m_snapshot = 0;
    std::optional<Duration> m_seatsQuietUntil; // steady
};

} // namespace fw::floor
