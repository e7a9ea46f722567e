#include "config/mistake.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::config {

Error Mistake::error() const
{
    return {Errc::badInput, field.empty() ? message : fmt::format("{}: {}", field, message),
            line > 0 ? fmt::format("{}:{}:{}", file, line, column) : file};
}

std::string Mistake::text() const
{
    const Error e = error();
    return severity == Severity::warning ? fmt::format("{}: warning: {}", e.context, e.message) : e.text();
}

bool hasErrors(const std::vector<Mistake> &mistakes)
{
    return std::ranges::any_of(mistakes, [](const Mistake &m) { return m.severity == Severity::error; });
}

} // namespace fw::config
