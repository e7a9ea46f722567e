// The projections made anew from the entries, for a journal whose caches were damaged or written by an older program.
#pragma once

#include "base/result.h"

#include <filesystem>

namespace fw::journal {

// Needs to be the file's only writer. The entries themselves are not touched.
[[nodiscard]] Result<void> rebuild(const std::filesystem::path &path);

} // namespace fw::journal
