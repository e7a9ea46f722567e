#include "wording/feed_names.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fw {
namespace {

struct Kind {
    std::string_view id;
    std::string_view en;
    std::string_view zh;
};
constexpr std::array kKinds{
    Kind{"pbx", "PBX", "交换机"},
    Kind{"ups", "UPS", "UPS"},
    Kind{"temperature", "Temperature", "温度"},
    Kind{"probe", "Probe", "探测"},
    Kind{"alarm", "Alarm zone", "报警区域"},
    Kind{"reports", "Carrier reports", "用户报障"},
    Kind{"alerts", "Alerts", "告警"},
};

} // namespace

Text feedName(const std::string &id)
{
    const std::string_view whole = id;
    const std::size_t colon = whole.find(':');
    const auto kind = std::ranges::find(kKinds, whole.substr(0, colon), &Kind::id);
    if (kind == kKinds.end())
        return {id, id};
    if (colon == std::string_view::npos)
        return {std::string(kind->en), std::string(kind->zh)};
    const std::string_view which = whole.substr(colon + 1);
    return {fmt::format("{} {}", kind->en, which), fmt::format("{} {}", kind->zh, which)};
}

} // namespace fw
