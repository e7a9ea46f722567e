#include "floor/floor.h"

#include <gtest/gtest.h>

namespace fw::floor {
namespace {

using namespace std::chrono_literals;

Moment at(Duration t)
{
    return {WallTime{t}, t};
}

Site site()
{
    Site s;
    s.pbx.qualify = 10s;
    s.queues = {{QueueId{"tickets"}, QueueRole::inbound, {}, {}}, {QueueId{"drama"}, QueueRole::inbound, {}, {}}};
    return s;
}

class FloorTest : public testing::Test {
protected:
    FloorTest()
    {
        (void)floor.setFeed("pbx", FeedState::live, at(0s));
        say(SnapshotBegan{});
    }
    void say(const Signal &signal) { changes = floor.apply(signal, at(now)); }
    [[nodiscard]] const Queue &tickets() const { return *floor.queue(QueueId{"tickets"}); }
    static MemberState member(const char *agent, const char *phone, Device device,
                              Membership membership = Membership::fixed, const char *queue = "tickets")
    {
        return {QueueId{queue}, AgentId{agent}, Interface{phone}, Interface{phone}, membership, device, false, {}, 0};
    }
    void join(const char *call) { say(CallerJoined{QueueId{"tickets"}, CallId{call}, "139"}); }
    void connect(const char *call)
    {
        say(CallerConnected{QueueId{"tickets"}, CallId{call}, AgentId{"Ann"}, Interface{"PJSIP/1001"}});
    }

    Floor floor{site()};
    Changes changes;
    Duration now{};
};

TEST_F(FloorTest, IsUnknownUntilTheSnapshotIsComplete)
{
    EXPECT_FALSE(floor.pbxKnown());
    say(SnapshotComplete{});
    EXPECT_TRUE(floor.pbxKnown());
}

TEST_F(FloorTest, CountsAJoinOnceThoughTheSnapshotShowedTheCallerBefore)
{
    say(CallerWaiting{QueueId{"tickets"}, CallId{"c1"}, "139", 3s});
    say(SnapshotComplete{});
    EXPECT_EQ(tickets().today().offered, 0); // callers of the first snapshot are not counted as offered
    join("c1");
    join("c1");
    EXPECT_EQ(tickets().today().offered, 1);
    EXPECT_EQ(tickets().waiting().size(), 1U);
    EXPECT_EQ(tickets().longestWait(2s), 5s);
}

TEST_F(FloorTest, ACallerItDidNotSeeWaitCountsAsAnsweredInTimeOnlyIfThePbxSaysHowLongHeWaited)
{
    say(SnapshotComplete{});
    connect("c1");
    EXPECT_EQ(tickets().today().answered, 1);
    EXPECT_EQ(tickets().today().answeredWithin, 0);
    say(CallerConnected{QueueId{"tickets"}, CallId{"c2"}, AgentId{"Ann"}, Interface{"PJSIP/1001"}, 12s});
    EXPECT_EQ(tickets().today().answeredWithin, 1);
    say(CallerConnected{QueueId{"tickets"}, CallId{"c3"}, AgentId{"Ann"}, Interface{"PJSIP/1001"}, 40s});
    EXPECT_EQ(tickets().today().answered, 3);
    EXPECT_EQ(tickets().today().answeredWithin, 1);
    EXPECT_EQ(tickets().today().waited, 52s);
}

TEST_F(FloorTest, TakesALeaveWithoutConnectOrAbandonForAnExitByKey)
{
    say(SnapshotComplete{});
    join("c1");
    join("c2");
    now = 4s;
    say(CallerLeft{QueueId{"tickets"}, CallId{"c1"}});
    say(CallerLeft{QueueId{"tickets"}, CallId{"c2"}});
    connect("c2"); // in the same millisecond
    now = 10s;
    say(PbxAlive{});
    EXPECT_EQ(tickets().today().exited, 1);
    EXPECT_EQ(tickets().today().answered, 1);
    EXPECT_EQ(tickets().today().averageAnswer(), 4s);
}

TEST_F(FloorTest, TellsTheCallersHangUpFromThePbxsDoing)
{
    say(SnapshotComplete{});
    join("c1");
    join("c2");
    join("c3");
    now = 3s;
    say(CallerAbandoned{QueueId{"tickets"}, CallId{"c1"}, true});
    now = 20s;
    say(CallerAbandoned{QueueId{"tickets"}, CallId{"c2"}, true});
    say(CallerAbandoned{QueueId{"tickets"}, CallId{"c3"}, false});
    EXPECT_EQ(tickets().today().abandoned, 2);
    EXPECT_EQ(tickets().today().shortAbandoned, 1);
    EXPECT_EQ(tickets().today().endedByPbx, 1);
}

TEST_F(FloorTest, AWaitThatThePbxEndedBeforeItWentDownIsACutCall)
{
    say(SnapshotComplete{});
    join("early");
    join("late");
    say(CallerAbandoned{QueueId{"tickets"}, CallId{"early"}, false});
    now = 30s;
    say(CallerAbandoned{QueueId{"tickets"}, CallId{"late"}, false});
    now = 34s;
    say(PbxShutdown{true});
    ASSERT_EQ(floor.cutCalls().size(), 1U);
    EXPECT_EQ(floor.cutCalls().front().call, CallId{"late"});
    EXPECT_EQ(tickets().today().cut, 1);
}

TEST_F(FloorTest, ACallOnASeatThatDiesIsACutCall)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    join("c1");
    connect("c1");
    now = 60s;
    say(CallCompleted{QueueId{"tickets"}, CallId{"c1"}, AgentId{"Ann"}, Interface{"PJSIP/1001"}, "caller"});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    ASSERT_EQ(floor.cutCalls().size(), 1U);
    EXPECT_EQ(floor.cutCalls().front().cause, "seat");
}

TEST_F(FloorTest, APbxThatDiedWithoutAWordHasCutItsCallsHoweverLateItIsReachedAgain)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(MemberSeen{member("Bob", "PJSIP/1002", Device::notInUse, Membership::dynamic)});
    say(SnapshotComplete{});
    join("talks");
    connect("talks");
    join("waits");
    (void)floor.setFeed("pbx", FeedState::down, at(now));
    EXPECT_TRUE(floor.cutCalls().empty()) << "it may be the network only";
    now = 25s;
    changes = floor.setFeed("pbx", FeedState::restarted, at(now));
    say(PbxBooted{15s}); // longer than a qualify period
    ASSERT_EQ(floor.cutCalls().size(), 2U);
    EXPECT_EQ(floor.cutCalls()[0].call, CallId{"talks"});
    EXPECT_EQ(floor.cutCalls()[1].call, CallId{"waits"});
    EXPECT_EQ(floor.cutCalls()[1].cause, "pbx");
    EXPECT_TRUE(tickets().waiting().empty());
    EXPECT_TRUE(floor.queuesOf(AgentId{"Ann"}, Interface{"PJSIP/1001"}).empty()) << "its phone has to be seen again";
    EXPECT_FALSE(floor.queuesOf(AgentId{"Bob"}, Interface{"PJSIP/1002"}).empty());
}

