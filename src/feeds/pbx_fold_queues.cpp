#include "feeds/pbx_fold.h"

#include "protocol/ami_text.h"

#include <algorithm>
#include <chrono>

namespace fw::feeds {

namespace {

using protocol::AmiMessage;
using protocol::wholeNumber;

std::int64_t numberOf(const AmiMessage &message, std::string_view key)
{
    return wholeNumber(message.value(key)).value_or(0);
}

PbxMember memberOf(const AmiMessage &message)
{
    PbxMember member{.fields = {message,
                                {"Queue", "MemberName", "Interface", "StateInterface", "Membership", "Penalty",
                                 "CallsTaken", "LastCall", "LastPause", "LoginTime", "InCall", "Status", "Paused",
                                 "PausedReason", "Ringinuse", "Wrapuptime"}}};
    // List items have other names, and no Ringinuse.
    if (message.has("Location")) {
        member.fields.set("MemberName", std::string(message.value("Name")));
        member.fields.set("Interface", std::string(message.value("Location")));
        member.fields.set("Ringinuse", "0");
        member.fromList = true;
    }
    return member;
}

// As app_queue does it: three parts old, one part new, whole seconds; the first value stands as it is.
void moveAverage(PbxFields &params, std::string_view key, std::int64_t latest)
{
    const std::int64_t old = params.number(key);
    params.set(key, old == 0 ? latest : (3 * old + latest) / 4);
}

std::int64_t shareOf(const std::string &percent, std::int64_t count)
{
    const auto tenths =
        wholeNumber(percent.substr(0, percent.find('.')) +
                    (percent.find('.') + 1 < percent.size() ? percent.substr(percent.find('.') + 1, 1) : "0"));
    return (tenths.value_or(0) * count + 500) / 1000;
}

std::string percentOf(std::int64_t part, std::int64_t whole)
{
    const std::int64_t tenths = whole > 0 ? (2000 * part + whole) / (2 * whole) : 0;
    return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10);
}

void countServiceLevel(PbxQueue &queue)
{
    const std::int64_t completed = queue.params.number("Completed");
    const std::int64_t abandoned = queue.params.number("Abandoned");
    queue.params.set("ServicelevelPerf", percentOf(queue.answeredWithin, completed));
    queue.params.set("ServicelevelPerf2",
                     percentOf(queue.answeredWithin + queue.abandonedWithin, completed + abandoned));
}

PbxFields callerOf(const AmiMessage &message)
{
    return {
        message,
        {"Channel", "Uniqueid", "CallerIDNum", "CallerIDName", "ConnectedLineNum", "ConnectedLineName", "Priority"}};
}

} // namespace

