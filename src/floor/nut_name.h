// A UPS as NUT spells it: NAME@HOST or NAME@HOST:PORT; a HOST with colons stands in brackets, "ups-b@[::1]:3493".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace fw::floor {

struct NutName {
    std::string ups;
    std::string host; // without brackets
    int port = 3493;
    bool operator==(const NutName &) const = default;
};

// Nothing if the text is not one. A name has no blanks, quotation marks, backslashes, '#' or '=': upsd takes none.
[[nodiscard]] std::optional<NutName> nutName(std::string_view text);

} // namespace fw::floor
