// Every file of data/broken has one mistake or more; its first lines say which: "# expect: LINE:COLUMN FIELD words…".
#include "config/check.h"
#include "config/config_files.h"

#include "samples.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <sstream>

namespace fw::config {
namespace {

std::vector<std::string> brokenFiles()
{
    std::vector<std::string> names;
    for (const auto &entry : std::filesystem::directory_iterator{FW_TEST_DATA "/broken"})
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

std::vector<std::string> expectations(const std::string &text)
{
    constexpr std::string_view kStart = "# expect: ";
    std::vector<std::string> lines;
    std::istringstream in{text};
    for (std::string line; std::getline(in, line) && line.starts_with(kStart);)
        lines.push_back(line.substr(kStart.size()));
    return lines;
}

class BrokenFile : public testing::TestWithParam<std::string> {};

TEST_P(BrokenFile, IsRefusedWithPlaceAndField)
{
    const auto file = readFile(std::filesystem::path{FW_TEST_DATA} / "broken" / GetParam());
    ASSERT_TRUE(file);
    const std::vector<std::string> expected = expectations(file->text);
    ASSERT_FALSE(expected.empty());
    const std::vector<Mistake> mistakes =
        checkFiles({*file}, samples::sources(), [](const std::string &) { return true; });
    std::vector<std::string> found;
    for (const Mistake &m : mistakes)
        found.push_back(std::to_string(m.line) + ":" + std::to_string(m.column) + " " +
                        (m.field.empty() ? "-" : m.field) + " " + m.message);
    ASSERT_EQ(found.size(), expected.size()) << testing::PrintToString(found);
    for (std::size_t i = 0; i < found.size(); ++i)
        EXPECT_TRUE(found[i].starts_with(expected[i])) << "found    " << found[i] << "\nexpected " << expected[i];
}

std::string testName(const testing::TestParamInfo<std::string> &info)
{
    std::string name = info.param.substr(0, info.param.find('.'));
    std::ranges::replace(name, '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(All, BrokenFile, testing::ValuesIn(brokenFiles()), testName);

TEST(BrokenFiles, AreThirtyOrMore)
{
    EXPECT_GE(brokenFiles().size(), 30U);
}

} // namespace
} // namespace fw::config
