// The roles of a call center as people say them (glossary).
#pragma once

#include "wording/sentence.h"

namespace fw {

// By the id that playbooks use ("shift-leader"); an unknown id is its own name.
[[nodiscard]] Text roleName(std::string_view id);

} // namespace fw