TEST_F(FloorTest, AConnectionThatIsBackFindsItsCallersWhereTheyWere)
{
    say(SnapshotComplete{});
    join("waits");
    (void)floor.setFeed("pbx", FeedState::down, at(now));
    now = 25s;
    (void)floor.setFeed("pbx", FeedState::live, at(now));
    say(PbxBooted{1h});
    EXPECT_TRUE(floor.cutCalls().empty());
    EXPECT_EQ(tickets().waiting().size(), 1U);
}

TEST_F(FloorTest, ForgetsWhatIsOlderThanTheWindowAndSaysWhen)
{
    say(SnapshotComplete{});
    join("c1");
    connect("c1");
    EXPECT_EQ(tickets().inLast(15min, 14min + 59s).answered, 1);
    EXPECT_EQ(tickets().nextChange(15min, 1min), 14min);
    EXPECT_EQ(tickets().inLast(15min, 15min).answered, 0);
    EXPECT_EQ(tickets().today().answered, 1);
}

TEST_F(FloorTest, ASeatIsLostOnlyIfItDiedWhileWatchedWithSomebodySignedIn)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(MemberSeen{member("Bob", "PJSIP/1002", Device::unavailable)});
    say(SnapshotComplete{});
    EXPECT_EQ(floor.seatLost(SeatId{"1001"}, at(now)), false);
    EXPECT_EQ(floor.seatLost(SeatId{"1002"}, at(now)), std::nullopt) << "found dead: since when is not known";
    now = 5s;
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    EXPECT_EQ(floor.seatLost(SeatId{"1001"}, at(now)), true);
    EXPECT_EQ(floor.lostAgents(SeatId{"1001"}), std::set{AgentId{"Ann"}});
}

