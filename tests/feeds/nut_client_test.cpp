// The client of UPSs against an upsd that a test scripts.
#include "feeds/nut_client.h"

#include "fake_upsd.h"
#include "nut_watch.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::feeds {
namespace {

using test::FakeUpsd;
using test::waitFor;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class NutClientTest : public NutWatch {
protected:
    NutClientTest() { m_upsd.set("lab", "OL"); }
    void connectToLab(const std::function<void(NutClientConfig &)> &change = {})
    {
        connectTo(m_upsd.port(), {{"ups-a", "lab"}}, change);
    }
    // So many more questions and answers.
    [[nodiscard]] bool rounds(int count, const std::string &ups = "lab")
    {
        const int before = m_upsd.asked(ups);
        return waitFor([&] { return m_upsd.asked(ups) >= before + count; });
    }
    [[nodiscard]] std::string server() const { return "The UPS server at " + m_place; }

    FakeUpsd m_upsd;
};

TEST_F(NutClientTest, IsLiveBehindTheFirstReadingAndFollowsThePower)
{
    m_upsd.set("lab", "OL",
               "VAR lab battery.charge \"100\"\nVAR lab battery.runtime \"1800\"\nVAR lab ups.load \"31\"\n"
               "VAR lab ambient.temperature \"23.4\"\n");
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    EXPECT_EQ(m_readings[0], (floor::UpsReading{"ups-a", "OL", 100, std::chrono::minutes{30}, 31, 23.4}));
    EXPECT_EQ(m_why, "");
    for (const char *status : {"OB DISCHRG", "OB LB", "OL CHRG"}) {
        m_upsd.set("lab", status);
        ASSERT_TRUE(says({std::string("ups-a: ") + status}));
    }
    EXPECT_EQ(m_upsd.connections(), 1);
}

TEST_F(NutClientTest, AReadingThatStaysTheSameIsNotRepeated)
{
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    ASSERT_TRUE(rounds(10));
    EXPECT_THAT(m_said, IsEmpty());
}

TEST_F(NutClientTest, GivesASignOfLifeNowAndThen)
{
    connectToLab([](NutClientConfig &config) { config.signOfLife = Duration{50}; });
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live", "ups-a: OL", "ups-a: OL"}));
    EXPECT_GE(m_upsd.asked("lab"), 4);
}

TEST_F(NutClientTest, AStatusNotKnownYetIsPassedOnAsItIs)
{
    m_upsd.set("lab", "WAIT");
    connectToLab();
    ASSERT_TRUE(says({"ups-a: WAIT", "ups:ups-a live"}));
    m_upsd.set("lab", "OB");
    EXPECT_TRUE(says({"ups-a: OB"}));
}

TEST_F(NutClientTest, StaleDataIsStaleUntilThereIsFreshData)
{
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    m_upsd.answer("lab", "ERR DATA-STALE\n");
    ASSERT_TRUE(says({"ups:ups-a stale"}));
    EXPECT_EQ(m_why, server() + " has no fresh data of \"lab\".");
    ASSERT_TRUE(rounds(3));
    EXPECT_THAT(m_said, IsEmpty());
    m_upsd.set("lab", "OL");
    EXPECT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    EXPECT_EQ(m_upsd.connections(), 1);
}

TEST_F(NutClientTest, ADriverThatIsLostIsDownUntilItIsBack)
{
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    m_upsd.answer("lab", "ERR DRIVER-NOT-CONNECTED\n");
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " has lost the driver of \"lab\".");
    m_upsd.set("lab", "OL");
    EXPECT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    EXPECT_EQ(m_upsd.connections(), 1);
}

TEST_F(NutClientTest, OtherErrorsAreDownWithTheReason)
{
    m_upsd.answer("lab", "ERR UNKNOWN-UPS\n");
    connectToLab();
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " has no UPS called \"lab\".");
    m_upsd.answer("lab", "ERR ACCESS-DENIED\n");
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " does not let this computer read \"lab\".");
    m_upsd.answer("lab", "ERR USERNAME-REQUIRED\n");
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " does not say how \"lab\" is: USERNAME-REQUIRED.");
    EXPECT_TRUE(m_readings.empty());
}

TEST_F(NutClientTest, AServerThatGoesAndComesBackIsDownAndThenLive)
{
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    m_upsd.leave();
    ASSERT_TRUE(hears("ups:ups-a down"));
    EXPECT_EQ(m_why, server() + " closed the connection.");
    ASSERT_TRUE(hears("ups:ups-a down"));
    EXPECT_THAT(m_why, HasSubstr("No connection to the UPS server at " + m_place + ": "));
    ASSERT_TRUE(m_upsd.listen());
    EXPECT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
}

