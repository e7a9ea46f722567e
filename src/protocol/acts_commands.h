// The "command" lines of ACTS as commands: which fields a verb has, and their types. What is missing in a way that only
// the engine can judge (no such incident, step already done) is left to it: it refuses with a reason and records that.
#pragma once

#include "protocol/acts_fields.h"
#include "record/command.h"

#include <string>
#include <string_view>
#include <vector>

namespace fw::protocol {

// Takes the fields of the verb `name`; a mistake is the complaint of `fields`. `defaultId`: of a command without an id.
[[nodiscard]] record::Command actsCommand(std::string_view name, ActsFields &fields, const std::string &defaultId);

// The fields of a verb in the order of docs/acts.md, without those that every command has; for tests and documentation.
[[nodiscard]] std::vector<std::string_view> actsFieldsOf(record::Verb verb);

} // namespace fw::protocol
