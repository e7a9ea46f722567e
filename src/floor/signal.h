// A signal: a fact about the floor with its source. Its moment comes with the input that carries it.
// protocol/ makes them from what the PBX says, feeds/ from other sources, the acts reader from a script: all the same.
#pragma once

#include "base/ids.h"
#include "base/moment.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fw::floor {

// A member's device as Asterisk numbers it (QueueMemberStatus.Status).
enum class Device { unknown, notInUse, inUse, busy, invalid, unavailable, ringing, ringInUse, onHold };

// UNAVAILABLE or INVALID: the phone cannot be reached.
[[nodiscard]] constexpr bool isDead(Device d)
{
    return d == Device::unavailable || d == Device::invalid;
}

enum class Membership { fixed, dynamic, realtime }; // "static", "dynamic", "realtime"

// ---- PBX: calls of a queue
struct CallerJoined {
    QueueId queue;
    CallId call;
    std::string number;
    bool operator==(const CallerJoined &) const = default;
};
struct CallerWaiting { // from a snapshot
    QueueId queue;
    CallId call;
    std::string number;
    Duration waited{};
    bool operator==(const CallerWaiting &) const = default;
};
struct CallerConnected { // `waited` as the PBX counts it, in whole seconds
    QueueId queue;
    CallId call;
    AgentId agent;
    Interface interface;
    std::optional<Duration> waited{};
    bool operator==(const CallerConnected &) const = default;
};
struct CallerAbandoned {
    QueueId queue;
    CallId call;
    bool hungUp = true; // false: the PBX ended the wait (timeout, empty queue, withdrawn, shutdown)
    bool operator==(const CallerAbandoned &) const = default;
};
struct CallerLeft {
    QueueId queue;
    CallId call;
    bool operator==(const CallerLeft &) const = default;
};
struct CallCompleted {
    QueueId queue;
    CallId call;
    AgentId agent;
    Interface interface;
    std::string endedBy; // caller, agent, transfer
    bool operator==(const CallCompleted &) const = default;
};
struct RangOut { // a member's phone rang and nobody answered
    QueueId queue;
    CallId call;
    AgentId agent;
    Interface interface;
    Duration rang{};
    bool operator==(const RangOut &) const = default;
};

// ---- PBX: members and devices
struct MemberState { // what one membership says of itself
    QueueId queue;
    AgentId agent;
    Interface interface;
    Interface stateInterface; // the phone; equal to `interface` unless it is a Local channel
    Membership membership = Membership::fixed;
    Device device = Device::unknown;
    bool paused = false;
    std::string pauseReason;
    int penalty = 0;
    bool operator==(const MemberState &) const = default;
};
struct MemberSeen { // from a snapshot
    MemberState member;
    bool operator==(const MemberSeen &) const = default;
};
struct MemberAdded {
    MemberState member;
    bool operator==(const MemberAdded &) const = default;
};
struct MemberChanged { // QueueMemberStatus
    MemberState member;
    bool operator==(const MemberChanged &) const = default;
};
struct MemberRemoved {
    QueueId queue;
    AgentId agent;
    Interface interface;
    bool operator==(const MemberRemoved &) const = default;
};
struct MemberPaused {
    QueueId queue;
    AgentId agent;
    Interface interface;
    bool paused = true;
    std::string reason;
    bool operator==(const MemberPaused &) const = default;
};
struct DeviceChanged {
    Interface device;
    Device state = Device::unknown;
    bool fromSnapshot = false;
    bool operator==(const DeviceChanged &) const = default;
};
struct PhoneReachable { // ContactStatus/PeerStatus: taken, and nothing shows it yet
    Interface device;
    bool reachable = true;
    bool operator==(const PhoneReachable &) const = default;
};

// ---- PBX: the feed itself
struct SnapshotBegan { // members and callers that follow replace what was known of their queues
    bool operator==(const SnapshotBegan &) const = default;
};
struct SnapshotComplete {
    bool operator==(const SnapshotComplete &) const = default;
};
struct PbxBooted { // FullyBooted; uptime is whole seconds
    std::optional<Duration> uptime;
    bool operator==(const PbxBooted &) const = default;
};
struct PbxShutdown {
    bool restart = false;
    bool operator==(const PbxShutdown &) const = default;
};
struct PbxVersion { // CoreSettings
    std::string version;
    bool operator==(const PbxVersion &) const = default;
};
struct PbxAlive { // any other message: a sign of life
    bool operator==(const PbxAlive &) const = default;
};

// ---- power, air, systems, alarms, reports. An absent optional is "not said", never 0.
struct UpsReading {
    std::string ups;
    std::string status;                // the words of ups.status, "OB LB"; "" or WAIT: unknown
    std::optional<double> charge;      // %, 0–100
    std::optional<Duration> runtime;   // left on battery
    std::optional<double> load;        // %
    std::optional<double> temperature; // °C, ambient
    bool operator==(const UpsReading &) const = default;

    [[nodiscard]] bool says(std::string_view word) const; // one of the words of `status`
};
struct TemperatureReading {
    std::string zone;
    double celsius = 0;
    bool operator==(const TemperatureReading &) const = default;
};
enum class SystemState { up, slow, partly, down };
struct ProbeResult {
    std::string system;
    SystemState state = SystemState::up;
    std::string scope; // which part, when partly
    bool operator==(const ProbeResult &) const = default;
};
enum class ZoneState { normal, alarm, fault, isolated };
struct AlarmZoneChanged {
    std::string zone;
    ZoneState state = ZoneState::normal;
    bool operator==(const AlarmZoneChanged &) const = default;
};
struct CallerReport { // a customer reports a fault of a carrier's service
    std::string service;
    std::string region;
    std::string symptom;
    std::string number;
    bool grave = false;
    bool operator==(const CallerReport &) const = default;
};
struct AlertSignal { // from a monitoring system
    std::string name;
    std::string instance;
    bool firing = true;
    std::string summary;
    bool operator==(const AlertSignal &) const = default;
};

// The console's own: goes the way of every signal, to prove that the way is open. No feed, and nothing that people see.
struct Canary {
    std::uint64_t number = 0; // counts up from 1
    bool operator==(const Canary &) const = default;
};

enum class FeedState { live, stale, down, restarted }; // restarted: live, and another than before

using Signal =
    std::variant<CallerJoined, CallerWaiting, CallerConnected, CallerAbandoned, CallerLeft, CallCompleted, RangOut,
                 MemberSeen, MemberAdded, MemberChanged, MemberRemoved, MemberPaused, DeviceChanged, PhoneReachable,
                 SnapshotBegan, SnapshotComplete, PbxBooted, PbxShutdown, PbxVersion, PbxAlive, UpsReading,
                 TemperatureReading, ProbeResult, AlarmZoneChanged, CallerReport, AlertSignal, Canary>;

// The feed a signal belongs to: "pbx", "ups:ups-a", "temperature:ZONE", "probe:SYSTEM", "alarm:ZONE", "reports",
// "alerts", "canary".
[[nodiscard]] std::string feedOf(const Signal &signal);

} // namespace fw::floor
