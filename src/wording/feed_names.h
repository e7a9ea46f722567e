// Feeds as people say them (glossary).
#pragma once

#include "wording/sentence.h"

namespace fw {

// By floor::feedOf's id ("pbx", "ups:ups-a"); one it does not know is its own name.
[[nodiscard]] Text feedName(const std::string &id);

} // namespace fw
