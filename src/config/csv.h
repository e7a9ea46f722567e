// Comma-separated values as RFC 4180 writes them: quoted fields with "" inside, line ends CRLF, LF or CR, a byte order
// mark at the start. UTF-8 only. Pure; private to this module.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"

#include <string>
#include <vector>

namespace fw::config {

struct CsvCell {
    std::string text;
    int line = 1;
    int column = 1; // in characters
    bool operator==(const CsvCell &) const = default;
};

using CsvRow = std::vector<CsvCell>;

// The rows that are not empty, as far as the first mistake of form.
[[nodiscard]] Read<std::vector<CsvRow>> readCsv(const SourceFile &file);

} // namespace fw::config
