#include "config/mistake.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::config {

std::string Mistake::text() const
{
    std::string where = line > 0 ? fmt::format("{}:{}:{}: ", file, line, column) : fmt::format("{}: ", file);
    if (severity == Severity::warning)
        where += "warning: ";
    return field.empty() ? where + message : fmt::format("{}{}: {}", where, field, message);
}

bool hasErrors(const std::vector<Mistake> &mistakes)
{
    return std::ranges::any_of(mistakes, [](const Mistake &m) { return m.severity == Severity::error; });
}

} // namespace fw::config
