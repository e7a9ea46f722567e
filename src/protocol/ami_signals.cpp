#include "protocol/ami_signals.h"

#include "protocol/ami_text.h"

#include <array>
#include <limits>
#include <utility>

namespace fw::protocol {

namespace {

using namespace floor;

constexpr std::size_t kRememberedHangups = 50'000; // twice as many at most
constexpr int kOldestAmi = 5;                      // AMI of Asterisk 16
constexpr int kOldestAsterisk = 16;
constexpr std::int64_t kLongestSeconds = 366LL * 24 * 3600;

// Names differ between list items (Name, Location) and asynchronous events (MemberName, Interface).
std::string_view either(const AmiMessage &message, std::string_view key, std::string_view other)
{
    const std::string_view value = message.value(key);
    return value.empty() ? message.value(other) : value;
}

QueueId queueOf(const AmiMessage &message)
{
    return QueueId(utf8Text(message.value("Queue")));
}
CallId callOf(const AmiMessage &message)
{
    return CallId(std::string(message.value("Uniqueid")));
}
Interface interfaceOf(const AmiMessage &message)
{
    return Interface(utf8Text(either(message, "Interface", "Location")));
}

// Without a name the PBX uses the interface.
AgentId agentOf(const AmiMessage &message)
{
    const std::string_view name = either(message, "MemberName", "Name");
    return name.empty() ? AgentId(interfaceOf(message).str()) : AgentId(utf8Text(name));
}

std::optional<Duration> secondsOf(std::string_view text)
{
    const auto number = wholeNumber(text);
    if (!number || *number < 0 || *number > kLongestSeconds)
        return std::nullopt;
    return std::chrono::seconds{*number};
}

bool namesCall(const AmiMessage &message)
{
    return !message.value("Queue").empty() && !message.value("Uniqueid").empty();
}

bool namesMember(const AmiMessage &message)
{
    return !message.value("Queue").empty() && !either(message, "Interface", "Location").empty();
}

std::string pauseReasonOf(const AmiMessage &message)
{
    return utf8Text(either(message, "PausedReason", "Reason"));
}

MemberState memberOf(const AmiMessage &message)
{
    MemberState member;
    member.queue = queueOf(message);
    member.agent = agentOf(message);
    member.interface = interfaceOf(message);
    const std::string_view phone = message.value("StateInterface");
    member.stateInterface = phone.empty() ? member.interface : Interface(utf8Text(phone));
    member.membership = membershipFromName(message.value("Membership")).value_or(Membership::fixed);
    if (const auto status = wholeNumber(message.value("Status")))
        member.device = deviceFromStatus(*status).value_or(Device::unknown);
    member.paused = isTrue(message.value("Paused"));
    if (member.paused)
        member.pauseReason = pauseReasonOf(message);
    const auto penalty = wholeNumber(message.value("Penalty")).value_or(0);
    if (penalty >= 0 && penalty <= std::numeric_limits<int>::max())
        member.penalty = static_cast<int>(penalty);
    return member;
}

// "Queue:tickets", "Queue:tickets_pause_PJSIP/1001": the PBX's own counters, no phones.
bool isPseudoDevice(std::string_view device)
{
    return device.empty() || device.starts_with("Queue:");
}

// The release's number: "18.26.1", "certified/16.8-cert14", "GIT-20-1f2e3d". A development build has none.
std::optional<std::int64_t> releaseOf(std::string_view version)
{
    for (const std::string_view prefix : {"certified/", "certified-", "GIT-", "SVN-branch-", "Asterisk "}) {
        if (version.starts_with(prefix))
            version.remove_prefix(prefix.size());
    }
    const std::size_t end = version.find_first_not_of("0123456789");
    return wholeNumber(version.substr(0, end));
}

} // namespace

struct AmiTranslator::Row {
    std::string_view event;
    Handler handler;
};

AmiTranslator::AmiTranslator(OwnAction own) : m_own(std::move(own)), m_hangupRequested(kRememberedHangups) {}

AmiTranslator::OwnAction AmiTranslator::ownPrefix(std::string prefix)
{
    return [prefix = std::move(prefix)](std::string_view actionId) { return actionId.starts_with(prefix); };
}

void AmiTranslator::reset()
{
    m_snapshot.clear();
    m_hangupRequested.clear();
    m_unsupported.reset();
}

void AmiTranslator::banner(std::string_view amiVersion)
{
    const auto major = wholeNumber(amiVersion.substr(0, amiVersion.find('.')));
    if (major && *major < kOldestAmi)
        m_unsupported = Sentence{"pbx.too_old", {{"version", "AMI " + utf8Text(amiVersion)}}};
}

void AmiTranslator::judgeVersion(std::string_view version)
{
    const auto release = releaseOf(version);
    if (release && *release < kOldestAsterisk)
        m_unsupported = Sentence{"pbx.too_old", {{"version", "Asterisk " + utf8Text(version)}}};
}

AmiTranslator::Handler AmiTranslator::handlerOf(std::string_view event)
{
    static constexpr std::array kRows{
        Row{"HangupRequest", &AmiTranslator::onHangupRequest},
        Row{"Hangup", &AmiTranslator::onHangup},
        Row{"DeviceStateChange", &AmiTranslator::onDeviceState},
        Row{"QueueMemberStatus", &AmiTranslator::onMemberChanged},
        Row{"QueueCallerJoin", &AmiTranslator::onCallerJoin},
        Row{"QueueCallerLeave", &AmiTranslator::onCallerLeave},
        Row{"QueueCallerAbandon", &AmiTranslator::onCallerAbandon},
        Row{"AgentConnect", &AmiTranslator::onAgentConnect},
        Row{"AgentComplete", &AmiTranslator::onAgentComplete},
        Row{"AgentRingNoAnswer", &AmiTranslator::onRingNoAnswer},
        Row{"QueueParams", &AmiTranslator::onQueueParams},
        Row{"QueueMember", &AmiTranslator::onQueueMember},
        Row{"QueueEntry", &AmiTranslator::onQueueEntry},
        Row{"QueueStatusComplete", &AmiTranslator::onQueueStatusComplete},
        Row{"QueueMemberAdded", &AmiTranslator::onMemberAdded},
        Row{"QueueMemberRemoved", &AmiTranslator::onMemberRemoved},
        Row{"QueueMemberPause", &AmiTranslator::onMemberPause},
        Row{"QueueMemberPenalty", &AmiTranslator::onMemberChanged},
        Row{"ContactStatus", &AmiTranslator::onContactStatus},
        Row{"PeerStatus", &AmiTranslator::onPeerStatus},
        Row{"FullyBooted", &AmiTranslator::onFullyBooted},
        Row{"Shutdown", &AmiTranslator::onShutdown},
    };
    for (const Row &row : kRows) {
        if (row.event == event)
            return row.handler;
    }
    return nullptr;
}

void AmiTranslator::translate(const AmiMessage &message, Signals &out)
{
    const std::size_t before = out.size();
    const std::string_view event = message.event();
    if (event.empty())
        onResponse(message, out);
    else if (const Handler handler = handlerOf(event))
        (this->*handler)(message, out);
    if (out.size() == before)
        out.emplace_back(PbxAlive{});
}

bool AmiTranslator::isOwnItem(const AmiMessage &message) const
{
    const std::string_view actionId = message.actionId();
    return !actionId.empty() && m_own && m_own(actionId);
}

void AmiTranslator::beginSnapshot(const AmiMessage &message, Signals &out)
{
    if (m_snapshot == message.actionId())
        return;
    m_snapshot = message.actionId();
    out.emplace_back(SnapshotBegan{});
}

void AmiTranslator::onResponse(const AmiMessage &message, Signals &out)
{
    const std::string_view version = message.value("AsteriskVersion");
    if (version.empty())
        return;
    judgeVersion(version);
    out.emplace_back(PbxVersion{utf8Text(version)});
}

void AmiTranslator::onQueueParams(const AmiMessage &message, Signals &out)
{
    if (isOwnItem(message))
        beginSnapshot(message, out);
}

void AmiTranslator::onQueueMember(const AmiMessage &message, Signals &out)
{
    if (!isOwnItem(message))
        return;
    beginSnapshot(message, out);
    if (namesMember(message))
        out.emplace_back(MemberSeen{memberOf(message)});
}

void AmiTranslator::onQueueEntry(const AmiMessage &message, Signals &out)
{
    if (!isOwnItem(message))
        return;
    beginSnapshot(message, out);
    if (namesCall(message))
        out.emplace_back(CallerWaiting{queueOf(message), callOf(message), callerNumber(message.value("CallerIDNum")),
                                       secondsOf(message.value("Wait")).value_or(Duration{0})});
}

void AmiTranslator::onQueueStatusComplete(const AmiMessage &message, Signals &out)
{
    if (!isOwnItem(message))
        return;
    beginSnapshot(message, out);
    m_snapshot.clear();
    out.emplace_back(SnapshotComplete{});
}

void AmiTranslator::onCallerJoin(const AmiMessage &message, Signals &out)
{
    if (namesCall(message))
        out.emplace_back(CallerJoined{queueOf(message), callOf(message), callerNumber(message.value("CallerIDNum"))});
}

void AmiTranslator::onCallerLeave(const AmiMessage &message, Signals &out)
{
    if (namesCall(message))
        out.emplace_back(CallerLeft{queueOf(message), callOf(message)});
}

void AmiTranslator::onCallerAbandon(const AmiMessage &message, Signals &out)
{
    if (namesCall(message))
        out.emplace_back(
            CallerAbandoned{queueOf(message), callOf(message), m_hangupRequested.contains(message.value("Uniqueid"))});
}

void AmiTranslator::onAgentConnect(const AmiMessage &message, Signals &out)
{
    if (namesCall(message))
        out.emplace_back(CallerConnected{queueOf(message), callOf(message), agentOf(message), interfaceOf(message),
                                         secondsOf(message.value("HoldTime"))});
}

void AmiTranslator::onAgentComplete(const AmiMessage &message, Signals &out)
{
    if (namesCall(message))
        out.emplace_back(CallCompleted{queueOf(message), callOf(message), agentOf(message), interfaceOf(message),
                                       utf8Text(message.value("Reason"))});
}

void AmiTranslator::onRingNoAnswer(const AmiMessage &message, Signals &out)
{
    if (!namesCall(message))
        return;
    const auto rang = wholeNumber(message.value("RingTime")).value_or(0); // milliseconds here, unlike AgentConnect
    const bool sane = rang >= 0 && rang <= kLongestSeconds * 1000;
    out.emplace_back(
        RangOut{queueOf(message), callOf(message), agentOf(message), interfaceOf(message), Duration{sane ? rang : 0}});
}

void AmiTranslator::onMemberAdded(const AmiMessage &message, Signals &out)
{
    if (namesMember(message))
        out.emplace_back(MemberAdded{memberOf(message)});
}

void AmiTranslator::onMemberRemoved(const AmiMessage &message, Signals &out)
{
    if (namesMember(message))
        out.emplace_back(MemberRemoved{queueOf(message), agentOf(message), interfaceOf(message)});
}

void AmiTranslator::onMemberChanged(const AmiMessage &message, Signals &out)
{
    if (namesMember(message))
        out.emplace_back(MemberChanged{memberOf(message)});
}

void AmiTranslator::onMemberPause(const AmiMessage &message, Signals &out)
{
    if (!namesMember(message))
        return;
    const bool paused = isTrue(message.value("Paused"));
    out.emplace_back(
        MemberPaused{queueOf(message), agentOf(message), interfaceOf(message), paused, pauseReasonOf(message)});
}

void AmiTranslator::onDeviceState(const AmiMessage &message, Signals &out)
{
    const std::string_view device = message.value("Device");
    const auto state = deviceFromName(message.value("State"));
    const bool listed = !message.actionId().empty();
    if (isPseudoDevice(device) || !state || (listed && !isOwnItem(message)))
        return;
    out.emplace_back(DeviceChanged{Interface(utf8Text(device)), *state, listed});
}

void AmiTranslator::onContactStatus(const AmiMessage &message, Signals &out)
{
    const std::string_view status = message.value("ContactStatus");
    const std::string_view endpoint = either(message, "EndpointName", "AOR");
    const bool reachable = status == "Reachable";
    if (endpoint.empty() || !(reachable || status == "Unreachable" || status == "Removed"))
        return;
    out.emplace_back(PhoneReachable{Interface("PJSIP/" + utf8Text(endpoint)), reachable});
}

void AmiTranslator::onPeerStatus(const AmiMessage &message, Signals &out)
{
    const std::string_view status = message.value("PeerStatus");
    const std::string_view peer = message.value("Peer");
    const bool reachable = status == "Reachable" || status == "Registered" || status == "Lagged";
    if (peer.empty() || !(reachable || status == "Unreachable" || status == "Unregistered"))
        return;
    out.emplace_back(PhoneReachable{Interface(utf8Text(peer)), reachable});
}

void AmiTranslator::onHangupRequest(const AmiMessage &message, Signals &)
{
    if (const std::string_view call = message.value("Uniqueid"); !call.empty())
        m_hangupRequested.insert(call);
}

void AmiTranslator::onHangup(const AmiMessage &message, Signals &)
{
    m_hangupRequested.erase(message.value("Uniqueid"));
}

void AmiTranslator::onFullyBooted(const AmiMessage &message, Signals &out)
{
    out.emplace_back(PbxBooted{secondsOf(message.value("Uptime"))});
}

void AmiTranslator::onShutdown(const AmiMessage &message, Signals &out)
{
    const std::string_view restart = message.value("Restart");
    out.emplace_back(PbxShutdown{restart == "True" || isTrue(restart)});
}

} // namespace fw::protocol
