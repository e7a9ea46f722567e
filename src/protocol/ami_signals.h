// AmiTranslator: what the PBX says becomes signals of the floor. Written once for live feeds, replays and the PBX
// double. One per connection, owned by whoever owns the connection's AmiParser, same thread. It is stateful only where
// a message alone does not tell enough:
//   - an own snapshot: the first item of a QueueStatus answer gives SnapshotBegan, its end SnapshotComplete. Items of a
//   list
//     that somebody else asked for (a foreign ActionID) are no part of it;
//   - a QueueCallerAbandon is the caller's doing only after a HangupRequest of that channel; else the PBX ended the
//   wait.
// Every message gives at least one signal: PbxAlive where it says nothing about the floor. Nothing fails: a message
// with missing or odd fields is a sign of life. Tolerates Asterisk 16 to 24; an older one makes unsupported() speak.
#pragma once

#include "floor/signal.h"
#include "protocol/ami_parser.h"
#include "protocol/recent_texts.h"
#include "wording/sentence.h"

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::protocol {

class AmiTranslator {
public:
    // Whether an ActionID is one that this session sent.
    using OwnAction = std::function<bool(std::string_view actionId)>;

    explicit AmiTranslator(OwnAction own);
    // Every ActionID that begins with `prefix` is own.
    [[nodiscard]] static OwnAction ownPrefix(std::string prefix);

    // A new connection begins.
    void reset();
    // The AMI version of the connection's banner.
    void banner(std::string_view amiVersion);
    // Appends what the message says to `out`, in order.
    void translate(const AmiMessage &message, std::vector<floor::Signal> &out);
    // Why this PBX cannot be used: sentence "pbx.too_old" with `version`. Known after the banner or CoreSettings.
    [[nodiscard]] const std::optional<Sentence> &unsupported() const { return m_unsupported; }
    // Channels whose caller asked to hang up and that are still there; bounded.
    [[nodiscard]] std::size_t remembered() const { return m_hangupRequested.size(); }

private:
    using Signals = std::vector<floor::Signal>;
    using Handler = void (AmiTranslator::*)(const AmiMessage &, Signals &);
    struct Row;

    [[nodiscard]] static Handler handlerOf(std::string_view event);
    [[nodiscard]] bool isOwnItem(const AmiMessage &message) const;
    void beginSnapshot(const AmiMessage &message, Signals &out);
    void judgeVersion(std::string_view version);

    void onResponse(const AmiMessage &message, Signals &out);
    void onQueueParams(const AmiMessage &message, Signals &out);
    void onQueueMember(const AmiMessage &message, Signals &out);
    void onQueueEntry(const AmiMessage &message, Signals &out);
    void onQueueStatusComplete(const AmiMessage &message, Signals &out);
    void onCallerJoin(const AmiMessage &message, Signals &out);
    void onCallerLeave(const AmiMessage &message, Signals &out);
    void onCallerAbandon(const AmiMessage &message, Signals &out);
    void onAgentConnect(const AmiMessage &message, Signals &out);
    void onAgentComplete(const AmiMessage &message, Signals &out);
    void onRingNoAnswer(const AmiMessage &message, Signals &out);
    void onMemberAdded(const AmiMessage &message, Signals &out);
    void onMemberRemoved(const AmiMessage &message, Signals &out);
    void onMemberChanged(const AmiMessage &message, Signals &out);
    void onMemberPause(const AmiMessage &message, Signals &out);
    void onDeviceState(const AmiMessage &message, Signals &out);
    void onContactStatus(const AmiMessage &message, Signals &out);
    void onPeerStatus(const AmiMessage &message, Signals &out);
    void onHangupRequest(const AmiMessage &message, Signals &out);
    void onHangup(const AmiMessage &message, Signals &out);
    void onFullyBooted(const AmiMessage &message, Signals &out);
    void onShutdown(const AmiMessage &message, Signals &out);

    OwnAction m_own;
    std::string m_snapshot; // ActionID of the own list that is coming in; "": none
    RecentTexts m_hangupRequested;
    std::optional<Sentence> m_unsupported;
};

} // namespace fw::protocol
