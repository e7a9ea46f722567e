// What a snapshot says of itself: the step to do now, the worst of several, and what is left without the floor.
#include "snapshot/snapshot.h"

#include <gtest/gtest.h>

namespace fw::snapshot {
namespace {

using namespace std::chrono_literals;

Step step(const char *key, StepState state)
{
    Step made;
    made.key = key;
    made.state = state;
    return made;
}

std::string now(const Incident &incident)
{
    const Step *found = stepNow(incident);
    return found == nullptr ? "" : found->key;
}

TEST(StepNow, IsTheFirstActiveOneInThePlansOrder)
{
    Incident incident;
    EXPECT_EQ(now(incident), "");
    incident.steps = {step("a", StepState::done), step("b", StepState::pending), step("c", StepState::active),
                      step("d", StepState::active)};
    EXPECT_EQ(now(incident), "c");
    incident.steps[3].overdue = true;
    EXPECT_EQ(now(incident), "d") << "overdue before others";
}

TEST(StepNow, PutsWhatComesAgainAfterWhatIsToBeDoneOnceAndBothBeforeAWait)
{
    Incident incident;
    incident.steps = {step("wait", StepState::waiting), step("read-out", StepState::active)};
    incident.steps[1].again = true;
    EXPECT_EQ(now(incident), "read-out");
    incident.steps.push_back(step("once", StepState::active));
    EXPECT_EQ(now(incident), "once");
    incident.steps = {step("done", StepState::done), step("wait", StepState::waiting)};
    EXPECT_EQ(now(incident), "wait");
}

Ups ups(const char *id, bool known, bool onBattery, bool low)
{
    Ups made;
    made.id = id;
    made.known = known;
    made.onBattery = onBattery;
    made.low = low;
    return made;
}

TEST(WorstUps, IsLowThenOnBatteryThenUnknown)
{
    Snapshot s;
    EXPECT_EQ(s.worstUps(), nullptr);
    s.upses = {ups("line", true, false, false), ups("unknown", false, false, false)};
    EXPECT_EQ(s.worstUps()->id, "unknown");
    s.upses.push_back(ups("battery", true, true, false));
    EXPECT_EQ(s.worstUps()->id, "battery");
    s.upses.push_back(ups("low", false, true, true));
    EXPECT_EQ(s.worstUps()->id, "low");
}

TEST(WorstZone, IsOneThatIsKnownThenOneOverItsLimitThenTheHottest)
{
    Snapshot s;
    EXPECT_EQ(s.worstZone(), nullptr);
    s.zones = {{.id = "room", .celsius = 60, .unknownSince = {}},
               {.id = "floor", .known = true, .celsius = 24, .unknownSince = {}}};
    EXPECT_EQ(s.worstZone()->id, "floor") << "what was hot when it fell silent is not what is hot";
    s.zones.push_back({.id = "kitchen", .known = true, .celsius = 27, .unknownSince = {}});
    EXPECT_EQ(s.worstZone()->id, "kitchen");
    s.zones.push_back({.id = "servers", .known = true, .celsius = 25, .mark = Mark::near, .unknownSince = {}});
    EXPECT_EQ(s.worstZone()->id, "servers") << "what is warm for a room is hot for machines";
}

TEST(ClocksTime, StandsStillWhileItIsPaused)
{
    Clock clock;
    clock.dueAt = WallTime{10min};
    EXPECT_EQ(left(clock, WallTime{4min}), 6min);
    EXPECT_EQ(left(clock, WallTime{12min}), -2min);
    clock.pausedAt = WallTime{4min};
    EXPECT_EQ(left(clock, WallTime{12min}), 6min);
}

TEST(PbxLostSince, IsNothingWhileItIsHeardOrWasNeverAsked)
{
    Snapshot s;
    EXPECT_FALSE(s.pbxLostSince());
    s.feeds = {{"pbx", engine::FeedState::live, WallTime{1min}, {}}};
    EXPECT_FALSE(s.pbxLostSince());
    s.feeds[0].state = engine::FeedState::stale;
    EXPECT_EQ(s.pbxLostSince(), WallTime{1min});
    s.feeds[0].state = engine::FeedState::down;
    EXPECT_EQ(s.pbxLostSince(), WallTime{1min});
}

TEST(WithoutFloor, KnowsNothingOfTheFloorAndKeepsWhatIsRecorded)
{
    Snapshot s;
    s.at.wall = WallTime{1h};
    s.pbxKnown = true;
    s.feeds = {{"pbx", engine::FeedState::live, WallTime{1min}, {}},
               {"ups:a", engine::FeedState::down, WallTime{2min}, {}}};
    s.queues.emplace_back();
    s.queues[0].known = true;
    s.queues[0].waitingMark = Mark::broken;
    s.seats.resize(2);
    s.seats[0].state = SeatState::talking;
    s.seats[1].state = SeatState::out;
    s.upses = {ups("a", true, true, true)};
    s.zones = {{.id = "room", .known = true, .celsius = 30, .mark = Mark::broken, .unknownSince = {}}};
    s.systems = {{"crm", true, floor::SystemState::up}};
    s.nearest.emplace_back();
    s.incidents.emplace_back();
    s.lastSeq = 7;

    const auto blind = withoutFloor(s, 7s);
    EXPECT_TRUE(blind->isEcho);
    EXPECT_EQ(blind->at, s.at.plus(7s)) << "time goes on";
    EXPECT_FALSE(blind->pbxKnown);
    EXPECT_EQ(blind->feeds[0].state, engine::FeedState::stale);
    EXPECT_EQ(blind->feeds[0].since, s.at.wall) << "since the last word";
    EXPECT_EQ(blind->feeds[1].since, WallTime{2min}) << "down since long before";
    EXPECT_FALSE(blind->queues[0].known);
    EXPECT_EQ(blind->queues[0].waitingMark, Mark::none);
    EXPECT_EQ(blind->seats[0].state, SeatState::unknown);
    EXPECT_EQ(blind->seats[1].state, SeatState::out) << "recorded, not seen";
    EXPECT_FALSE(blind->upses[0].known);
    EXPECT_FALSE(blind->upses[0].onBattery);
    EXPECT_FALSE(blind->zones[0].known);
    EXPECT_EQ(blind->zones[0].mark, Mark::none);
    EXPECT_EQ(blind->zones[0].unknownSince, s.at.wall);
    EXPECT_FALSE(blind->systems[0].known);
    EXPECT_TRUE(blind->nearest.empty());
    EXPECT_EQ(blind->incidents.size(), 1U);
    EXPECT_EQ(blind->lastSeq, 7U);
}

} // namespace
} // namespace fw::snapshot
