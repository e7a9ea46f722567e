// The shipped rules against the rule tests of data/rule_tests.
#include "config/rule_test_run.h"

#include "config/assemble.h"
#include "config/config_files.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

engine::Configuration shipped()
{
    auto sources = samples::shipped();
    sources.site = samples::file("site.toml", samples::kSite);
    auto read = assemble(sources);
    EXPECT_TRUE(read.value) << samples::textOf(read);
    return read.value ? std::move(*read.value) : engine::Configuration{};
}

std::string outcome(const SourceFile &file, const engine::Configuration &configuration)
{
    const auto test = readRuleTest(file);
    if (!test.value)
        return samples::textOf(test);
    std::string text;
    const RuleTestOutcome run = runRuleTest(*test.value, configuration);
    EXPECT_EQ(static_cast<std::size_t>(run.expected), test.value->expectations.size());
    for (const Mistake &mistake : run.mistakes)
        text += mistake.text() + "\n";
    return text;
}

TEST(RuleTests, OfTheShippedRulesAreMet)
{
    const auto files = readFolder(std::filesystem::path{FW_TEST_DATA} / "rule_tests");
    ASSERT_TRUE(files);
    EXPECT_GE(files->size(), 5U);
    const engine::Configuration configuration = shipped();
    for (const SourceFile &file : *files)
        EXPECT_EQ(outcome(file, configuration), "");
}

TEST(RuleTests, NameTheExpectationThatIsNotMet)
{
    const auto file = samples::file("t", "rule = \"ups-on-battery\"\n[[at]]\nt = \"0:00:00\"\non_battery = true\n"
                                         "[[expect]]\nt = \"0:00:01\"\nstate = \"true\"\n");
    EXPECT_EQ(outcome(file, shipped()),
              "t:6:1: expect.state: at 00:00:01.000 the condition is unknown, expected true\n");
}

} // namespace
} // namespace fw::config