TEST_F(NutClientTest, NobodyThereIsDown)
{
    m_upsd.leave();
    connectToLab();
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, "No connection to the UPS server at " + m_place + ": Connection refused.");
    EXPECT_EQ(m_whyInChinese, "无法连接 UPS 服务器 " + m_place + "：连接被拒绝。");
}

TEST_F(NutClientTest, AServerThatHangsIsDownUntilItAnswers)
{
    connectToLab([](NutClientConfig &config) { config.answerWithin = std::chrono::seconds{1}; });
    ASSERT_TRUE(hears("ups:ups-a live"));
    m_upsd.hang(true);
    ASSERT_TRUE(hears("ups:ups-a down"));
    EXPECT_EQ(m_why, server() + " does not answer.");
    m_upsd.hang(false);
    ASSERT_TRUE(hears("ups:ups-a live"));
    EXPECT_GE(m_upsd.connections(), 2);
}

TEST_F(NutClientTest, AnAnswerThatNeverEndsIsNoAnswer)
{
    m_upsd.answer("lab", "BEGIN LIST VAR lab\nVAR lab ups.status \"OL\"\n");
    connectToLab([](NutClientConfig &config) { config.answerWithin = std::chrono::seconds{1}; });
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " does not answer.");
}

TEST_F(NutClientTest, WhatIsNoUpsdIsDownAndTriedAgain)
{
    m_upsd.answer("lab", "HTTP/1.1 400 Bad Request\r\n\r\n");
    connectToLab();
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why,
              server() + " does not speak like one: an answer that is neither a list of variables nor an error.");
    ASSERT_TRUE(waitFor([this] { return m_upsd.connections() >= 3; }));
    EXPECT_THAT(m_said, IsEmpty());
    m_upsd.set("lab", "OL");
    EXPECT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
}

