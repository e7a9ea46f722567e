// A file as bytes: this module parses, whoever calls it reads the disk (config_files.h does).
#pragma once

#include <cstddef>
#include <string>

namespace fw::config {

// Larger files are refused: nobody writes a megabyte of procedure by hand.
inline constexpr std::size_t kMaxFileSize = 1024 * 1024;

struct SourceFile {
    std::string name; // as messages show it
    std::string text;
    bool shipped = false; // a file of the profile with the same id replaces it
    bool operator==(const SourceFile &) const = default;
};

} // namespace fw::config
