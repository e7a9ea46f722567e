#include "config/rule_file.h"

#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using samples::changed;
using samples::file;
using samples::kRule;
using samples::textOf;

std::string mistakes(std::string_view from, std::string_view to)
{
    return textOf(readRule(file("r.toml", changed(kRule, from, to))));
}

TEST(RuleFile, ReadsEveryKey)
{
    const auto read =
        readRule(file("r.toml", std::string{kRule} + "clear_for = \"setting.calm_for * 2\"\nattention = 3\n"
                                                     "cleared.en = \"below\"\ncleared.zh = \"恢复\"\n"));
    ASSERT_TRUE(read.value) << textOf(read);
    const rules::Rule &rule = read.value->rule;
    EXPECT_EQ(rule.id, "queue-waiting");
    EXPECT_EQ(rule.over, rules::SubjectKind::queue);
    EXPECT_EQ(rule.procedure, 7);
    EXPECT_EQ(rule.when.text(), "waiting >= limit.waiting");
    EXPECT_EQ(rule.heldFor.text(), "limit.for");
    EXPECT_EQ(rule.clearFor.text(), "setting.calm_for * 2");
    EXPECT_EQ(rule.attention, 3);
    EXPECT_EQ(rule.why.zh, "{subject} 排队 {waiting} 人");
    EXPECT_EQ(rule.cleared.en, "below");
    EXPECT_EQ(read.value->settings, (std::vector<SettingUse>{{"calm_for", "clear_for", 9, 14}}));
}

TEST(RuleFile, TakesADurationWhereSecondsAreNeeded)
{
    const auto read = readRule(file("r.toml", changed(kRule, "limit.for", "90s")));
    ASSERT_TRUE(read.value) << textOf(read);
    EXPECT_EQ(read.value->rule.heldFor.type(), rules::ValueType::number);
}

TEST(RuleFile, NamesTheColumnInsideAnExpression)
{
    EXPECT_EQ(mistakes("limit.waiting\"", "limt.waiting\""),
              "r.toml:5:20: when: 'limt.waiting' is not a term that can be used here\n");
    EXPECT_EQ(mistakes("\"waiting >=", "\"waiting > =").substr(0, 25), "r.toml:5:19: when: '=' is");
}

TEST(RuleFile, RefusesTermsOfAnotherSubject)
{
    EXPECT_EQ(mistakes("waiting >= limit.waiting", "on_battery"),
              "r.toml:5:9: when: 'on_battery' is not a term that can be used here\n");
}

TEST(RuleFile, RefusesExpressionsOfTheWrongType)
{
    EXPECT_EQ(mistakes("waiting >= limit.waiting", "waiting + 1"),
              "r.toml:5:8: when: must be true or false: a comparison is missing\n");
    EXPECT_EQ(mistakes("limit.for", "waiting > 1"),
              "r.toml:6:7: for: must be a number of seconds: 15s, setting.NAME\n");
}

TEST(RuleFile, RefusesEscapesAndManyLinesInExpressions)
{
    const std::string message =
        " an expression must stand on one line between simple quotation marks, without escapes\n";
    EXPECT_EQ(mistakes("\"waiting >= limit.waiting\"", "\"waiting >=\\u0020limit.waiting\""),
              "r.toml:5:8: when:" + message);
    EXPECT_EQ(mistakes("\"waiting >= limit.waiting\"", "\"\"\"waiting >= limit.waiting\"\"\""),
              "r.toml:5:8: when:" + message);
}

TEST(RuleFile, NamesThePlaceOfAPlaceholderThatIsUnknown)
{
    EXPECT_EQ(mistakes("{subject} 排队", "排队 {sbject}"),
              "r.toml:8:14: why.zh: '{sbject}' is nothing that can be filled in here\n");
    EXPECT_EQ(mistakes("{waiting} callers", "{waiting callers"),
              "r.toml:7:11: why.en: '{waiting callers wait in {subject}' is nothing that can be filled in here\n");
    EXPECT_EQ(mistakes("{waiting} callers wait in {subject}", "{{waiting} callers"), "");
    EXPECT_EQ(mistakes("callers wait in {subject}", "callers wait in {subject"),
              "r.toml:7:37: why.en: '}' is missing ('{{' writes a brace)\n");
}

TEST(RuleFile, NeedsBothLanguages)
{
    EXPECT_EQ(mistakes("why.zh", "why.cn"),
              "r.toml:7:1: why.zh: is missing\n"
              "r.toml:8:5: why.cn: is not a key that is known here (did you mean 'en'?)\n");
    EXPECT_EQ(mistakes("why.en = \"{waiting} callers wait in {subject}\"\nwhy.zh", "why"),
              "r.toml:7:7: why: must come in both languages: why.en and why.zh\n");
}

TEST(RuleFile, NeedsAProcedureForItsSettings)
{
    EXPECT_EQ(
        textOf(readRule(file("r.toml", changed(changed(kRule, "limit.for", "setting.x"), "procedure = 7\n", "")))),
        "r.toml:5:8: for: 'setting.x' needs a procedure: the key is missing\n");
}

} // namespace
} // namespace fw::config