TEST_F(FloorTest, ASeatWhoseAgentSignedOutIsNoFault)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse, Membership::dynamic)});
    say(SnapshotComplete{});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    say(MemberRemoved{QueueId{"tickets"}, AgentId{"Ann"}, Interface{"PJSIP/1001"}});
    EXPECT_EQ(floor.seatLost(SeatId{"1001"}, at(now)), false);
}

TEST_F(FloorTest, SaysThatTheAgentIsElsewhereOnAWorkingSeat)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    EXPECT_EQ(floor.agentElsewhere(SeatId{"1001"}), false);
    say(MemberAdded{member("Ann", "PJSIP/1091", Device::unavailable, Membership::dynamic)});
    EXPECT_EQ(floor.agentElsewhere(SeatId{"1001"}), false);
    say(DeviceChanged{Interface{"PJSIP/1091"}, Device::notInUse, false});
    EXPECT_EQ(floor.agentElsewhere(SeatId{"1001"}), true);
}

TEST_F(FloorTest, WhoWasLostAtASeatEarlierIsNotLookedForWhenItIsWatchedAgain)
{
    const SeatId seat{"1001"};
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse, Membership::dynamic)});
    say(SnapshotComplete{});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    floor.watchSeat(seat, {AgentId{"Ann"}});
    say(MemberRemoved{QueueId{"tickets"}, AgentId{"Ann"}, Interface{"PJSIP/1001"}});
    say(MemberAdded{member("Ann", "PJSIP/1091", Device::notInUse, Membership::dynamic)});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::notInUse, false});
    EXPECT_EQ(floor.agentElsewhere(seat), true) << "as long as the incident is open";
    floor.unwatchSeat(seat);
    EXPECT_TRUE(floor.lostAgents(seat).empty());
    say(MemberAdded{member("Bob", "PJSIP/1001", Device::notInUse, Membership::dynamic)});
    floor.watchSeat(seat, {AgentId{"Bob"}}); // reported by hand
    EXPECT_EQ(floor.agentElsewhere(seat), false);
}

TEST_F(FloorTest, ASeatThatComesBackUnwatchedForgetsWhoWasLostThere)
{
    const SeatId seat{"1001"};
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::unavailable, false});
    floor.watchSeat(seat, {AgentId{"Ann"}});
    floor.unwatchSeat(seat); // closed, and still dead
    EXPECT_EQ(floor.seatLost(seat, at(now)), true);
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::notInUse, false});
    EXPECT_TRUE(floor.lostAgents(seat).empty());
}

TEST_F(FloorTest, AWatchedSeatTakesTheAgentsItIsToldInPlaceOfThoseBefore)
{
    const SeatId seat{"1001"};
    say(SnapshotComplete{});
    floor.watchSeat(seat, {AgentId{"Ann"}});
    floor.watchSeat(seat, {AgentId{"Bob"}});
    EXPECT_EQ(floor.lostAgents(seat), std::set{AgentId{"Bob"}});
}

TEST_F(FloorTest, SeatsAreQuietForOneQualifyPeriodAfterAReconnect)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    (void)floor.setFeed("pbx", FeedState::down, at(now));
    now = 60s;
    (void)floor.setFeed("pbx", FeedState::live, at(now));
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::unavailable)});
    say(SnapshotComplete{});
    EXPECT_EQ(floor.seatLost(SeatId{"1001"}, at(now)), std::nullopt);
    EXPECT_EQ(floor.seatsQuietFor(at(now)), 10s);
    now = 69s;
    say(DeviceChanged{Interface{"PJSIP/1001"}, Device::notInUse, false});
    EXPECT_EQ(floor.seatLost(SeatId{"1001"}, at(70s)), false);
}

TEST_F(FloorTest, DropsMembersAndCallersThatASnapshotNoLongerShows)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    join("c1");
    say(SnapshotBegan{});
    join("c2"); // while the list comes in
    say(SnapshotComplete{});
    EXPECT_TRUE(tickets().members().empty());
    ASSERT_EQ(tickets().waiting().size(), 1U);
    EXPECT_EQ(tickets().waiting().begin()->first, CallId{"c2"});
    EXPECT_TRUE(floor.queuesOf(AgentId{"Ann"}, Interface{"PJSIP/1001"}).empty());
}

