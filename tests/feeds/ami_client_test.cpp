// The client against a PBX that a test scripts.
#include "feeds/ami_client.h"

#include "client_watch.h"
#include "wire.h"

#include <gtest/gtest.h>

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>

#include <fmt/format.h>

namespace fw::feeds {
namespace {

using engine::FeedState;
using protocol::AmiMessage;
using test::ScriptedPbx;
using test::usualPbx;
using test::waitFor;

class AmiClientTest : public ClientWatch {
protected:
    // For what is about patience; even a slow machine answers in that time.
    static void impatient(AmiClientConfig &config) { config.leastPatience = std::chrono::seconds{1}; }
};

TEST_F(AmiClientTest, LogsInWaitsForTheBootTakesASnapshotAndIsLive)
{
    std::vector<std::string> asked;
    std::string mask;
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (action.value("Action") != "Ping")
            asked.emplace_back(action.value("Action"));
        if (action.value("Action") == "Login")
            mask = action.value("Events");
        usual(me, action);
    });
    connectTo(pbx.port(), 1);
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_EQ(asked,
              (std::vector<std::string>{"Login", "CoreSettings", "CoreStatus", "QueueStatus", "DeviceStateList"}));
    EXPECT_EQ(mask, "system,call,agent,user");
    EXPECT_EQ(states(), std::vector<FeedState>{FeedState::live});
    EXPECT_EQ(m_feed[0].feed, "pbx");
    EXPECT_TRUE(m_client->isLive());
    ASSERT_EQ(of<floor::MemberSeen>().size(), 1U);
    EXPECT_EQ(of<floor::MemberSeen>()[0].member.agent, AgentId("Agent One"));
    EXPECT_EQ(of<floor::SnapshotComplete>().size(), 1U);
    EXPECT_EQ(of<floor::PbxVersion>().at(0).version, "23.1.0");
    EXPECT_EQ(of<floor::PbxBooted>().size(), 1U);
}

TEST_F(AmiClientTest, AnswersAChallengeWithoutSendingTheSecret)
{
    std::string key;
    std::string sent;
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        for (const auto &header : action.headers())
            sent.append(header.value).append("\n");
        if (action.value("Action") == "Challenge")
            return me.answer(action, "Response: Success; Challenge: 117145441");
        if (action.value("Action") == "Login")
            key = action.value("Key");
        usual(me, action);
    });
    connectTo(pbx.port(), 1, [](AmiClientConfig &config) { config.pbx.md5 = true; });
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_EQ(key, QCryptographicHash::hash("117145441test-only", QCryptographicHash::Md5).toHex().toStdString());
    EXPECT_EQ(sent.find("test-only"), std::string::npos);
}

TEST_F(AmiClientTest, AWrongSecretIsSaidOnceAndTriedAgainWithBackOff)
{
    ScriptedPbx pbx([](ScriptedPbx &me, const AmiMessage &action) {
        me.answer(action, "Response: Error; Message: Authentication failed");
    });
    connectTo(pbx.port(), 20);
    ASSERT_TRUE(waitFor([&pbx] { return pbx.connections() >= 3; }));
    ASSERT_EQ(m_feed.size(), 1U);
    EXPECT_EQ(m_feed[0].state, FeedState::down);
    EXPECT_EQ(m_feed[0].why.en, "The PBX does not let user \"console\" in: Authentication failed.");
    EXPECT_TRUE(m_signals.empty());
}

TEST_F(AmiClientTest, NobodyThereIsDown)
{
    std::uint16_t port = 0;
    {
        const ScriptedPbx gone(usualPbx());
        port = gone.port();
    }
    connectTo(port);
    ASSERT_TRUE(becomes(FeedState::down));
    EXPECT_EQ(m_feed[0].why.en, fmt::format("No connection to the PBX at 127.0.0.1:{}: Connection refused.", port));
    EXPECT_EQ(m_feed[0].why.zh, fmt::format("无法连接交换机 127.0.0.1:{}：连接被拒绝。", port));
}

TEST_F(AmiClientTest, ABannerAndThenSilenceIsNoConnection)
{
    ScriptedPbx pbx([](ScriptedPbx &, const AmiMessage &) {});
    connectTo(pbx.port(), 100, impatient);
    ASSERT_TRUE(becomes(FeedState::down));
    EXPECT_EQ(m_feed[0].why.en,
              fmt::format("The PBX at 127.0.0.1:{} took the connection but does not answer.", pbx.port()));
}

TEST_F(AmiClientTest, GoesOnWithoutFullyBootedWhenItDoesNotCome)
{
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (action.value("Action") == "Login")
            return me.answer(action, "Response: Success; Message: Authentication accepted");
        usual(me, action);
    });
    connectTo(pbx.port(), 50, impatient);
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_TRUE(of<floor::PbxBooted>().empty());
}

