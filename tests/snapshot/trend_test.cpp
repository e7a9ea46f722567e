// The curves of a snapshot: samples of what stands in a queue and comes into it, gaps where nothing was known.
#include "engine/timeline.h"
#include "snapshot/builder.h"

#include <gtest/gtest.h>

namespace fw::snapshot {
namespace {

using namespace std::chrono_literals;

class TrendTest : public testing::Test {
protected:
    static std::shared_ptr<const engine::Configuration> configuration()
    {
        auto made = std::make_shared<engine::Configuration>();
        made->site.queues = {{QueueId{"tickets"}, floor::QueueRole::inbound, {}, {}}};
        made->sha256 = "h";
        made->text = "{}";
        return made;
    }

    void SetUp() override
    {
        put(engine::Started{});
        comesUp();
        look();
    }
    void put(engine::InputBody body) { m_timeline.feed({now(), std::move(body)}); }
    void comesUp()
    {
        put(engine::FeedIn{"pbx", engine::FeedState::live, {}});
        put(engine::SignalIn{floor::SnapshotComplete{}});
    }
    void callersJoin(int count)
    {
        for (int i = 0; i < count; ++i)
            put(engine::SignalIn{
                floor::CallerJoined{QueueId{"tickets"}, CallId{"call-" + std::to_string(++m_calls)}, {}}});
    }
    // A snapshot after each ten seconds, `times` times.
    void look(int times = 0)
    {
        for (int i = 0; i < times; ++i) {
            m_steady += Builder::kSampleEvery;
            m_snapshot = m_builder.make(m_engine, now(), {});
        }
        if (times == 0)
            m_snapshot = m_builder.make(m_engine, now(), {});
    }
    [[nodiscard]] Moment now() const { return {WallTime{24h} + m_steady, m_steady}; }
    [[nodiscard]] const std::vector<std::optional<double>> &arrivals() const
    {
        return m_snapshot->queues.front().arrivals.samples;
    }

    engine::Engine m_engine{{"test", "0", false}, configuration(), {}, {}};
    engine::Timeline m_timeline{m_engine, [this](const engine::Output &out) { m_builder.onOutput(out); }};
    Builder m_builder;
    std::shared_ptr<const Snapshot> m_snapshot;
    Duration m_steady{};
    int m_calls = 0;
};

TEST_F(TrendTest, ArrivalsAreCallsAMinuteOverTheMinuteBeforeEachSample)
{
    EXPECT_FALSE(arrivals().back()) << "one look is no rate";
    callersJoin(2);
    look(1);
    EXPECT_EQ(arrivals().back(), 12) << "two in ten seconds";
    look(5);
    EXPECT_EQ(arrivals().back(), 2) << "two in a whole minute: no spike";
    look(1);
    EXPECT_EQ(arrivals().back(), 0) << "they came before this minute";
}

TEST_F(TrendTest, AMinuteThatIsNotKnownWholeHasNoArrivals)
{
    look(3);
    ASSERT_TRUE(arrivals().back());
    put(engine::FeedIn{"pbx", engine::FeedState::down, {}});
    look(1);
    EXPECT_FALSE(arrivals().back());
    EXPECT_FALSE(m_snapshot->queues.front().waiting.samples.back());
    comesUp();
    look(6);
    EXPECT_FALSE(arrivals().back()) << "a minute ago nothing was known";
    look(1);
    EXPECT_TRUE(arrivals().back());
}

TEST_F(TrendTest, ATimeWithoutLooksIsAGap)
{
    look(2);
    const std::size_t before = arrivals().size();
    m_steady += 3 * Builder::kSampleEvery; // asleep
    callersJoin(30);
    look(1);
    ASSERT_EQ(arrivals().size(), before + 4);
    EXPECT_FALSE(arrivals()[before]);
    EXPECT_FALSE(arrivals()[before + 3]) << "thirty calls in forty seconds are not thirty in ten";
}

} // namespace
} // namespace fw::snapshot
