#include "protocol/trace_stream.h"
#include "protocol/trace_times.h"

#include "recorded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::protocol {
namespace {

using testing::HasSubstr;
using namespace std::chrono_literals;

TEST(TraceTimes, ReadsEveryKindOfRecord)
{
    const auto records = parseTraceTimes("40 C 1 0\n40 S 0 \"Action: Ping\\r\\n\\r\\n\"\r\n40 D 0 30\n\n41 L 30\n"
                                         "50 D 30 5\n60 E 1 35\n61 X 2 Connection refused\n70 Q 35\n",
                                         "t");
    ASSERT_TRUE(records) << records.error().text();
    const std::vector<TraceRecord> expected{
        {40ms, TraceKind::connected, 1, 0, 0, ""},
        {40ms, TraceKind::sent, 0, 0, 0, "Action: Ping\r\n\r\n"},
        {40ms, TraceKind::arrived, 0, 0, 30, ""},
        {41ms, TraceKind::loginAnswered, 0, 30, 0, ""},
        {50ms, TraceKind::arrived, 0, 30, 5, ""},
        {60ms, TraceKind::closed, 1, 35, 0, ""},
        {61ms, TraceKind::refused, 2, 0, 0, "Connection refused"},
        {70ms, TraceKind::ended, 0, 35, 0, ""},
    };
    EXPECT_EQ(*records, expected);
}

TEST(TraceTimes, NamesTheLineAndTheFieldOfAMistake)
{
    const auto errorOf = [](std::string_view text) {
        const auto records = parseTraceTimes(text, "x.times");
        return records ? std::string("no error") : records.error().text();
    };
    EXPECT_THAT(errorOf("40 C 1 0\nabc D 0 1\n"), HasSubstr("x.times:2: the time is not a number"));
    EXPECT_THAT(errorOf("-1 C 1 0\n"), HasSubstr("x.times:1: the time"));
    EXPECT_THAT(errorOf("40\n"), HasSubstr("x.times:1: the kind of record is missing"));
    EXPECT_THAT(errorOf("40 Z 1\n"), HasSubstr("x.times:1: unknown kind of record: Z"));
    EXPECT_THAT(errorOf("40 C 1\n"), HasSubstr("the offset is missing"));
    EXPECT_THAT(errorOf("40 D 0\n"), HasSubstr("the length is missing"));
    EXPECT_THAT(errorOf("40 D 0 3x\n"), HasSubstr("the length is not a number"));
    EXPECT_THAT(errorOf("40 D 0 99999999999999999999\n"), HasSubstr("the length is not a number"));
    EXPECT_THAT(errorOf("40 D 0 3 4\n"), HasSubstr("too much on the line: 4"));
    EXPECT_THAT(errorOf("40 D 0 3\n40 D 4 3\n"),
                HasSubstr("x.times:2: bytes at 4 do not follow those before, which end at 3"));
    EXPECT_THAT(errorOf("40 C 1 0\n\n39 Q 0\n"), HasSubstr("x.times:3: the time goes back from 40 to 39 ms"));
    EXPECT_THAT(errorOf("40 S 0 Action: Ping\n"), HasSubstr("not a JSON string"));
    EXPECT_THAT(errorOf("40 S 0 {}\n"), HasSubstr("not a JSON string"));
    EXPECT_THAT(errorOf("40 X y text\n"), HasSubstr("the connection is not a number"));
}

TEST(TraceStream, TellsTheConnectionsEventByEvent)
{
    const std::string bytes = "banner\nafter";
    auto stream = TraceStream::make(
        bytes,
        *parseTraceTimes("1 C 1 0\n1 S 0 \"Action: Ping\\r\\nActionID: a7\\r\\n\\r\\n\"\n2 D 0 7\n3 L 7\n4 D 7 5\n"
                         "5 E 1 12\n6 X 2 refused\n9 Q 12\n",
                         "t"));
    ASSERT_TRUE(stream);
    EXPECT_THAT(stream->sentActionIds(), testing::ElementsAre("a7"));
    std::vector<TraceEvent> events;
    while (auto event = stream->next())
        events.push_back(*event);
    const std::vector<TraceEvent> expected{
        {1ms, TraceConnected{1}},          {1ms, TraceSent{"Action: Ping\r\nActionID: a7\r\n\r\n"}},
        {2ms, TraceBytes{"banner\n"}},     {3ms, TraceLoginAnswered{}},
        {4ms, TraceBytes{"after"}},        {5ms, TraceClosed{1}},
        {6ms, TraceRefused{2, "refused"}}, {9ms, TraceEnded{}},
    };
    EXPECT_EQ(events, expected);
    stream->rewind();
    EXPECT_EQ(stream->next(), expected.front());
}

TEST(TraceStream, RefusesTimesThatSpeakOfMoreBytesThanThereAre)
{
    const auto stream = TraceStream::make("12345", *parseTraceTimes("1 C 1 0\n2 D 0 6\n", "t"));
    ASSERT_FALSE(stream);
    EXPECT_EQ(stream.error().code, Errc::corrupt);
}

TEST(TraceStream, GivesAMessageTheTimeOfItsLastByte)
{
    const test::Trace trace{"Event: FullyBooted\r\nUptime: 3\r\n\r\nEvent: X\r\n\r\n",
                            "10 C 1 0\n10 D 0 25\n25 D 25 8\n40 D 33 12\n"};
    const auto timed = test::signalsOf(trace);
    ASSERT_EQ(timed.size(), 2U);
    EXPECT_EQ(timed[0].at, 25ms);
    EXPECT_EQ(timed[0].signal, floor::Signal(floor::PbxBooted{3s}));
    EXPECT_EQ(timed[1].at, 40ms);
}

} // namespace
} // namespace fw::protocol
