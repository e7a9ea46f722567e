#include "protocol/acts_signals.h"

#include "protocol/ami_text.h"

#include <array>
#include <limits>

namespace fw::protocol {

namespace {

using namespace floor;

constexpr double kMost = 1e9;

QueueId queueIn(ActsFields &fields)
{
    return QueueId(fields.text("queue"));
}
CallId callIn(ActsFields &fields)
{
    return CallId(fields.text("call"));
}
Interface interfaceIn(ActsFields &fields)
{
    return Interface(fields.text("interface"));
}

// A member without a name has its interface's, as with the PBX.
AgentId agentOr(ActsFields &fields, const Interface &interface)
{
    return AgentId(fields.textOr("agent", interface.str()));
}

Device deviceIn(ActsFields &fields)
{
    return deviceFromStatus(fields.whole("status", 0, 8)).value_or(Device::unknown);
}

MemberState memberIn(ActsFields &fields, Membership membership)
{
    MemberState member;
    member.queue = queueIn(fields);
    member.interface = interfaceIn(fields);
    member.agent = agentOr(fields, member.interface);
    member.stateInterface = Interface(fields.textOr("state_interface", member.interface.str()));
    member.membership = static_cast<Membership>(
        fields.wordOr("membership", {"static", "dynamic", "realtime"}, static_cast<std::size_t>(membership)));
    member.device = deviceIn(fields);
    member.paused = fields.flagOr("paused", false);
    member.pauseReason = fields.textOr("reason", "");
    if (fields.has("penalty"))
        member.penalty = static_cast<int>(fields.whole("penalty", 0, std::numeric_limits<int>::max()));
    return member;
}

Signal callerJoin(ActsFields &fields)
{
    return CallerJoined{queueIn(fields), callIn(fields), fields.textOr("number", "")};
}

Signal callerWaiting(ActsFields &fields)
{
    CallerWaiting waiting{queueIn(fields), callIn(fields), fields.textOr("number", ""), Duration{0}};
    if (fields.has("since") == fields.has("waited"))
        fields.complain("since", "either since or waited, one of them");
    if (const auto since = fields.moment("since"))
        waiting.waited = fields.start() + fields.at() - *since;
    if (const auto waited = fields.duration("waited"))
        waiting.waited = *waited;
    if (waiting.waited < Duration{0})
        fields.complain("since", "lies behind `at`");
    return waiting;
}

Signal connect(ActsFields &fields)
{
    return CallerConnected{queueIn(fields),
                           callIn(fields),
                           AgentId(fields.textOr("agent", "")),
                           Interface(fields.textOr("interface", "")),
                           {}};
}

Signal leave(ActsFields &fields)
{
    return CallerLeft{queueIn(fields), callIn(fields)};
}

Signal abandon(ActsFields &fields)
{
    return CallerAbandoned{queueIn(fields), callIn(fields), fields.wordOr("by", {"caller", "pbx"}, 0) == 0};
}

Signal complete(ActsFields &fields)
{
    return CallCompleted{queueIn(fields), callIn(fields), AgentId(fields.textOr("agent", "")),
                         Interface(fields.textOr("interface", "")), fields.textOr("by", "")};
}

Signal ringNoAnswer(ActsFields &fields)
{
    return RangOut{queueIn(fields), callIn(fields), AgentId(fields.textOr("agent", "")),
                   Interface(fields.textOr("interface", "")), fields.duration("rang").value_or(Duration{0})};
}

Signal member(ActsFields &fields)
{
    return MemberSeen{memberIn(fields, Membership::fixed)};
}
Signal memberStatus(ActsFields &fields)
{
    return MemberChanged{memberIn(fields, Membership::fixed)};
}
Signal memberAdded(ActsFields &fields)
{
    return MemberAdded{memberIn(fields, Membership::dynamic)};
}

Signal memberRemoved(ActsFields &fields)
{
    const Interface interface = interfaceIn(fields);
    return MemberRemoved{queueIn(fields), agentOr(fields, interface), interface};
}

Signal pause(ActsFields &fields)
{
    const Interface interface = interfaceIn(fields);
    return MemberPaused{queueIn(fields), agentOr(fields, interface), interface, fields.flagOr("paused", true),
                        fields.textOr("reason", "")};
}

Signal device(ActsFields &fields)
{
    const auto state = deviceFromName(fields.text("state"));
    if (!state)
        fields.complain("state", "is not a device state such as NOT_INUSE or UNAVAILABLE");
    return DeviceChanged{Interface(fields.text("device")), state.value_or(Device::unknown),
                         fields.flagOr("snapshot", false)};
}

Signal reachable(ActsFields &fields)
{
    return PhoneReachable{Interface(fields.text("device")), fields.flagOr("reachable", true)};
}

Signal snapshotBegin(ActsFields &)
{
    return SnapshotBegan{};
}
Signal snapshotComplete(ActsFields &)
{
    return SnapshotComplete{};
}
Signal booted(ActsFields &fields)
{
    return PbxBooted{fields.duration("uptime")};
}
Signal shutdown(ActsFields &fields)
{
    return PbxShutdown{fields.flagOr("restart", false)};
}
Signal version(ActsFields &fields)
{
    return PbxVersion{fields.text("version")};
}
Signal alive(ActsFields &)
{
    return PbxAlive{};
}

Signal ups(ActsFields &fields)
{
    return UpsReading{
        fields.text("ups"),         fields.textOr("status", ""),     fields.number("charge", 0, 100),
        fields.duration("runtime"), fields.number("load", 0, kMost), fields.number("temperature", -kMost, kMost)};
}

Signal temperature(ActsFields &fields)
{
    const auto value = fields.number("value", -kMost, kMost);
    if (!value)
        fields.complain("value", "is missing");
    return TemperatureReading{fields.text("zone"), value.value_or(0)};
}

Signal probe(ActsFields &fields)
{
    return ProbeResult{fields.text("system"),
                       static_cast<SystemState>(fields.word("state", {"up", "slow", "partly", "down"})),
                       fields.textOr("scope", "")};
}

Signal zone(ActsFields &fields)
{
    return AlarmZoneChanged{fields.text("zone"),
                            static_cast<ZoneState>(fields.word("state", {"normal", "alarm", "fault", "isolated"}))};
}

Signal report(ActsFields &fields)
{
    return CallerReport{fields.text("service"), fields.textOr("region", ""), fields.textOr("symptom", ""),
                        fields.textOr("number", ""), fields.flagOr("grave", false)};
}

Signal alert(ActsFields &fields)
{
    return AlertSignal{fields.text("name"), fields.textOr("instance", ""),
                       fields.word("state", {"firing", "resolved"}) == 0, fields.textOr("summary", "")};
}

struct Row {
    std::string_view name;
    Signal (*read)(ActsFields &);
};

constexpr std::array kRows{
    Row{"pbx.caller_join", callerJoin},
    Row{"pbx.caller_waiting", callerWaiting},
    Row{"pbx.connect", connect},
    Row{"pbx.leave", leave},
    Row{"pbx.abandon", abandon},
    Row{"pbx.complete", complete},
    Row{"pbx.ring_no_answer", ringNoAnswer},
    Row{"pbx.member", member},
    Row{"pbx.member_status", memberStatus},
    Row{"pbx.member_added", memberAdded},
    Row{"pbx.member_removed", memberRemoved},
    Row{"pbx.pause", pause},
    Row{"pbx.device", device},
    Row{"pbx.reachable", reachable},
    Row{"pbx.snapshot_begin", snapshotBegin},
    Row{"pbx.snapshot_complete", snapshotComplete},
    Row{"pbx.booted", booted},
    Row{"pbx.shutdown", shutdown},
    Row{"pbx.version", version},
    Row{"pbx.alive", alive},
    Row{"ups", ups},
    Row{"temperature", temperature},
    Row{"probe", probe},
    Row{"zone", zone},
    Row{"report", report},
    Row{"alert", alert},
};

} // namespace

Signal actsSignal(std::string_view name, ActsFields &fields)
{
    for (const Row &row : kRows) {
        if (row.name == name)
            return row.read(fields);
    }
    fields.complain("signal", "unknown signal: " + std::string(name.substr(0, 60)));
    return PbxAlive{};
}

std::vector<std::string_view> actsSignalNames()
{
    std::vector<std::string_view> names;
    names.reserve(kRows.size());
    for (const Row &row : kRows)
        names.push_back(row.name);
    return names;
}

} // namespace fw::protocol
