// The site as configured: which queues are watched, which seats there are. Made by config/ from the site file.
#pragma once

#include "base/ids.h"
#include "base/moment.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fw::floor {

enum class QueueRole { inbound, outbound };

struct ServiceTarget {
    double answered = 0.80; // share, 0–1
    Duration within = std::chrono::seconds{20};
    bool operator==(const ServiceTarget &) const = default;
};

// A limit that is not listed is off. `heldFor` is the `for` of all of them.
struct QueueLimits {
    std::optional<double> waiting; // callers
    std::optional<Duration> longestWait;
    std::optional<double> serviceLevel; // share, 0–1; broken below
    std::optional<double> abandonment;  // share, 0–1; broken at or above
    Duration heldFor = std::chrono::minutes{2};
    bool operator==(const QueueLimits &) const = default;
};

struct QueueConfig {
    QueueId id;
    QueueRole role = QueueRole::inbound;
    ServiceTarget target;
    QueueLimits limits;
    bool operator==(const QueueConfig &) const = default;
};

struct QueueGroup { // several queues that are one subject of procedure 7
    std::string id;
    std::vector<QueueId> queues;
    bool operator==(const QueueGroup &) const = default;
};

struct SeatConfig {
    SeatId id;
    Interface interface;
    bool operator==(const SeatConfig &) const = default;
};

struct UpsConfig {
    std::string id;
    std::string nut; // "ups-a@127.0.0.1:3493"
    bool operator==(const UpsConfig &) const = default;
};

// Settings of the PBX connection. The secret itself is never here.
struct PbxConfig {
    std::string host = "127.0.0.1";
    int port = 5038;
    std::string user;
    std::string secretEnv;  // name of an environment variable, or
    std::string secretFile; // a file that only its owner can read
    bool tls = false;
    bool md5 = false;  // log in by challenge
    std::string tlsCa; // file with the certificate to trust; "" = the system's
    Duration qualify = std::chrono::seconds{10};
    Duration ping = std::chrono::seconds{10};
    Duration staleAfter = std::chrono::seconds{30};
    Duration resync = std::chrono::seconds{60};
    bool operator==(const PbxConfig &) const = default;
};

struct Phone { // a phone of the center: what it hangs on decides whether it works in an emergency
    std::string id;
    std::string label;
    std::string through; // pbx, mobile, analogue, radio, other
    std::vector<std::string> hangsOn;
    bool operator==(const Phone &) const = default;
};

struct Entity { // service entity, and who leads it
    std::string id;
    std::string name;
    std::string leader;
    bool operator==(const Entity &) const = default;
};

struct AlarmZone {
    std::string id;
    std::string name;
    bool contact = true; // false: ticked by patrol
    bool operator==(const AlarmZone &) const = default;
};

struct Standing { // a standing duty of the site
    std::string id;
    std::string textEn;
    std::string textZh;
    Duration every{};
    bool operator==(const Standing &) const = default;
};

// One row of the site's time zone: from this moment on, local = UTC + offset.
struct ZoneOffset {
    WallTime from{};
    Duration offset{};
    bool operator==(const ZoneOffset &) const = default;
};

// Of local time at a moment; UTC before the first row and without any.
[[nodiscard]] Duration offsetAt(const std::vector<ZoneOffset> &offsets, WallTime t);

struct Site {
    std::string name;
    std::string unit;
    std::string address;
    std::string timezone = "UTC";
    std::vector<ZoneOffset> offsets; // ascending; empty = UTC
    std::vector<Duration> shifts;    // start times, as time of the local day
    std::vector<std::string> sweep;  // places a warden sweeps
    std::vector<std::string> alone;  // what a shift leader may decide at night
    PbxConfig pbx;
    std::vector<QueueConfig> queues;
    std::vector<QueueGroup> groups;
    std::vector<SeatConfig> seats;
    std::vector<UpsConfig> upses;
    std::vector<Phone> phones;
    std::vector<Entity> entities;
    std::vector<AlarmZone> alarmZones;
    std::vector<Standing> standing;
    std::map<std::string, std::map<std::string, std::string>> acts; // [act.ID]: the exact action
    // [procedure.N] or [procedure.ID]: name → duration text or number as written; checked against the playbooks.
    std::map<std::string, std::map<std::string, std::string>> procedures;

    bool operator==(const Site &) const = default;

    [[nodiscard]] const QueueConfig *queue(const QueueId &id) const;
    // The seat of an interface: by the seat list, else the interface without its technology ("PJSIP/1005" → "1005",
    // "Local/1014@agents/n" → "1014").
    [[nodiscard]] SeatId seatOf(const Interface &interface) const;
    [[nodiscard]] Duration offsetAt(WallTime t) const { return floor::offsetAt(offsets, t); }
    // The group a queue belongs to, or the queue itself: the subject of procedure 7.
    [[nodiscard]] std::string subjectOf(const QueueId &queue) const;
    [[nodiscard]] std::vector<QueueId> queuesOf(const std::string &subject) const;
};

} // namespace fw::floor
