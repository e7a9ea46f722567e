// Ids that may stand only once. Private to this module.
#pragma once

#include "config/section.h"

#include <map>
#include <string>
#include <string_view>

namespace fw::config {

class Unique {
public:
    // An empty id (missing or wrong, already said) is passed over.
    void add(Section &section, std::string_view key, const std::string &id)
    {
        addAt(section, section.at(key), key, id);
    }
    void addAt(Section &section, Position at, std::string_view key, const std::string &id);

private:
    std::map<std::string, int> m_lines;
};

} // namespace fw::config
