// Is the journal what was written? Reads the file without changing it, also while a console writes.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace fw::journal {

struct Verified {
    std::uint64_t entries = 0;
    std::string lastHash; // hex; to be compared with one noted elsewhere
};

// Every entry hashed again and its links followed, then the projections folded again and compared, then the file's own
// structure. The error names the first thing that is wrong: "entry 17: content does not match its hash".
[[nodiscard]] Result<Verified> verify(const std::filesystem::path &path);

} // namespace fw::journal
