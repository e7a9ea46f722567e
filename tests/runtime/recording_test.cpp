// An engine whose journal takes no more records, and takes them again: nothing is decided meanwhile, nothing is lost.
#include "journal/verify.h"
#include "runtime/session.h"
#include "runtime/shipped.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <filesystem>
#include <mutex>
#include <thread>

namespace fw::runtime {
namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;

constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
constexpr std::size_t kQueue = 3; // records

// Holds the writer's thread back in the middle of its work, as a disk that does not answer would.
class Stopper {
public:
    void stop(bool stopped)
    {
        {
            const std::scoped_lock lock(m_mutex);
            m_stopped = stopped;
        }
        m_changed.notify_all();
    }
    void wait()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_stopped; });
    }

private:
    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_stopped = false;
};

class RecordingTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (fs::temp_directory_path() / "fw-recording-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
        auto loaded = loadConfiguration({{}, FW_SCENARIOS "/two-queues.toml", {}});
        ASSERT_TRUE(loaded) << loaded.error().text();
        m_config = loaded->configuration;
        ASSERT_TRUE(m_config);
        openJournal();
    }
    void TearDown() override
    {
        m_stopper.stop(false);
        m_recording.reset();
        m_writer.reset();
        fs::remove_all(m_folder);
    }

    [[nodiscard]] fs::path path() const { return m_folder / "j.db"; }
    void openJournal(std::size_t queueLimit = kQueue)
    {
        auto writer = journal::Writer::open(path(), {.mode = journal::Mode::test, .queueLimit = queueLimit},
                                            [this](const std::vector<journal::Committed> &) { m_stopper.wait(); });
        ASSERT_TRUE(writer) << writer.error().text();
        m_writer = std::move(*writer);
        auto restored = Recording::restore(*m_writer);
        ASSERT_TRUE(restored) << restored.error().text();
        m_recording.emplace(engine::Options{"test", m_writer->journalId(), false}, m_config, *restored, *m_writer,
                            [this](const engine::Output &out) { m_last = out; });
    }
    void feed(Duration t, engine::InputBody body) { m_recording->feed({{kStart + t, t}, std::move(body)}); }
    void note(Duration t)
    {
        const std::string id = "k" + std::to_string(++m_notes);
        feed(t, engine::CommandIn{{id, record::Verb::note, "07", {}, 0, {}, {{"text", "a note"}}}});
    }
    void waitUntilDurable(std::uint64_t seq)
    {
        const auto deadline = std::chrono::steady_clock::now() + 30s;
        while (m_writer->durableSeq() < seq && std::chrono::steady_clock::now() < deadline)
            std::this_thread::yield();
        ASSERT_GE(m_writer->durableSeq(), seq);
    }

    fs::path m_folder;
    std::shared_ptr<const engine::Configuration> m_config;
    Stopper m_stopper;
    std::unique_ptr<journal::Writer> m_writer;
    std::optional<Recording> m_recording;
    engine::Output m_last;
    int m_notes = 0;
};

TEST_F(RecordingTest, DecidesNothingWhileTheJournalTakesNothing)
{
    m_stopper.stop(true);
    feed(0s, engine::Started{});
    const std::uint64_t begun = m_recording->lastSeq();
    waitUntilDurable(begun); // from here on the writer waits
    for (std::size_t i = 0; i < kQueue; ++i)
        note(1s);
    EXPECT_EQ(m_recording->unrecorded(), 0U);
    EXPECT_EQ(m_recording->lastSeq(), begun + kQueue);
    EXPECT_EQ(m_recording->durableSeq(), begun) << "made, and not recorded yet";

    note(2s); // the one that there is no room for
    EXPECT_EQ(m_recording->unrecorded(), 1U);
    EXPECT_TRUE(m_recording->fellBehind());
    for (int i = 0; i < 1'000; ++i)
        note(3s);
    ASSERT_TRUE(m_last.refused);
    EXPECT_TRUE(m_last.records.empty());
    EXPECT_EQ(m_recording->unrecorded(), 1U) << "no more than one step's";

    m_stopper.stop(false);
    waitUntilDurable(begun + kQueue);
    note(4s);
    EXPECT_FALSE(m_last.refused);
    EXPECT_EQ(m_recording->unrecorded(), 0U);
    EXPECT_TRUE(m_recording->fellBehind()) << "that it was is not forgotten";
    ASSERT_TRUE(m_writer->flush());
    EXPECT_EQ(m_recording->durableSeq(), m_recording->lastSeq());
    EXPECT_EQ(m_recording->lastSeq(), begun + kQueue + 2);

    const record::State state = m_recording->engine().state();
    m_recording.reset();
    m_writer.reset();
    const auto verified = journal::verify(path());
    EXPECT_TRUE(verified) << verified.error().text();
    openJournal();
    EXPECT_EQ(m_recording->engine().state(), state);
}

TEST_F(RecordingTest, KeepsItsStateNowAndThenAndAtTheEnd)
{
    m_recording.reset();
    m_writer.reset();
    openJournal(100'000);
    const auto foldedAtStart = [&] {
        m_recording.reset();
        m_writer.reset();
        const auto writer = journal::Writer::open(path(), {.mode = journal::Mode::test});
        return (*writer)->restore()->folded;
    };
    feed(0s, engine::Started{});
    for (int i = 0; i < 6'000; ++i)
        note(1s);
    const std::uint64_t made = m_recording->lastSeq();
    EXPECT_EQ(foldedAtStart(), made - 5'000) << "it died";
    openJournal(100'000);
    feed(2s, engine::Started{});
    feed(3s, engine::Stopped{});
    EXPECT_EQ(foldedAtStart(), 0U) << "it ended in order";
}

} // namespace
} // namespace fw::runtime
