// What a script names and the site does not have: such a line is read, and nothing comes of it.
#pragma once

#include "floor/site.h"
#include "protocol/acts.h"

#include <string>
#include <vector>

namespace fw::protocol {

// "line 12: the site has no UPS 'ups-x'", in the order of the lines; each name once.
[[nodiscard]] std::vector<std::string> unknownNames(const Acts &acts, const floor::Site &site);

} // namespace fw::protocol
