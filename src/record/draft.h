// A record before the engine has stamped it with its number and times.
#pragma once

#include "record/record.h"

#include <optional>
#include <string>

namespace fw::record {

struct Draft {
    Kind kind = Kind::noteWritten;
    int incident = 0;
    std::string step;
    std::string source;
    Sentence sentence;
    Json data = Json::object();
    std::optional<WallTime> happenedAt; // nothing: the input's moment
    std::string actor;
    std::uint64_t corrects = 0;
};

} // namespace fw::record
