// The state as JSON and back: what the journal keeps beside the chain, so that a start need not fold every entry. The
// same state always gives the same bytes.
#pragma once

#include "base/result.h"
#include "record/state.h"

namespace fw::record {

// One more whenever State changes, or what apply() makes of a record: what an older program has kept is then folded
// anew.
inline constexpr int kStateFormat = 5;

[[nodiscard]] Json toJson(const State &state);
// Errors: another format, something missing or of another type.
[[nodiscard]] Result<State> stateFromJson(const Json &json);

} // namespace fw::record
