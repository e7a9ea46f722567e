// The only place of this module that touches the disk: folders and files in, bytes out.
#pragma once

#include "base/result.h"
#include "config/assemble.h"

#include <filesystem>
#include <vector>

namespace fw::config {

// A regular file of at most so many bytes. Its name in messages is the path as given.
[[nodiscard]] Result<SourceFile> readFile(const std::filesystem::path &path, std::size_t most = kMaxFileSize);

// Every *.toml of a folder, by name; none if there is no such folder.
[[nodiscard]] Result<std::vector<SourceFile>> readFolder(const std::filesystem::path &folder);

// A profile's site.toml, rules/, playbooks/ and contacts.csv on top of the shipped ones. Without a site.toml the site
// of `shipped` stays.
[[nodiscard]] Result<Sources> readProfile(const std::filesystem::path &folder, Sources shipped);

} // namespace fw::config
