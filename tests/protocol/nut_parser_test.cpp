#include "protocol/nut_parser.h"

#include "recorded.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>

namespace fw::protocol {
namespace {

using floor::UpsReading;
using std::chrono::seconds;
using test::recorded;
using testing::ElementsAre;
using Outcome = NutParser::Outcome;

struct Parsed {
    std::vector<NutAnswer> answers;
    Outcome outcome = Outcome::ok;
    std::string fault;
    std::uint64_t offset = 0;
    bool operator==(const Parsed &) const = default;
};

// Each chunk lies in memory of its own.
Parsed parse(const std::vector<std::string> &chunks, NutLimits limits = {})
{
    NutParser parser(limits);
    Parsed parsed;
    for (const std::string &chunk : chunks) {
        const auto copy = std::make_unique<std::string>(chunk);
        parsed.outcome = parser.feed(*copy, [&](const NutAnswer &answer) { parsed.answers.push_back(answer); });
    }
    parsed.fault = parser.fault() ? render(*parser.fault(), Language::en) : "";
    parsed.offset = parser.offset();
    return parsed;
}

UpsReading readingOf(const std::string &variables)
{
    const Parsed parsed = parse({"BEGIN LIST VAR a\n" + variables + "END LIST VAR a\n"});
    EXPECT_EQ(parsed.outcome, Outcome::ok) << parsed.fault;
    const auto *reading = parsed.answers.size() == 1 ? std::get_if<UpsReading>(&parsed.answers[0]) : nullptr;
    if (reading == nullptr) {
        ADD_FAILURE() << "no reading of " << variables;
        return {};
    }
    return *reading;
}

UpsReading readingOf(const std::string &name, const std::string &value)
{
    return readingOf("VAR a " + name + " \"" + value + "\"\n");
}

std::string faultOf(const std::string &bytes, NutLimits limits = {})
{
    const Parsed parsed = parse({bytes}, limits);
    EXPECT_EQ(parsed.outcome, Outcome::bad) << bytes;
    return parsed.fault;
}

TEST(NutParser, MakesAReadingOfAList)
{
    const Parsed parsed = parse({recorded("on_battery.nut", "nut")});
    EXPECT_EQ(parsed.outcome, Outcome::ok);
    EXPECT_THAT(parsed.answers,
                ElementsAre(NutAnswer{UpsReading{"ups-a", "OB DISCHRG", 87, seconds{1260}, 31.5, 23.4}}));
}

TEST(NutParser, WhatIsNotInTheListIsNotSaid)
{
    EXPECT_EQ(readingOf(""), (UpsReading{"a", "", {}, {}, {}, {}}));
    EXPECT_EQ(readingOf("ups.status", "WAIT"), (UpsReading{"a", "WAIT", {}, {}, {}, {}}));
    EXPECT_EQ(readingOf("ups.status", ""), (UpsReading{"a", "", {}, {}, {}, {}}));
}

TEST(NutParser, WhatIsNoNumberOrCannotBeIsNotSaid)
{
    for (const char *value : {"", "n/a", "12 V", "1e999", "nan", "inf", "-1", "101", "0x10", "1,5"})
        EXPECT_FALSE(readingOf("battery.charge", value).charge) << value;
    for (const char *value : {"", "unknown", "-1", "99999999999"})
        EXPECT_FALSE(readingOf("battery.runtime", value).runtime) << value;
    for (const char *value : {"", "-5", "5000"})
        EXPECT_FALSE(readingOf("ups.load", value).load) << value;
    for (const char *value : {"", "-300", "2000", "warm"})
        EXPECT_FALSE(readingOf("ambient.temperature", value).temperature) << value;
    EXPECT_EQ(readingOf("ups.status", "OL \xff\x01").status, "");
}

TEST(NutParser, ReadsNumbersAsUpsesWriteThem)
{
    EXPECT_EQ(readingOf("battery.charge", "100").charge, 100);
    EXPECT_EQ(readingOf("battery.charge", " 42.50 ").charge, 42.5);
    EXPECT_EQ(readingOf("battery.runtime", "1200.5").runtime, Duration{1'200'500});
    EXPECT_EQ(readingOf("battery.runtime", "0").runtime, Duration{0});
    EXPECT_EQ(readingOf("ups.load", "130").load, 130);
    EXPECT_EQ(readingOf("ambient.temperature", "-3.5").temperature, -3.5);
}

TEST(NutParser, OfAVariableThatComesTwiceTheLastCounts)
{
    const UpsReading reading = readingOf("VAR a battery.runtime \"60\"\nVAR a battery.charge \"5\"\n"
                                         "VAR a battery.runtime \"n/a\"\nVAR a battery.charge \"7\"\n");
    EXPECT_FALSE(reading.runtime);
    EXPECT_EQ(reading.charge, 7);
}

TEST(NutParser, TakesQuotedAndEscapedWords)
{
    EXPECT_EQ(readingOf(R"(VAR a ups.status "O\L \"B\" \\ \#")"
                        "\n")
                  .status,
              R"(OL "B" \ #)");
    EXPECT_EQ(readingOf("VAR \"a\"  ups.status\tOL\n").status, "OL");
    EXPECT_EQ(readingOf("VAR a ups.mfr \"\xff\x01\"\nVAR a ups.status \"OL\"\n").status, "OL");
}

TEST(NutParser, RefusesWordsThatDoNotFit)
{
    for (const char *word : {"\"OL", "\"OL\\", "OL\\", "\"OL\"x", "OL\"", "O\"L\"", "\"OL\"\"\""})
        EXPECT_EQ(faultOf(std::string("BEGIN LIST VAR a\nVAR a ups.status ") + word + "\n"),
                  "quotation marks or backslashes that do not fit")
            << word;
}

TEST(NutParser, KnowsTheErrors)
{
    const Parsed parsed = parse({recorded("errors.nut", "nut")});
    EXPECT_EQ(parsed.outcome, Outcome::ok);
    EXPECT_THAT(parsed.answers, ElementsAre(NutAnswer{NutRefusal{NutError::dataStale, "DATA-STALE"}},
                                            NutAnswer{NutRefusal{NutError::driverNotConnected, "DRIVER-NOT-CONNECTED"}},
                                            NutAnswer{UpsReading{"ups-b", "WAIT", {}, {}, {}, {}}},
                                            NutAnswer{NutRefusal{NutError::unknownUps, "UNKNOWN-UPS"}},
                                            NutAnswer{NutRefusal{NutError::accessDenied, "ACCESS-DENIED"}},
                                            NutAnswer{NutRefusal{NutError::other, "USERNAME-REQUIRED"}}));
}

TEST(NutParser, TakesWordsBehindAnErrorAndNoneWithoutACode)
{
    EXPECT_THAT(parse({"ERR DATA-STALE for a while\n"}).answers,
                ElementsAre(NutAnswer{NutRefusal{NutError::dataStale, "DATA-STALE"}}));
    for (const char *line : {"ERR data-stale\n", "ERR \"\"\n", "ERR A\x1b[2J\n"})
        EXPECT_EQ(faultOf(line), "an error without a code") << line;
}

TEST(NutParser, LinesMayEndWithCrLf)
{
    const Parsed parsed =
        parse({"BEGIN LIST VAR a\r\nVAR a ups.status \"OL\"\r\nEND LIST VAR a\r\nERR DATA-STALE\r\n"});
    EXPECT_THAT(parsed.answers, ElementsAre(NutAnswer{UpsReading{"a", "OL", {}, {}, {}, {}}},
                                            NutAnswer{NutRefusal{NutError::dataStale, "DATA-STALE"}}));
}

TEST(NutParser, RefusesWhatNoUpsdSays)
{
    for (const char *line : {"\n", "HTTP/1.1 400 Bad Request\r\n", "Asterisk Call Manager/13.0.0\r\n", "OK\n", "ERR\n",
                             "VAR a ups.status \"OL\"\n", "BEGIN LIST UPS\n", "BEGIN LIST VAR\n",
                             "BEGIN LIST VAR a b\n", "END LIST VAR a\n", "\x16\x03\x01\n"})
        EXPECT_EQ(faultOf(line), "an answer that is neither a list of variables nor an error") << line;
    for (const char *line :
         {"\n", "VAR b ups.status \"OL\"\n", "VAR a ups.status\n", "VAR a ups.status \"OL\" \"OB\"\n",
          "END LIST VAR b\n", "END LIST VAR\n", "BEGIN LIST VAR a\n", "ERR DATA-STALE\n"})
        EXPECT_EQ(faultOf(std::string("BEGIN LIST VAR a\n") + line), "a line in a list that does not belong there")
            << line;
}

TEST(NutParser, SaysWhereTheFaultIsAndKeepsWhatCameBefore)
{
    const std::string good = "ERR DATA-STALE\n";
    const Parsed parsed = parse({good + "nonsense\n" + good});
    EXPECT_EQ(parsed.outcome, Outcome::bad);
    EXPECT_EQ(parsed.offset, good.size());
    EXPECT_EQ(parsed.answers.size(), 1U);
}

TEST(NutParser, ReadsNothingMoreAfterAFaultUntilItIsReset)
{
    NutParser parser;
    std::size_t answers = 0;
    const auto count = [&answers](const NutAnswer &) { ++answers; };
    EXPECT_EQ(parser.feed("nonsense\n", count), Outcome::bad);
    EXPECT_EQ(parser.feed("ERR DATA-STALE\n", count), Outcome::bad);
    EXPECT_EQ(answers, 0U);
    parser.reset();
    EXPECT_EQ(parser.feed("ERR DATA-STALE\n", count), Outcome::ok);
    EXPECT_EQ(answers, 1U);
    EXPECT_EQ(parser.offset(), 15U);
}

TEST(NutParser, ALineMayBeAsLongAsTheLimitAndNoLonger)
{
    const NutLimits limits{.line = 20, .list = 2};
    const std::string begin = "BEGIN LIST VAR a\n";
    EXPECT_EQ(parse({begin + "VAR a x " + std::string(12, 'y') + "\n"}, limits).outcome, Outcome::incomplete);
    EXPECT_EQ(faultOf(begin + "VAR a x " + std::string(13, 'y') + "\n", limits), "a line has more than 20 bytes");
    // Not only when the line has ended.
    EXPECT_EQ(faultOf(std::string(21, 'y'), limits), "a line has more than 20 bytes");
}

TEST(NutParser, AListMayHaveAsManyLinesAsTheLimitAndNoMore)
{
    const NutLimits limits{.line = 20, .list = 2};
    const std::string two = "BEGIN LIST VAR a\nVAR a x 1\nVAR a y 2\n";
    for (int round = 0; round < 2; ++round)
        EXPECT_EQ(parse({two + "END LIST VAR a\n" + two + "END LIST VAR a\n"}, limits).outcome, Outcome::ok);
    EXPECT_EQ(faultOf(two + "VAR a z 3\n", limits), "a list has more than 2 lines");
}

TEST(NutParser, EverySplitGivesTheSame)
{
    for (const char *name : {"on_battery.nut", "errors.nut", "not_upsd.nut"}) {
        const std::string bytes = recorded(name, "nut");
        for (const NutLimits limits : {NutLimits{}, NutLimits{.line = 30, .list = 3}}) {
            const Parsed whole = parse({bytes}, limits);
            std::vector<std::string> single;
            for (const char byte : bytes)
                single.emplace_back(1, byte);
            EXPECT_EQ(parse(single, limits), whole) << name;
            for (std::size_t cut = 0; cut <= bytes.size(); ++cut)
                EXPECT_EQ(parse({bytes.substr(0, cut), bytes.substr(cut)}, limits), whole) << name << ' ' << cut;
        }
    }
}

TEST(NutParser, AHalfReadAnswerIsIncomplete)
{
    const std::string bytes = "BEGIN LIST VAR a\nVAR a ups.status \"OL\"\nEND LIST VAR a\n";
    for (std::size_t cut = 1; cut < bytes.size(); ++cut) {
        const Parsed parsed = parse({bytes.substr(0, cut)});
        EXPECT_EQ(parsed.outcome, Outcome::incomplete) << cut;
        EXPECT_TRUE(parsed.answers.empty());
    }
}

TEST(NutParser, AsksForAList)
{
    EXPECT_EQ(nutListVar("ups-a"), "LIST VAR ups-a\n");
}

} // namespace
} // namespace fw::protocol
