// Words of the PBX as values: device and membership names, numbers, names in bytes. Pure functions, any thread.
#pragma once

#include "floor/signal.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::protocol {

// Bytes of a name as UTF-8. The PBX passes on what was configured or dialled: what is not UTF-8 is read as Latin-1. A
// last character that was cut (the PBX holds a pause reason in 80 bytes) is left out.
[[nodiscard]] std::string utf8Text(std::string_view bytes);

// "<unknown>" and "unknown" are the PBX's words for no number: "".
[[nodiscard]] std::string callerNumber(std::string_view text);

// A whole decimal number; nothing else may stand beside it.
[[nodiscard]] std::optional<std::int64_t> wholeNumber(std::string_view text);

// QueueMemberStatus.Status, 0 … 8. Anything else is nothing.
[[nodiscard]] std::optional<floor::Device> deviceFromStatus(std::int64_t status);
// DeviceStateChange.State: "NOT_INUSE", "ONHOLD" …, in capitals.
[[nodiscard]] std::optional<floor::Device> deviceFromName(std::string_view name);

// "static", "dynamic", "realtime".
[[nodiscard]] std::optional<floor::Membership> membershipFromName(std::string_view name);

// "1", "true", "yes", "on" as the PBX writes and reads them.
[[nodiscard]] bool isTrue(std::string_view text);

} // namespace fw::protocol
