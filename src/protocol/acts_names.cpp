#include "protocol/acts_names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace fw::protocol {
namespace {

constexpr std::array<std::string_view, 3> kFeeds{"pbx", "reports", "alerts"};
constexpr std::array<std::string_view, 3> kFeedsOfAny{
    "temperature:", "probe:", "alarm:"}; // the site does not list them
constexpr std::string_view kUps = "ups:";

bool hasUps(const floor::Site &site, std::string_view id)
{
    return std::ranges::find(site.upses, id, &floor::UpsConfig::id) != site.upses.end();
}

// "" if the site has it.
std::string unknownIn(const engine::FeedIn &in, const floor::Site &site)
{
    const std::string_view feed = in.feed;
    if (feed.starts_with(kUps))
        return hasUps(site, feed.substr(kUps.size())) ? "" : fmt::format("the site has no UPS '{}'", feed.substr(4));
    const bool known = std::ranges::find(kFeeds, feed) != kFeeds.end() ||
                       std::ranges::any_of(kFeedsOfAny, [&](auto start) { return feed.starts_with(start); });
    return known
               ? ""
               : fmt::format("there is no feed '{}': pbx, ups:ID, temperature:ZONE, probe:SYSTEM, alarm:ZONE, reports "
                             "or alerts",
                             feed);
}

std::string unknownIn(const floor::Signal &signal, const floor::Site &site)
{
    const auto queueOf = [](const auto &s) -> const QueueId * {
        if constexpr (requires { s.queue; })
            return &s.queue;
        else if constexpr (requires { s.member.queue; })
            return &s.member.queue;
        else
            return nullptr;
    };
    if (const auto *reading = std::get_if<floor::UpsReading>(&signal))
        return hasUps(site, reading->ups) ? "" : fmt::format("the site has no UPS '{}'", reading->ups);
    const QueueId *queue = std::visit(queueOf, signal);
    const bool known = queue == nullptr || site.queue(*queue) != nullptr;
    return known ? "" : fmt::format("the site has no queue '{}'", queue->str());
}

} // namespace

std::vector<std::string> unknownNames(const Acts &acts, const floor::Site &site)
{
    std::vector<std::string> found;
    std::set<std::string> said;
    for (const ActsLine &line : acts.lines) {
        const auto *input = std::get_if<engine::InputBody>(&line.act);
        std::string what;
        if (const auto *feed = input == nullptr ? nullptr : std::get_if<engine::FeedIn>(input))
            what = unknownIn(*feed, site);
        else if (const auto *signal = input == nullptr ? nullptr : std::get_if<engine::SignalIn>(input))
            what = unknownIn(signal->signal, site);
        if (!what.empty() && said.insert(what).second)
            found.push_back(fmt::format("line {}: {}", line.number, what));
    }
    return found;
}

} // namespace fw::protocol