TEST_F(FloorTest, AStaticMemberIsSignedInOnceItsPhoneWasSeen)
{
    say(MemberSeen{member("Bob", "PJSIP/1002", Device::unavailable)});
    say(SnapshotComplete{});
    EXPECT_TRUE(floor.queuesOf(AgentId{"Bob"}, Interface{"PJSIP/1002"}).empty());
    say(MemberChanged{member("Bob", "PJSIP/1002", Device::notInUse)});
    EXPECT_EQ(floor.queuesOf(AgentId{"Bob"}, Interface{"PJSIP/1002"}), std::set{QueueId{"tickets"}});
    EXPECT_TRUE(changes.memberships.contains({AgentId{"Bob"}, Interface{"PJSIP/1002"}}));
}

TEST_F(FloorTest, AnotherAgentUnderTheSameInterfaceTakesThePlaceOfTheFirst)
{
    say(MemberSeen{member("Ann", "PJSIP/1001", Device::notInUse)});
    say(SnapshotComplete{});
    say(MemberChanged{member("Bob", "PJSIP/1001", Device::notInUse)});
    EXPECT_TRUE(floor.queuesOf(AgentId{"Ann"}, Interface{"PJSIP/1001"}).empty());
    EXPECT_EQ(floor.agentsAt(SeatId{"1001"}), std::set{AgentId{"Bob"}});
    EXPECT_TRUE(changes.memberships.contains({AgentId{"Ann"}, Interface{"PJSIP/1001"}}));
    say(MemberRemoved{QueueId{"tickets"}, AgentId{"Bob"}, Interface{"PJSIP/1001"}});
    EXPECT_TRUE(floor.agentsAt(SeatId{"1001"}).empty());
}

TEST_F(FloorTest, AReadingCountsOnlyOnceItsFeedIsKnownAgain)
{
    const auto wasOnBattery = [this] { return floor.upses().at("ups-a").wasOnBattery; };
    say(UpsReading{"ups-a", "OL", {}, {}, {}, {}});
    (void)floor.setFeed("ups:ups-a", FeedState::down, at(now));
    say(UpsReading{"ups-a", "OB", {}, {}, {}, {}});
    EXPECT_FALSE(wasOnBattery());
    (void)floor.setFeed("ups:ups-a", FeedState::live, at(now));
    EXPECT_TRUE(wasOnBattery());
    (void)floor.setFeed("ups:ups-a", FeedState::stale, at(now));
    say(UpsReading{"ups-a", "OL", {}, {}, {}, {}});
    EXPECT_TRUE(wasOnBattery());
    (void)floor.setFeed("ups:ups-a", FeedState::live, at(now));
    EXPECT_FALSE(wasOnBattery());
}

TEST_F(FloorTest, AUpsThatTheSiteNoLongerNamesIsForgotten)
{
    Site both = site();
    both.upses = {{"ups-a", "a@localhost"}, {"ups-b", "b@localhost"}};
    floor.reconfigure(both);
    say(UpsReading{"ups-a", "OB", 50, {}, {}, {}});
    say(UpsReading{"ups-b", "OB", 60, {}, {}, {}});
    (void)floor.setFeed("ups:ups-b", FeedState::down, at(now));
    both.upses.pop_back();
    floor.reconfigure(both);
    EXPECT_FALSE(floor.upses().contains("ups-b"));
    EXPECT_FALSE(floor.silent("ups:ups-b"));
    ASSERT_TRUE(floor.upses().contains("ups-a"));
    EXPECT_EQ(floor.upses().at("ups-a").reading.charge, 50);
}

TEST(SiteTest, KnowsASeatByItsInterfaceWithoutTechnology)
{
    Site s;
    s.seats = {{SeatId{"7"}, Interface{"PJSIP/1007"}}};
    EXPECT_EQ(s.seatOf(Interface{"PJSIP/1007"}), SeatId{"7"});
    EXPECT_EQ(s.seatOf(Interface{"PJSIP/1005"}), SeatId{"1005"});
    EXPECT_EQ(s.seatOf(Interface{"Local/1014@agents/n"}), SeatId{"1014"});
}

TEST(SiteTest, FollowsItsOffsetTable)
{
    Site s;
    s.offsets = {{WallTime{0s}, 1h}, {WallTime{100s}, 2h}};
    EXPECT_EQ(s.offsetAt(WallTime{99s}), 1h);
    EXPECT_EQ(s.offsetAt(WallTime{100s}), 2h);
    EXPECT_EQ(Site{}.offsetAt(WallTime{5s}), 0h);
}

} // namespace
} // namespace fw::floor
