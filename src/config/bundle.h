// The files of a configuration as one JSON document, and its hash: what config.loaded keeps. Private to this module.
#pragma once

#include "config/assemble.h"

#include <string>
#include <string_view>

namespace fw::config {

// File names without their folders, so that the same files give the same bytes on every machine.
[[nodiscard]] std::string bundleOf(const Sources &sources);

// Nothing if the text is not such a document.
[[nodiscard]] std::optional<Sources> sourcesOf(std::string_view bundle);

[[nodiscard]] std::string sha256Hex(std::string_view bytes);

} // namespace fw::config
