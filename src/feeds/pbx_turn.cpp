#include "feeds/pbx_turn.h"

namespace fw::feeds {

namespace {

class TurnWriter {
public:
    TurnWriter(PbxFold &before, PbxFold &after)
        : m_before(before), m_after(after), m_systemName(after.settings().value("SystemName"))
    {
    }

    std::vector<std::string> events() &&
    {
        for (const PbxQueue &queue : m_before.queues())
            leave(queue);
        for (const auto &[uniqueid, channel] : m_before.channels())
            hangUp(channel);
        for (const auto &[device, state] : m_after.devices())
            changeDevice(device, state);
        for (PbxQueue &queue : m_after.queues()) {
            changeMembers(queue);
            join(queue);
        }
        return std::move(m_events);
    }

private:
    std::string begin(std::string_view event, std::string_view privilege) const
    {
        std::string out;
        appendLine(out, "Event", event);
        appendLine(out, "Privilege", privilege);
        if (!m_systemName.empty())
            appendLine(out, "SystemName", m_systemName);
        return out;
    }

    void add(std::string event) { m_events.push_back(std::move(event.append("\r\n"))); }

    void addCaller(std::string_view name, const PbxQueue &queue, const PbxCaller &caller, std::size_t position,
                   std::size_t count)
    {
        std::string event = begin(name, "agent,all") + caller.fields.lines();
        appendLine(event, "Queue", queue.name());
        appendLine(event, "Position", std::to_string(position));
        appendLine(event, "Count", std::to_string(count));
        add(std::move(event));
    }

    void leave(const PbxQueue &queue)
    {
        std::size_t count = queue.waiting.size();
        for (const PbxCaller &caller : queue.waiting)
            addCaller("QueueCallerLeave", queue, caller, 1, --count);
    }

    void join(const PbxQueue &queue)
    {
        std::size_t count = 0;
        for (const PbxCaller &caller : queue.waiting) {
            ++count;
            addCaller("QueueCallerJoin", queue, caller, count, count);
        }
    }

    void hangUp(const PbxChannel &channel)
    {
        std::string event = begin("Hangup", "call,all") + channel.fields.lines();
        appendLine(event, "Cause", "16");
        appendLine(event, "Cause-txt", "Normal Clearing");
        add(std::move(event));
    }

    void changeDevice(const std::string &device, const std::string &state)
    {
        const auto was = m_before.devices().find(device);
        if (was != m_before.devices().end() && was->second == state)
            return;
        std::string event = begin("DeviceStateChange", "call,all");
        appendLine(event, "Device", device);
        appendLine(event, "State", state);
        add(std::move(event));
    }

    void changeMembers(PbxQueue &is)
    {
        PbxQueue *was = m_before.queue(is.name());
        if (was == nullptr)
            return;
        for (const PbxMember &member : was->members) {
            if (is.member(member.fields.value("Interface")) == nullptr)
                m_events.push_back(memberEvent("QueueMemberRemoved", member, m_systemName));
        }
        for (const PbxMember &member : is.members) {
            const PbxMember *old = was->member(member.fields.value("Interface"));
            if (old == nullptr)
                m_events.push_back(memberEvent("QueueMemberAdded", member, m_systemName));
            else if (old->fields.value("Paused") != member.fields.value("Paused"))
                m_events.push_back(memberEvent("QueueMemberPause", member, m_systemName));
            else if (old->fields != member.fields)
                m_events.push_back(memberEvent("QueueMemberStatus", member, m_systemName));
        }
    }

    PbxFold &m_before;
    PbxFold &m_after;
    std::string m_systemName;
    std::vector<std::string> m_events;
};

} // namespace

std::vector<std::string> turnEvents(PbxFold &before, PbxFold &after)
{
    return TurnWriter(before, after).events();
}

} // namespace fw::feeds
