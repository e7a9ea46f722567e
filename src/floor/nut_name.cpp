#include "floor/nut_name.h"

#include <algorithm>
#include <charconv>

namespace fw::floor {

namespace {

bool isPlain(std::string_view word)
{
    return !word.empty() && std::ranges::none_of(word, [](char c) {
        return static_cast<unsigned char>(c) <= ' ' ||
               std::string_view("\"\\#=@\x7f").find(c) != std::string_view::npos;
    });
}

std::optional<int> portOf(std::string_view digits)
{
    int port = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), port);
    const bool whole = read.ec == std::errc{} && read.ptr == digits.data() + digits.size();
    return whole && port >= 1 && port <= 65535 ? std::optional(port) : std::nullopt;
}

} // namespace

std::optional<NutName> nutName(std::string_view text)
{
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos || !isPlain(text.substr(0, at)))
        return std::nullopt;
    NutName name{std::string(text.substr(0, at)), {}};
    std::string_view host = text.substr(at + 1);
    const bool bracketed = host.starts_with('[');
    const std::size_t end = bracketed ? host.find(']') + 1 : std::min(host.find(':'), host.size());
    if (bracketed && end == 0)
        return std::nullopt;
    std::string_view port = host.substr(end);
    host = bracketed ? host.substr(1, end - 2) : host.substr(0, end);
    if (!isPlain(host))
        return std::nullopt;
    name.host = host;
    if (port.empty())
        return name;
    const auto number = port.starts_with(':') ? portOf(port.substr(1)) : std::nullopt;
    if (!number)
        return std::nullopt;
    name.port = *number;
    return name;
}

} // namespace fw::floor
