#include "config/unique.h"

#include <fmt/format.h>

namespace fw::config {

void Unique::addAt(Section &section, Position at, std::string_view key, const std::string &id)
{
    if (id.empty())
        return;
    const auto [first, isNew] = m_lines.emplace(id, at.line);
    if (!isNew)
        section.wrongAt(at, key, fmt::format("'{}' was already used in line {}", id, first->second));
}

} // namespace fw::config
