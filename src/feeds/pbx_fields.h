// The headers of one AMI message that is kept, changed and written again: a member, a queue's parameters, a channel.
// Order is kept, since it is the order on the wire. A value; any thread.
#pragma once

#include "protocol/ami_parser.h"

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fw::feeds {

class PbxFields {
public:
    PbxFields() = default;
    // The values of `keys` in that order; a key that the message does not have becomes "".
    PbxFields(const protocol::AmiMessage &message, std::initializer_list<std::string_view> keys);

    [[nodiscard]] const std::string &value(std::string_view key) const; // "" if there is none
    [[nodiscard]] std::int64_t number(std::string_view key) const;      // 0 if it is none
    void set(std::string_view key, std::string value);
    void set(std::string_view key, std::int64_t value) { set(key, std::to_string(value)); }
    // Takes over what the message says of the keys that are here.
    void update(const protocol::AmiMessage &message);
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>> &all() const { return m_fields; }
    [[nodiscard]] std::string lines() const; // "Key: Value" CRLF …, no empty line
    bool operator==(const PbxFields &) const = default;

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

// The headers of one message from its text (lines ended by CRLF or LF, the empty line left out or not). Views into
// `text`.
void splitHeaders(std::string_view text, std::vector<protocol::AmiHeader> &headers);

// Names of queues, interfaces and actions: the PBX compares them without case (ASCII).
[[nodiscard]] bool sameName(std::string_view a, std::string_view b);

void appendLine(std::string &out, std::string_view key, std::string_view value);

} // namespace fw::feeds
