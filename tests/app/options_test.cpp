// The words of a command line, as the programs read them.
#include "options.h"

#include <gtest/gtest.h>

namespace fw::app {
namespace {

std::optional<double> speed(const QString &word)
{
    const Options options({"--speed", word}, {{"speed", "X", "times faster"}}, 0, 0);
    return options.number("speed", 1, 60);
}

TEST(Options, TakeANumberInItsRange)
{
    EXPECT_EQ(speed("1"), 1);
    EXPECT_EQ(speed("59.5"), 59.5);
    EXPECT_EQ(speed("60"), 60);
}

TEST(Options, RefuseWhatIsNoNumberInItsRange)
{
    for (const char *word : {"0.9", "61", "fast", "", "nan", "NaN", "-nan", "inf", "-inf"})
        EXPECT_THROW((void)speed(word), UsageError) << word;
}

} // namespace
} // namespace fw::app
