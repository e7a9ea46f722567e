// Reads contacts.csv: the people behind the contact chains (docs/configuration.md). Pure: bytes in, values and mistakes
// out.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"
#include "procedures/contacts.h"

#include <vector>

namespace fw::config {

// In the order of the file. A row with a mistake is left out and the others stay: a chain with one person less is
// better than no chain at all. No value if the header itself is wrong.
[[nodiscard]] Read<std::vector<procedures::Contact>> readContacts(const SourceFile &file);

} // namespace fw::config
