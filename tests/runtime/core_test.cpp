// The core on its own thread, as a screen has it: answers, snapshots, and a screen that is slow.
#include "runtime/core.h"

#include "event_loop.h"
#include "journal/reader.h"
#include "journal/verify.h"
#include "runtime/shipped.h"
#include "wire.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include <fmt/format.h>
#include <functional>
#include <thread>
#include <utility>

namespace fw::runtime {
namespace {

using namespace std::chrono_literals;
using test::waitFor;

class CoreTest : public testing::Test {
protected:
    void SetUp() override
    {
        const QString site = m_folder.filePath(QStringLiteral("site.toml"));
        QFile file(site);
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(QByteArray::fromStdString(
            fmt::format("[site]\nname = \"t\"\n[pbx]\nport = {}\nuser = \"console\"\n", m_pbx.port())));
        file.close();
        const auto loaded = loadConfiguration({{}, site.toStdString(), {}});
        ASSERT_TRUE(loaded && loaded->configuration);
        LivePlan plan;
        plan.configuration = loaded->configuration;
        plan.secret = "test-only";
        auto writer = journal::Writer::open(path(), {.mode = journal::Mode::live});
        ASSERT_TRUE(writer) << writer.error().text();
        m_core = std::make_unique<Core>(std::move(plan), ConsoleClock(), record::State{}, std::vector<record::Record>{},
                                        std::move(*writer));
        QObject::connect(m_core.get(), &Core::snapshotMade, [this](const auto &snapshot) {
            EXPECT_EQ(QThread::currentThread(), QCoreApplication::instance()->thread());
            m_said.emplace_back("snapshot");
            m_newest = snapshot;
            if (const auto first = std::exchange(m_onFirst, nullptr))
                first();
        });
        QObject::connect(m_core.get(), &Core::commandAnswered, [this](const QString &id, const auto &refused) {
            m_said.push_back(id.toStdString() + (refused ? " refused" : ""));
        });
        m_core->start();
        ASSERT_TRUE(waitFor([this] { return m_newest != nullptr; }));
    }
    [[nodiscard]] std::string path() const { return m_folder.filePath(QStringLiteral("j.db")).toStdString(); }
    void note(const std::string &id) { m_core->send({id, record::Verb::note, "", {}, 0, {}, {{"text", "a note"}}}); }
    [[nodiscard]] bool hears(const std::string &word) const { return std::ranges::count(m_said, word) > 0; }

    // Until so many notes are in the journal, and no event of this thread is dispatched meanwhile.
    [[nodiscard]] bool sleepsUntilRecorded(std::size_t notes) const
    {
        const auto deadline = std::chrono::steady_clock::now() + 60s;
        for (std::size_t found = 0; found < notes; std::this_thread::sleep_for(2ms)) {
            if (std::chrono::steady_clock::now() > deadline)
                return false;
            found = 0;
            if (const auto reader = journal::Reader::open(path()))
                (void)reader->forEachEntry({.kind = "note.written"}, [&](const journal::Row &) { ++found; });
        }
        return true;
    }

    QTemporaryDir m_folder;
    test::ScriptedPbx m_pbx{test::usualPbx()};
    std::unique_ptr<Core> m_core;
    std::shared_ptr<const snapshot::Snapshot> m_newest;
    std::vector<std::string> m_said;
    std::function<void()> m_onFirst; // at the next snapshot, once
};

TEST_F(CoreTest, EveryCommandIsAnsweredAndASnapshotThatShowsItComesAfterwards)
{
    const auto before = m_newest->lastSeq;
    note("k1");
    m_core->send({"k2", record::Verb::stepDone, "", {}, 7, "no-such-step", Json::object()});
    ASSERT_TRUE(waitFor([this] { return hears("k2 refused"); }));
    const auto k1 = std::ranges::find(m_said, "k1");
    ASSERT_NE(k1, m_said.end());
    EXPECT_LT(k1 - m_said.begin(), std::ranges::find(m_said, "k2 refused") - m_said.begin());
    m_said.clear();
    ASSERT_TRUE(waitFor([this] { return hears("snapshot"); }));
    EXPECT_GE(m_newest->lastSeq, before + 2);
    m_core->stop();
    const auto verified = journal::verify(path());
    ASSERT_TRUE(verified) << verified.error().text();
}

// The thread of the screen does nothing for a while: what waits for it afterwards is one snapshot, of now and not of
// the beginning.
TEST_F(CoreTest, AScreenThatIsSlowGetsTheNewestSnapshotAlone)
{
    m_said.clear();
    const auto before = m_newest->lastSeq;
    std::vector<std::string> sent;
    const auto longEnough = std::chrono::steady_clock::now() + 1s; // for many snapshots, which nobody takes
    while (sent.size() < 20 || std::chrono::steady_clock::now() < longEnough) {
        sent.push_back(fmt::format("k{}", sent.size()));
        note(sent.back());
        ASSERT_TRUE(sleepsUntilRecorded(sent.size()));
    }
    sent.pop_back(); // its answer may still be on its way; that of those before was there first
    m_onFirst = [&] { EXPECT_GT(m_newest->lastSeq, before + sent.size() / 2); };
    QCoreApplication::sendPostedEvents();
    // A snapshot that was made since this thread woke up comes behind the answers.
    const auto last = std::ranges::find(m_said, sent.back());
    ASSERT_NE(last, m_said.end());
    std::vector<std::string> said(m_said.begin(), last + 1);
    EXPECT_LE(std::erase(said, "snapshot"), 1U);
    EXPECT_EQ(said, sent);
    EXPECT_TRUE(waitFor([&] { return m_newest->lastSeq > before + sent.size(); }));
}

} // namespace
} // namespace fw::runtime
