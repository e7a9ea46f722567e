// A trace that is played again begins with another floor than it ended with. These are the events with which a PBX
// would have come from the one to the other, so that a client that only listens stays right. Pure, any thread.
#pragma once

#include "feeds/pbx_fold.h"

#include <string>
#include <vector>

namespace fw::feeds {

// Texts with their empty line. The callers that waited leave by key, which counts for nobody; those that wait now join.
[[nodiscard]] std::vector<std::string> turnEvents(PbxFold &before, PbxFold &after);

} // namespace fw::feeds
