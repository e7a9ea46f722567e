// The double, asked over the wire by literal actions.
#include "feeds/pbx_double.h"

#include "event_loop.h"
#include "wire.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace fw::feeds {
namespace {

using test::valueOf;
using test::waitFor;
using test::WireClient;

TraceFile cut()
{
    return *readTrace(FW_TEST_DATA "/ami/surge_cut");
}

// At this speed the cut's 160 s take less than a second; a slow one stands almost still.
constexpr double kFast = 400;
constexpr double kSlow = 0.001;

class PbxDoubleTest : public testing::Test {
protected:
    std::uint16_t play(PlayOptions options, TraceFile trace = cut())
    {
        m_double = std::make_unique<PbxDouble>(std::move(trace), std::move(options));
        QObject::connect(m_double.get(), &PbxDouble::ended, [this] { m_ended = true; });
        const auto port = m_double->listen();
        EXPECT_TRUE(port) << port.error().text();
        return port.value_or(0);
    }

    static std::vector<test::Fields> statusesOf(const std::string &interface, const WireClient &client)
    {
        auto statuses = client.with("Event", "QueueMemberStatus");
        std::erase_if(statuses, [&](const auto &status) { return valueOf(status, "Interface") != interface; });
        return statuses;
    }

    std::unique_ptr<PbxDouble> m_double;
    bool m_ended = false;
};

TEST_F(PbxDoubleTest, DeniesEverythingBeforeTheLogin)
{
    WireClient client(play({.speed = kSlow}));
    client.send("Action: QueueStatus; ActionID: early");
    ASSERT_TRUE(client.hears("ActionID: early\r\n"));
    EXPECT_TRUE(client.received().starts_with("Asterisk Call Manager/13.0.0\r\n"));
    EXPECT_TRUE(client.hears("Response: Error\r\nActionID: early\r\nMessage: Permission denied\r\n\r\n"));
}

TEST_F(PbxDoubleTest, TellsAfterTheLoginHowLongThePbxIsUp)
{
    WireClient client(play({.speed = kSlow, .from = std::chrono::seconds{100}}));
    client.login();
    ASSERT_TRUE(client.hears("Event: FullyBooted"));
    EXPECT_TRUE(client.hears("ActionID: login\r\nMessage: Authentication accepted\r\n\r\nEvent: FullyBooted\r\n"
                             "Privilege: system,all\r\nUptime: 133\r\nLastReload: 133\r\n")); // 34 at 55 ms
}

TEST_F(PbxDoubleTest, KnowsTheFirstSnapshotFromTheFirstLoginOn)
{
    WireClient client(play({.speed = kSlow}));
    client.login("; Events: off");
    client.send("Action: QueueStatus; ActionID: q");
    ASSERT_TRUE(client.hears("QueueStatusComplete"));
    EXPECT_EQ(client.with("Event", "QueueMember").size(), 18U);
    EXPECT_EQ(client.with("Event", "FullyBooted").size(), 0U);
    const auto complete = client.with("Event", "QueueStatusComplete");
    ASSERT_EQ(complete.size(), 1U);
    EXPECT_EQ(valueOf(complete[0], "ActionID"), "q");
    EXPECT_EQ(valueOf(complete[0], "ListItems"), "19");
}

TEST_F(PbxDoubleTest, AnswersQuestionsUnderTheClientsActionId)
{
    WireClient client(play({.speed = kSlow}));
    client.login();
    for (const std::string action : {"Ping", "CoreSettings", "corestatus", "QueueSummary", "DeviceStateList",
                                     "CoreShowChannels", "QueueFrobnicate"})
        client.send("Action: " + action + "; ActionID: my-" + action);
    ASSERT_TRUE(client.hears("ActionID: my-QueueFrobnicate"));
    EXPECT_TRUE(
        client.hears("Message: Invalid/unknown command: QueueFrobnicate. Use Action: ListCommands to show available "
                     "commands.\r\n"));
    EXPECT_EQ(valueOf(client.with("ActionID", "my-Ping").at(0), "Ping"), "Pong");
    EXPECT_EQ(valueOf(client.with("ActionID", "my-CoreSettings").at(0), "AsteriskVersion"), "master-f0c1c1a");
    EXPECT_EQ(client.with("ActionID", "my-QueueSummary").size(), 3U);
    EXPECT_EQ(valueOf(client.with("ActionID", "my-QueueSummary").at(1), "LoggedIn"), "18");
    EXPECT_EQ(valueOf(client.with("Event", "DeviceStateListComplete").at(0), "ActionID"), "my-DeviceStateList");
    EXPECT_EQ(valueOf(client.with("Event", "CoreShowChannelsComplete").at(0), "ListItems"), "0");
}

TEST_F(PbxDoubleTest, AsksForAQueueThatIsNotThereGiveAnEmptyList)
{
    WireClient client(play({.speed = kSlow}));
    client.login("; Events: off");
    client.send("Action: QueueStatus; ActionID: q; Queue: nosuch");
    ASSERT_TRUE(client.hears("EventList: Complete\r\nListItems: 0\r\n"));
}

TEST_F(PbxDoubleTest, PlaysEveryEventOfTheTraceOnceAndNothingOfTheRecorder)
{
    WireClient client(play({.speed = kFast}));
    client.login();
    ASSERT_TRUE(client.closes());
    EXPECT_TRUE(waitFor([this] { return m_ended; }));
    EXPECT_EQ(client.with("Event", "QueueCallerJoin").size(), 29U);
    EXPECT_EQ(client.with("Event", "AgentConnect").size(), 15U);
    EXPECT_EQ(client.with("Event", "QueueMemberStatus").size(), 44U);
    EXPECT_EQ(client.with("Event", "FullyBooted").size(), 1U);
    EXPECT_EQ(client.with("Event", "QueueMember").size(), 0U);
    EXPECT_EQ(client.received().find("c1-"), std::string::npos);
}

TEST_F(PbxDoubleTest, EachClientHearsTheClassesItAskedFor)
{
    const auto port = play({.speed = kSlow});
    WireClient agents(port);
    WireClient calls(port);
    WireClient deaf(port);
    deaf.login("; Events: off");
    calls.login("; Events: call");
    agents.login();
    agents.send("Action: Events; EventMask: agent; ActionID: mask");
    ASSERT_TRUE(agents.hears("ActionID: mask\r\nEvents: On\r\n") && calls.hears("accepted") && deaf.hears("accepted"));
    m_double->setSpeed(kFast);
    ASSERT_TRUE(agents.closes() && calls.closes() && deaf.closes());
    EXPECT_EQ(agents.with("Event", "QueueCallerJoin").size(), 29U);
    EXPECT_EQ(agents.with("Event", "HangupRequest").size(), 0U);
    EXPECT_EQ(calls.with("Event", "QueueCallerJoin").size(), 0U);
    EXPECT_EQ(calls.with("Event", "HangupRequest").size(), 22U);
    EXPECT_EQ(deaf.received().find("Event:"), std::string::npos);
}

TEST_F(PbxDoubleTest, AChangeIsAnsweredShownToEverybodyAndStays)
{
    const auto port = play({.speed = kSlow});
    WireClient one(port);
    WireClient other(port);
    other.login("; Events: agent");
    one.login("; Events: agent");
    ASSERT_TRUE(other.hears("accepted") && one.hears("accepted"));
    one.send("Action: QueueAdd; ActionID: add; Queue: tickets; Interface: PJSIP/2001; MemberName: Helper; Penalty: 2");
    ASSERT_TRUE(other.hears("Event: QueueMemberAdded"));
    ASSERT_TRUE(one.hears("Event: QueueMemberAdded"));
    EXPECT_TRUE(one.hears("ActionID: add\r\nMessage: Added interface to queue\r\n\r\nEvent: QueueMemberAdded\r\n"));
    EXPECT_EQ(valueOf(other.with("Event", "QueueMemberAdded").at(0), "MemberName"), "Helper");
    other.send("Action: QueueStatus; ActionID: q; Member: PJSIP/2001");
    ASSERT_TRUE(other.hears("QueueStatusComplete"));
    ASSERT_EQ(other.with("Event", "QueueMember").size(), 1U);
    EXPECT_EQ(valueOf(other.with("Event", "QueueMember")[0], "Penalty"), "2");
    one.send("Action: QueuePause; ActionID: p; Interface: PJSIP/2001; Paused: true; Reason: Coffee");
    one.send("Action: QueueRemove; ActionID: r; Queue: tickets; Interface: PJSIP/2001");
    ASSERT_TRUE(other.hears("Event: QueueMemberRemoved"));
    EXPECT_EQ(valueOf(other.with("Event", "QueueMemberPause").at(0), "PausedReason"), "Coffee");
}

TEST_F(PbxDoubleTest, RefusesChangesWithTheTextsOfThePbx)
{
    WireClient client(play({.speed = kSlow}));
    client.login("; Events: off");
    const std::vector<std::pair<std::string, std::string>> cases{
        {"QueueAdd; Queue: tickets; Interface: PJSIP/1001", "Unable to add interface: Already there"},
        {"QueueAdd; Queue: nosuch; Interface: PJSIP/1001", "Unable to add interface to queue: No such queue"},
        {"QueueAdd; Queue: tickets", "'Interface' not specified."},
        {"QueueRemove; Queue: tickets; Interface: PJSIP/2012", "Unable to remove interface: Not there"},
        {"QueueRemove; Queue: tickets; Interface: PJSIP/1001", "Member not dynamic"},
        {"QueueRemove; Queue: nosuch; Interface: PJSIP/1", "Unable to remove interface from queue: No such queue"},
        {"QueuePause; Interface: PJSIP/2012; Paused: true", "Interface not found"},
        {"QueuePause; Interface: PJSIP/2012", "Need 'Interface' and 'Paused' parameters."},
        {"QueuePenalty; Interface: PJSIP/1001; Penalty: -1", "Invalid interface, queuename or penalty"},
        {"QueuePenalty; Interface: PJSIP/2012; Penalty: 1", "Invalid interface, queuename or penalty"},
    };
    for (std::size_t i = 0; i < cases.size(); ++i) {
        const std::string id = "case-" + std::to_string(i);
        client.send("Action: " + cases[i].first + "; ActionID: " + id);
        EXPECT_TRUE(client.hears("Response: Error\r\nActionID: " + id + "\r\nMessage: " + cases[i].second + "\r\n\r\n"))
            << cases[i].first << "\n"
            << client.received();
    }
}

TEST_F(PbxDoubleTest, AMemberThatAClientRemovedIsHeardOfNoMore)
{
    // The trace has just added it.
    for (const bool isRemoved : {false, true}) {
        WireClient client(play({.speed = kSlow, .from = std::chrono::milliseconds{150'100}}));
        client.login("; Events: agent");
        if (isRemoved)
            client.send("Action: QueueRemove; ActionID: r; Queue: tickets; Interface: PJSIP/2001");
        ASSERT_TRUE(client.hears(isRemoved ? "Event: QueueMemberRemoved" : "accepted"));
        m_double->setSpeed(kFast);
        ASSERT_TRUE(client.closes());
        EXPECT_EQ(statusesOf("PJSIP/2001", client).size(), isRemoved ? 0U : 2U);
        EXPECT_EQ(statusesOf("PJSIP/2002", client).size(), 2U);
    }
}

TEST_F(PbxDoubleTest, APenaltyThatAClientSetStays)
{
    WireClient client(play({.speed = kSlow}));
    client.login();
    client.send("Action: QueuePenalty; ActionID: p; Queue: tickets; Interface: PJSIP/1001; Penalty: 7");
    ASSERT_TRUE(client.hears("ActionID: p\r\n"));
    m_double->setSpeed(kFast);
    ASSERT_TRUE(client.closes());
    EXPECT_EQ(statusesOf("PJSIP/1001", client).size(), 3U);
    for (const auto &status : statusesOf("PJSIP/1001", client))
        EXPECT_EQ(valueOf(status, "Penalty"), "7");
}

TEST_F(PbxDoubleTest, CopiesArePlayedSideBySideUnderNamesOfTheirOwn)
{
    WireClient client(play({.speed = kSlow, .times = 3}));
    client.login("; Events: agent");
    client.send("Action: QueueStatus; ActionID: q");
    ASSERT_TRUE(client.hears("QueueStatusComplete"));
    m_double->setSpeed(kFast);
    ASSERT_TRUE(client.closes());
    EXPECT_EQ(client.with("Event", "QueueParams").size(), 3U);
    EXPECT_EQ(client.with("Event", "QueueMember").size(), 3 * 18U);
    std::set<std::string> calls;
    for (const std::string queue : {"tickets", "tickets-2", "tickets-3"}) {
        std::size_t joins = 0;
        for (const auto &join : client.with("Event", "QueueCallerJoin")) {
            joins += valueOf(join, "Queue") == queue ? 1 : 0;
            calls.insert(valueOf(join, "Uniqueid"));
        }
        EXPECT_EQ(joins, 29U) << queue;
    }
    EXPECT_EQ(calls.size(), 3 * 29U);
}

TEST_F(PbxDoubleTest, ALoopGoesOnWithTheFirstStateAndNewCalls)
{
    WireClient client(play({.speed = kFast, .rounds = {.again = true}}));
    client.login("; Events: agent");
    ASSERT_TRUE(waitFor([&client] { return client.with("Event", "QueueCallerJoin").size() >= 2 * 29U + 5; }));
    EXPECT_FALSE(m_ended);
    std::set<std::string> calls;
    std::size_t joins = 0;
    std::size_t added = 0;
    for (const auto &join : client.with("Event", "QueueCallerJoin")) {
        calls.insert(valueOf(join, "Uniqueid"));
        ++joins;
    }
    EXPECT_EQ(calls.size(), joins);
    // The members that were added in the first round were taken back.
    for (const auto &member : client.with("Event", "QueueMemberAdded"))
        added +=
            valueOf(member, "Interface") == valueOf(client.with("Event", "QueueMemberAdded")[0], "Interface") ? 1 : 0;
    EXPECT_GE(added, 2U);
    EXPECT_GE(client.with("Event", "QueueMemberRemoved").size(), 2U);
}

TEST_F(PbxDoubleTest, LaterRoundsOfALoopMayEndEarlier)
{
    WireClient client(play({.speed = kFast, .rounds = {.again = true, .laterEnd = std::chrono::seconds{142}}}));
    client.login("; Events: agent");
    std::map<std::string, int> joins; // by round: "" is the first
    ASSERT_TRUE(waitFor([&] {
        joins.clear();
        for (const auto &join : client.with("Event", "QueueCallerJoin")) {
            const std::string call = valueOf(join, "Uniqueid");
            ++joins[call.substr(std::min(call.find('r'), call.size()))];
        }
        return joins.contains("r3");
    }));
    EXPECT_EQ(joins[""], 29);
    EXPECT_EQ(joins["r1"], 4);
    EXPECT_EQ(joins["r2"], 4);
}

TEST_F(PbxDoubleTest, LogsOffWithTheWordsOfThePbx)
{
    WireClient client(play({.speed = kSlow}));
    client.login();
    client.send("Action: Logoff; ActionID: bye");
    ASSERT_TRUE(client.closes());
    EXPECT_TRUE(client.hears("Response: Goodbye\r\nActionID: bye\r\nMessage: Thanks for all the fish.\r\n\r\n"));
}

TEST_F(PbxDoubleTest, ATraceWithARestartClosesAndOpensAgainUnderTheSamePort)
{
    TraceFile trace;
    const std::string first =
        "Asterisk Call Manager/13.0.0\r\nResponse: Success\r\nActionID: c1-login\r\n\r\n"
        "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 50000\r\nLastReload: 50000\r\n\r\n"
        "Event: Shutdown\r\nPrivilege: system,all\r\nShutdown: Cleanly\r\nRestart: True\r\n\r\n";
    const std::string second = "Asterisk Call Manager/13.0.0\r\nResponse: Success\r\nActionID: c2-login\r\n\r\n"
                               "Event: FullyBooted\r\nPrivilege: system,all\r\nUptime: 0\r\nLastReload: 0\r\n\r\n";
    trace.bytes = first + second;
    const std::size_t booted = first.find("Event: Shutdown");
    const std::string times =
        "10 C 1 0\n10 S 0 \"Action: Login\\r\\nActionID: c1-login\\r\\n\\r\\n\"\n11 D 0 " + std::to_string(booted) +
        "\n11 L 60\n60000 D " + std::to_string(booted) + " " + std::to_string(first.size() - booted) + "\n60001 E 1 " +
        std::to_string(first.size()) + "\n60002 X 2 refused\n62000 C 2 " + std::to_string(first.size()) + "\n62001 D " +
        std::to_string(first.size()) + " " + std::to_string(second.size()) + "\n62001 L " +
        std::to_string(first.size() + 60) + "\n40000000 Q " + std::to_string(trace.bytes.size()) + "\n";
    auto records = protocol::parseTraceTimes(times, "t");
    ASSERT_TRUE(records) << records.error().text();
    trace.records = *records;
    const auto port = play({.speed = 100}, trace);
    WireClient client(port);
    client.login();
    ASSERT_TRUE(client.closes());
    const auto uptime = [](const WireClient &one) { return valueOf(one.with("Event", "FullyBooted").at(0), "Uptime"); };
    EXPECT_GE(std::stoi(uptime(client)), 50'000);
    EXPECT_TRUE(client.hears("Event: Shutdown\r\n"));
    ASSERT_TRUE(waitFor([this] { return m_double->now() > std::chrono::seconds{63}; }));
    (void)m_double->fold(); // what was to happen by now has happened: it listens
    WireClient again(port);
    again.login();
    ASSERT_TRUE(again.hears("Event: FullyBooted"));
    EXPECT_LT(std::stoi(uptime(again)), 40'000) << "since the restart: longer than the trace it cannot be";
}

TEST_F(PbxDoubleTest, RefusesAPortThatIsTaken)
{
    const auto port = play({});
    PbxDouble second(cut(), {.port = port});
    const auto listening = second.listen();
    ASSERT_FALSE(listening);
    EXPECT_EQ(listening.error().code, Errc::io);
}

} // namespace
} // namespace fw::feeds
