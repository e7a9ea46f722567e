// The "signal" lines of ACTS as signals of the floor: one row of a table per name.
#pragma once

#include "floor/signal.h"
#include "protocol/acts_fields.h"

#include <string_view>
#include <vector>

namespace fw::protocol {

// Takes the fields of the signal `name`; a mistake is the complaint of `fields`.
[[nodiscard]] floor::Signal actsSignal(std::string_view name, ActsFields &fields);

// Every name, in the order of docs/acts.md; for tests and documentation.
[[nodiscard]] std::vector<std::string_view> actsSignalNames();

} // namespace fw::protocol
