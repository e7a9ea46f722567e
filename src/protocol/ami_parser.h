// Bytes of an AMI connection in, messages out, incrementally: a message may be cut anywhere. Zero-copy where a message
// lies whole in one chunk: the views of a message are valid until the sink returns. One parser per connection, one
// thread.
//
// The banner line ("Asterisk Call Manager/13.0.0") comes as `banner()`, not as a message. Empty messages are skipped.
// Lines end with CRLF (or LF). A key ends at the first colon; one blank after it is not part of the value.
// A line without a colon (raw output of an old PBX) is a header with an empty key and the line as its value.
// The messages, `banner()` and `dropped()` depend on the bytes alone, never on how they were cut into chunks.
// The sink must not feed or reset the parser.
// Limits: a longer line, more headers or a larger message make the parser skip to the next empty line and count the
// message as `dropped()`; nothing is ever thrown and memory stays bounded.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fw::protocol {

struct AmiHeader {
    std::string_view key;
    std::string_view value;
};

class AmiMessage {
public:
    explicit AmiMessage(std::span<const AmiHeader> headers) : m_headers(headers) {}
    [[nodiscard]] std::span<const AmiHeader> headers() const { return m_headers; }
    // The first value of a key, compared without case (ASCII); "" if it is missing.
    [[nodiscard]] std::string_view value(std::string_view key) const;
    [[nodiscard]] bool has(std::string_view key) const;
    [[nodiscard]] std::string_view event() const { return value("Event"); }
    [[nodiscard]] std::string_view response() const { return value("Response"); }
    [[nodiscard]] std::string_view actionId() const { return value("ActionID"); }

private:
    std::span<const AmiHeader> m_headers;
};

struct AmiLimits {
    std::size_t line = 64 * 1024;          // bytes of one line
    std::size_t headers = 20'000;          // lines of one message (a Command answer is one message)
    std::size_t message = 4 * 1024 * 1024; // bytes of one message
};

class AmiParser {
public:
    using Sink = std::function<void(const AmiMessage &)>;

    explicit AmiParser(AmiLimits limits = {});
    // `bytes` are the next ones of the connection, any number. The sink is called for each message completed by them.
    void feed(std::string_view bytes, const Sink &sink);
    // Forgets everything: a new connection begins.
    void reset();
    // The AMI version of the banner ("13.0.0"), once it was seen.
    [[nodiscard]] const std::optional<std::string> &banner() const { return m_banner; }
    [[nodiscard]] std::uint64_t dropped() const { return m_dropped; }

private:
    enum class Outcome { complete, incomplete, dropped };

    void consume(std::string_view bytes, const Sink &sink);
    void takeFirstLine(std::string_view bytes, const Sink &sink);
    [[nodiscard]] Outcome scanMessage(std::string_view bytes, std::size_t &position);
    [[nodiscard]] std::size_t resume(std::string_view bytes, const Sink &sink);
    [[nodiscard]] std::size_t skip(std::string_view bytes);
    void startSkipping(std::string_view unfinishedLine);
    void keep(std::string_view bytes);
    void forgetPending();

    AmiLimits m_limits;
    std::optional<std::string> m_banner;
    std::uint64_t m_dropped = 0;
    std::vector<AmiHeader> m_headers; // of the message being scanned; reused
    std::string m_pending;            // the bytes so far of a message that a chunk cut
    std::size_t m_pendingLine = 0;    // where its last line, not ended yet, begins in m_pending
    std::size_t m_pendingLines = 0;   // its complete lines
    bool m_atStart = true;            // the first line of the connection is not complete yet
    bool m_skipping = false;          // the message broke a limit: on to the next empty line
    std::string m_skippedLine;        // of the line being skipped: its first bytes, enough to know an empty one
};

} // namespace fw::protocol
