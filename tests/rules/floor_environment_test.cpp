// The floor's terms: what UPSs say, and what they leave open.
#include "rules/floor_environment.h"

#include <gtest/gtest.h>

namespace fw::rules {
namespace {

class UpsTerms : public testing::Test {
protected:
    void says(const char *ups, const char *status)
    {
        (void)m_floor.setFeed(std::string("ups:") + ups, floor::FeedState::live, {});
        (void)m_floor.apply(floor::UpsReading{ups, status, {}, {}, {}, {}}, {});
    }
    [[nodiscard]] Value onLine() const
    {
        const Settings none = [](std::string_view) { return 0.0; };
        const FloorEnvironment site(m_floor, SubjectKind::site, "site", none, {});
        return site.value({int(FloorTerm::onLine), 0, {}});
    }

private:
    static floor::Site site()
    {
        floor::Site s;
        s.upses = {{"a", ""}, {"b", ""}};
        return s;
    }
    floor::Floor m_floor{site()};
};

TEST_F(UpsTerms, OnLineIsWhatEveryUpsHasSaid)
{
    says("a", "OL CHRG");
    EXPECT_EQ(onLine(), Value{Unknown{}}) << "b was not heard yet";
    says("b", "OL");
    EXPECT_EQ(onLine(), Value{true});
    says("b", "OB DISCHRG");
    EXPECT_EQ(onLine(), Value{false});
}

TEST_F(UpsTerms, AUpsThatIsOffIsNotOnLine)
{
    says("a", "OL");
    says("b", "OFF");
    EXPECT_EQ(onLine(), Value{false});
    says("b", "OL OFF");
    EXPECT_EQ(onLine(), Value{false}) << "mains is there, but nothing comes out";
}

TEST_F(UpsTerms, AUpsOnBypassIsOnLineOnlyIfItSaysSo)
{
    says("a", "OL");
    says("b", "BYPASS");
    EXPECT_EQ(onLine(), Value{Unknown{}});
    says("b", "OL BYPASS");
    EXPECT_EQ(onLine(), Value{true});
}

} // namespace
} // namespace fw::rules
