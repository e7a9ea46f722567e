// Bytes of a connection to upsd (NUT) in, answers to LIST VAR out, incrementally: an answer may be cut anywhere. One
// parser per connection, one thread.
//
// Lines end with LF; a CR before it is not part of them. Words are parted by blanks; a word in quotation marks may hold
// any byte but LF, and a backslash takes the next byte as it is.
// The answers, `fault()` and `offset()` depend on the bytes alone, never on how they were cut into chunks.
// The sink must not feed or reset the parser.
// Limits: a longer line or list is a fault. Of a list only the values of a reading are kept.
#pragma once

#include "floor/signal.h"
#include "wording/sentence.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace fw::protocol {

enum class NutError { dataStale, driverNotConnected, unknownUps, accessDenied, other };

struct NutRefusal { // "ERR DATA-STALE"
    NutError error = NutError::other;
    std::string code; // as upsd spells it
    bool operator==(const NutRefusal &) const = default;
};

// A reading's `ups` is the name that upsd calls it by. A value that is not in the list, is not a number or cannot be
// (a charge above 100 %, a runtime below 0) is not said.
using NutAnswer = std::variant<floor::UpsReading, NutRefusal>;

struct NutLimits {
    std::size_t line = 4096; // bytes of one line
    std::size_t list = 5000; // lines of one list; a large PDU has some hundred
};

class NutParser {
public:
    // ok: all was taken. incomplete: so was all, an answer is not whole yet. bad: that is not upsd, or a limit is
    // broken; nothing more is read until reset().
    enum class Outcome { ok, incomplete, bad };
    using Sink = std::function<void(const NutAnswer &)>;

    explicit NutParser(NutLimits limits = {}) : m_limits(limits) {}
    // `bytes` are the next ones of the connection, any number. The sink is called for each answer completed by them.
    [[nodiscard]] Outcome feed(std::string_view bytes, const Sink &sink);
    // Forgets everything: a new connection begins.
    void reset();
    // What is wrong, at Outcome::bad: the end of a sentence, "a list has more than 5000 lines".
    [[nodiscard]] const std::optional<Sentence> &fault() const { return m_fault; }
    // Where the line begins that is wrong, in bytes of the connection.
    [[nodiscard]] std::uint64_t offset() const { return m_offset; }

private:
    void takeLine(std::string_view line, const Sink &sink);
    void takeBegin(const std::vector<std::string> &words);
    void takeListed(const std::vector<std::string> &words, const Sink &sink);
    void takeError(const std::vector<std::string> &words, const Sink &sink);

    NutLimits m_limits;
    std::string m_line; // the bytes so far of a line that a chunk cut
    std::optional<Sentence> m_fault;
    std::uint64_t m_offset = 0; // of the line being read
    bool m_inList = false;
    std::size_t m_listed = 0; // lines of the list so far
    floor::UpsReading m_reading;
};

// "LIST VAR ups-a", with its LF. The name is one that floor::nutName() takes.
[[nodiscard]] std::string nutListVar(std::string_view ups);

} // namespace fw::protocol
