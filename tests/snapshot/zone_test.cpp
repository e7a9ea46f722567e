// How a zone stands against the rules about its temperature.
#include "engine/timeline.h"
#include "rules/floor_environment.h"
#include "snapshot/builder.h"

#include <gtest/gtest.h>

namespace fw::snapshot {
namespace {

using namespace std::chrono_literals;

rules::Rule rule(const char *when)
{
    const rules::FloorVocabulary terms(rules::SubjectKind::zone);
    return {.id = when,
            .over = rules::SubjectKind::zone,
            .when = rules::Expression::parse(when, terms).value(),
            .heldFor = rules::Expression::parse("60", terms).value(),
            .clearFor = {},
            .why = {},
            .cleared = {}};
}

class ZoneTest : public testing::Test {
protected:
    static std::shared_ptr<const engine::Configuration> configuration()
    {
        auto made = std::make_shared<engine::Configuration>();
        made->rules = {rule("temperature >= 28"), rule("state = 'alarm'")};
        made->sha256 = "h";
        made->text = "{}";
        return made;
    }

    void SetUp() override { put(engine::Started{}); }
    void put(engine::InputBody body) { m_timeline.feed({now(), std::move(body)}); }
    void reads(double celsius) { put(engine::SignalIn{floor::TemperatureReading{"room", celsius}}); }
    void pass(Duration d)
    {
        m_steady += d;
        m_timeline.advanceTo(m_steady);
    }
    [[nodiscard]] Moment now() const { return {WallTime{24h} + m_steady, m_steady}; }
    [[nodiscard]] Zone zone() { return m_builder.make(m_engine, now(), {})->zones.at(0); }

    engine::Engine m_engine{{"test", "0", false}, configuration(), {}, {}};
    engine::Timeline m_timeline{m_engine, [this](const engine::Output &out) { m_builder.onOutput(out); }};
    Builder m_builder;
    Duration m_steady{};
};

TEST_F(ZoneTest, IsNearItsLimitWhileTheRulesTimeRunsAndOverItAfterwards)
{
    reads(24);
    EXPECT_EQ(zone().mark, Mark::none);
    reads(29);
    EXPECT_EQ(zone().mark, Mark::near);
    pass(60s);
    EXPECT_EQ(zone().mark, Mark::broken);
    reads(24);
    EXPECT_EQ(zone().mark, Mark::none);
}

TEST_F(ZoneTest, HasNoMarkForAnAlarmThatIsNotOfItsTemperature)
{
    reads(24);
    put(engine::SignalIn{floor::AlarmZoneChanged{"room", floor::ZoneState::alarm}});
    pass(60s);
    EXPECT_EQ(zone().mark, Mark::none);
}

TEST_F(ZoneTest, HasNoMarkWhileNothingIsKnownButSaysSinceWhen)
{
    reads(29);
    pass(60s);
    put(engine::FeedIn{"temperature:room", engine::FeedState::down, {}});
    pass(10s);
    EXPECT_FALSE(zone().known);
    EXPECT_EQ(zone().mark, Mark::none);
    EXPECT_EQ(zone().unknownSince, WallTime{24h} + 60s);
}

} // namespace
} // namespace fw::snapshot
