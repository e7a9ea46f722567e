// Which feeds a live session has, at the start and after another site file.
#include "runtime/live_session.h"

#include "event_loop.h"
#include "fake_upsd.h"
#include "runtime/core.h"
#include "runtime/shipped.h"
#include "wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include <algorithm>
#include <csignal>
#include <fmt/format.h>
#include <sys/resource.h>

namespace fw::runtime {
namespace {

using test::FakeUpsd;
using test::ScriptedPbx;
using test::usualPbx;
using test::waitFor;
using testing::ElementsAre;

floor::UpsConfig upsAt(const char *id, const FakeUpsd &upsd)
{
    return {id, fmt::format("lab@127.0.0.1:{}", upsd.port())};
}

class LiveFeedsTest : public testing::Test {
protected:
    LiveFeedsTest()
    {
        m_first.set("lab", "OL");
        m_second.set("lab", "OB");
        m_site.pbx.port = m_pbx.port();
        m_site.pbx.user = "console";
    }
    void start()
    {
        m_feeds = std::make_unique<LiveFeeds>(m_site, "test-only", 1);
        QObject::connect(m_feeds.get(), &LiveFeeds::feedChanged, [this](const engine::FeedIn &feed) {
            m_said.push_back(fmt::format("{} {}", feed.feed, engine::feedStateName(feed.state)));
        });
        m_feeds->start();
    }
    [[nodiscard]] bool hears(const std::string &line, std::ptrdiff_t times = 1)
    {
        return waitFor([&] { return std::ranges::count(m_said, line) >= times; });
    }

    FakeUpsd m_first;
    FakeUpsd m_second;
    ScriptedPbx m_pbx{usualPbx()};
    floor::Site m_site;
    std::vector<std::string> m_said;
    std::unique_ptr<LiveFeeds> m_feeds;
};

TEST_F(LiveFeedsTest, ASiteWithoutUpsHasThePbxAlone)
{
    start();
    ASSERT_TRUE(hears("pbx live"));
    EXPECT_THAT(m_said, ElementsAre("pbx live"));
    EXPECT_EQ(m_first.connections(), 0);
}

TEST_F(LiveFeedsTest, UpsesThatStayGoOnOthersComeAndGo)
{
    m_site.upses = {upsAt("ups-a", m_first)};
    start();
    ASSERT_TRUE(hears("ups:ups-a live") && hears("pbx live"));
    m_site.upses.push_back(upsAt("ups-b", m_second));
    m_feeds->follow(m_site, "test-only");
    ASSERT_TRUE(hears("ups:ups-b live"));
    m_site.upses.erase(m_site.upses.begin());
    m_feeds->follow(m_site, "test-only");
    ASSERT_TRUE(waitFor([this] { return m_first.questions().back() == "LOGOUT"; }));
    EXPECT_EQ(m_first.connections(), 1);
    EXPECT_EQ(m_second.connections(), 1);
    EXPECT_EQ(m_pbx.connections(), 1);
    EXPECT_EQ(m_said.size(), 3U);
}

TEST_F(LiveFeedsTest, AUpsThatIsElsewhereNowIsAskedThere)
{
    m_site.upses = {upsAt("ups-a", m_first)};
    start();
    ASSERT_TRUE(hears("ups:ups-a live"));
    m_site.upses = {upsAt("ups-a", m_second)};
    m_feeds->follow(m_site, "test-only");
    ASSERT_TRUE(hears("ups:ups-a live", 2));
    EXPECT_EQ(m_second.connections(), 1);
}

TEST_F(LiveFeedsTest, APbxWithOtherSettingsIsDownFirstAndThenConnectedAnew)
{
    start();
    ASSERT_TRUE(hears("pbx live"));
    m_site.pbx.qualify = std::chrono::seconds{30}; // the connection does not use it
    m_feeds->follow(m_site, "test-only");
    EXPECT_THAT(m_said, ElementsAre("pbx live"));
    const ScriptedPbx other{usualPbx()};
    m_site.pbx.port = other.port();
    m_feeds->follow(m_site, "test-only");
    EXPECT_THAT(m_said, ElementsAre("pbx live", "pbx down"));
    ASSERT_TRUE(hears("pbx live", 2));
    EXPECT_TRUE(waitFor([this] { return m_pbx.asked("Logoff") == 1; }));
    EXPECT_EQ(other.connections(), 1);
    EXPECT_EQ(m_pbx.connections(), 1);
}

TEST_F(LiveFeedsTest, TheSecretIsReadAnewOnlyForAnotherConnection)
{
    start();
    EXPECT_EQ(m_feeds->secretFor(m_site).value(), "test-only");
    m_site.pbx.user = "somebody-else";
    EXPECT_EQ(m_feeds->secretFor(m_site).error().code, Errc::notFound);
    m_site.pbx.secretEnv = "FW_TEST_ONLY_SECRET";
    qputenv("FW_TEST_ONLY_SECRET", "another");
    EXPECT_EQ(m_feeds->secretFor(m_site).value(), "another");
    qunsetenv("FW_TEST_ONLY_SECRET");
}

// While it lives, no file of this process takes another byte.
class FullDisk {
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit none{0, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &none);
    }
    ~FullDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk &) = delete;
    FullDisk &operator=(const FullDisk &) = delete;

private:
    rlimit m_before{};
};

