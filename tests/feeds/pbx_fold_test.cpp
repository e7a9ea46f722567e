// The double's fold against what the recorded PBX itself answered at the end of the recording.
#include "feeds/pbx_answers.h"
#include "feeds/trace_file.h"
#include "feeds/trace_player.h"
#include "wire.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace fw::feeds {
namespace {

struct Deaf : TracePlayer::Audience {
    bool wants(EventMask) const override { return false; }
    void onEvent(std::string_view, EventMask) override {}
    void onOpened() override {}
    void onReady() override {}
    void onClosed() override {}
    void onEnded() override { hasEnded = true; }
    bool hasEnded = false;
};

std::string ask(PbxFold &fold, const std::string &action, Duration now)
{
    std::vector<protocol::AmiHeader> headers;
    splitHeaders(action, headers);
    return answerQuestion(fold, protocol::AmiMessage(headers), now).value_or("");
}

// What the recorder was told at the end, message by message, sorted: the order of lists is the PBX's hash order.
std::vector<std::string> recordedFinal(const TraceFile &trace, const std::string &actionId)
{
    std::vector<std::string> found;
    const std::string line = "ActionID: " + actionId + "\r\n";
    std::size_t start = 0;
    for (std::size_t end = 0; (end = trace.bytes.find("\r\n\r\n", start)) != std::string::npos; start = end + 4) {
        std::string message = trace.bytes.substr(start, end + 2 - start);
        if (const std::size_t at = message.find(line); at != std::string::npos && message.starts_with("Event: "))
            found.push_back(message.erase(at, line.size()));
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<std::string> answered(PbxFold &fold, const std::string &action, Duration now)
{
    const std::string answer = ask(fold, "Action: " + action + "\r\n", now);
    std::vector<std::string> found;
    std::size_t start = 0;
    for (std::size_t end = 0; (end = answer.find("\r\n\r\n", start)) != std::string::npos; start = end + 4) {
        if (answer.compare(start, 7, "Event: ") == 0)
            found.push_back(answer.substr(start, end + 2 - start));
    }
    std::sort(found.begin(), found.end());
    return found;
}

// The PBX lost the count of one completed call of the seatfault trace; what it says of it is left out.
std::vector<std::string> withoutCount(std::vector<std::string> messages)
{
    for (std::string &message : messages) {
        if (const std::size_t at = message.find("Completed: 15"); at != std::string::npos)
            message.erase(at, message.find('\n', at) - at);
    }
    return messages;
}

std::vector<std::string> without(const std::vector<std::string> &all, const std::vector<std::string> &known)
{
    std::vector<std::string> rest;
    std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::back_inserter(rest));
    return rest;
}

void expectFinalAnswers(const std::string &path, bool count = true)
{
    const auto trace = readTrace(path);
    ASSERT_TRUE(trace) << trace.error().text();
    Deaf audience;
    TracePlayer player(*trace, 1, {}, audience);
    (void)player.begin(Duration{0});
    Duration asked{};
    for (const auto &record : trace->records) {
        if (record.text.find("final-QueueStatus") != std::string::npos)
            asked = record.at;
    }
    ASSERT_GT(asked.count(), 0);
    player.play(asked);
    for (const std::string action : {"QueueStatus", "QueueSummary", "CoreShowChannels"}) {
        auto was = recordedFinal(*trace, "c1-final-" + action);
        auto is = answered(player.fold(), action, asked);
        if (!count) {
            was = withoutCount(std::move(was));
            is = withoutCount(std::move(is));
        }
        EXPECT_GT(was.size(), 4U);
        EXPECT_EQ(without(is, was), std::vector<std::string>()) << action;
        EXPECT_EQ(without(was, is), std::vector<std::string>()) << action;
    }
    player.play(player.next().value_or(asked) + std::chrono::minutes{10});
    EXPECT_TRUE(audience.hasEnded);
}

TEST(PbxFold, AnswersAtTheEndOfTheSurgeWhatThePbxItselfAnsweredThen)
{
    expectFinalAnswers(FW_RESOURCES "/demo/surge");
}

TEST(PbxFold, AnswersAtTheEndOfEveryTraceWhatThePbxItselfAnsweredThen)
{
    const char *traces = std::getenv("FW_TRACES");
    if (traces == nullptr)
        GTEST_SKIP() << "FW_TRACES is not set to a folder with normal, surge and seatfault";
    for (const std::string name : {"normal", "surge", "seatfault"}) {
        SCOPED_TRACE(name);
        expectFinalAnswers(std::string(traces) + "/" + name, name != "seatfault");
    }
}

} // namespace
} // namespace fw::feeds
