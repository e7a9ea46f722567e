#include "protocol/ami_action.h"

#include <fmt/format.h>

namespace fw::protocol {

namespace {

constexpr std::size_t kLineLimit = 1024; // with its CRLF
constexpr std::size_t kLines = 128;
constexpr std::string_view kFrameBytes{"\r\n\0", 3};

Result<> append(std::string &out, std::string_view key, std::string_view value)
{
    if (key.empty() || key.find_first_of(": \t") != key.npos || key.find_first_of(kFrameBytes) != key.npos)
        return fail(Errc::badInput, "a header's name is empty or holds a colon, a blank or a line end", "AMI action");
    if (value.find_first_of(kFrameBytes) != value.npos)
        return fail(Errc::badInput, fmt::format("the value of {} holds a line end or NUL", key), "AMI action");
    if (key.size() + value.size() + 4 > kLineLimit)
        return fail(Errc::limit, fmt::format("the line of {} is longer than {} bytes", key, kLineLimit), "AMI action");
    out.append(key).append(": ").append(value).append("\r\n");
    return {};
}

} // namespace

AmiAction &AmiAction::add(std::string key, std::string value)
{
    m_headers.emplace_back(std::move(key), std::move(value));
    return *this;
}

Result<std::string> AmiAction::bytes(std::string_view actionId) const
{
    if (m_headers.size() + 2 > kLines)
        return fail(Errc::limit, fmt::format("more than {} lines", kLines), "AMI action");
    if (m_name.empty())
        return fail(Errc::badInput, "an action without a name", "AMI action");
    std::string out;
    Result<> done = append(out, "Action", m_name);
    for (auto header = m_headers.begin(); done && header != m_headers.end(); ++header)
        done = append(out, header->first, header->second);
    if (done && !actionId.empty())
        done = append(out, "ActionID", actionId);
    if (!done)
        return tl::unexpected(done.error());
    return out + "\r\n";
}

AmiAction AmiAction::login(std::string user, std::string secret, std::string events)
{
    AmiAction action("Login");
    action.add("Username", std::move(user)).add("Secret", std::move(secret)).add("Events", std::move(events));
    return action;
}

} // namespace fw::protocol
