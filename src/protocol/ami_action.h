// AmiAction: one request to the PBX, as a value with ordered headers. bytes() is the only way onto the wire: a header
// that would break the frame or the PBX's limits is refused there, whoever made it.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fw::protocol {

class AmiAction {
public:
    explicit AmiAction(std::string name) : m_name(std::move(name)) {}

    // Headers go out in the order they were added; a key may come several times (Variable).
    AmiAction &add(std::string key, std::string value);
    [[nodiscard]] const std::string &name() const { return m_name; }
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>> &headers() const { return m_headers; }

    // "Action: …", the headers, "ActionID: …" (left out when empty), an empty line; CRLF. Errc::badInput: CR, LF or NUL
    // in a name, key or value, a key that is empty or holds a colon or blank. Errc::limit: a line over 1024 bytes with
    // its CRLF, or more than 128 lines (the PBX's limits).
    [[nodiscard]] Result<std::string> bytes(std::string_view actionId) const;

    // Plain login. `events`: the event mask asked for, "on", "off" or classes ("system,call,agent").
    [[nodiscard]] static AmiAction login(std::string user, std::string secret, std::string events);

    bool operator==(const AmiAction &) const = default;

private:
    std::string m_name;
    std::vector<std::pair<std::string, std::string>> m_headers;
};

} // namespace fw::protocol
