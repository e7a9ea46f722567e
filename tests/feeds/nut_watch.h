// A client of UPSs under test, with everything it said as lines: "ups-a: OB LB 40", "ups:ups-a down". Whatever the
// reason of a lost feed, it must be said in Chinese, too.
#pragma once

#include "event_loop.h"
#include "feeds/nut_client.h"
#include "reason.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fmt/format.h>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace fw::feeds {

class NutWatch : public testing::Test {
protected:
    // Asks every 5 ms, comes back within 20 ms and is patient: a machine that is slow is not a feed that is lost.
    [[nodiscard]] static NutClientConfig configFor(std::uint16_t port, std::vector<NutUps> upses)
    {
        NutClientConfig config;
        config.host = "127.0.0.1";
        config.port = port;
        config.upses = std::move(upses);
        config.poll = Duration{5};
        config.firstBackOff = Duration{10};
        config.longestBackOff = Duration{20};
        config.answerWithin = std::chrono::minutes{1};
        return config;
    }
    void connectTo(std::uint16_t port, std::vector<NutUps> upses,
                   const std::function<void(NutClientConfig &)> &change = {})
    {
        NutClientConfig config = configFor(port, std::move(upses));
        if (change)
            change(config);
        m_place = fmt::format("127.0.0.1:{}", port);
        m_client = std::make_unique<NutClient>(config);
        QObject::connect(m_client.get(), &NutClient::signalsArrived, [this](const std::vector<floor::Signal> &batch) {
            for (const floor::Signal &signal : batch) {
                const auto &reading = std::get<floor::UpsReading>(signal);
                m_readings.push_back(reading);
                say(fmt::format("{}: {}", reading.ups, reading.status));
            }
        });
        QObject::connect(m_client.get(), &NutClient::feedChanged, [this](const engine::FeedIn &feed) {
            constexpr std::array kNames{"live", "stale", "down", "restarted"};
            EXPECT_TRUE(feed.why.empty() || test::isSaidInChinese(feed.why)) << feed.why.zh;
            m_why = feed.why.en;
            m_whyInChinese = feed.why.zh;
            say(fmt::format("{} {}", feed.feed, kNames[std::size_t(feed.state)]));
        });
        m_client->start();
    }
    // Waits until it has been said, and takes what was said up to it away.
    [[nodiscard]] bool hears(const std::string &line, std::chrono::milliseconds deadline = std::chrono::seconds{20})
    {
        const auto found = [&] { return std::ranges::find(m_said, line); };
        if (!test::waitFor([&] { return found() != m_said.end(); }, deadline))
            return false;
        m_said.erase(m_said.begin(), found() + 1);
        return true;
    }
    // The next that is said, in this order and nothing else.
    [[nodiscard]] testing::AssertionResult says(const std::vector<std::string> &lines)
    {
        if (!test::waitFor([&] { return m_said.size() >= lines.size(); }))
            return testing::AssertionFailure() << "said only " << testing::PrintToString(m_said);
        const std::vector<std::string> said(m_said.begin(), m_said.begin() + std::ptrdiff_t(lines.size()));
        m_said.erase(m_said.begin(), m_said.begin() + std::ptrdiff_t(lines.size()));
        return said == lines ? testing::AssertionSuccess()
                             : testing::AssertionFailure() << "said " << testing::PrintToString(said);
    }

    std::vector<std::string> m_said;
    std::vector<floor::UpsReading> m_readings;
    std::string m_why; // of the latest feedChanged
    std::string m_whyInChinese;
    std::string m_place;
    std::unique_ptr<NutClient> m_client;
    std::function<void()> m_onSaid;

private:
    void say(std::string line)
    {
        m_said.push_back(std::move(line));
        if (m_onSaid)
            m_onSaid();
    }
};

} // namespace fw::feeds
