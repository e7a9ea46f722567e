// All rules of rules.json per evaluation, on the same pseudo-random facts as peers/rules.mjs. A rule is what it is in
// the engine: an expression and the condition that remembers since when; the peer knows only the first half.
#include "base/json.h"
#include "rules/condition.h"
#include "rules/expression.h"

#include <benchmark/benchmark.h>

#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

using fw::rules::Expression;
using fw::rules::TermUse;
using fw::rules::Truth;
using fw::rules::Value;

struct Fact {
    std::string name;
    double from = 0;
    double to = 0;
};

class Facts : public fw::rules::Vocabulary, public fw::rules::Environment {
public:
    explicit Facts(const fw::Json &spec)
    {
        for (const auto &fact : spec.at("facts"))
            m_facts.push_back({fact.at("name"), fact.at("from"), fact.at("to")});
        m_values.resize(m_facts.size());
    }

    [[nodiscard]] std::optional<TermUse> find(std::string_view name, const std::optional<Argument> &) const override
    {
        for (std::size_t i = 0; i < m_facts.size(); ++i)
            if (m_facts[i].name == name)
                return TermUse{static_cast<int>(i), 0, {}};
        return std::nullopt;
    }
    [[nodiscard]] Value value(const TermUse &term) const override
    {
        return m_values[static_cast<std::size_t>(term.id)];
    }
    [[nodiscard]] std::optional<fw::Duration> reaches(const TermUse &, double) const override { return std::nullopt; }
    [[nodiscard]] std::optional<fw::Duration> nextChange(const TermUse &) const override { return std::nullopt; }

    std::vector<double> next()
    {
        std::vector<double> values;
        for (const Fact &fact : m_facts) {
            m_state = m_state * 1664525U + 1013904223U;
            values.push_back(fact.from + (fact.to - fact.from) * (m_state >> 8U) / 16777216.0);
        }
        return values;
    }
    void set(const std::vector<double> &values) { m_values = values; }

private:
    std::vector<Fact> m_facts;
    std::vector<double> m_values;
    std::uint32_t m_state = 1;
};

std::vector<Expression> readRules(const fw::Json &spec, const Facts &facts)
{
    std::vector<Expression> rules;
    for (const auto &rule : spec.at("rules")) {
        const std::string text = rule.at("fact").get<std::string>() + " " + rule.at("compare").get<std::string>() +
                                 " " + rule.at("value").dump();
        auto expression = Expression::parse(text, facts);
        if (!expression)
            throw std::runtime_error(text + ": " + expression.error().message);
        rules.push_back(*expression);
    }
    return rules;
}

void evaluate(benchmark::State &state)
{
    std::ifstream file(FW_BENCH_RULES);
    const fw::Json spec = fw::Json::parse(file);
    Facts facts(spec);
    const std::vector<Expression> rules = readRules(spec, facts);
    std::vector<std::vector<double>> inputs(spec.at("rounds").get<std::size_t>());
    for (auto &input : inputs)
        input = facts.next();

    std::int64_t fired = 0;
    std::vector<fw::rules::Condition> conditions(rules.size());
    fw::Moment now;
    for (auto _ : state) {
        for (const auto &input : inputs) {
            facts.set(input);
            now = now.plus(std::chrono::seconds{1});
            for (std::size_t i = 0; i < rules.size(); ++i) {
                conditions[i].update(rules[i].truth(facts), fw::Duration{}, fw::Duration{}, now);
                fired += conditions[i].shown() == Truth::yes;
            }
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(inputs.size()));
    state.counters["fired"] = benchmark::Counter(static_cast<double>(fired), benchmark::Counter::kAvgIterations);
}
BENCHMARK(evaluate);

} // namespace

BENCHMARK_MAIN();
