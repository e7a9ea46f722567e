#include "protocol/ami_parser.h"

#include "recorded.h"

#include <functional>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace fw::protocol {
namespace {

using test::recorded;
using test::textOf;
using testing::ElementsAre;
using testing::HasSubstr;

struct Parsed {
    std::vector<std::string> messages;
    std::optional<std::string> banner;
    std::uint64_t dropped = 0;
    bool operator==(const Parsed &) const = default;
};

// Feeds the chunks one after the other; each lies in memory of its own, so that a view into an old chunk would be
// caught.
Parsed parse(const std::vector<std::string> &chunks, AmiLimits limits = {})
{
    AmiParser parser(limits);
    Parsed parsed;
    for (const std::string &chunk : chunks) {
        auto copy = std::make_unique<std::string>(chunk);
        parser.feed(*copy, [&](const AmiMessage &message) { parsed.messages.push_back(textOf(message)); });
    }
    parsed.banner = parser.banner();
    parsed.dropped = parser.dropped();
    return parsed;
}

Parsed parseByteByByte(std::string_view bytes, AmiLimits limits = {})
{
    AmiParser parser(limits);
    Parsed parsed;
    for (const char byte : bytes)
        parser.feed(std::string(1, byte),
                    [&](const AmiMessage &message) { parsed.messages.push_back(textOf(message)); });
    parsed.banner = parser.banner();
    parsed.dropped = parser.dropped();
    return parsed;
}

constexpr std::string_view kBanner = "Asterisk Call Manager/13.0.0\r\n";

TEST(AmiParser, TakesTheBannerThatHasNoEmptyLineBehindIt)
{
    const Parsed parsed = parse({std::string(kBanner) + "Response: Success\r\nMessage: Hi\r\n\r\n"});
    EXPECT_EQ(parsed.banner, "13.0.0");
    EXPECT_THAT(parsed.messages, ElementsAre("Response=Success\nMessage=Hi\n"));
}

TEST(AmiParser, KnowsTheBannerBeforeAnyMessage)
{
    AmiParser parser;
    parser.feed("Asterisk Call Mana", [](const AmiMessage &) { FAIL(); });
    EXPECT_FALSE(parser.banner());
    parser.feed("ger/5.0.5\r\n", [](const AmiMessage &) { FAIL(); });
    EXPECT_EQ(parser.banner(), "5.0.5");
}

TEST(AmiParser, ReadsAStreamWithoutBanner)
{
    const Parsed parsed = parse({"Event: A\r\n\r\nEvent: B\r\n\r\n"});
    EXPECT_FALSE(parsed.banner);
    EXPECT_THAT(parsed.messages, ElementsAre("Event=A\n", "Event=B\n"));
}

TEST(AmiParser, TakesABannerLineInTheMiddleAsALineWithoutKey)
{
    const Parsed parsed = parse({"Event: A\r\n\r\n" + std::string(kBanner) + "Event: B\r\n\r\n"});
    EXPECT_THAT(parsed.messages, ElementsAre("Event=A\n", "=Asterisk Call Manager/13.0.0\nEvent=B\n"));
}

TEST(AmiParser, SplitsAtTheFirstColonAndTakesOneBlank)
{
    const Parsed parsed =
        parse({"Event: A\r\nURI: sip:1005@127.0.0.1\r\nEmpty: \r\nBare:\r\nTwo:  x\r\nTight:y\r\n\r\n"});
    EXPECT_THAT(parsed.messages, ElementsAre("Event=A\nURI=sip:1005@127.0.0.1\nEmpty=\nBare=\nTwo= x\nTight=y\n"));
}

TEST(AmiParser, AcceptsLineFeedsAlone)
{
    const Parsed parsed = parse({"Asterisk Call Manager/9.0.0\nEvent: A\nKey: v\n\nEvent: B\n\n"});
    EXPECT_EQ(parsed.banner, "9.0.0");
    EXPECT_THAT(parsed.messages, ElementsAre("Event=A\nKey=v\n", "Event=B\n"));
}

TEST(AmiParser, SkipsEmptyMessages)
{
    const Parsed parsed = parse({"\r\n\r\nEvent: A\r\n\r\n\r\n\r\nEvent: B\r\n\r\n\r\n"});
    EXPECT_THAT(parsed.messages, ElementsAre("Event=A\n", "Event=B\n"));
}

TEST(AmiParser, KeepsALineWithoutColonUnderAnEmptyKey)
{
    const Parsed parsed =
        parse({"Response: Follows\r\nPrivilege: Command\r\nNo such command\n--END COMMAND--\r\n\r\nEvent: A\r\n\r\n"});
    EXPECT_THAT(parsed.messages,
                ElementsAre("Response=Follows\nPrivilege=Command\n=No such command\n=--END COMMAND--\n", "Event=A\n"));
}

TEST(AmiParser, FindsValuesWithoutCaseAndKeepsRepeatedKeys)
{
    AmiParser parser;
    int seen = 0;
    parser.feed("Response: Success\r\nOutput: one\r\nUniqueID: 7.1\r\noutput: two\r\nOUTPUT: \r\n\r\n",
                [&seen](const AmiMessage &message) {
                    ++seen;
                    EXPECT_EQ(message.value("uniqueid"), "7.1");
                    EXPECT_EQ(message.value("Output"), "one");
                    EXPECT_TRUE(message.has("RESPONSE"));
                    EXPECT_FALSE(message.has("Event"));
                    EXPECT_EQ(message.value("Event"), "");
                    EXPECT_EQ(message.response(), "Success");
                    EXPECT_EQ(message.headers().size(), 5U);
                });
    EXPECT_EQ(seen, 1);
}

TEST(AmiParser, ForgetsEverythingAtAReset)
{
    AmiParser parser;
    std::vector<std::string> messages;
    const auto sink = [&messages](const AmiMessage &message) { messages.push_back(textOf(message)); };
    parser.feed(std::string(kBanner) + "Event: Half\r\nCut: he", sink);
    parser.reset();
    EXPECT_FALSE(parser.banner());
    parser.feed("Asterisk Call Manager/9.0.0\r\nEvent: A\r\n\r\n", sink);
    EXPECT_EQ(parser.banner(), "9.0.0");
    EXPECT_THAT(messages, ElementsAre("Event=A\n"));
}

TEST(AmiParser, GivesTheSameForEveryTwoWaySplit)
{
    const std::string bytes = recorded("excerpt.ami");
    const Parsed whole = parse({bytes});
    ASSERT_EQ(whole.banner, "13.0.0");
    ASSERT_THAT(whole.messages, testing::Contains(HasSubstr("Output=tickets has")));
    ASSERT_THAT(whole.messages, testing::Contains(HasSubstr("Event=QueueMember\n")));
    ASSERT_EQ(whole.messages.size(), 44U);
    for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
        ASSERT_EQ(parse({bytes.substr(0, cut), bytes.substr(cut)}), whole) << "cut at " << cut;
}

TEST(AmiParser, GivesTheSameByteByByte)
{
    const std::string bytes = recorded("excerpt.ami");
    EXPECT_EQ(parseByteByByte(bytes), parse({bytes}));
}

// What the messages say, cheap enough for a thousand runs over a whole trace.
struct Digest {
    std::size_t hash = 0;
    std::size_t messages = 0;
    std::size_t headers = 0;
    bool operator==(const Digest &) const = default;
};

Digest digest(std::string_view bytes, const std::function<std::size_t()> &chunk)
{
    AmiParser parser;
    Digest all;
    const auto sink = [&all](const AmiMessage &message) {
        const AmiHeader &first = message.headers().front();
        const AmiHeader &last = message.headers().back();
        const auto length = static_cast<std::size_t>(last.value.data() + last.value.size() - first.key.data());
        all.hash = all.hash * 31 + std::hash<std::string_view>{}(std::string_view(first.key.data(), length)) +
                   first.key.size() + last.value.size();
        ++all.messages;
        all.headers += message.headers().size();
    };
    std::string copy; // the parser must not look into a chunk that is gone
    while (!bytes.empty()) {
        copy.assign(bytes.substr(0, chunk()));
        parser.feed(copy, sink);
        bytes.remove_prefix(copy.size());
    }
    return all;
}

constexpr unsigned kParts = 10;
constexpr unsigned kSeedsOfAPart = 100;

void expectSameForRandomChunks(std::string_view bytes, unsigned part)
{
    const Digest whole = digest(bytes, [&bytes] { return bytes.size(); });
    EXPECT_GT(whole.messages, 0U);
    for (unsigned seed = part * kSeedsOfAPart + 1; seed <= (part + 1) * kSeedsOfAPart; ++seed) {
        std::mt19937 random(seed);
        const std::size_t most = std::size_t{16} << (seed % 14); // chunks of up to 16 bytes … 128 KB
        ASSERT_EQ(digest(bytes, [&] { return 1 + random() % most; }), whole) << "seed " << seed;
    }
}

// A thousand seeded chunkings, in parts that can run side by side.
class AmiParserInRandomChunks : public testing::TestWithParam<unsigned> {};

TEST_P(AmiParserInRandomChunks, GivesTheSameForTheExcerpt)
{
    expectSameForRandomChunks(recorded("excerpt.ami"), GetParam());
}

TEST_P(AmiParserInRandomChunks, GivesTheSameForAWholeTrace)
{
    const auto trace = test::wholeTrace("normal");
    if (!trace)
        GTEST_SKIP() << "FW_TRACES does not name a folder with the trace 'normal'";
    expectSameForRandomChunks(trace->bytes, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Part, AmiParserInRandomChunks, testing::Range(0U, kParts));

TEST(AmiParser, DropsAMessageWithATooLongLine)
{
    const AmiLimits limits{.line = 20, .headers = 100, .message = 1000};
    const std::string bytes =
        "Event: A\r\nKey: 0123456789abcdefgh\r\nMore: x\r\n\r\nEvent: B\r\nKey: 0123456789abcd\r\n\r\n";
    const Parsed parsed = parse({bytes}, limits);
    EXPECT_THAT(parsed.messages, ElementsAre("Event=B\nKey=0123456789abcd\n"));
    EXPECT_EQ(parsed.dropped, 1U);
    EXPECT_EQ(parseByteByByte(bytes, limits), parsed);
}

TEST(AmiParser, DropsAMessageWithTooManyHeaders)
{
    const AmiLimits limits{.line = 100, .headers = 3, .message = 1000};
    const std::string bytes = "A: 1\r\nB: 2\r\nC: 3\r\n\r\nA: 1\r\nB: 2\r\nC: 3\r\nD: 4\r\n\r\nE: 5\r\n\r\n";
    const Parsed parsed = parse({bytes}, limits);
    EXPECT_THAT(parsed.messages, ElementsAre("A=1\nB=2\nC=3\n", "E=5\n"));
    EXPECT_EQ(parsed.dropped, 1U);
    EXPECT_EQ(parseByteByByte(bytes, limits), parsed);
}

TEST(AmiParser, DropsAMessageWithTooManyBytesAndCountsItOnce)
{
    const AmiLimits limits{.line = 100, .headers = 100, .message = 30};
    std::string bytes = "Event: A\r\n";
    for (int i = 0; i < 50; ++i)
        bytes += "Key: 0123456789\r\n";
    bytes += "\r\nEvent: B\r\n\r\n";
    const Parsed parsed = parse({bytes}, limits);
    EXPECT_THAT(parsed.messages, ElementsAre("Event=B\n"));
    EXPECT_EQ(parsed.dropped, 1U);
    EXPECT_EQ(parseByteByByte(bytes, limits), parsed);
}

TEST(AmiParser, NoticesAnEndlessLineWithoutWaitingForItsEnd)
{
    AmiParser parser({.line = 1000, .headers = 10, .message = 5000});
    const auto sink = [](const AmiMessage &) { FAIL(); };
    for (int i = 0; i < 10'000; ++i)
        parser.feed(std::string(100, 'x'), sink);
    EXPECT_EQ(parser.dropped(), 1U);
}

TEST(AmiParser, GivesTheSameForEverySplitAtItsLimits)
{
    std::string bytes = std::string(kBanner) + "Event: A\r\nK: 123456789\r\n\r\n\r\nEvent: B\r\nK: 1234567890123\r\n";
    bytes += "\r\nEvent: C\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\nEvent: D\r\nK: 12345678901\r\nK: 12345678901\r\n\r\nEvent: "
             "E\r\n\r\n";
    for (std::size_t line = 1; line < 20; ++line) {
        for (const std::size_t message : {1U, 2U, 20U, 36U, 37U, 38U, 39U, 40U, 41U, 1000U}) {
            const AmiLimits limits{.line = line, .headers = 3, .message = message};
            const Parsed whole = parse({bytes}, limits);
            ASSERT_EQ(parseByteByByte(bytes, limits), whole) << line << " " << message;
            for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
                ASSERT_EQ(parse({bytes.substr(0, cut), bytes.substr(cut)}, limits), whole) << line << " " << message;
        }
    }
}

} // namespace
} // namespace fw::protocol
