// A journal's connection for those who only read.
#pragma once

#include "journal/sqlite.h"

namespace fw::journal {

// Errors: no such file, not a journal, a newer one. A copy on a medium that cannot be written opens too, as long as no
// -wal lies beside it.
[[nodiscard]] Result<Database> openReadOnly(const std::filesystem::path &path);

} // namespace fw::journal
