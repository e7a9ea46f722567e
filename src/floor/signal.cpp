#include "floor/signal.h"

#include "base/overloaded.h"

#include <algorithm>

namespace fw::floor {

bool UpsReading::says(std::string_view word) const
{
    for (std::string_view words = status; !words.empty();) {
        const std::size_t end = std::min(words.find(' '), words.size());
        if (words.substr(0, end) == word)
            return true;
        words.remove_prefix(std::min(end + 1, words.size()));
    }
    return false;
}

std::string feedOf(const Signal &signal)
{
    return std::visit(overloaded{
                          [](const UpsReading &s) { return "ups:" + s.ups; },
                          [](const TemperatureReading &s) { return "temperature:" + s.zone; },
                          [](const ProbeResult &s) { return "probe:" + s.system; },
                          [](const AlarmZoneChanged &s) { return "alarm:" + s.zone; },
                          [](const CallerReport &) { return std::string("reports"); },
                          [](const AlertSignal &) { return std::string("alerts"); },
                          [](const Canary &) { return std::string("canary"); },
                          [](const auto &) { return std::string("pbx"); },
                      },
                      signal);
}

} // namespace fw::floor
