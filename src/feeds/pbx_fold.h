// What the PBX of a trace knows at a moment, folded from its own messages: queues with their members and waiting
// callers, devices, channels, and the figures its answers are made of. It knows nothing of the floor: it stands for the
// PBX, not for the console, so that a test can hold one against the other. Owned by the double; one thread; `now` is
// time played.
#pragma once

#include "base/moment.h"
#include "feeds/pbx_fields.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::feeds {

struct PbxMember {
    PbxFields fields;           // as the events of a member write them
    bool fromList = false;      // nothing was heard of it since the recorder's list
    bool addedByClient = false; // the trace says nothing of its device: the fold follows it
    bool pauseByClient = false; // the trace knows nothing of this pause, nor of this penalty
    bool penaltyByClient = false;
    bool operator==(const PbxMember &) const = default;
};

struct PbxCaller {
    PbxFields fields; // Channel, Uniqueid, CallerIDNum … Priority of a QueueEntry
    Duration joined{};
    bool operator==(const PbxCaller &) const = default;
};

struct PbxQueue {
    PbxFields params;
    std::vector<PbxMember> members;
    std::vector<PbxCaller> waiting; // in the order of their positions
    std::int64_t answeredWithin = 0;
    std::int64_t abandonedWithin = 0;

    [[nodiscard]] const std::string &name() const { return params.value("Queue"); }
    [[nodiscard]] PbxMember *member(std::string_view interface);
};

struct PbxChannel {
    PbxFields fields; // Channel … Linkedid
    std::string application;
    std::string data;
    std::string bridge;
    Duration since{};
};

class PbxFold {
public:
    enum class Fate {
        asIs,    // the message stands
        changed, // it stands with the fields that a client changed: memberEvent() writes it
        dropped, // of a member that a client removed: the PBX would not have said it
    };

    explicit PbxFold(std::int64_t epochMicroseconds = 0) : m_epochMicroseconds(epochMicroseconds) {}

    // Whether messages of this name change the fold.
    [[nodiscard]] static bool folds(std::string_view event);
    Fate apply(const protocol::AmiMessage &message, Duration now);
    // A new PBX: everything is forgotten but the clock.
    void clear();
    // The same PBX goes on: its uptime is that of `other`.
    void keepBoot(const PbxFold &other);

    [[nodiscard]] const std::vector<PbxQueue> &queues() const { return m_queues; }
    [[nodiscard]] std::vector<PbxQueue> &queues() { return m_queues; }
    [[nodiscard]] PbxQueue *queue(std::string_view name); // without case, as the PBX does
    [[nodiscard]] const std::map<std::string, std::string, std::less<>> &devices() const { return m_devices; }
    [[nodiscard]] const std::map<std::string, PbxChannel, std::less<>> &channels() const { return m_channels; }
    [[nodiscard]] const PbxFields &settings() const { return m_settings; } // CoreSettings
    [[nodiscard]] const PbxFields &status() const { return m_status; }     // CoreStatus
    // Seconds the PBX is up and since its last reload; nothing until it said FullyBooted.
    [[nodiscard]] std::optional<std::int64_t> uptime(Duration now) const { return grown(m_uptime, now); }
    [[nodiscard]] std::optional<std::int64_t> lastReload(Duration now) const { return grown(m_lastReload, now); }
    // The PBX's clock, microseconds since 1970.
    [[nodiscard]] std::int64_t clock(Duration now) const { return m_epochMicroseconds + now.count() * 1000; }

private:
    using Handler = Fate (PbxFold::*)(const protocol::AmiMessage &, Duration);
    struct Row;
    [[nodiscard]] static Handler handlerOf(std::string_view event);
    [[nodiscard]] std::optional<std::int64_t> grown(std::optional<std::int64_t> then, Duration now) const;

    Fate onResponse(const protocol::AmiMessage &message);
    Fate onFullyBooted(const protocol::AmiMessage &message, Duration now);
    Fate onQueueParams(const protocol::AmiMessage &message, Duration now);
    Fate onQueueMember(const protocol::AmiMessage &message, Duration now);
    Fate onQueueEntry(const protocol::AmiMessage &message, Duration now);
    Fate onCallerJoin(const protocol::AmiMessage &message, Duration now);
    Fate onCallerLeave(const protocol::AmiMessage &message, Duration now);
    Fate onCallerAbandon(const protocol::AmiMessage &message, Duration now);
    Fate onAgentConnect(const protocol::AmiMessage &message, Duration now);
    Fate onAgentComplete(const protocol::AmiMessage &message, Duration now);
    Fate onMemberAdded(const protocol::AmiMessage &message, Duration now);
    Fate onMemberRemoved(const protocol::AmiMessage &message, Duration now);
    Fate onMemberEvent(const protocol::AmiMessage &message, Duration now);
    Fate onDevice(const protocol::AmiMessage &message, Duration now);
    Fate onShownChannel(const protocol::AmiMessage &message, Duration now);
    Fate onNewChannel(const protocol::AmiMessage &message, Duration now);
    Fate onChannelEvent(const protocol::AmiMessage &message, Duration now);
    Fate onHangup(const protocol::AmiMessage &message, Duration now);

    std::int64_t m_epochMicroseconds;
    std::vector<PbxQueue> m_queues;
    std::map<std::string, std::string, std::less<>> m_devices;
    std::map<std::string, PbxChannel, std::less<>> m_channels; // by Uniqueid
    PbxFields m_settings;
    PbxFields m_status;
    Duration m_bootedAt{};
    std::optional<std::int64_t> m_uptime;
    std::optional<std::int64_t> m_lastReload;
};

// An event about a member, as the PBX writes it, with its empty line. `systemName` may be empty.
[[nodiscard]] std::string memberEvent(std::string_view event, const PbxMember &member, std::string_view systemName);

} // namespace fw::feeds
