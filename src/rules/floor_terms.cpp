#include "rules/floor_terms.h"

#include <algorithm>
#include <array>

namespace fw::rules {
namespace {

constexpr double kLongestWindow = 15 * 60; // seconds: what the floor keeps

using enum FloorTerm;
using K = SubjectKind;
using S = TermShape;
constexpr std::array kTerms{
    FloorTermInfo{"waiting", waiting, K::queue, S::count},
    FloorTermInfo{"longest_wait", longestWait, K::queue, S::duration},
    FloorTermInfo{"offered", offered, K::queue, S::count, true},
    FloorTermInfo{"answered", answered, K::queue, S::count, true},
    FloorTermInfo{"abandoned", abandoned, K::queue, S::count, true},
    FloorTermInfo{"short_abandoned", shortAbandoned, K::queue, S::count, true},
    FloorTermInfo{"service_level", serviceLevel, K::queue, S::share, true},
    FloorTermInfo{"abandonment", abandonment, K::queue, S::share, true},
    FloorTermInfo{"limit.waiting", limitWaiting, K::queue, S::count},
    FloorTermInfo{"limit.longest_wait", limitLongestWait, K::queue, S::duration},
    FloorTermInfo{"limit.service_level", limitServiceLevel, K::queue, S::share},
    FloorTermInfo{"limit.abandonment", limitAbandonment, K::queue, S::share},
    FloorTermInfo{"limit.for", limitFor, K::queue, S::duration},
    FloorTermInfo{"target", target, K::queue, S::share},
    FloorTermInfo{"target.within", targetWithin, K::queue, S::duration},
    FloorTermInfo{"lost", lost, K::seat, S::truth},
    FloorTermInfo{"available", available, K::seat, S::truth},
    FloorTermInfo{"signed_in", signedIn, K::seat, S::truth},
    FloorTermInfo{"agent_elsewhere", agentElsewhere, K::seat, S::truth},
    FloorTermInfo{"on_battery", onBattery, K::ups, S::truth},
    FloorTermInfo{"on_line", onLine, K::ups, S::truth},
    FloorTermInfo{"low_battery", lowBattery, K::ups, S::truth},
    FloorTermInfo{"charge", charge, K::ups, S::percent},
    FloorTermInfo{"runtime", runtime, K::ups, S::duration},
    FloorTermInfo{"load", load, K::ups, S::percent},
    FloorTermInfo{"temperature", temperature, K::zone, S::celsius},
    FloorTermInfo{"state", state, K::system, S::text},
    FloorTermInfo{"canary", canary, K::canary, S::truth},
};

} // namespace

const FloorTermInfo *floorTermInfo(FloorTerm term)
{
    const auto it = std::ranges::find(kTerms, term, &FloorTermInfo::term);
    return it == kTerms.end() ? nullptr : &*it;
}

std::optional<TermUse> FloorVocabulary::find(std::string_view name, const std::optional<Argument> &arg) const
{
    constexpr std::string_view kSetting = "setting.";
    if (name.starts_with(kSetting) && name.size() > kSetting.size() && !arg)
        return TermUse{int(setting), 0, std::string(name.substr(kSetting.size()))};
    for (const FloorTermInfo &info : kTerms) {
        // A zone's alarm state and a system's state share their name.
        const bool kindFits = !m_over ? info.over != SubjectKind::canary
                                      : *m_over == info.over || (info.term == state && *m_over == SubjectKind::zone);
        if (info.name != name || !kindFits)
            continue;
        if (!arg)
            return TermUse{int(info.term), info.windowed ? kLongestWindow : 0, {}};
        if (!info.windowed || !arg->number || *arg->number <= 0 || *arg->number > kLongestWindow)
            return std::nullopt;
        return TermUse{int(info.term), *arg->number, {}};
    }
    return std::nullopt;
}

} // namespace fw::rules