TEST_F(NutClientTest, ALineWithoutEndIsNotCollected)
{
    m_upsd.answer("lab", "BEGIN LIST VAR lab\nVAR lab ups.status \"" + std::string(100'000, 'O'));
    connectToLab();
    ASSERT_TRUE(says({"ups:ups-a down"}));
    EXPECT_EQ(m_why, server() + " does not speak like one: a line has more than 4096 bytes.");
}

TEST_F(NutClientTest, AnAnswerThatWasNotAskedForIsDown)
{
    connectToLab([](NutClientConfig &config) { config.poll = std::chrono::hours{1}; });
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    m_upsd.sayBytes("BEGIN LIST VAR lab\nVAR lab ups.status \"OB\"\nEND LIST VAR lab\n");
    ASSERT_TRUE(hears("ups:ups-a down"));
    EXPECT_EQ(m_why, server() + " answers what was not asked.");
    EXPECT_EQ(m_readings.size(), 1U);
    m_upsd.answer("lab", "BEGIN LIST VAR other\nVAR other ups.status \"OB\"\nEND LIST VAR other\n");
    m_upsd.closeAll();
    ASSERT_TRUE(waitFor([this] { return m_upsd.connections() >= 4; }));
    EXPECT_EQ(m_readings.back().status, "OL");
}

TEST_F(NutClientTest, AnswersMayBeCutAnywhere)
{
    m_upsd.hang(true);
    connectToLab([](NutClientConfig &config) { config.poll = std::chrono::hours{1}; });
    ASSERT_TRUE(waitFor([this] { return m_upsd.asked("lab") == 1; }));
    for (const char *part :
         {"BEGIN LIST VAR lab\r", "\nVAR lab ups.st", "atus \"OB\\", "\\\"\nEND LIST VAR lab", "\n"}) {
        EXPECT_THAT(m_said, IsEmpty());
        m_upsd.sayBytes(part);
        QCoreApplication::processEvents();
    }
    EXPECT_TRUE(says({"ups-a: OB\\", "ups:ups-a live"}));
}

TEST_F(NutClientTest, TwoUpsesOfAServerShareTheConnectionAndNothingElse)
{
    m_upsd.set("second", "OL CHRG");
    connectTo(m_upsd.port(), {{"ups-a", "lab"}, {"ups-b", "second"}});
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live", "ups-b: OL CHRG", "ups:ups-b live"}));
    m_upsd.answer("lab", "ERR DRIVER-NOT-CONNECTED\n");
    ASSERT_TRUE(says({"ups:ups-a down"}));
    m_upsd.set("second", "OB");
    ASSERT_TRUE(says({"ups-b: OB"}));
    m_upsd.set("lab", "OB");
    ASSERT_TRUE(says({"ups-a: OB", "ups:ups-a live"}));
    EXPECT_EQ(m_upsd.connections(), 1);
    m_upsd.closeAll();
    ASSERT_TRUE(
        says({"ups:ups-a down", "ups:ups-b down", "ups-a: OB", "ups:ups-a live", "ups-b: OB", "ups:ups-b live"}));
}

TEST_F(NutClientTest, AServerThatClosesEachConnectionIsTriedEverMoreSlowly)
{
    m_upsd.refuse(true);
    connectToLab([](NutClientConfig &config) {
        config.firstBackOff = Duration{40};
        config.longestBackOff = Duration{160};
    });
    std::vector<Duration> planned;
    ASSERT_TRUE(waitFor([&] {
        if (planned.empty() || planned.back() != m_client->backOff().planned())
            planned.push_back(m_client->backOff().planned());
        return m_upsd.connections() >= 6;
    }));
    EXPECT_THAT(planned, ElementsAre(Duration{0}, Duration{40}, Duration{80}, Duration{160}));
    EXPECT_TRUE(says({"ups:ups-a down"}));
    EXPECT_THAT(m_said, IsEmpty());
    m_upsd.refuse(false);
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    EXPECT_EQ(m_client->backOff().planned(), Duration{0}) << "it worked";
}

TEST_F(NutClientTest, StopTakesLeaveAndStaysAway)
{
    connectToLab();
    ASSERT_TRUE(says({"ups-a: OL", "ups:ups-a live"}));
    m_client->stop();
    ASSERT_TRUE(waitFor([this] { return m_upsd.questions().back() == "LOGOUT"; }));
    m_upsd.closeAll();
    // Another one is lost four times and comes back, which takes longer than a first try to connect again.
    m_upsd.set("second", "OL");
    NutClient other(configFor(m_upsd.port(), {{"ups-b", "second"}}));
    other.start();
    for (const int connection : {2, 3, 4, 5}) {
        ASSERT_TRUE(rounds(1, "second"));
        EXPECT_EQ(m_upsd.connections(), connection);
        m_upsd.closeAll();
    }
    ASSERT_TRUE(rounds(1, "second"));
    EXPECT_EQ(m_upsd.connections(), 6);
    EXPECT_THAT(m_said, IsEmpty());
    m_client->start();
    m_upsd.set("lab", "OB");
    EXPECT_TRUE(hears("ups-a: OB"));
}

TEST_F(NutClientTest, WhoListensMayStopItAtAnyWord)
{
    m_upsd.set("second", "OL");
    m_onSaid = [this] { m_client->stop(); };
    connectTo(m_upsd.port(), {{"ups-a", "lab"}, {"ups-b", "second"}});
    ASSERT_TRUE(says({"ups-a: OL"}));
    m_client->start();
    m_upsd.leave();
    ASSERT_TRUE(says({"ups:ups-a down"}));
    QCoreApplication::processEvents();
    EXPECT_THAT(m_said, IsEmpty());
}

TEST(NutServers, AreOneForEachHostAndPort)
{
    floor::Site site;
    site.upses = {{"a", "one@power:3493"}, {"b", "one@[::1]:4000"}, {"c", "two@power"}, {"d", "one@[::1]"}};
    const auto servers = nutServers(site);
    ASSERT_EQ(servers.size(), 3U);
    EXPECT_EQ(servers[0].host, "power");
    EXPECT_EQ(servers[0].port, 3493);
    EXPECT_EQ(servers[0].upses, (std::vector<NutUps>{{"a", "one"}, {"c", "two"}}));
    EXPECT_EQ(servers[1].host, "::1");
    EXPECT_EQ(servers[1].port, 4000);
    EXPECT_EQ(servers[2].port, 3493);
    EXPECT_TRUE(nutServers({}).empty());
}

TEST(NutServers, AskEverySecondWaitFiveForAnAnswerAndComeBackWithinTwo)
{
    const NutClientConfig config;
    EXPECT_EQ(config.poll, std::chrono::seconds{1});
    EXPECT_EQ(config.answerWithin, std::chrono::seconds{5});
    EXPECT_EQ(config.longestBackOff, std::chrono::seconds{2});
}

} // namespace
} // namespace fw::feeds
