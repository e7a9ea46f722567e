// The console is killed in the middle of its work, again and again, with a script of 20,000 notes and a surge on a PBX
// double playing. What it acknowledged is there, the chain verifies, incidents and clocks come back, and the time it
// was down is recorded. FW_KILLS says how often (100 by hand, fewer in every test run). How long the lives are is left
// to chance, but for two: one in the middle lasts until an incident is open, the last until the surge is seen again.
#include "base/json.h"
#include "journal/reader.h"
#include "journal/verify.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QFile>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <map>

namespace fw {
namespace {

constexpr int kNotes = 20'000;
constexpr std::size_t kAcked = 1'000; // at least so many in all
constexpr const char *kSpeed = "20";
constexpr std::chrono::minutes kLongestLife{3}; // of a slow machine

class Kill : public testing::Test {
protected:
    void SetUp() override
    {
        ASSERT_TRUE(m_folder.isValid());
        startPbx();
        writeSite();
        writeScript();
    }
    void TearDown() override { stopPbx(); }

    [[nodiscard]] QString path(const char *name) const { return m_folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] std::string journal() const { return path("j.db").toStdString(); }

    // The surge begins soon after the start and comes again every 18 s.
    void startPbx()
    {
        m_pbx.start(FW_CTL, {"play", FW_RESOURCES "/demo/surge", "--port", QString::fromLatin1(m_port), "--from", "110",
                             "--speed", kSpeed, "--loop"});
        ASSERT_TRUE(m_pbx.waitForReadyRead(30'000)) << m_pbx.readAllStandardError().toStdString();
        const QByteArray line = m_pbx.readLine().trimmed();
        m_port = line.mid(line.lastIndexOf(':') + 1);
    }
    void stopPbx()
    {
        m_pbx.kill();
        m_pbx.waitForFinished(30'000);
    }
    // Not to wait for the surge.
    void startPbxAgain()
    {
        stopPbx();
        startPbx();
    }
    void writeSite()
    {
        QFile demo(FW_RESOURCES "/demo/site.toml");
        ASSERT_TRUE(demo.open(QIODevice::ReadOnly));
        QFile site(path("site.toml"));
        ASSERT_TRUE(site.open(QIODevice::WriteOnly));
        site.write(demo.readAll().replace("port = 5038", "port = " + m_port));
    }
    void writeScript()
    {
        QFile script(path("notes.acts"));
        ASSERT_TRUE(script.open(QIODevice::WriteOnly));
        for (int i = 0; i < kNotes; ++i) {
            script.write(
                QString("{\"at\":\"00:%1:%2.%3\",\"command\":\"note\",\"text\":\"note %4\",\"operator\":\"07\"}\n")
                    .arg(i / 20'000, 2, 10, QLatin1Char('0'))
                    .arg(i * 3 / 1000, 2, 10, QLatin1Char('0'))
                    .arg(i * 3 % 1000, 3, 10, QLatin1Char('0'))
                    .arg(i)
                    .toUtf8());
        }
    }
    // One life of the console, until `done` or too long; what it acknowledged goes into m_acked.
    void live(const std::function<bool()> &done, bool kill)
    {
        QProcess console;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("FLOORWARDEN_AMI_SECRET", "any");
        console.setProcessEnvironment(environment);
        m_bornAt = 0;
        console.start(FW_CTL, {"run", "--site", path("site.toml"), "--journal", path("j.db"), "--script",
                               path("notes.acts"), "--speed", kSpeed, "--acks"});
        ASSERT_TRUE(console.waitForStarted(30'000));
        ASSERT_TRUE(console.waitForReadyRead(120'000)) << console.readAllStandardError().toStdString();
        const QDeadlineTimer tooLong(kLongestLife);
        while (!done()) {
            ASSERT_FALSE(tooLong.hasExpired()) << "what this life waits for has not come";
            ASSERT_EQ(console.state(), QProcess::Running) << console.readAllStandardError().toStdString();
            console.waitForReadyRead(20);
            takeAcks(console);
        }
        if (kill)
            console.kill();
        else
            console.terminate();
        ASSERT_TRUE(console.waitForFinished(120'000));
        takeAcks(console); // what stands behind the last line break is half a line
    }
    void takeAcks(QProcess &console)
    {
        while (console.canReadLine()) {
            const QList<QByteArray> words = console.readLine().trimmed().split(' ');
            ASSERT_EQ(words.size(), 2);
            const auto seq = words[0].toULongLong();
            m_acked[seq] = words[1].toStdString();
            if (m_bornAt == 0)
                m_bornAt = seq;
        }
    }
    void liveFor(int milliseconds)
    {
        const QDeadlineTimer end(milliseconds);
        live([&] { return end.hasExpired(); }, true);
    }

    // What the journal shows while the console writes it. Looked at now and then: reading takes the console's time.
    [[nodiscard]] bool incidentIsOpen()
    {
        return now([](const journal::Reader &reader) {
            const auto incidents = reader.incidents();
            const auto rows = incidents && !incidents->empty() ? reader.incident(1) : journal::IncidentRows{};
            return rows && std::ranges::any_of(rows->clocks, isTheLevelClock);
        });
    }
    // The surge came to the incident that there is, or opened another.
    [[nodiscard]] bool surgeIsSeenAgain()
    {
        return now([this](const journal::Reader &reader) {
            int seen = 0;
            for (const char *kind : {"incident.joined", "incident.opened"})
                (void)reader.forEachEntry({.kind = kind, .after = m_bornAt}, [&](const journal::Row &) { ++seen; });
            return m_bornAt != 0 && seen > 0;
        });
    }
    static bool isTheLevelClock(const journal::Row &clock)
    {
        return clock.at("clock") == "level2_after" && clock.at("run") == 1;
    }
    [[nodiscard]] bool now(const std::function<bool(const journal::Reader &)> &holds)
    {
        if (!m_nextLook.hasExpired())
            return false;
        m_nextLook.setRemainingTime(200);
        const auto reader = journal::Reader::open(journal());
        return reader && holds(*reader);
    }

    QTemporaryDir m_folder;
    QProcess m_pbx;
    QByteArray m_port = "0"; // 0: any
    std::map<unsigned long long, std::string> m_acked;
    unsigned long long m_bornAt = 0; // the first entry of this life
    QDeadlineTimer m_nextLook{0};
};

TEST_F(Kill, LosesNothingItAcknowledged)
{
    bool given = false;
    const int wanted = qEnvironmentVariableIntValue("FW_KILLS", &given);
    const int kills = given ? wanted : 8;
    QRandomGenerator random(7);
    for (int i = 0; i < kills; ++i) {
        if (i == kills / 2) {
            ASSERT_NO_FATAL_FAILURE(startPbxAgain());
            ASSERT_NO_FATAL_FAILURE(live([this] { return incidentIsOpen(); }, true));
        } else
            ASSERT_NO_FATAL_FAILURE(liveFor(int(random.bounded(50, 1'500))));
        if (i % 10 != 9 && i + 1 != kills)
            continue; // reading everything again takes its time
        const auto verified = journal::verify(journal());
        ASSERT_TRUE(verified) << "after kill " << i + 1 << ": " << verified.error().text();
    }
    ASSERT_NO_FATAL_FAILURE(startPbxAgain());
    ASSERT_NO_FATAL_FAILURE(live([this] { return m_acked.size() > kAcked && surgeIsSeenAgain(); }, false));

    const auto reader = journal::Reader::open(journal());
    ASSERT_TRUE(reader) << reader.error().text();
    std::map<unsigned long long, std::string> stored;
    std::map<std::string, int> count;
    int withDowntime = 0;
    int levelClocks = 0;
    ASSERT_TRUE(reader->forEachEntry({}, [&](const journal::Row &row) {
        stored[row.at("seq").get<unsigned long long>()] = row.at("hash").get<std::string>();
        const std::string kind = row.at("kind").get<std::string>();
        ++count[kind];
        levelClocks += kind == "clock.started" && row.at("data").at("clock") == "level2_after" ? 1 : 0;
        withDowntime += kind == "program.started" && row.at("data").contains("down_for") ? 1 : 0;
    }));
    for (const auto &[seq, hash] : m_acked)
        ASSERT_EQ(stored[seq], hash) << "entry " << seq;
    EXPECT_GT(m_acked.size(), kAcked);
    EXPECT_EQ(count["program.started"], kills + 1);
    EXPECT_EQ(withDowntime, kills); // every start but the first
    EXPECT_EQ(count["program.stopped"], 1);
    EXPECT_EQ(count["incident.opened"], 1) << "one surge is one incident, however often the console dies";
    EXPECT_EQ(levelClocks, 1) << "the clock came back, it was not started anew";

    const auto incidents = reader->incidents();
    ASSERT_TRUE(incidents);
    ASSERT_EQ(incidents->size(), 1U);
    const auto rows = reader->incident(1);
    ASSERT_TRUE(rows);
    EXPECT_EQ(rows->incident.at("procedure"), 7);
    EXPECT_EQ(std::ranges::count_if(rows->clocks, isTheLevelClock), 1)
        << "the clock came back, it was not started anew";
}

} // namespace
} // namespace fw

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    testing::InitGoogleTest(&argc, argv);
    return RUN_ALL_TESTS();
}
