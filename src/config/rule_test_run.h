// Runs a rule test: the condition of one rule over made-up values, `for` and `clear_for` included. Pure.
#pragma once

#include "config/rule_test_file.h"
#include "engine/configuration.h"

namespace fw::config {

struct RuleTestOutcome {
    int expected = 0;
    int met = 0;
    std::vector<Mistake> mistakes; // expectations that were not met, by their line
};

[[nodiscard]] RuleTestOutcome runRuleTest(const RuleTest &test, const engine::Configuration &configuration);

} // namespace fw::config
