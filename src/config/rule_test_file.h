// Reads a rule test file: what the floor shows over time and what a rule's condition must be then (docs/playbooks.md,
// "Rule tests"). Pure: bytes in, values and mistakes out.
#pragma once

#include "base/moment.h"
#include "config/mistake.h"
#include "config/source_file.h"
#include "rules/expression.h"

#include <map>
#include <string>
#include <vector>

namespace fw::config {

// From `at` on the terms have these values; a term that is not named keeps none: it is unknown.
struct TestInput {
    Duration at{};
    std::map<std::string, rules::Value> values; // by the term's spelling, "service_level(5m)"
    bool operator==(const TestInput &) const = default;
};

// The condition, `for` and `clear_for` included.
struct TestExpectation {
    Duration at{};
    rules::Truth state = rules::Truth::unknown;
    int line = 0;
    bool operator==(const TestExpectation &) const = default;
};

struct RuleTest {
    std::string file;
    std::string rule; // id
    std::map<std::string, rules::Value> always;
    std::vector<TestInput> inputs;             // ascending
    std::vector<TestExpectation> expectations; // ascending
    bool operator==(const RuleTest &) const = default;
};

// No value if there is any mistake.
[[nodiscard]] Read<RuleTest> readRuleTest(const SourceFile &file);

} // namespace fw::config