// A session with a journal, and site files as they are written.
class LiveSessionTest : public LiveFeedsTest {
protected:
    [[nodiscard]] std::shared_ptr<const engine::Configuration> configuration(const std::string &more)
    {
        const QString path = m_folder.filePath("site.toml");
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::WriteOnly));
        const std::string text =
            fmt::format("[site]\nname = \"t\"\n[pbx]\nport = {}\nuser = \"console\"\n{}", m_pbx.port(), more);
        file.write(text.data(), static_cast<qint64>(text.size()));
        file.close();
        auto loaded = loadConfiguration({.profile = {}, .site = path.toStdString(), .contacts = {}});
        EXPECT_TRUE(loaded && loaded->configuration);
        return loaded ? loaded->configuration : nullptr;
    }
    [[nodiscard]] static std::string ups(const char *id, const FakeUpsd &upsd)
    {
        return fmt::format("[[ups]]\nid = \"{}\"\nnut = \"{}\"\n", id, upsAt(id, upsd).nut);
    }
    // Runs `begin`, and after the first signs of life what `reload` gives.
    void run(const std::string &begin, std::function<Configured()> reload)
    {
        auto writer = journal::Writer::open(m_folder.filePath("j.db").toStdString(), {});
        ASSERT_TRUE(writer) << writer.error().text();
        m_writer = std::move(*writer);
        LivePlan plan;
        plan.configuration = configuration(begin);
        plan.secret = "test-only";
        plan.reload = std::move(reload);
        auto acts = protocol::readActs("{\"at\":\"00:00:01.000\",\"command\":\"config.reload\"}\n", {.name = "t"});
        ASSERT_TRUE(acts) << acts.error().text();
        plan.acts = std::move(*acts);
        m_session = std::make_unique<LiveSession>(std::move(plan), ConsoleClock(), record::State{}, *m_writer);
        QObject::connect(m_session.get(), &LiveSession::output, [this](const engine::Output &out) {
            for (const record::Record &r : out.records)
                m_said.push_back(fmt::format("{} {}", kindName(r.kind), r.summaryEn));
        });
        m_session->start();
    }
    [[nodiscard]] bool records(const std::string &text)
    {
        return waitFor([&] {
            return std::ranges::any_of(m_said, [&](const auto &line) { return line.find(text) != std::string::npos; });
        });
    }

    QTemporaryDir m_folder;
    std::unique_ptr<journal::Writer> m_writer;
    std::unique_ptr<LiveSession> m_session;
};

TEST_F(LiveSessionTest, OpensTheProcedureForAUpsOnBatteryThatAReloadHasBrought)
{
    run(ups("ups-a", m_first), [this] { return configuration(ups("ups-b", m_second)); });
    ASSERT_TRUE(records("UPS ups-a: live"));
    ASSERT_TRUE(records("UPS ups-b: live"));
    ASSERT_TRUE(records("Power failure opened"));
    EXPECT_FALSE(m_session->engine().floor().upses().contains("ups-a"));
    EXPECT_EQ(m_first.questions().back(), "LOGOUT");
    m_session->stop();
}

TEST_F(LiveSessionTest, KeepsItsConfigurationIfTheSecretOfTheNewOneCannotBeRead)
{
    bool asked = false;
    run(ups("ups-a", m_first), [&] {
        asked = true;
        return configuration("secret_env = \"FW_TEST_ONLY_NOT_SET\"\n" + ups("ups-b", m_second));
    });
    ASSERT_TRUE(records("UPS ups-a: live"));
    ASSERT_TRUE(waitFor([&] { return asked; }));
    ASSERT_TRUE(records("command.refused Not carried out (config.reload): The configuration stays as it was"));
    EXPECT_TRUE(m_session->engine().floor().upses().contains("ups-a"));
    EXPECT_FALSE(m_session->engine().floor().upses().contains("ups-b"));
    m_session->stop();
}

TEST_F(LiveSessionTest, SaysHowManyEntriesTheDiskDidNotTake)
{
    run("", [this] { return configuration(""); });
    ASSERT_TRUE(records("program.started"));
    ASSERT_TRUE(m_writer->flush());
    EXPECT_EQ(m_session->notDurable(), 0U);
    const FullDisk full;
    m_session->stop();
    EXPECT_GT(m_session->notDurable(), 0U);
}

TEST_F(LiveSessionTest, ACoreSaysItAtItsEnd)
{
    for (const bool isFull : {false, true}) {
        auto writer = journal::Writer::open(m_folder.filePath(isFull ? "full.db" : "room.db").toStdString(), {});
        ASSERT_TRUE(writer) << writer.error().text();
        LivePlan plan;
        plan.configuration = configuration("");
        plan.secret = "test-only";
        Core core(std::move(plan), ConsoleClock(), record::State{}, {}, std::move(*writer));
        bool isRecorded = false;
        QObject::connect(&core, &Core::snapshotMade,
                         [&](const auto &made) { isRecorded = made->durableSeq > 0 && made->notRecorded() == 0; });
        core.start();
        ASSERT_TRUE(waitFor([&] { return isRecorded; }));
        const auto full = isFull ? std::make_unique<FullDisk>() : nullptr;
        EXPECT_EQ(core.stop() > 0, isFull);
    }
}

} // namespace
} // namespace fw::runtime
