#include "commands.h"
#include "options.h"

#include "config/config_files.h"
#include "config/rule_test_run.h"

#include <cstdio>
#include <limits>

namespace fw::app {

int runRules(const QStringList &words)
{
    const Options options(words, {{"json", nullptr, "print as JSON"}, {"profile", "DIR", "profile folder"}}, 2,
                          std::numeric_limits<int>::max());
    if (options.arguments().front() != "test")
        throw UsageError{"unknown: rules " + options.arguments().front()};
    config::Sources sources = runtime::shippedSourcesOfAnySite();
    if (options.has("profile")) {
        auto profile = config::readProfile(options.text("profile"), std::move(sources));
        if (!profile)
            return fail(profile.error());
        sources = std::move(*profile);
    }
    const auto read = config::assemble(sources);
    bool failed = printMistakes(read.mistakes) || !read.value;
    Json results = Json::array();
    for (std::size_t i = 1; i < options.arguments().size() && read.value; ++i) {
        const auto file = config::readFile(options.arguments()[i]);
        if (!file) {
            failed = true;
            (void)fail(file.error());
            continue;
        }
        const auto test = config::readRuleTest(*file);
        failed = printMistakes(test.mistakes) || failed;
        if (!test.value)
            continue;
        const auto outcome = config::runRuleTest(*test.value, *read.value);
        failed = failed || !outcome.mistakes.empty();
        (void)printMistakes(outcome.mistakes);
        results.push_back(
            {{"file", file->name}, {"rule", test.value->rule}, {"expected", outcome.expected}, {"met", outcome.met}});
        if (!options.has("json"))
            std::printf("%s: %s: %d of %d as expected\n", file->name.c_str(), test.value->rule.c_str(), outcome.met,
                        outcome.expected);
    }
    if (options.has("json"))
        std::puts(results.dump(2).c_str());
    return failed ? kFailed : kDone;
}

} // namespace fw::app
