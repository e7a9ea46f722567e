#include "wording/sentence.h"
#include "wording/table.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fw {
namespace {

using namespace std::chrono_literals;

TEST(SentenceTable, IsSortedAndHasEveryIdOnce)
{
    const auto ids = sentenceIds();
    EXPECT_TRUE(std::ranges::is_sorted(ids));
    EXPECT_EQ(std::ranges::adjacent_find(ids), ids.end());
}

TEST(SentenceTable, BothLanguagesSayTheSameThings)
{
    for (const std::string_view id : sentenceIds()) {
        const SentenceRow *row = sentenceRow(id);
        auto en = placeholders(row->en);
        auto zh = placeholders(row->zh);
        std::ranges::sort(en);
        std::ranges::sort(zh);
        EXPECT_EQ(en, zh) << id;
        EXPECT_FALSE(row->zh.empty()) << id;
    }
}

TEST(SentenceTable, ChineseUsesFullWidthPunctuation)
{
    for (const std::string_view id : sentenceIds()) {
        for (const char c : {',', ':', ';', '(', ')', '?'})
            EXPECT_EQ(sentenceRow(id)->zh.find(c), std::string_view::npos) << id << " has a " << c;
    }
}

TEST(SentenceTable, WhyAFeedIsLostIsSaidInChinese)
{
    int reasons = 0;
    for (const std::string_view id : sentenceIds()) {
        if (!id.starts_with("net.") && !id.starts_with("nut.") && !id.starts_with("pbx.") && !id.starts_with("ups."))
            continue;
        ++reasons;
        const Text text = inBoth({std::string(id), {}});
        // Most of Chinese is three bytes in UTF-8, of which the first is E4 to E9.
        EXPECT_TRUE(std::ranges::any_of(text.zh, [](char c) { return c >= '\xE4' && c <= '\xE9'; })) << text.zh;
        EXPECT_EQ(text.en.ends_with('.'), text.zh.ends_with("。")) << text.zh;
    }
    EXPECT_GT(reasons, 30);
}

TEST(Sentence, FillsItsArgumentsInEachLanguage)
{
    const Sentence s{"incident.raised", {{"level", std::int64_t{3}}, {"why", Text{"time is up", "时间到"}}}};
    EXPECT_EQ(render(s, Language::en), "Level raised to 3: time is up");
    EXPECT_EQ(render(s, Language::zh), "升至 3 级：时间到");
}

TEST(Sentence, ShowsADashForWhatNobodySaid)
{
    EXPECT_EQ(render({"note.written", {}}, Language::en), "—");
}

TEST(Sentence, ComesBackFromItsJson)
{
    const Sentence s{
        "x", {{"a", std::string("text")}, {"b", std::int64_t{7}}, {"c", Duration{15'000}}, {"d", Text{"e", "z"}}}};
    EXPECT_EQ(sentenceFromJson("x", toJson(s)), s);
}

TEST(Duration, IsSaidAsPeopleSayIt)
{
    EXPECT_EQ(say(15s, Language::en), "15 s");
    EXPECT_EQ(say(4min + 38s, Language::en), "4:38");
    EXPECT_EQ(say(10min, Language::en), "10 min");
    EXPECT_EQ(say(62min, Language::en), "1 h 02");
    EXPECT_EQ(say(15s, Language::zh), "15 秒");
    EXPECT_EQ(say(62min, Language::zh), "1 小时 02 分");
}

TEST(Fill, KeepsDoubledBracesAndUnclosedOnes)
{
    EXPECT_EQ(fill("{{a} {b} {c", [](std::string_view n) { return "<" + std::string(n) + ">"; }), "{a} <b> {c");
}

} // namespace
} // namespace fw
