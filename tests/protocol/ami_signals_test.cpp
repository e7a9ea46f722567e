#include "protocol/ami_signals.h"

#include "protocol/ami_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::protocol {
namespace {

using namespace floor;
using namespace std::chrono_literals;
using testing::ElementsAre;

// Lines of messages, as the PBX writes them but with plain line ends, through a fresh parser and one translator.
class Translation {
public:
    std::vector<Signal> says(std::string_view lines)
    {
        std::vector<Signal> signals;
        AmiParser parser;
        parser.feed(lines, [&](const AmiMessage &message) { translator.translate(message, signals); });
        return signals;
    }
    AmiTranslator translator{AmiTranslator::ownPrefix("own-")};
};

const Signal kAlive = PbxAlive{};

TEST(AmiTranslator, TellsWhatHappensToACaller)
{
    Translation pbx;
    EXPECT_THAT(
        pbx.says("Event: QueueCallerJoin\nCallerIDNum: 01632960001\nUniqueid: 5.1\nQueue: tickets\nCount: 1\n\n"),
        ElementsAre(Signal(CallerJoined{QueueId("tickets"), CallId("5.1"), "01632960001"})));
    EXPECT_THAT(pbx.says("Event: QueueCallerLeave\nUniqueid: 5.1\nQueue: tickets\nCount: 0\n\n"),
                ElementsAre(Signal(CallerLeft{QueueId("tickets"), CallId("5.1")})));
    EXPECT_THAT(pbx.says("Event: AgentConnect\nUniqueid: 5.1\nDestUniqueid: 5.2\nQueue: tickets\n"
                         "Interface: Local/1014@agents/n\nMemberName: Nadia\nHoldTime: 2\nRingTime: 1\n\n"),
                ElementsAre(Signal(CallerConnected{QueueId("tickets"), CallId("5.1"), AgentId("Nadia"),
                                                   Interface("Local/1014@agents/n"), 2s})));
    EXPECT_THAT(pbx.says("Event: AgentComplete\nUniqueid: 5.1\nQueue: tickets\nInterface: PJSIP/1001\nMemberName: Ann\n"
                         "Reason: agent\n\n"),
                ElementsAre(Signal(CallCompleted{QueueId("tickets"), CallId("5.1"), AgentId("Ann"),
                                                 Interface("PJSIP/1001"), "agent"})));
    EXPECT_THAT(
        pbx.says("Event: AgentRingNoAnswer\nUniqueid: 5.1\nQueue: tickets\nInterface: PJSIP/1001\n"
                 "MemberName: Ann\nRingTime: 12000\n\n"),
        ElementsAre(Signal(RangOut{QueueId("tickets"), CallId("5.1"), AgentId("Ann"), Interface("PJSIP/1001"), 12s})));
}

TEST(AmiTranslator, HasNoNumberForAnUnknownCaller)
{
    Translation pbx;
    const Signal nobody = CallerJoined{QueueId("q"), CallId("1"), ""};
    EXPECT_THAT(pbx.says("Event: QueueCallerJoin\nUniqueid: 1\nQueue: q\nCallerIDNum: <unknown>\n\n"),
                ElementsAre(nobody));
    EXPECT_THAT(pbx.says("Event: QueueCallerJoin\nUniqueid: 1\nQueue: q\nCallerIDNum: unknown\n\n"),
                ElementsAre(nobody));
    EXPECT_THAT(pbx.says("Event: QueueCallerJoin\nUniqueid: 1\nQueue: q\n\n"), ElementsAre(nobody));
}

constexpr std::string_view kAbandon = "Event: QueueCallerAbandon\nUniqueid: 5.1\nQueue: tickets\nHoldTime: 8\n\n";

TEST(AmiTranslator, TakesAnAbandonWithAHangupRequestAsTheCallers)
{
    Translation pbx;
    EXPECT_THAT(pbx.says("Event: HangupRequest\nUniqueid: 5.1\n\n"), ElementsAre(kAlive));
    EXPECT_THAT(pbx.says(kAbandon), ElementsAre(Signal(CallerAbandoned{QueueId("tickets"), CallId("5.1"), true})));
}

TEST(AmiTranslator, TakesAnAbandonWithoutAHangupRequestAsThePbxs)
{
    Translation pbx;
    const Signal ended = CallerAbandoned{QueueId("tickets"), CallId("5.1"), false};
    EXPECT_THAT(pbx.says(kAbandon), ElementsAre(ended));
    EXPECT_THAT(pbx.says("Event: HangupRequest\nUniqueid: 5.2\n\n"), ElementsAre(kAlive));
    EXPECT_THAT(pbx.says("Event: SoftHangupRequest\nUniqueid: 5.1\n\n"), ElementsAre(kAlive));
    EXPECT_THAT(pbx.says(kAbandon), ElementsAre(ended)) << "somebody else hung up";
}

TEST(AmiTranslator, ForgetsAHangupRequestWhenTheChannelIsGoneAndAtAReset)
{
    Translation pbx;
    pbx.says("Event: HangupRequest\nUniqueid: 5.1\n\nEvent: HangupRequest\nUniqueid: 5.2\n\n");
    EXPECT_EQ(pbx.translator.remembered(), 2U);
    pbx.says("Event: Hangup\nUniqueid: 5.1\nCause: 16\n\n");
    EXPECT_EQ(pbx.translator.remembered(), 1U);
    pbx.translator.reset();
    EXPECT_EQ(pbx.translator.remembered(), 0U);
}

TEST(AmiTranslator, RemembersABoundedNumberOfHangupRequests)
{
    Translation pbx;
    std::string lines;
    for (int i = 0; i < 150'000; ++i)
        lines += "Event: HangupRequest\nUniqueid: " + std::to_string(i) + ".1\n\n";
    lines += "Event: HangupRequest\nUniqueid: 5.1\n\n";
    pbx.says(lines);
    EXPECT_LE(pbx.translator.remembered(), 100'000U);
    EXPECT_THAT(pbx.says(kAbandon), ElementsAre(Signal(CallerAbandoned{QueueId("tickets"), CallId("5.1"), true})));
}

constexpr std::string_view kList =
    "Event: QueueParams\nQueue: tickets\nActionID: own-1\n\n"
    "Event: QueueMember\nQueue: tickets\nName: Ann\nLocation: PJSIP/1001\nStateInterface: PJSIP/1001\nMembership: "
    "static\n"
    "Penalty: 2\nStatus: 1\nPaused: 1\nPausedReason: lunch\nActionID: own-1\n\n"
    "Event: QueueEntry\nQueue: tickets\nUniqueid: 4.9\nCallerIDNum: 01632960002\nWait: 7\nActionID: own-1\n\n"
    "Event: QueueStatusComplete\nActionID: own-1\nEventList: Complete\nListItems: 3\n\n";

TEST(AmiTranslator, MakesASnapshotOfItsOwnList)
{
    Translation pbx;
    const MemberState ann{QueueId("tickets"),
                          AgentId("Ann"),
                          Interface("PJSIP/1001"),
                          Interface("PJSIP/1001"),
                          Membership::fixed,
                          Device::notInUse,
                          true,
                          "lunch",
                          2};
    const Signal waiting = CallerWaiting{QueueId("tickets"), CallId("4.9"), "01632960002", 7s};
    EXPECT_THAT(pbx.says(kList),
                ElementsAre(Signal(SnapshotBegan{}), Signal(MemberSeen{ann}), waiting, Signal(SnapshotComplete{})));
    EXPECT_EQ(pbx.says(kList).front(), Signal(SnapshotBegan{})) << "the same again is a new snapshot";
}

TEST(AmiTranslator, MakesAnEmptySnapshotOfAnEmptyList)
{
    Translation pbx;
    EXPECT_THAT(pbx.says("Event: QueueStatusComplete\nActionID: own-2\nListItems: 0\n\n"),
                ElementsAre(Signal(SnapshotBegan{}), Signal(SnapshotComplete{})));
}

TEST(AmiTranslator, LeavesAForeignListAlone)
{
    Translation pbx;
    for (const std::string_view id : {"ActionID: other-1", "ActionID: ", "X: y"}) {
        std::string lines(kList);
        for (std::size_t at = 0; (at = lines.find("ActionID: own-1", at)) != lines.npos;)
            lines.replace(at, 15, id);
        EXPECT_THAT(pbx.says(lines), testing::Each(kAlive)) << id;
    }
    EXPECT_THAT(pbx.says("Event: DeviceStateChange\nDevice: PJSIP/1001\nState: INUSE\nActionID: other-1\n\n"),
                ElementsAre(kAlive));
}

TEST(AmiTranslator, KnowsAListedDeviceFromAChangedOne)
{
    Translation pbx;
    EXPECT_THAT(pbx.says("Event: DeviceStateChange\nDevice: PJSIP/1001\nState: UNAVAILABLE\nActionID: own-3\n\n"
                         "Event: DeviceStateChange\nPrivilege: call,all\nDevice: PJSIP/1001\nState: NOT_INUSE\n\n"),
                ElementsAre(Signal(DeviceChanged{Interface("PJSIP/1001"), Device::unavailable, true}),
                            Signal(DeviceChanged{Interface("PJSIP/1001"), Device::notInUse, false})));
}

TEST(AmiTranslator, TakesPseudoDevicesForNoSeats)
{
    Translation pbx;
    for (const std::string_view device : {"Queue:tickets", "Queue:tickets_avail", "Queue:tickets_pause_PJSIP/1001", ""})
        EXPECT_THAT(pbx.says("Event: DeviceStateChange\nDevice: " + std::string(device) + "\nState: INUSE\n\n"),
                    ElementsAre(kAlive));
}

constexpr std::string_view kMember =
    "Queue: tickets\nMemberName: Ann\nInterface: Local/1014@agents/n\n"
    "StateInterface: PJSIP/1014\nMembership: dynamic\nPenalty: 0\nStatus: 5\nPaused: 0\n"
    "PausedReason: \n\n";

TEST(AmiTranslator, TellsWhatHappensToAMember)
{
    Translation pbx;
    const MemberState ann{QueueId("tickets"),
                          AgentId("Ann"),
                          Interface("Local/1014@agents/n"),
                          Interface("PJSIP/1014"),
                          Membership::dynamic,
                          Device::unavailable,
                          false,
                          "",
                          0};
    const std::string rest(kMember);
    EXPECT_THAT(pbx.says("Event: QueueMemberStatus\n" + rest), ElementsAre(Signal(MemberChanged{ann})));
    EXPECT_THAT(pbx.says("Event: QueueMemberAdded\n" + rest), ElementsAre(Signal(MemberAdded{ann})));
    EXPECT_THAT(pbx.says("Event: QueueMemberRemoved\n" + rest),
                ElementsAre(Signal(MemberRemoved{ann.queue, ann.agent, ann.interface})));
}

TEST(AmiTranslator, ReadsAPauseInTheSpellingOfEveryVersion)
{
    Translation pbx;
    const auto pause = [](bool paused, std::string reason) {
        return Signal(MemberPaused{QueueId("q"), AgentId("Ann"), Interface("PJSIP/1"), paused, std::move(reason)});
    };
    EXPECT_THAT(pbx.says("Event: QueueMemberPause\nQueue: q\nMemberName: Ann\nInterface: PJSIP/1\nPaused: 1\n"
                         "PausedReason: lunch – long\n\n"),
                ElementsAre(pause(true, "lunch – long")));
    EXPECT_THAT(
        pbx.says(
            "Event: QueueMemberPause\nQueue: q\nMemberName: Ann\nInterface: PJSIP/1\nPaused: 1\nReason: lunch\n\n"),
        ElementsAre(pause(true, "lunch")));
    EXPECT_THAT(pbx.says("Event: QueueMemberPause\nQueue: q\nMemberName: Ann\nInterface: PJSIP/1\nPaused: 0\n\n"),
                ElementsAre(pause(false, "")));
}

TEST(AmiTranslator, TakesTheInterfaceAsTheNameOfANamelessMember)
{
    Translation pbx;
    EXPECT_THAT(pbx.says("Event: QueueMemberRemoved\nQueue: q\nInterface: PJSIP/1\n\n"),
                ElementsAre(Signal(MemberRemoved{QueueId("q"), AgentId("PJSIP/1"), Interface("PJSIP/1")})));
}

TEST(AmiTranslator, TellsPhonesThatCanBeReachedOrNot)
{
    Translation pbx;
    const auto phone = [](bool reachable) { return Signal(PhoneReachable{Interface("PJSIP/1005"), reachable}); };
    const auto peer = [&pbx](const std::string &status) {
        return pbx.says("Event: PeerStatus\nChannelType: PJSIP\nPeer: PJSIP/1005\nPeerStatus: " + status + "\n\n");
    };
    const auto contact = [&pbx](const std::string &status) {
        return pbx.says("Event: ContactStatus\nURI: sip:x\nContactStatus: " + status +
                        "\nAOR: 1005\nEndpointName: 1005\n\n");
    };
    EXPECT_THAT(peer("Reachable"), ElementsAre(phone(true)));
    EXPECT_THAT(peer("Registered"), ElementsAre(phone(true)));
    EXPECT_THAT(peer("Unreachable"), ElementsAre(phone(false)));
    EXPECT_THAT(peer("Rejected"), ElementsAre(kAlive));
    EXPECT_THAT(contact("Reachable"), ElementsAre(phone(true)));
    EXPECT_THAT(contact("Unreachable"), ElementsAre(phone(false)));
    EXPECT_THAT(contact("Removed"), ElementsAre(phone(false)));
    EXPECT_THAT(contact("NonQualified"), ElementsAre(kAlive));
}

TEST(AmiTranslator, TellsOfThePbxItself)
{
    Translation pbx;
    EXPECT_THAT(pbx.says("Event: FullyBooted\nUptime: 34\nStatus: Fully Booted\n\n"),
                ElementsAre(Signal(PbxBooted{34s})));
    EXPECT_THAT(pbx.says("Event: FullyBooted\nStatus: Fully Booted\n\n"), ElementsAre(Signal(PbxBooted{std::nullopt})));
    EXPECT_THAT(pbx.says("Event: Shutdown\nShutdown: Cleanly\nRestart: True\n\n"),
                ElementsAre(Signal(PbxShutdown{true})));
    EXPECT_THAT(pbx.says("Event: Shutdown\nShutdown: Uncleanly\nRestart: False\n\n"),
                ElementsAre(Signal(PbxShutdown{false})));
    EXPECT_THAT(pbx.says("Response: Success\nActionID: own-4\nAMIversion: 9.0.0\nAsteriskVersion: 20.11.1\n\n"),
                ElementsAre(Signal(PbxVersion{"20.11.1"})));
    EXPECT_THAT(pbx.says("Response: Success\nPing: Pong\n\nEvent: VarSet\nVariable: x\n\nOdd: line\n\n"),
                ElementsAre(kAlive, kAlive, kAlive));
}

TEST(AmiTranslator, TakesAMessageThatLacksItsFieldsAsASignOfLife)
{
    Translation pbx;
    for (const std::string event :
         {"QueueCallerJoin", "QueueCallerLeave", "QueueCallerAbandon", "AgentConnect", "AgentComplete",
          "AgentRingNoAnswer", "QueueMemberStatus", "QueueMemberAdded", "QueueMemberRemoved", "QueueMemberPause",
          "DeviceStateChange", "ContactStatus", "PeerStatus", "HangupRequest", "Hangup"})
        EXPECT_THAT(pbx.says("Event: " + event + "\n\n"), ElementsAre(kAlive)) << event;
    EXPECT_THAT(
        pbx.says("Event: QueueMemberStatus\nQueue: q\nInterface: P/1\nStatus: 77\nPenalty: x\n\n"),
        ElementsAre(Signal(MemberChanged{MemberState{QueueId("q"), AgentId("P/1"), Interface("P/1"), Interface("P/1"),
                                                     Membership::fixed, Device::unknown, false, "", 0}})));
}

TEST(AmiTranslator, SaysThatAnOldPbxIsUnsupported)
{
    for (const std::string_view old : {"1.3", "2.10.6", "3.1.0", "4.0.3"}) {
        AmiTranslator translator(AmiTranslator::ownPrefix("x"));
        translator.banner(old);
        ASSERT_TRUE(translator.unsupported()) << old;
        EXPECT_EQ(translator.unsupported()->id, "pbx.too_old");
    }
    for (const std::string_view good : {"5.0.5", "7.0.3", "9.0.0", "11.0.0", "13.0.0", "14.0.0", "odd"}) {
        AmiTranslator translator(AmiTranslator::ownPrefix("x"));
        translator.banner(good);
        EXPECT_FALSE(translator.unsupported()) << good;
    }
}

TEST(AmiTranslator, JudgesTheReleaseThatCoreSettingsTells)
{
    const auto judged = [](const std::string &version) {
        Translation pbx;
        pbx.says("Response: Success\nAsteriskVersion: " + version + "\n\n");
        return pbx.translator.unsupported().has_value();
    };
    for (const char *old : {"11.25.3", "13.38.3", "certified/13.21-cert6", "GIT-13-1f2e3d4", "1.8.32"})
        EXPECT_TRUE(judged(old)) << old;
    for (const char *good : {"16.30.1", "18.26.1", "certified/18.9-cert14", "certified-20.7-cert4", "GIT-20-1f2e3d4",
                             "22.4.1", "24.0.0", "master-f0c1c1a", "GIT-master-f0c1c1a"})
        EXPECT_FALSE(judged(good)) << good;
}

TEST(AmiText, ReadsNamesThatAreNotUtf8AsLatin1)
{
    EXPECT_EQ(utf8Text("Zoë Müller"), "Zoë Müller");
    EXPECT_EQ(utf8Text("张伟"), "张伟");
    EXPECT_EQ(utf8Text("Jos\xE9 M\xFCller"), "José Müller");
    EXPECT_EQ(utf8Text("Jos\xE9"), "José");
    EXPECT_EQ(utf8Text("\xC0\xAF"), "À¯") << "an overlong form is no UTF-8";
    EXPECT_EQ(utf8Text("\xED\xA0\x80"), "í\xC2\xA0\xC2\x80") << "nor is a surrogate";
    EXPECT_EQ(utf8Text(""), "");
}

TEST(AmiText, LeavesOutACharacterThatThePbxCut)
{
    const std::string reason = std::string(77, 'x') + "\xE2\x80"; // of "–"
    EXPECT_EQ(utf8Text(reason), std::string(77, 'x'));
}

} // namespace
} // namespace fw::protocol
