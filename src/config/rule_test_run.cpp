#include "config/rule_test_run.h"

#include "base/time_text.h"
#include "rules/condition.h"
#include "rules/floor_terms.h"
#include "rules/watch.h"

#include <algorithm>
#include <array>

namespace fw::config {
namespace {

using rules::TermUse;
using rules::Value;

// What the test says the floor shows; terms it does not name are unknown.
class SaidValues : public rules::Environment {
public:
    explicit SaidValues(std::function<double(std::string_view)> setting) : m_setting(std::move(setting)) {}

    void say(const std::map<std::string, Value> &values)
    {
        for (const auto &[spelling, value] : values) {
            const auto expression = rules::Expression::parse(spelling, rules::FloorVocabulary{});
            if (expression && expression->terms().size() == 1)
                m_said.emplace_back(expression->terms().front(), value);
        }
    }
    [[nodiscard]] Value value(const TermUse &use) const override
    {
        const auto it = std::ranges::find(m_said, use, &std::pair<TermUse, Value>::first);
        if (it != m_said.end())
            return it->second;
        return use.id == int(rules::FloorTerm::setting) ? Value{m_setting(use.text)} : Value{rules::Unknown{}};
    }
    [[nodiscard]] std::optional<Duration> reaches(const TermUse &, double) const override { return std::nullopt; }
    [[nodiscard]] std::optional<Duration> nextChange(const TermUse &) const override { return std::nullopt; }

private:
    std::function<double(std::string_view)> m_setting;
    std::vector<std::pair<TermUse, Value>> m_said;
};

const procedures::Playbook *playbookOf(const engine::Configuration &configuration, int procedure)
{
    const auto book = configuration.playbook(std::to_string(procedure));
    return book.get();
}

} // namespace

RuleTestOutcome runRuleTest(const RuleTest &test, const engine::Configuration &configuration)
{
    RuleTestOutcome outcome;
    outcome.expected = int(test.expectations.size());
    const auto rule = std::ranges::find(configuration.rules, test.rule, &rules::Rule::id);
    if (rule == configuration.rules.end()) {
        outcome.mistakes.push_back({test.file, 1, 1, "rule", "there is no rule \"" + test.rule + "\""});
        return outcome;
    }
    const procedures::Playbook *book = playbookOf(configuration, rule->procedure);
    const auto environmentAt = [&](const std::map<std::string, Value> *values) {
        SaidValues environment([book](std::string_view name) { return book == nullptr ? 0.0 : book->setting(name); });
        if (values != nullptr)
            environment.say(*values);
        environment.say(test.always);
        return environment;
    };
    rules::Condition condition;
    const std::map<std::string, Value> *values = nullptr;
    const auto update = [&](Duration at) {
        const SaidValues env = environmentAt(values);
        (void)condition.update(rule->when.truth(env), rules::durationOf(rule->heldFor, env),
                               rules::durationOf(rule->clearFor, env), {WallTime{at}, at});
    };
    auto input = test.inputs.begin();
    for (const TestExpectation &expected : test.expectations) {
        for (; input != test.inputs.end() && input->at <= expected.at; ++input) {
            update(input->at); // what held until now has held that long
            values = &input->values;
            update(input->at);
        }
        update(expected.at);
        if (condition.shown() == expected.state) {
            ++outcome.met;
            continue;
        }
        constexpr std::array kNames{"false", "true", "unknown"};
        outcome.mistakes.push_back({test.file, expected.line, 1, "expect.state",
                                    "at " + offsetText(expected.at) + " the condition is " +
                                        kNames[std::size_t(condition.shown())] + ", expected " +
                                        kNames[std::size_t(expected.state)]});
    }
    return outcome;
}

} // namespace fw::config
