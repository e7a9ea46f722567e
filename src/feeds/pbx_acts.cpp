#include "feeds/pbx_acts.h"

#include "feeds/pbx_answers.h"
#include "protocol/ami_text.h"

#include <array>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

using protocol::AmiMessage;

constexpr std::string_view kNoSuchQueue = "No such queue";

ActResult refuse(const AmiMessage &action, std::string_view why)
{
    return {response(action, "Error", why), {}};
}

std::optional<ActResult> missing(const AmiMessage &action, std::string_view key)
{
    if (!action.value(key).empty())
        return std::nullopt;
    return refuse(action, fmt::format("'{}' not specified.", key));
}

std::int64_t deviceStatus(PbxFold &fold, std::string_view device)
{
    if (const auto found = fold.devices().find(device); found != fold.devices().end()) {
        if (const auto state = protocol::deviceFromName(found->second))
            return static_cast<std::int64_t>(*state);
    }
    for (const PbxQueue &queue : fold.queues()) {
        for (const PbxMember &member : queue.members) {
            if (member.fields.value("StateInterface") == device)
                return member.fields.number("Status");
        }
    }
    return static_cast<std::int64_t>(floor::Device::invalid);
}

PbxMember newMember(PbxFold &fold, const AmiMessage &action, const PbxQueue &queue, Duration now)
{
    const std::string interface(action.value("Interface"));
    const std::string name(action.value("MemberName"));
    const std::string phone(action.value("StateInterface"));
    const bool paused = protocol::isTrue(action.value("Paused"));
    PbxMember member;
    member.addedByClient = true;
    PbxFields &fields = member.fields;
    fields.set("Queue", queue.name());
    fields.set("MemberName", name.empty() ? interface : name);
    fields.set("Interface", interface);
    fields.set("StateInterface", phone.empty() ? interface : phone);
    fields.set("Membership", "dynamic");
    fields.set("Penalty", std::max<std::int64_t>(protocol::wholeNumber(action.value("Penalty")).value_or(0), 0));
    fields.set("CallsTaken", 0);
    fields.set("LastCall", 0);
    fields.set("LastPause", paused ? fold.clock(now) / 1'000'000 : 0);
    fields.set("LoginTime", fold.clock(now) / 1'000'000);
    fields.set("InCall", 0);
    fields.set("Status", deviceStatus(fold, fields.value("StateInterface")));
    fields.set("Paused", paused ? 1 : 0);
    fields.set("PausedReason", paused ? std::string(action.value("Reason")) : "");
    fields.set("Ringinuse", 0);
    fields.set("Wrapuptime", protocol::wholeNumber(action.value("Wrapuptime")).value_or(0));
    return member;
}

std::string event(const PbxFold &fold, std::string_view name, const PbxMember &member)
{
    return memberEvent(name, member, fold.settings().value("SystemName"));
}

ActResult queueAdd(PbxFold &fold, const AmiMessage &action, Duration now)
{
    for (const char *key : {"Queue", "Interface"}) {
        if (auto refused = missing(action, key))
            return *refused;
    }
    PbxQueue *queue = fold.queue(action.value("Queue"));
    if (queue == nullptr)
        return refuse(action, fmt::format("Unable to add interface to queue: {}", kNoSuchQueue));
    if (queue->member(action.value("Interface")) != nullptr)
        return refuse(action, "Unable to add interface: Already there");
    queue->members.push_back(newMember(fold, action, *queue, now));
    return {response(action, "Success", "Added interface to queue"),
            {event(fold, "QueueMemberAdded", queue->members.back())}};
}

ActResult queueRemove(PbxFold &fold, const AmiMessage &action, Duration)
{
    for (const char *key : {"Queue", "Interface"}) {
        if (auto refused = missing(action, key))
            return *refused;
    }
    PbxQueue *queue = fold.queue(action.value("Queue"));
    if (queue == nullptr)
        return refuse(action, fmt::format("Unable to remove interface from queue: {}", kNoSuchQueue));
    const PbxMember *member = queue->member(action.value("Interface"));
    if (member == nullptr)
        return refuse(action, "Unable to remove interface: Not there");
    if (member->fields.value("Membership") == "static")
        return refuse(action, "Member not dynamic");
    ActResult result{response(action, "Success", "Removed interface from queue"),
                     {event(fold, "QueueMemberRemoved", *member)}};
    queue->members.erase(queue->members.begin() + (member - queue->members.data()));
    return result;
}