TEST_F(AmiClientTest, AwaitsTheBootForTheLeastPatienceWhateverTheSpeed)
{
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (action.value("Action") == "Login")
            return me.answer(action, "Response: Success; Message: Authentication accepted");
        usual(me, action);
    });
    connectTo(pbx.port(), 10'000);                                   // 10 s are 1 ms
    ASSERT_TRUE(waitFor([&pbx] { return pbx.asked("Ping") >= 3; })); // 5 ms apart
    EXPECT_EQ(pbx.asked("QueueStatus"), 0);
    pbx.say("Event: FullyBooted; Privilege: system,all; Uptime: 7; LastReload: 7");
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_EQ(of<floor::PbxBooted>().size(), 1U);
}

TEST_F(AmiClientTest, APbxThatRefusesTheSnapshotIsDownWithTheReason)
{
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (action.value("Action") == "DeviceStateList")
            return me.answer(action, "Response: Error; Message: Permission denied");
        usual(me, action);
    });
    connectTo(pbx.port(), 20);
    ASSERT_TRUE(waitFor([&pbx] { return pbx.connections() >= 2; }));
    ASSERT_EQ(states(), std::vector<FeedState>{FeedState::down});
    EXPECT_EQ(m_feed[0].why.en, "The PBX refuses DeviceStateList to user \"console\": Permission denied. It needs "
                                "read=system,call,agent.");
}

TEST_F(AmiClientTest, AnOlderPbxIsRefusedWithASentence)
{
    ScriptedPbx old(usualPbx(), "Asterisk Call Manager/2.10.6\r\n");
    connectTo(old.port());
    ASSERT_TRUE(becomes(FeedState::down));
    EXPECT_NE(m_feed[0].why.en.find("2.10.6"), std::string::npos);
    EXPECT_TRUE(of<floor::MemberSeen>().empty());
}

TEST_F(AmiClientTest, AHalfOpenConnectionIsNoticedAndReplaced)
{
    bool deaf = false;
    const auto usual = usualPbx();
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (!deaf)
            usual(me, action);
    });
    connectTo(pbx.port(), 50, impatient);
    ASSERT_TRUE(waitFor([&pbx] { return pbx.asked("Ping") >= 2; }));
    ASSERT_TRUE(becomes(FeedState::live));
    deaf = true;
    ASSERT_TRUE(becomes(FeedState::down));
    EXPECT_EQ(m_feed.back().why.en, fmt::format("The PBX at 127.0.0.1:{} has stopped answering.", pbx.port()));
    deaf = false;
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_GE(pbx.connections(), 2);
}

TEST_F(AmiClientTest, AsksForTheQueuesAgainEveryResync)
{
    ScriptedPbx pbx(usualPbx());
    connectTo(pbx.port(), 200);
    ASSERT_TRUE(waitFor([&pbx] { return pbx.asked("QueueStatus") >= 3; }));
    EXPECT_EQ(pbx.asked("DeviceStateList"), 1);
    EXPECT_EQ(states(), std::vector<FeedState>{FeedState::live});
    EXPECT_GE(of<floor::SnapshotComplete>().size(), 2U);
}

TEST_F(AmiClientTest, ALostConnectionComesBackWithANewSnapshot)
{
    std::int64_t uptime = 5000;
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) {
        if (action.value("Action") == "Login")
            uptime += 1'000; // more than a slow machine takes to come back: it is no restart
        usualPbx(uptime)(me, action);
    });
    connectTo(pbx.port(), 50);
    ASSERT_TRUE(becomes(FeedState::live));
    pbx.closeAll();
    ASSERT_TRUE(becomes(FeedState::down));
    EXPECT_EQ(m_feed.back().why.en, fmt::format("The PBX at 127.0.0.1:{} closed the connection.", pbx.port()));
    ASSERT_TRUE(becomes(FeedState::live));
    EXPECT_EQ(states(), (std::vector<FeedState>{FeedState::live, FeedState::down, FeedState::live}));
    EXPECT_EQ(of<floor::SnapshotComplete>().size(), 2U);
}

TEST_F(AmiClientTest, ARestartedPbxIsSaidToBeOneBeforeItIsLive)
{
    std::int64_t uptime = 5000;
    ScriptedPbx pbx([&](ScriptedPbx &me, const AmiMessage &action) { usualPbx(uptime)(me, action); });
    connectTo(pbx.port(), 50);
    ASSERT_TRUE(becomes(FeedState::live));
    uptime = 0;
    pbx.say("Event: Shutdown; Privilege: system,all; Shutdown: Cleanly; Restart: True");
    ASSERT_TRUE(waitFor([this] { return !of<floor::PbxShutdown>().empty(); }));
    pbx.closeAll();
    ASSERT_TRUE(becomes(FeedState::live) && waitFor([this] { return m_feed.size() == 4; }));
    EXPECT_EQ(states(),
              (std::vector<FeedState>{FeedState::live, FeedState::down, FeedState::restarted, FeedState::live}));
    EXPECT_EQ(m_feed[1].why.en, fmt::format("The PBX at 127.0.0.1:{} was shut down.", pbx.port()));
}

