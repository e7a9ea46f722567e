// Strong ids: a queue's id is not an agent's name. Compared and ordered by their text.
#pragma once

#include <functional>
#include <string>
#include <utility>

namespace fw {

template <class Tag> class StrongId {
public:
    StrongId() = default;
    explicit StrongId(std::string text) : m_text(std::move(text)) {}
    [[nodiscard]] const std::string &str() const { return m_text; }
    [[nodiscard]] bool empty() const { return m_text.empty(); }
    auto operator<=>(const StrongId &) const = default;
    bool operator==(const StrongId &) const = default;

private:
    std::string m_text;
};

using QueueId = StrongId<struct QueueIdTag>;     // a queue as the PBX spells it
using CallId = StrongId<struct CallIdTag>;       // the caller's channel, by its Uniqueid
using AgentId = StrongId<struct AgentIdTag>;     // a queue member's MemberName
using Interface = StrongId<struct InterfaceTag>; // a technology and address, "PJSIP/1005"
using SeatId = StrongId<struct SeatIdTag>;       // a place on the floor, "23" or "1005"

} // namespace fw

template <class Tag> struct std::hash<fw::StrongId<Tag>> {
    std::size_t operator()(const fw::StrongId<Tag> &id) const noexcept { return std::hash<std::string>{}(id.str()); }
};