// Every membership of the interface in the named queue, or in all.
std::vector<PbxMember *> membersOf(PbxFold &fold, const AmiMessage &action)
{
    std::vector<PbxMember *> found;
    for (PbxQueue &queue : fold.queues()) {
        if (!action.value("Queue").empty() && !sameName(action.value("Queue"), queue.name()))
            continue;
        if (PbxMember *member = queue.member(action.value("Interface")))
            found.push_back(member);
    }
    return found;
}

ActResult queuePause(PbxFold &fold, const AmiMessage &action, Duration now)
{
    if (action.value("Interface").empty() || action.value("Paused").empty())
        return refuse(action, "Need 'Interface' and 'Paused' parameters.");
    const auto members = membersOf(fold, action);
    if (members.empty())
        return refuse(action, "Interface not found");
    const bool paused = protocol::isTrue(action.value("Paused"));
    ActResult result{
        response(action, "Success", paused ? "Interface paused successfully" : "Interface unpaused successfully"), {}};
    for (PbxMember *member : members) {
        member->pauseByClient = true;
        member->fields.set("Paused", paused ? 1 : 0);
        member->fields.set("PausedReason", std::string(action.value("Reason")));
        if (paused)
            member->fields.set("LastPause", fold.clock(now) / 1'000'000);
        result.events.push_back(event(fold, "QueueMemberPause", *member));
        // The reason of an unpause is in its event only.
        if (!paused)
            member->fields.set("PausedReason", std::string());
    }
    return result;
}

ActResult queuePenalty(PbxFold &fold, const AmiMessage &action, Duration)
{
    if (action.value("Interface").empty() || action.value("Penalty").empty())
        return refuse(action, "Need 'Interface' and 'Penalty' parameters.");
    const auto penalty = protocol::wholeNumber(action.value("Penalty"));
    const auto members = membersOf(fold, action);
    if (!penalty || *penalty < 0 || members.empty())
        return refuse(action, "Invalid interface, queuename or penalty");
    ActResult result{response(action, "Success", "Interface penalty set successfully"), {}};
    for (PbxMember *member : members) {
        member->penaltyByClient = true;
        member->fields.set("Penalty", *penalty);
        result.events.push_back(event(fold, "QueueMemberPenalty", *member));
    }
    return result;
}

ActResult queueRingInUse(PbxFold &fold, const AmiMessage &action, Duration)
{
    if (action.value("Interface").empty() || action.value("RingInUse").empty())
        return refuse(action, "Need 'Interface' and 'RingInUse' parameters.");
    const auto members = membersOf(fold, action);
    if (members.empty())
        return refuse(action, "Invalid interface, queuename, or ringinuse value");
    ActResult result{response(action, "Success", "Interface ringinuse set successfully"), {}};
    for (PbxMember *member : members) {
        member->fields.set("Ringinuse", protocol::isTrue(action.value("RingInUse")) ? 1 : 0);
        result.events.push_back(event(fold, "QueueMemberRinginuse", *member));
    }
    return result;
}

} // namespace

std::optional<ActResult> performAct(PbxFold &fold, const AmiMessage &action, Duration now)
{
    struct Row {
        std::string_view name;
        ActResult (*perform)(PbxFold &, const AmiMessage &, Duration);
    };
    static constexpr std::array kRows{
        Row{"QueueAdd", queueAdd},
        Row{"QueueRemove", queueRemove},
        Row{"QueuePause", queuePause},
        Row{"QueuePenalty", queuePenalty},
        Row{"QueueMemberRingInUse", queueRingInUse},
    };
    for (const Row &row : kRows) {
        if (isAction(action, row.name))
            return row.perform(fold, action, now);
    }
    return std::nullopt;
}

std::vector<std::string> followDevice(PbxFold &fold, std::string_view device, std::string_view state)
{
    std::vector<std::string> events;
    const auto status = protocol::deviceFromName(state);
    if (!status)
        return events;
    for (PbxQueue &queue : fold.queues()) {
        for (PbxMember &member : queue.members) {
            const auto number = static_cast<std::int64_t>(*status);
            if (!member.addedByClient || member.fields.value("StateInterface") != device ||
                member.fields.number("Status") == number)
                continue;
            member.fields.set("Status", number);
            events.push_back(event(fold, "QueueMemberStatus", member));
        }
    }
    return events;
}

} // namespace fw::feeds