PbxFold::Fate PbxFold::onQueueParams(const AmiMessage &message, Duration)
{
    PbxQueue queue;
    queue.params = {message,
                    {"Queue", "Max", "Strategy", "Calls", "Holdtime", "TalkTime", "Completed", "Abandoned",
                     "ServiceLevel", "ServicelevelPerf", "ServicelevelPerf2", "Weight"}};
    const std::int64_t completed = queue.params.number("Completed");
    const std::int64_t abandoned = queue.params.number("Abandoned");
    queue.answeredWithin = shareOf(queue.params.value("ServicelevelPerf"), completed);
    queue.abandonedWithin = std::clamp<std::int64_t>(
        shareOf(queue.params.value("ServicelevelPerf2"), completed + abandoned) - queue.answeredWithin, 0, abandoned);
    if (PbxQueue *known = this->queue(queue.name()))
        *known = std::move(queue);
    else
        m_queues.push_back(std::move(queue));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onQueueMember(const AmiMessage &message, Duration now)
{
    return onMemberAdded(message, now);
}

PbxFold::Fate PbxFold::onQueueEntry(const AmiMessage &message, Duration now)
{
    if (PbxQueue *queue = this->queue(message.value("Queue"))) {
        queue->waiting.push_back({callerOf(message), now - std::chrono::seconds{numberOf(message, "Wait")}});
        queue->params.set("Calls", static_cast<std::int64_t>(queue->waiting.size()));
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onCallerJoin(const AmiMessage &message, Duration now)
{
    PbxQueue *queue = this->queue(message.value("Queue"));
    if (queue == nullptr)
        return Fate::asIs;
    onCallerLeave(message, now); // known from a list already
    PbxCaller caller{callerOf(message), now};
    caller.fields.set("Priority", "0"); // in the event it is the dialplan's
    const auto place = std::clamp<std::int64_t>(numberOf(message, "Position") - 1, 0,
                                                static_cast<std::int64_t>(queue->waiting.size()));
    queue->waiting.insert(queue->waiting.begin() + place, std::move(caller));
    queue->params.set("Calls", static_cast<std::int64_t>(queue->waiting.size()));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onCallerLeave(const AmiMessage &message, Duration)
{
    if (PbxQueue *queue = this->queue(message.value("Queue"))) {
        std::erase_if(queue->waiting, [&message](const PbxCaller &caller) {
            return caller.fields.value("Uniqueid") == message.value("Uniqueid");
        });
        queue->params.set("Calls", static_cast<std::int64_t>(queue->waiting.size()));
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onCallerAbandon(const AmiMessage &message, Duration)
{
    if (PbxQueue *queue = this->queue(message.value("Queue"))) {
        queue->params.set("Abandoned", queue->params.number("Abandoned") + 1);
        if (numberOf(message, "HoldTime") <= queue->params.number("ServiceLevel"))
            ++queue->abandonedWithin;
        countServiceLevel(*queue);
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onAgentConnect(const AmiMessage &message, Duration)
{
    if (PbxQueue *queue = this->queue(message.value("Queue"))) {
        moveAverage(queue->params, "Holdtime", numberOf(message, "HoldTime"));
        if (PbxMember *member = queue->member(message.value("Interface")))
            member->fields.set("InCall", "1");
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onAgentComplete(const AmiMessage &message, Duration now)
{
    PbxQueue *queue = this->queue(message.value("Queue"));
    if (queue == nullptr)
        return Fate::asIs;
    PbxMember *member = queue->member(message.value("Interface"));
    const std::int64_t second = clock(now) / 1'000'000;
    // The PBX counts first and tells then: its member may tell it before, and a list may hold what is told behind it.
    const bool memberCounted = member != nullptr && member->fields.number("LastCall") >= second - 1;
    if (memberCounted && member->fromList)
        return Fate::asIs;
    moveAverage(queue->params, "TalkTime", numberOf(message, "TalkTime"));
    queue->params.set("Completed", queue->params.number("Completed") + 1);
    if (numberOf(message, "HoldTime") <= queue->params.number("ServiceLevel"))
        ++queue->answeredWithin;
    countServiceLevel(*queue);
    if (member == nullptr)
        return Fate::asIs; // removed while it talked
    member->fields.set("InCall", "0");
    if (!memberCounted) {
        member->fields.set("CallsTaken", member->fields.number("CallsTaken") + 1);
        member->fields.set("LastCall", second);
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onMemberAdded(const AmiMessage &message, Duration)
{
    PbxQueue *queue = this->queue(message.value("Queue"));
    if (queue == nullptr)
        return Fate::asIs;
    PbxMember added = memberOf(message);
    if (PbxMember *member = queue->member(added.fields.value("Interface")))
        *member = std::move(added);
    else
        queue->members.push_back(std::move(added));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onMemberRemoved(const AmiMessage &message, Duration)
{
    PbxQueue *queue = this->queue(message.value("Queue"));
    if (queue == nullptr)
        return Fate::asIs;
    const PbxMember *member = queue->member(message.value("Interface"));
    if (member == nullptr)
        return Fate::dropped;
    queue->members.erase(queue->members.begin() + (member - queue->members.data()));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onMemberEvent(const AmiMessage &message, Duration)
{
    PbxQueue *queue = this->queue(message.value("Queue"));
    if (queue == nullptr)
        return Fate::asIs;
    PbxMember *member = queue->member(message.value("Interface"));
    if (member == nullptr)
        return Fate::dropped;
    if (message.event() == "QueueMemberPause")
        member->pauseByClient = false;
    if (message.event() == "QueueMemberPenalty")
        member->penaltyByClient = false;
    member->fromList = false;
    const PbxFields before = member->fields;
    member->fields.update(message);
    if (member->pauseByClient) {
        for (const char *key : {"Paused", "PausedReason", "LastPause"})
            member->fields.set(key, before.value(key));
    }
    if (member->penaltyByClient)
        member->fields.set("Penalty", before.value("Penalty"));
    return member->pauseByClient || member->penaltyByClient ? Fate::changed : Fate::asIs;
}

std::string memberEvent(std::string_view event, const PbxMember &member, std::string_view systemName)
{
    std::string out;
    appendLine(out, "Event", event);
    appendLine(out, "Privilege", "agent,all");
    if (!systemName.empty())
        appendLine(out, "SystemName", systemName);
    return out + member.fields.lines() + "\r\n";
}

} // namespace fw::feeds
