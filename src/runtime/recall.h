// What a screen shows of the time before the program started: the records of open incidents and the newest of all.
#pragma once

#include "base/result.h"
#include "record/state.h"

#include <filesystem>
#include <vector>

namespace fw::runtime {

// From the journal at `path`, oldest first. Errors: as journal::Reader::open.
[[nodiscard]] Result<std::vector<record::Record>> recall(const std::filesystem::path &path, const record::State &state);

} // namespace fw::runtime