TEST_F(AmiClientTest, TheListOfSomebodyElseIsNotTakenForItsOwn)
{
    ScriptedPbx pbx(usualPbx());
    connectTo(pbx.port(), 1);
    ASSERT_TRUE(becomes(FeedState::live));
    pbx.say("Event: QueueMember; Queue: tickets; Name: Stranger; Location: PJSIP/9; Status: 1; ActionID: fw-1");
    pbx.say("Event: QueueCallerJoin; Privilege: agent,all; Queue: tickets; Uniqueid: 1.1; Position: 1; Count: 1");
    ASSERT_TRUE(waitFor([this] { return !of<floor::CallerJoined>().empty(); }));
    EXPECT_EQ(of<floor::MemberSeen>().size(), 1U);
}

TEST_F(AmiClientTest, MessagesMayBeCutAnywhere)
{
    ScriptedPbx pbx(usualPbx());
    connectTo(pbx.port(), 1);
    ASSERT_TRUE(becomes(FeedState::live));
    const std::string join =
        "Event: QueueCallerJoin\r\nPrivilege: agent,all\r\nUniqueid: 1795451807.{}\r\nQueue: tickets\r\n"
        "CallerIDNum: 0117\r\n\r\n";
    const std::string both = fmt::format(fmt::runtime(join), 1) + fmt::format(fmt::runtime(join), 2);
    for (std::size_t cut = 1; cut < both.size(); cut += 9) {
        const int before = m_batches;
        const std::size_t seen = of<floor::CallerJoined>().size();
        pbx.sayBytes(std::string_view(both).substr(0, cut));
        // A batch comes only with a whole message.
        if (cut > both.size() / 2) {
            ASSERT_TRUE(waitFor([&] { return m_batches > before; }));
        } else {
            QCoreApplication::processEvents();
        }
        pbx.sayBytes(std::string_view(both).substr(cut));
        ASSERT_TRUE(waitFor([&] { return of<floor::CallerJoined>().size() == seen + 2; })) << cut;
    }
    EXPECT_EQ(of<floor::CallerJoined>().back().call, CallId("1795451807.2"));
}

TEST_F(AmiClientTest, SaysOneSignOfLifeForManyMessagesThatSayNothing)
{
    ScriptedPbx pbx(usualPbx());
    connectTo(pbx.port(), 1);
    ASSERT_TRUE(becomes(FeedState::live));
    const std::size_t before = of<floor::PbxAlive>().size();
    const int batches = m_batches;
    std::string many;
    for (int i = 0; i < 100; ++i)
        many += "Event: Newstate\r\nPrivilege: call,all\r\n\r\n";
    pbx.sayBytes(many);
    ASSERT_TRUE(waitFor([&] { return m_batches > batches; }));
    EXPECT_LE(of<floor::PbxAlive>().size() - before, static_cast<std::size_t>(m_batches - batches));
    EXPECT_GE(of<floor::PbxAlive>().size(), before + 1);
}

TEST_F(AmiClientTest, StopLogsOffAndStaysAway)
{
    ScriptedPbx pbx(usualPbx());
    connectTo(pbx.port(), 50);
    ASSERT_TRUE(becomes(FeedState::live));
    m_client->stop();
    ASSERT_TRUE(waitFor([&pbx] { return pbx.asked("Logoff") == 1; }));
    // Another one is lost four times and comes back, which takes longer than a first try to connect again.
    AmiClient other(configFor(pbx.port(), 50));
    other.start();
    for (const int connection : {2, 3, 4, 5}) {
        ASSERT_TRUE(waitFor([&] { return other.isLive(); }));
        EXPECT_EQ(pbx.connections(), connection);
        pbx.closeAll();
        ASSERT_TRUE(waitFor([&] { return !other.isLive(); }));
    }
    ASSERT_TRUE(waitFor([&] { return other.isLive(); }));
    EXPECT_EQ(pbx.connections(), 6);
    EXPECT_EQ(states(), std::vector<FeedState>{FeedState::live});
}

TEST(Secret, ComesFromTheEnvironmentOrAFileThatOnlyItsOwnerReads)
{
    floor::PbxConfig pbx;
    EXPECT_EQ(readSecret(pbx).error().code, Errc::notFound);
    pbx.secretEnv = "FW_TEST_ONLY_SECRET";
    EXPECT_EQ(readSecret(pbx).error().code, Errc::notFound);
    qputenv("FW_TEST_ONLY_SECRET", "from the environment");
    EXPECT_EQ(readSecret(pbx).value(), "from the environment");
    qunsetenv("FW_TEST_ONLY_SECRET");

    const QTemporaryDir folder;
    QFile file(folder.filePath("secret"));
    ASSERT_TRUE(file.open(QIODevice::WriteOnly));
    file.write("from a file\n");
    file.close();
    pbx.secretEnv.clear();
    pbx.secretFile = folder.filePath("secret").toStdString();
    ASSERT_TRUE(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadGroup));
    EXPECT_EQ(readSecret(pbx).error().code, Errc::refused);
    ASSERT_TRUE(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
    EXPECT_EQ(readSecret(pbx).value(), "from a file");
}

} // namespace
} // namespace fw::feeds
