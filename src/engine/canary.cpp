#include "engine/canary.h"

namespace fw::engine {
namespace {

constexpr const char *kZone = "canary";
constexpr double kHot = 1; // of readings that are 0 and 1

rules::Rule rule()
{
    const rules::FloorVocabulary terms(rules::SubjectKind::zone);
    return {.id = kZone,
            .over = rules::SubjectKind::zone,
            .when = rules::Expression::parse("temperature >= 1", terms).value(),
            .heldFor = {},
            .clearFor = {},
            .why = {},
            .cleared = {}};
}

} // namespace

CanaryWatch::CanaryWatch() : m_floor(floor::Site{}), m_watch({rule()}, [](int, std::string_view) { return 0.0; }) {}

void CanaryWatch::look(const floor::Canary &canary, Moment now)
{
    const double reading = canary.number % 2 == 1 ? kHot : 0;
    const floor::Changes changes = m_floor.apply(floor::TemperatureReading{kZone, reading}, now);
    (void)m_watch.look(m_floor, changes, now);
    const auto wanted = reading == kHot ? rules::Truth::yes : rules::Truth::no;
    if (m_watch.standings().size() == 1 && m_watch.standings().front().shown == wanted)
        m_seen = canary.number;
}

} // namespace fw::engine
