// Commands on seats: an agent moves, a seat is taken out of service and comes back.
#include "engine/command_desk.h"

namespace fw::engine {

using record::Kind;

namespace {

// The seat that is named, else the one that the incident is about; "": none.
std::string seatOf(const record::Command &command, const World &world)
{
    const std::string named = textOf(command.args, "seat");
    const record::Incident *incident = world.incident(command.incident);
    return named.empty() && incident != nullptr ? incident->subject : named;
}

} // namespace

// Why an agent cannot work at this seat. One that nobody knows may be a home agent's other number.
Refusal CommandDesk::refusedSeat(const std::string &seat, const std::string &failed, const std::string &agent) const
{
    if (m_world.state().seatsOut.contains(seat))
        return refusal("seat_out", {{"seat", seat}});
    if (seat == failed)
        return refusal("seat_failed", {{"seat", seat}});
    if (!m_world.floor.pbxKnown())
        return std::nullopt;
    if (!m_world.floor.seatAvailable(SeatId{seat}).value_or(true))
        return refusal("seat_dead", {{"seat", seat}});
    for (const AgentId &there : m_world.floor.agentsAt(SeatId{seat})) { // who moved first may sit there already
        if (!agent.empty() && there.str() != agent)
            return refusal("seat_taken", {{"seat", seat}, {"agent", there.str()}});
    }
    return std::nullopt;
}

Refusal CommandDesk::assignSeat(const Command &command, const Target &target)
{
    const std::string to = textOf(command.args, "to");
    if (to.empty())
        return missingField("to");
    std::string from = textOf(command.args, "from");
    if (from.empty())
        from = target.incident->subject;
    std::string agent = textOf(command.args, "agent");
    if (const auto lost = target.incident->agents.find(from); agent.empty() && lost != target.incident->agents.end())
        agent = lost->second;
    if (auto refused = refusedSeat(to, from, agent))
        return refused;
    put(command, Kind::seatAssigned,
        {"seat.assigned", {{"agent", agent.empty() ? "—" : agent}, {"from", from}, {"to", to}}},
        {{"agent", agent}, {"from", from}, {"to", to}});
    return std::nullopt;
}

Refusal CommandDesk::takeSeatOut(const Command &command)
{
    const std::string seat = seatOf(command, m_world);
    if (seat.empty())
        return missingField("seat");
    if (m_world.state().seatsOut.contains(seat))
        return refusal("seat_out", {{"seat", seat}});
    const std::string what = textOf(command.args, "what");
    const std::string reference = textOf(command.args, "reference");
    const std::string shown = what + (what.empty() || reference.empty() ? "" : " ") + reference;
    put(command, Kind::seatOut, {"seat.out", {{"seat", seat}, {"what", shown.empty() ? "—" : shown}}},
        {{"seat", seat}, {"what", what}, {"reference", reference}});
    m_world.floor.setSeatOut(SeatId{seat}, true);
    m_world.changes.seats.insert(SeatId{seat});
    return std::nullopt;
}

Refusal CommandDesk::returnSeat(const Command &command)
{
    const std::string seat = seatOf(command, m_world);
    if (!m_world.state().seatsOut.contains(seat))
        return refusal("seat_in_service", {{"seat", seat.empty() ? "—" : seat}});
    put(command, Kind::seatReturned, {"seat.returned", {{"seat", seat}}}, {{"seat", seat}});
    m_world.floor.setSeatOut(SeatId{seat}, false);
    m_world.changes.seats.insert(SeatId{seat});
    return std::nullopt;
}

} // namespace fw::engine
