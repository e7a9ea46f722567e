// A client under test, with everything it said. Whatever the reason of a lost feed, it must be said in Chinese, too.
#pragma once

#include "event_loop.h"
#include "feeds/ami_client.h"
#include "reason.h"

#include <gtest/gtest.h>

#include <functional>
#include <memory>
#include <vector>

namespace fw::feeds {

class ClientWatch : public testing::Test {
protected:
    // Patient: a machine that is slow is not a feed that is lost.
    [[nodiscard]] static AmiClientConfig configFor(std::uint16_t port, double speed)
    {
        AmiClientConfig config;
        config.pbx.port = port;
        config.pbx.user = "console";
        config.secret = "test-only";
        config.speed = speed;
        config.leastPatience = std::chrono::minutes{1};
        return config;
    }
    void connectTo(std::uint16_t port, double speed = 50, const std::function<void(AmiClientConfig &)> &change = {})
    {
        AmiClientConfig config = configFor(port, speed);
        if (change)
            change(config);
        m_client = std::make_unique<AmiClient>(config);
        QObject::connect(m_client.get(), &AmiClient::signalsArrived, [this](const std::vector<floor::Signal> &batch) {
            m_signals.insert(m_signals.end(), batch.begin(), batch.end());
            ++m_batches;
        });
        QObject::connect(m_client.get(), &AmiClient::feedChanged, [this](const engine::FeedIn &feed) {
            EXPECT_TRUE(feed.why.empty() || test::isSaidInChinese(feed.why)) << feed.why.zh;
            m_feed.push_back(feed);
        });
        m_client->start();
    }
    [[nodiscard]] bool becomes(engine::FeedState state)
    {
        return test::waitFor([&] { return !m_feed.empty() && m_feed.back().state == state; });
    }
    template <class T> [[nodiscard]] std::vector<T> of() const
    {
        std::vector<T> found;
        for (const floor::Signal &signal : m_signals) {
            if (const T *one = std::get_if<T>(&signal))
                found.push_back(*one);
        }
        return found;
    }
    [[nodiscard]] std::vector<engine::FeedState> states() const
    {
        std::vector<engine::FeedState> found;
        for (const engine::FeedIn &feed : m_feed)
            found.push_back(feed.state);
        return found;
    }

    std::vector<floor::Signal> m_signals;
    std::vector<engine::FeedIn> m_feed;
    int m_batches = 0;
    std::unique_ptr<AmiClient> m_client;
};

} // namespace fw::feeds
