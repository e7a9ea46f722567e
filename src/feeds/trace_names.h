// The names of one copy of a trace that is played several times side by side, and of one round of a trace that is
// played again and again. Copy 1 keeps the names: "tickets", "PJSIP/1005"; copy 2 has "tickets-2", "PJSIP/1005x2".
// Round 0 keeps the ids of calls and channels; round 1 has "1795451807.44r1". A value; any thread.
#pragma once

#include <string>
#include <string_view>

namespace fw::feeds {

class TraceNames {
public:
    explicit TraceNames(int copy = 1, int round = 0);

    [[nodiscard]] bool keepsAll() const { return m_copy.empty() && m_round.empty(); }
    // The text of a message with its queues, agents, devices and calls renamed; every other line stays, byte for byte.
    [[nodiscard]] std::string rename(std::string_view message) const;

    [[nodiscard]] std::string queue(std::string_view name) const;
    [[nodiscard]] std::string agent(std::string_view name) const;
    [[nodiscard]] std::string interface(std::string_view name) const; // "Local/1014@agents/n" → "Local/1014x2@agents/n"
    [[nodiscard]] std::string device(std::string_view name) const;    // an interface, or "Queue:tickets_avail"
    [[nodiscard]] std::string channel(std::string_view name) const; // "PJSIP/1005-0000002b" → "PJSIP/1005x2-0000002br1"
    [[nodiscard]] std::string id(std::string_view uniqueid) const;

private:
    using Renamer = std::string (TraceNames::*)(std::string_view) const;
    struct Row;
    [[nodiscard]] Renamer renamerOf(std::string_view event, std::string_view key) const;
    [[nodiscard]] std::string endpoint(std::string_view name) const;
    [[nodiscard]] std::string queueArguments(std::string_view text) const; // "tickets,t,,,900"

    std::string m_copy;  // "2", "": copy 1
    std::string m_round; // "r1", "": round 0
};

} // namespace fw::feeds
