// Json keeps the order in which keys were put in: the same record always has the same bytes.
#pragma once

#include <nlohmann/json.hpp>

#include <string>

namespace fw {

using Json = nlohmann::ordered_json;

// On one line. Bytes that are not UTF-8 become U+FFFD: it can always be written.
[[nodiscard]] inline std::string jsonText(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace fw
