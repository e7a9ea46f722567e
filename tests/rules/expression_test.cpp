#include "rules/expression.h"

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>

namespace fw::rules {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

enum Id { waiting, longestWait, service, state, lost, step, limitWaiting, off, target, idle };

class FakeVocabulary : public Vocabulary {
public:
    [[nodiscard]] std::optional<TermUse> find(std::string_view name, const std::optional<Argument> &arg) const override
    {
        static const std::map<std::string_view, Id> plain{{"waiting", waiting},
                                                          {"longest_wait", longestWait},
                                                          {"state", state},
                                                          {"lost", lost},
                                                          {"limit.waiting", limitWaiting},
                                                          {"limit.off", off},
                                                          {"target", target},
                                                          {"android", idle}};
        if (name == "service_level")
            return arg && !arg->number ? std::nullopt : std::optional{TermUse{service, arg ? *arg->number : 900, {}}};
        if (name == "step")
            return arg && arg->text ? std::optional{TermUse{step, 0, *arg->text}} : std::nullopt;
        const auto found = plain.find(name);
        return found == plain.end() || arg ? std::nullopt : std::optional{TermUse{found->second, 0, {}}};
    }
};

class FakeFloor : public Environment {
public:
    std::map<int, Value> values;
    std::map<std::string, Value> steps;
    Duration slides{};

