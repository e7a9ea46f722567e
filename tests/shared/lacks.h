// What the machine lacks for a test. By hand the test is skipped; in CI, where all of it is installed, it fails: a test
// that never runs proves nothing. `return lacks("…");` from a test or from SetUp().
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <string>
#include <string_view>

namespace fw::test {

[[nodiscard]] inline bool isInCi()
{
    const char *value = std::getenv("CI"); // NOLINT(concurrency-mt-unsafe)
    return value != nullptr && std::string_view(value) == "true";
}

inline void lacks(const std::string &what)
{
    if (isInCi())
        FAIL() << what;
    GTEST_SKIP() << what;
}

} // namespace fw::test
