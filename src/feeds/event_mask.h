// The classes of AMI events ("agent", "call", …): of one event, from its Privilege; of one session, from Login's
// `Events` or from EventMask. A value; any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace fw::feeds {

class EventMask {
public:
    EventMask() = default;
    [[nodiscard]] static EventMask everything() { return EventMask(~0U); }
    // "agent,all": the classes of an event. Classes nobody knows count as one more that only `on` grants.
    [[nodiscard]] static EventMask ofPrivilege(std::string_view privilege);
    // "on", "off", a number or "system,call,agent"; nothing for anything else.
    [[nodiscard]] static std::optional<EventMask> wanted(std::string_view text);

    [[nodiscard]] bool empty() const { return m_bits == 0; }
    // An event is sent only if all its classes are granted.
    [[nodiscard]] bool grants(EventMask event) const { return m_bits != 0 && (m_bits & event.m_bits) == event.m_bits; }
    bool operator==(const EventMask &) const = default;

private:
    explicit EventMask(std::uint32_t bits) : m_bits(bits) {}
    std::uint32_t m_bits = 0;
};

} // namespace fw::feeds
