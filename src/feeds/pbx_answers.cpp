#include "feeds/pbx_answers.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

using protocol::AmiMessage;

void appendActionId(std::string &out, const AmiMessage &action)
{
    if (action.has("ActionID"))
        appendLine(out, "ActionID", action.actionId());
}

std::string listStart(const AmiMessage &action, std::string_view text)
{
    std::string out;
    appendLine(out, "Response", "Success");
    appendActionId(out, action);
    appendLine(out, "EventList", "start");
    appendLine(out, "Message", text);
    return out + "\r\n";
}

std::string listEnd(const AmiMessage &action, std::string_view event, std::size_t items)
{
    std::string out;
    appendLine(out, "Event", event);
    appendActionId(out, action);
    appendLine(out, "EventList", "Complete");
    appendLine(out, "ListItems", std::to_string(items));
    return out + "\r\n";
}

// Queue answers have the ActionID behind their fields.
std::string queueItem(const AmiMessage &action, std::string_view event, const std::string &lines)
{
    std::string out;
    appendLine(out, "Event", event);
    out += lines;
    appendActionId(out, action);
    return out + "\r\n";
}

std::string memberLines(const PbxMember &member)
{
    std::string out;
    for (const auto &[key, value] : member.fields.all()) {
        if (key == "MemberName")
            appendLine(out, "Name", value);
        else if (key == "Interface")
            appendLine(out, "Location", value);
        else if (key != "Ringinuse")
            appendLine(out, key, value);
    }
    return out;
}

// The PBX counts in whole seconds of its clock.
std::int64_t waitOf(const PbxFold &fold, const PbxCaller &caller, Duration now)
{
    return fold.clock(now) / 1'000'000 - fold.clock(caller.joined) / 1'000'000;
}

std::string callerLines(const PbxFold &fold, const PbxQueue &queue, std::size_t place, Duration now)
{
    const PbxCaller &caller = queue.waiting[place];
    const auto channel = fold.channels().find(caller.fields.value("Uniqueid"));
    std::string out;
    appendLine(out, "Queue", queue.name());
    appendLine(out, "Position", std::to_string(place + 1));
    for (const auto &[key, value] : caller.fields.all()) {
        if (key == "Priority") {
            appendLine(out, "Wait", std::to_string(waitOf(fold, caller, now)));
            appendLine(out, key, value);
            continue;
        }
        // Whom a channel is being connected with changes while it waits. What it calls <unknown> is "unknown" here.
        const std::string &latest = channel == fold.channels().end() ? value : channel->second.fields.value(key);
        appendLine(out, key, latest == "<unknown>" ? "unknown" : std::string_view(latest));
    }
    return out;
}

bool asksFor(const AmiMessage &action, std::string_view key, std::string_view name)
{
    return action.value(key).empty() || sameName(action.value(key), name);
}

std::string queueStatus(const PbxFold &fold, const AmiMessage &action, Duration now)
{
    std::string out = listStart(action, "Queue status will follow");
    std::size_t items = 0;
    for (const PbxQueue &queue : fold.queues()) {
        if (!asksFor(action, "Queue", queue.name()))
            continue;
        out += queueItem(action, "QueueParams", queue.params.lines());
        ++items;
        for (const PbxMember &member : queue.members) {
            if (!asksFor(action, "Member", member.fields.value("Interface")))
                continue;
            out += queueItem(action, "QueueMember", memberLines(member));
            ++items;
        }
        for (std::size_t place = 0; place < queue.waiting.size(); ++place, ++items)
            out += queueItem(action, "QueueEntry", callerLines(fold, queue, place, now));
    }
    return out + listEnd(action, "QueueStatusComplete", items);
}

std::string summaryLines(const PbxFold &fold, const PbxQueue &queue, Duration now)
{
    const auto status = [](const PbxMember &member) { return member.fields.number("Status"); };
    const auto loggedIn = std::count_if(queue.members.begin(), queue.members.end(),
                                        [&](const PbxMember &m) { return status(m) != 4 && status(m) != 5; });
    const auto available = std::count_if(queue.members.begin(), queue.members.end(), [&](const PbxMember &m) {
        return status(m) <= 1 && m.fields.number("Paused") == 0;
    });
    std::int64_t longest = 0;
    for (const PbxCaller &caller : queue.waiting)
        longest = std::max(longest, waitOf(fold, caller, now));
    std::string out;
    appendLine(out, "Queue", queue.name());
    appendLine(out, "LoggedIn", std::to_string(loggedIn));
    appendLine(out, "Available", std::to_string(available));
    appendLine(out, "Callers", std::to_string(queue.waiting.size()));
    appendLine(out, "HoldTime", queue.params.value("Holdtime"));
    appendLine(out, "TalkTime", queue.params.value("TalkTime"));
    appendLine(out, "LongestHoldTime", std::to_string(longest));
    return out;
}

