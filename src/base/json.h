// Json keeps the order in which keys were put in: the same record always has the same bytes.
#pragma once

#include <nlohmann/json.hpp>

namespace fw {

using Json = nlohmann::ordered_json;

} // namespace fw