    [[nodiscard]] Value value(const TermUse &term) const override
    {
        if (term.id == step) {
            const auto found = steps.find(term.text);
            return found == steps.end() ? Value{Unknown{}} : found->second;
        }
        const auto found = values.find(term.id);
        return found == values.end() ? Value{Unknown{}} : found->second;
    }
    [[nodiscard]] std::optional<Duration> reaches(const TermUse &term, double threshold) const override
    {
        const auto found = values.find(term.id);
        if (term.id != longestWait || found == values.end())
            return std::nullopt;
        const auto left = Duration{std::llround(std::ceil((threshold - std::get<double>(found->second)) * 1000))};
        return left < Duration::zero() ? std::nullopt : std::optional{left};
    }
    [[nodiscard]] std::optional<Duration> nextChange(const TermUse &term) const override
    {
        return term.id == service && slides > Duration::zero() ? std::optional{slides} : std::nullopt;
    }
};

Expression parsed(std::string_view text)
{
    auto expression = Expression::parse(text, FakeVocabulary{});
    EXPECT_TRUE(expression) << text << ": " << (expression ? "" : expression.error().message);
    return expression ? *expression : Expression{};
}

Truth truth(std::string_view text, const FakeFloor &floor = {})
{
    return parsed(text).truth(floor);
}
Value value(std::string_view text, const FakeFloor &floor = {})
{
    return parsed(text).value(floor);
}

struct Refused {
    std::size_t column;
    std::string message;
};

Refused refused(std::string_view text)
{
    const auto expression = Expression::parse(text, FakeVocabulary{});
    EXPECT_FALSE(expression) << text;
    return expression ? Refused{0, ""} : Refused{expression.error().column, expression.error().message};
}

std::string name(Truth t)
{
    return t == Truth::yes ? "true" : t == Truth::no ? "false" : "lost";
}

TEST(Expression, ANumberThatIsNotKnownButBoundedDecidesWhatItsBoundsDecide)
{
    FakeFloor floor;
    floor.values[waiting] = Unknown{1, 2};
    const auto truth = [&](const char *text) { return parsed(text).truth(floor); };
    EXPECT_EQ(truth("waiting >= 1"), Truth::yes);
    EXPECT_EQ(truth("waiting > 2"), Truth::no);
    EXPECT_EQ(truth("waiting >= 2"), Truth::unknown);
    EXPECT_EQ(truth("waiting < 3"), Truth::yes);
    EXPECT_EQ(truth("3 > waiting"), Truth::yes);
    EXPECT_EQ(truth("waiting = 0"), Truth::no);
    EXPECT_EQ(truth("waiting != 0"), Truth::yes);
    EXPECT_EQ(truth("waiting = 2"), Truth::unknown);
    EXPECT_EQ(truth("waiting = 'two'"), Truth::unknown);
    EXPECT_EQ(truth("known(waiting)"), Truth::no);
    floor.values[waiting] = Unknown{};
    EXPECT_EQ(truth("waiting >= 0"), Truth::unknown);
    EXPECT_EQ(truth("waiting = waiting"), Truth::unknown);
}

TEST(Expression, TheEmptyOneIsAlwaysTrue)
{
    EXPECT_EQ(Expression{}.truth(FakeFloor{}), Truth::yes);
    EXPECT_TRUE(Expression{}.empty());
    EXPECT_FALSE(Expression{}.nextChange(FakeFloor{}));
    EXPECT_TRUE(Expression{}.terms().empty());
}

TEST(Expression, FollowsTheTruthTablesOfKleene)
{
    const Truth all[] = {Truth::no, Truth::yes, Truth::unknown};
    for (const Truth a : all) {
        EXPECT_EQ(truth("not " + name(a)), a == Truth::unknown ? a : a == Truth::yes ? Truth::no : Truth::yes);
        for (const Truth b : all) {
            const bool anyNo = a == Truth::no || b == Truth::no;
            const bool anyYes = a == Truth::yes || b == Truth::yes;
            const bool anyUnknown = a == Truth::unknown || b == Truth::unknown;
            EXPECT_EQ(truth(name(a) + " and " + name(b)), anyNo ? Truth::no : anyUnknown ? Truth::unknown : Truth::yes);
            EXPECT_EQ(truth(name(a) + " or " + name(b)), anyYes ? Truth::yes : anyUnknown ? Truth::unknown : Truth::no);
        }
    }
}

TEST(Expression, BindsAndTighterThanOrAndNotTighterThanAnd)
{
    EXPECT_EQ(truth("true or false and false"), Truth::yes);
    EXPECT_EQ(truth("(true or false) and false"), Truth::no);
    EXPECT_EQ(truth("not false and false"), Truth::no);
    EXPECT_EQ(truth("not (false and false)"), Truth::yes);
    EXPECT_EQ(truth("not 1 == 2"), Truth::yes);
    EXPECT_EQ(truth("not not true"), Truth::yes);
}

TEST(Expression, CalculatesLikeASchoolbook)
{
    EXPECT_EQ(value("2 + 3 * 4"), Value{14.0});
    EXPECT_EQ(value("(2 + 3) * 4"), Value{20.0});
    EXPECT_EQ(value("20 - 5 - 5"), Value{10.0});
    EXPECT_EQ(value("100 / 5 / 2"), Value{10.0});
    EXPECT_EQ(value("-3 - -5"), Value{2.0});
    EXPECT_EQ(truth("1 + 1 < 3 and 2*2>3"), Truth::yes);
}

TEST(Expression, ReadsSharesAndDurationsAsNumbers)
{
    EXPECT_EQ(value("80%"), Value{0.8});
    EXPECT_EQ(value("0.5"), Value{0.5});
    EXPECT_EQ(value("15s"), Value{15.0});
    EXPECT_EQ(value("1h30m"), Value{5400.0});
    EXPECT_EQ(value("500ms"), Value{0.5});
}

TEST(Expression, ComparesNumbersTextsAndTruths)
{
    FakeFloor floor;
    floor.values = {{waiting, 10.0}, {state, std::string{"down"}}, {lost, true}};
    EXPECT_EQ(truth("waiting >= 10", floor), Truth::yes);
    EXPECT_EQ(truth("waiting > 10", floor), Truth::no);
    EXPECT_EQ(truth("waiting <= 9", floor), Truth::no);
    EXPECT_EQ(truth("waiting < 11", floor), Truth::yes);
    EXPECT_EQ(truth("waiting != 10", floor), Truth::no);
    EXPECT_EQ(truth("state == 'down'", floor), Truth::yes);
    EXPECT_EQ(truth("state = 'down'", floor), Truth::yes);
    EXPECT_EQ(truth("state != 'up'", floor), Truth::yes);
    EXPECT_EQ(truth("lost == true", floor), Truth::yes);
    EXPECT_EQ(truth("lost != true", floor), Truth::no);
    EXPECT_EQ(truth("lost", floor), Truth::yes);
    EXPECT_EQ(truth("'上' == '上'"), Truth::yes);
}

TEST(Expression, IsUnknownWhereItDependsOnTheUnknown)
{
    FakeFloor floor;
    floor.values = {{waiting, 10.0}};
    EXPECT_EQ(truth("longest_wait > 60s", floor), Truth::unknown);
    EXPECT_EQ(truth("longest_wait > 60s or waiting >= 10", floor), Truth::yes);
    EXPECT_EQ(truth("waiting + longest_wait > 1", floor), Truth::unknown);
    EXPECT_EQ(value("waiting + longest_wait", floor), Value{Unknown{}});
    EXPECT_EQ(value("-longest_wait", floor), Value{Unknown{}});
    EXPECT_EQ(truth("lost", floor), Truth::unknown);
}

TEST(Expression, IsUnknownForDivisionByZeroAndForTypesThatDoNotMatch)
{
    FakeFloor floor;
    floor.values = {{waiting, 0.0}, {state, std::string{"down"}}};
    EXPECT_EQ(truth("10 / waiting > 1", floor), Truth::unknown);
    EXPECT_EQ(truth("state > 5", floor), Truth::unknown);
    EXPECT_EQ(truth("state == 5", floor), Truth::unknown);
    EXPECT_EQ(truth("waiting", floor), Truth::unknown);
    EXPECT_EQ(value("state * 2", floor), Value{Unknown{}});
}

TEST(Expression, KnowsWhatIsKnown)
{
    FakeFloor floor;
    floor.values = {{waiting, 3.0}, {off, std::numeric_limits<double>::quiet_NaN()}};
    EXPECT_EQ(truth("known(waiting)", floor), Truth::yes);
    EXPECT_EQ(truth("known( longest_wait )", floor), Truth::no);
    EXPECT_EQ(truth("known(step('x'))", floor), Truth::no);
    EXPECT_EQ(truth("known(limit.off)", floor), Truth::no);
}

TEST(Expression, TakesANumberThatIsNoneAsUnknown)
{
    FakeFloor floor;
    floor.values = {{waiting, 30.0}, {off, std::numeric_limits<double>::quiet_NaN()}};
    for (const char *sign : {"==", "!=", "<", "<=", ">", ">="})
        EXPECT_EQ(truth(std::string{"waiting "} + sign + " limit.off", floor), Truth::unknown) << sign;
    EXPECT_EQ(value("limit.off * 2", floor), Value{Unknown{}});
    EXPECT_EQ(truth("waiting * 1000000000000 / 0.0000000001 * 1000000000000 > 0", floor), Truth::yes);
}

TEST(Expression, PassesArgumentsToItsTerms)
{
    EXPECT_EQ(parsed("service_level(5m) >= target").terms(),
              (std::vector<TermUse>{{service, 300, ""}, {target, 0, ""}}));
    EXPECT_EQ(parsed("service_level < 1").terms(), (std::vector<TermUse>{{service, 900, ""}}));
    EXPECT_EQ(parsed("step('level1-order') or step(level2.a)").terms(),
              (std::vector<TermUse>{{step, 0, "level1-order"}, {step, 0, "level2.a"}}));
    EXPECT_EQ(parsed("known(waiting)").terms(), (std::vector<TermUse>{{waiting, 0, ""}}));
    FakeFloor floor;
    floor.steps = {{"a", true}, {"b", false}};
    EXPECT_EQ(truth("step(a) and not step('b')", floor), Truth::yes);
}

TEST(Expression, DoesNotTakeTheStartOfANameForAWord)
{
    FakeFloor floor;
    floor.values = {{idle, true}};
    EXPECT_EQ(truth("android", floor), Truth::yes);
    EXPECT_EQ(truth("true and android", floor), Truth::yes);
}

TEST(Expression, KeepsItsText)
{
    EXPECT_EQ(parsed("waiting>1").text(), "waiting>1");
    EXPECT_EQ(parsed("waiting>1"), parsed("waiting>1"));
    EXPECT_FALSE(parsed("waiting>1") == parsed("waiting > 1"));
}

TEST(Expression, SaysOfWhichTypeItIs)
{
    EXPECT_EQ(parsed("waiting > 1").type(), ValueType::truth);
    EXPECT_EQ(parsed("known(waiting)").type(), ValueType::truth);
    EXPECT_EQ(parsed("limit.waiting * 2").type(), ValueType::number);
    EXPECT_EQ(parsed("15s").type(), ValueType::number);
    EXPECT_EQ(parsed("'x'").type(), ValueType::text);
    EXPECT_EQ(parsed("waiting").type(), ValueType::any);
    EXPECT_EQ(Expression{}.type(), ValueType::truth);
}

TEST(ExpressionErrors, NameTheColumn)
{
    EXPECT_EQ(refused("").column, 1U);
    EXPECT_EQ(refused("waitng > 1").column, 1U);
    EXPECT_EQ(refused("waiting > 1 and  waitng > 1").column, 18U);
    EXPECT_EQ(refused("waiting >").column, 10U);
    EXPECT_EQ(refused("waiting > 1 waiting").column, 13U);
    EXPECT_EQ(refused("(waiting > 1").column, 13U);
    EXPECT_EQ(refused("waiting > 1)").column, 12U);
    EXPECT_EQ(refused("state == 'down").column, 10U);
    EXPECT_EQ(refused("waiting > 5x").column, 11U);
    EXPECT_EQ(refused("waiting > 1.2.3").column, 11U);
    EXPECT_EQ(refused("1 < 2 < 3").column, 7U);
    EXPECT_EQ(refused("step()").column, 6U);
    EXPECT_EQ(refused("step('x'").column, 9U);
    EXPECT_EQ(refused("step").column, 1U);
    EXPECT_EQ(refused("known(3)").column, 7U);
    EXPECT_EQ(refused("known waiting").column, 7U);
    EXPECT_EQ(refused("waiting & 1").column, 9U);
    EXPECT_EQ(refused("waiting > or").column, 11U);
    EXPECT_EQ(refused("state == '断电' and x").column, 19U) << "counts characters, not bytes";
}

TEST(ExpressionErrors, NameTheWordAsItIsSpelled)
{
    EXPECT_EQ(refused("waitng > 1").message, "'waitng' is not a term that can be used here");
    EXPECT_EQ(refused("step(7)").message, "'step(7)' is not a term that can be used here");
    EXPECT_EQ(refused("limit.x > 1").message, "'limit.x' is not a term that can be used here");
    EXPECT_EQ(refused("waiting > 5x").message, "'5x' is not a duration: 15s, 5m, 1h30m");
    EXPECT_EQ(refused("waiting 断").message, "'断' is not expected here");
}

TEST(ExpressionErrors, RefuseTypesThatCannotWork)
{
    EXPECT_EQ(refused("1 and lost").column, 1U);
    EXPECT_EQ(refused("lost or 'x'").column, 9U);
    EXPECT_EQ(refused("not 5").column, 5U);
    EXPECT_EQ(refused("'a' < 5").column, 7U);
    EXPECT_EQ(refused("'a' + 5").column, 1U);
    EXPECT_EQ(refused("5 * true").column, 5U);
    EXPECT_EQ(refused("true < lost").column, 6U);
    EXPECT_EQ(refused("-'a'").column, 2U);
    EXPECT_EQ(refused("(waiting > 1) > 1").column, 17U);
}

TEST(ExpressionErrors, RefuseTextsThatAreTooLongOrTooDeep)
{
    EXPECT_TRUE(refused(std::string(2001, ' ')).message.find("2000") != std::string::npos);
    EXPECT_FALSE(refused(std::string(1990, '(')).message.empty());
    EXPECT_FALSE(refused(std::string(1990, '-') + "1").message.empty());
    std::string chain = "1";
    std::string nots;
    for (int i = 0; i < 490; ++i) {
        chain += "+1";
        nots += "not ";
    }
    EXPECT_FALSE(refused(chain).message.empty());
    EXPECT_FALSE(refused(nots + "true").message.empty());
}

TEST(ExpressionErrors, AllowWidth)
{
    std::string wide = "waiting>0";
    for (int i = 0; i < 140; ++i)
        wide += " or waiting>0";
    EXPECT_EQ(parsed(wide).terms().size(), 141U);
    EXPECT_EQ(truth(std::string(60, '(') + "true" + std::string(60, ')')), Truth::yes);
}

TEST(NextChange, IsTheMomentAGrowingTermReachesItsThreshold)
{
    FakeFloor floor;
    floor.values = {{longestWait, 20.0}, {limitWaiting, 90.0}, {waiting, 2.0}};
    EXPECT_EQ(parsed("longest_wait >= 60s").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("longest_wait < 60s").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("longest_wait > 60s").nextChange(floor), milliseconds{40001});
    EXPECT_EQ(parsed("longest_wait <= 60s").nextChange(floor), milliseconds{40001});
    EXPECT_EQ(parsed("60s <= longest_wait").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("60s < longest_wait").nextChange(floor), milliseconds{40001});
    EXPECT_EQ(parsed("longest_wait >= limit.waiting").nextChange(floor), seconds{70});
    EXPECT_EQ(parsed("longest_wait == 60s").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("waiting > 5").nextChange(floor), std::nullopt);
}

TEST(NextChange, AtTheThresholdIsOneMillisecondAwayOnlyIfTheComparisonFlipsThere)
{
    FakeFloor floor;
    floor.values = {{longestWait, 60.0}};
    EXPECT_EQ(parsed("longest_wait > 60s").nextChange(floor), milliseconds{1});
    EXPECT_EQ(parsed("longest_wait == 60s").nextChange(floor), milliseconds{1});
    EXPECT_EQ(parsed("longest_wait >= 60s").nextChange(floor), std::nullopt);
    EXPECT_EQ(parsed("longest_wait >= 50s").nextChange(floor), std::nullopt);
}

TEST(NextChange, IsFoundThroughArithmetic)
{
    FakeFloor floor;
    floor.values = {{longestWait, 20.0}, {waiting, 2.0}};
    EXPECT_EQ(parsed("longest_wait / 60 >= 1").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("longest_wait * waiting >= 60").nextChange(floor), seconds{10});
    EXPECT_EQ(parsed("longest_wait + 10 >= 60").nextChange(floor), seconds{30});
    EXPECT_EQ(parsed("longest_wait - 10 >= 60").nextChange(floor), seconds{50});
    EXPECT_EQ(parsed("100 - longest_wait < 60").nextChange(floor), milliseconds{20001});
    EXPECT_EQ(parsed("100 - longest_wait <= 60").nextChange(floor), seconds{20});
    EXPECT_EQ(parsed("-longest_wait <= -60").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("120 / longest_wait <= 2").nextChange(floor), seconds{40});
    EXPECT_EQ(parsed("120 / longest_wait < 2").nextChange(floor), milliseconds{40001});
}

TEST(NextChange, IsTheEarliestOfTheWholeExpression)
{
    FakeFloor floor;
    floor.values = {{longestWait, 20.0}};
    floor.slides = seconds{7};
    EXPECT_EQ(parsed("longest_wait >= 60s and longest_wait < 30s").nextChange(floor), seconds{10});
    EXPECT_EQ(parsed("not (longest_wait >= 60s or service_level(5m) < 80%)").nextChange(floor), seconds{7});
    EXPECT_EQ(parsed("known(service_level(5m))").nextChange(floor), seconds{7});
    EXPECT_EQ(parsed("longest_wait >= target").nextChange(floor), std::nullopt);
}

TEST(Nearness, IsThePartOfTheWayToTheLimit)
{
    FakeFloor floor;
    floor.values = {{waiting, 3.0}, {limitWaiting, 10.0}, {service, 0.9}, {target, 0.6}};
    EXPECT_DOUBLE_EQ(parsed("waiting >= limit.waiting").nearness(floor), 0.3);
    EXPECT_DOUBLE_EQ(parsed("service_level < target").nearness(floor), 0.6 / 0.9) << "falling towards it";
    EXPECT_DOUBLE_EQ(parsed("waiting >= limit.waiting and service_level < target").nearness(floor), 0.3);
    EXPECT_DOUBLE_EQ(parsed("waiting >= limit.waiting or service_level < target").nearness(floor), 0.6 / 0.9);
    floor.values[waiting] = 12.0;
    EXPECT_DOUBLE_EQ(parsed("waiting >= limit.waiting").nearness(floor), 1);
}

TEST(Nearness, IsNothingForWhatIsUnknownOrHasNoLimit)
{
    FakeFloor floor;
    floor.values = {{waiting, 3.0}};
    EXPECT_DOUBLE_EQ(parsed("waiting >= limit.off").nearness(floor), 0);
    EXPECT_DOUBLE_EQ(parsed("lost").nearness(floor), 0);
    floor.values[limitWaiting] = 0.0;
    EXPECT_DOUBLE_EQ(parsed("waiting < limit.waiting").nearness(floor), 0);
    floor.values[lost] = true;
    EXPECT_DOUBLE_EQ(parsed("lost").nearness(floor), 1);
}

} // namespace
} // namespace fw::rules
