// The console's side of the watchdog: one that ends by itself is not missed, and not started for ever.
#include "watchdog.h"

#include <QStandardPaths>
#include <QTest>

#include <gtest/gtest.h>

#include <vector>

namespace fw::test {
namespace {

using app::Heart;

class Lost : public testing::TestWithParam<QString> {};

TEST_P(Lost, IsToldEachTimeAndStartedAgainButNotForEver)
{
    Heart heart(GetParam(), {});
    std::vector<bool> again;
    QObject::connect(&heart, &Heart::lost, &heart, [&](bool starts) { again.push_back(starts); });
    ASSERT_TRUE(QTest::qWaitFor([&] { return !again.empty() && !again.back(); }, 15'000));
    EXPECT_EQ(again.size(), std::size_t(Heart::kMostStarts));
    EXPECT_FALSE(QTest::qWaitFor([&] { return again.size() > Heart::kMostStarts; }, 2'000));
    heart.sayGoodbye();
}

INSTANTIATE_TEST_SUITE_P(Watchdog, Lost,
                         testing::Values(QStandardPaths::findExecutable(QStringLiteral("false")),
                                         QStringLiteral("/there/is/no/such/program")),
                         [](const auto &program) { return program.index == 0 ? "ends" : "does_not_start"; });

} // namespace
} // namespace fw::test