std::string queueSummary(const PbxFold &fold, const AmiMessage &action, Duration now)
{
    std::string out = listStart(action, "Queue summary will follow");
    std::size_t items = 0;
    for (const PbxQueue &queue : fold.queues()) {
        if (!asksFor(action, "Queue", queue.name()))
            continue;
        out += queueItem(action, "QueueSummary", summaryLines(fold, queue, now));
        ++items;
    }
    return out + listEnd(action, "QueueSummaryComplete", items);
}

std::string deviceStateList(const PbxFold &fold, const AmiMessage &action, Duration)
{
    std::string out = listStart(action, "Device State Changes will follow");
    for (const auto &[device, state] : fold.devices()) {
        appendLine(out, "Event", "DeviceStateChange");
        appendActionId(out, action);
        appendLine(out, "Device", device);
        appendLine(out, "State", state);
        out += "\r\n";
    }
    return out + listEnd(action, "DeviceStateListComplete", fold.devices().size());
}

std::string coreShowChannels(const PbxFold &fold, const AmiMessage &action, Duration now)
{
    std::string out = listStart(action, "Channels will follow");
    for (const auto &[uniqueid, channel] : fold.channels()) {
        const auto age = std::chrono::floor<std::chrono::seconds>(now - channel.since).count();
        appendLine(out, "Event", "CoreShowChannel");
        appendActionId(out, action);
        out += channel.fields.lines();
        appendLine(out, "Application", channel.application);
        appendLine(out, "ApplicationData", channel.data);
        appendLine(out, "Duration", fmt::format("{:02}:{:02}:{:02}", age / 3600, age / 60 % 60, age % 60));
        appendLine(out, "BridgeId", channel.bridge);
        out += "\r\n";
    }
    return out + listEnd(action, "CoreShowChannelsComplete", fold.channels().size());
}

std::string success(const AmiMessage &action, const std::string &lines)
{
    std::string out;
    appendLine(out, "Response", "Success");
    appendActionId(out, action);
    return out + lines + "\r\n";
}

std::string ping(const PbxFold &fold, const AmiMessage &action, Duration now)
{
    const std::int64_t clock = fold.clock(now);
    return success(action, fmt::format("Ping: Pong\r\nTimestamp: {}.{:06}\r\n", clock / 1'000'000, clock % 1'000'000));
}

std::string coreSettings(const PbxFold &fold, const AmiMessage &action, Duration)
{
    return success(action, fold.settings().lines());
}

std::string coreStatus(const PbxFold &fold, const AmiMessage &action, Duration)
{
    PbxFields status = fold.status();
    status.set("CoreCurrentCalls", static_cast<std::int64_t>(fold.channels().size()));
    return success(action, status.lines());
}

} // namespace

std::optional<std::string> answerQuestion(const PbxFold &fold, const AmiMessage &action, Duration now)
{
    struct Row {
        std::string_view name;
        std::string (*answer)(const PbxFold &, const AmiMessage &, Duration);
    };
    static constexpr std::array kRows{
        Row{"Ping", ping},
        Row{"CoreSettings", coreSettings},
        Row{"CoreStatus", coreStatus},
        Row{"QueueStatus", queueStatus},
        Row{"QueueSummary", queueSummary},
        Row{"DeviceStateList", deviceStateList},
        Row{"CoreShowChannels", coreShowChannels},
    };
    for (const Row &row : kRows) {
        if (isAction(action, row.name))
            return row.answer(fold, action, now);
    }
    return std::nullopt;
}

std::string response(const AmiMessage &action, std::string_view word, std::string_view message)
{
    std::string out;
    appendLine(out, "Response", word);
    appendActionId(out, action);
    if (!message.empty())
        appendLine(out, "Message", message);
    return out + "\r\n";
}

std::string unknownAction(const AmiMessage &action)
{
    const std::string_view name = action.value("Action");
    if (name.empty())
        return response(action, "Error", "Missing action in request");
    return response(
        action, "Error",
        fmt::format("Invalid/unknown command: {}. Use Action: ListCommands to show available commands.", name));
}

std::string fullyBooted(const PbxFold &fold, Duration now)
{
    const std::string &systemName = fold.settings().value("SystemName");
    std::string out;
    appendLine(out, "Event", "FullyBooted");
    appendLine(out, "Privilege", "system,all");
    if (!systemName.empty())
        appendLine(out, "SystemName", systemName);
    appendLine(out, "Uptime", std::to_string(fold.uptime(now).value_or(0)));
    appendLine(out, "LastReload", std::to_string(fold.lastReload(now).value_or(0)));
    appendLine(out, "Status", "Fully Booted");
    return out + "\r\n";
}

bool isAction(const AmiMessage &action, std::string_view name)
{
    return sameName(action.value("Action"), name);
}

} // namespace fw::feeds
