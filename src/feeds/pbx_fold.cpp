#include "feeds/pbx_fold.h"

#include "protocol/ami_text.h"

#include <algorithm>
#include <array>
#include <chrono>

namespace fw::feeds {

namespace {

using protocol::AmiMessage;
using protocol::wholeNumber;

std::int64_t numberOf(const AmiMessage &message, std::string_view key)
{
    return wholeNumber(message.value(key)).value_or(0);
}

// "00:01:05"
Duration clockTime(std::string_view text)
{
    std::int64_t seconds = 0;
    while (!text.empty()) {
        const std::size_t colon = std::min(text.find(':'), text.size());
        seconds = seconds * 60 + wholeNumber(text.substr(0, colon)).value_or(0);
        text.remove_prefix(std::min(colon + 1, text.size()));
    }
    return std::chrono::seconds{seconds};
}

PbxChannel channelOf(const AmiMessage &message)
{
    return {.fields = {message,
                       {"Channel", "ChannelState", "ChannelStateDesc", "CallerIDNum", "CallerIDName",
                        "ConnectedLineNum", "ConnectedLineName", "Language", "AccountCode", "Context", "Exten",
                        "Priority", "Uniqueid", "Linkedid"}},
            .application = {},
            .data = {},
            .bridge = {}};
}

} // namespace

PbxMember *PbxQueue::member(std::string_view interface)
{
    const auto found = std::find_if(members.begin(), members.end(), [interface](const PbxMember &member) {
        return sameName(member.fields.value("Interface"), interface);
    });
    return found == members.end() ? nullptr : &*found;
}

struct PbxFold::Row {
    std::string_view event;
    Handler handler;
};

PbxFold::Handler PbxFold::handlerOf(std::string_view event)
{
    static constexpr std::array kRows{
        Row{"DeviceStateChange", &PbxFold::onDevice},
        Row{"QueueMemberStatus", &PbxFold::onMemberEvent},
        Row{"Newstate", &PbxFold::onChannelEvent},
        Row{"Newchannel", &PbxFold::onNewChannel},
        Row{"Newexten", &PbxFold::onChannelEvent},
        Row{"NewConnectedLine", &PbxFold::onChannelEvent},
        Row{"NewCallerid", &PbxFold::onChannelEvent},
        Row{"BridgeEnter", &PbxFold::onChannelEvent},
        Row{"BridgeLeave", &PbxFold::onChannelEvent},
        Row{"Rename", &PbxFold::onChannelEvent},
        Row{"Hangup", &PbxFold::onHangup},
        Row{"QueueCallerJoin", &PbxFold::onCallerJoin},
        Row{"QueueCallerLeave", &PbxFold::onCallerLeave},
        Row{"QueueCallerAbandon", &PbxFold::onCallerAbandon},
        Row{"AgentConnect", &PbxFold::onAgentConnect},
        Row{"AgentComplete", &PbxFold::onAgentComplete},
        Row{"QueueMemberAdded", &PbxFold::onMemberAdded},
        Row{"QueueMemberRemoved", &PbxFold::onMemberRemoved},
        Row{"QueueMemberPause", &PbxFold::onMemberEvent},
        Row{"QueueMemberPenalty", &PbxFold::onMemberEvent},
        Row{"QueueMemberRinginuse", &PbxFold::onMemberEvent},
        Row{"FullyBooted", &PbxFold::onFullyBooted},
        Row{"QueueParams", &PbxFold::onQueueParams},
        Row{"QueueMember", &PbxFold::onQueueMember},
        Row{"QueueEntry", &PbxFold::onQueueEntry},
        Row{"CoreShowChannel", &PbxFold::onShownChannel},
    };
    for (const Row &row : kRows) {
        if (row.event == event)
            return row.handler;
    }
    return nullptr;
}

bool PbxFold::folds(std::string_view event)
{
    return event.empty() || handlerOf(event) != nullptr;
}

PbxFold::Fate PbxFold::apply(const AmiMessage &message, Duration now)
{
    const std::string_view event = message.event();
    if (event.empty())
        return onResponse(message);
    const Handler handler = handlerOf(event);
    return handler != nullptr ? (this->*handler)(message, now) : Fate::asIs;
}

void PbxFold::clear()
{
    *this = PbxFold(m_epochMicroseconds);
}

void PbxFold::keepBoot(const PbxFold &other)
{
    m_bootedAt = other.m_bootedAt;
    m_uptime = other.m_uptime;
    m_lastReload = other.m_lastReload;
}

PbxQueue *PbxFold::queue(std::string_view name)
{
    const auto found =
        std::find_if(m_queues.begin(), m_queues.end(), [name](const PbxQueue &q) { return sameName(q.name(), name); });
    return found == m_queues.end() ? nullptr : &*found;
}

std::optional<std::int64_t> PbxFold::grown(std::optional<std::int64_t> then, Duration now) const
{
    if (!then)
        return std::nullopt;
    return *then + std::chrono::floor<std::chrono::seconds>(now - m_bootedAt).count();
}

PbxFold::Fate PbxFold::onResponse(const AmiMessage &message)
{
    if (message.has("AsteriskVersion"))
        m_settings = {message,
                      {"AMIversion", "AsteriskVersion", "SystemName", "CoreMaxCalls", "CoreMaxLoadAvg", "CoreRunUser",
                       "CoreRunGroup", "CoreMaxFilehandles", "CoreRealTimeEnabled", "CoreCDRenabled", "CoreHTTPenabled",
                       "SoundsSearchCustomDir"}};
    else if (message.has("CoreStartupDate"))
        m_status = {message,
                    {"CoreStartupDate", "CoreStartupTime", "CoreReloadDate", "CoreReloadTime", "CoreCurrentCalls",
                     "CoreProcessedCalls"}};
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onFullyBooted(const AmiMessage &message, Duration now)
{
    m_bootedAt = now;
    m_uptime = numberOf(message, "Uptime");
    m_lastReload = numberOf(message, "LastReload");
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onDevice(const AmiMessage &message, Duration)
{
    m_devices.insert_or_assign(std::string(message.value("Device")), std::string(message.value("State")));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onShownChannel(const AmiMessage &message, Duration now)
{
    PbxChannel channel = channelOf(message);
    channel.application = message.value("Application");
    channel.data = message.value("ApplicationData");
    channel.bridge = message.value("BridgeId");
    channel.since = now - clockTime(message.value("Duration"));
    m_channels.insert_or_assign(std::string(message.value("Uniqueid")), std::move(channel));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onNewChannel(const AmiMessage &message, Duration now)
{
    PbxChannel channel = channelOf(message);
    channel.since = now;
    m_channels.insert_or_assign(std::string(message.value("Uniqueid")), std::move(channel));
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onChannelEvent(const AmiMessage &message, Duration)
{
    const auto found = m_channels.find(message.value("Uniqueid"));
    if (found == m_channels.end())
        return Fate::asIs;
    PbxChannel &channel = found->second;
    channel.fields.update(message);
    const std::string_view event = message.event();
    if (event == "Newexten") {
        if (channel.application.empty())
            m_status.set("CoreProcessedCalls", m_status.number("CoreProcessedCalls") + 1);
        channel.application = message.value("Application");
        channel.data = message.value("AppData");
    } else if (event == "BridgeEnter") {
        channel.bridge = message.value("BridgeUniqueid");
    } else if (event == "BridgeLeave") {
        channel.bridge.clear();
    } else if (event == "Rename") {
        channel.fields.set("Channel", std::string(message.value("Newname")));
    }
    return Fate::asIs;
}

PbxFold::Fate PbxFold::onHangup(const AmiMessage &message, Duration)
{
    if (const auto found = m_channels.find(message.value("Uniqueid")); found != m_channels.end())
        m_channels.erase(found);
    return Fate::asIs;
}

} // namespace fw::feeds
