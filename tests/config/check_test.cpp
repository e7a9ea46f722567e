#include "config/check.h"

#include "base/time_text.h"
#include "config/config_files.h"
#include "config/playbook_file.h"
#include "config/rule_test_file.h"
#include "samples.h"

#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>

namespace fw::config {
namespace {

using samples::changed;
using samples::file;
using samples::kPlaybook;
using samples::kRule;
using samples::kSite;
using samples::textOf;
using std::chrono::seconds;

constexpr std::string_view kTest = R"toml(rule = "queue-waiting"
[always]
"limit.waiting" = 10
"limit.for" = "30s"
[[at]]
t = "00:00:00"
waiting = 12
"service_level(5m)" = "80%"
state = "down"
[[at]]
t = "00:01:00"
[[expect]]
t = "00:00:29"
state = "false"
[[expect]]
t = "00:00:30"
state = "true"
)toml";

std::string checked(const std::vector<SourceFile> &files, const Sources &shipped = {})
{
    std::string text;
    for (const Mistake &mistake : checkFiles(files, shipped, [](const std::string &zone) { return zone == "UTC"; }))
        text += mistake.text() + "\n";
    return text;
}

TEST(Check, TellsWhatAFileIs)
{
    EXPECT_EQ(kindOf(file("x", kSite)), FileKind::site);
    EXPECT_EQ(kindOf(file("x", kRule)), FileKind::rule);
    EXPECT_EQ(kindOf(file("x", kPlaybook)), FileKind::playbook);
    EXPECT_EQ(kindOf(file("x", kTest)), FileKind::ruleTest);
    EXPECT_EQ(kindOf(file("x.csv", "")), FileKind::contacts);
    EXPECT_EQ(kindOf(file("x", "hello")), FileKind::other);
    EXPECT_EQ(kindOf(file("x", std::string{kPlaybook} + "]]broken")), FileKind::playbook);
}

TEST(Check, ReadsFilesTogether)
{
    const std::vector<SourceFile> files{file("site", std::string{kSite} + "[procedure.7]\nhelpers = 2\n"),
                                        file("rule", kRule), file("playbook", kPlaybook), file("test", kTest)};
    EXPECT_EQ(checked(files), "");
    EXPECT_EQ(
        checked({file("site", std::string{kSite} + "[procedure.7]\nhelpes = 2\n"), file("rule", kRule),
                 file("playbook", kPlaybook)}),
        "site:6:10: procedure.7.helpes: the playbook 'inbound-growth' has no such setting (did you mean 'helpers'?)\n");
}

TEST(Check, UsesTheShippedFilesButDoesNotNameThem)
{
    Sources shipped = samples::sources();
    shipped.rules.push_back(file("shipped.toml", "broken", true));
    EXPECT_EQ(checked({file("site", std::string{kSite} + "[procedure.7]\nhelpers = 2\n")}, shipped), "");
    EXPECT_EQ(checked({file("mine", changed(kPlaybook, "Order level 1", "Order it"))}, shipped), "");
}

TEST(Check, NamesATimeZoneThatTheMachineDoesNotHave)
{
    EXPECT_EQ(checked({file("site", "[site]\nname = \"a\"\ntimezone = \"Asia/Shangai\"\n")}),
              "site: site.timezone: \"Asia/Shangai\" is not a time zone of this machine\n");
}

TEST(Check, NamesMistakesInEveryFileOnce)
{
    EXPECT_EQ(checked({file("a", "[site]\n"), file("b", "[site]\n"), file("c.csv", "id\n"), file("d", "?")}),
              "c.csv:1:1: name: this column is missing\n"
              "c.csv:1:1: number: this column is missing\n"
              "d: this is neither a site, a rule, a playbook, a rule test nor contacts\n"
              "a:1:1: site.name: is missing\n"
              "b:1:1: site.name: is missing\n");
}

TEST(RuleTestFile, ReadsValuesAndExpectations)
{
    const auto read = readRuleTest(file("t", kTest));
    ASSERT_TRUE(read.value) << textOf(read);
    const RuleTest &test = *read.value;
    EXPECT_EQ(test.rule, "queue-waiting");
    EXPECT_EQ(test.always, (std::map<std::string, rules::Value>{{"limit.waiting", 10.0}, {"limit.for", 30.0}}));
    ASSERT_EQ(test.inputs.size(), 2U);
    EXPECT_EQ(test.inputs[0].values,
              (std::map<std::string, rules::Value>{
                  {"waiting", 12.0}, {"service_level(5m)", 0.8}, {"state", std::string{"down"}}}));
    EXPECT_EQ(test.inputs[1].at, seconds{60});
    EXPECT_TRUE(test.inputs[1].values.empty()) << "silent: everything is unknown";
    EXPECT_EQ(test.expectations, (std::vector<TestExpectation>{{seconds{29}, rules::Truth::no, 13},
                                                               {seconds{30}, rules::Truth::yes, 16}}));
}

TEST(RuleTestFile, NamesItsMistakes)
{
    const auto text = [](std::string_view from, std::string_view to) {
        return textOf(readRuleTest(file("t", changed(kTest, from, to))));
    };
    EXPECT_EQ(text("\nwaiting", "\nwaitng"), "t:7:1: at.waitng: is not a term of the floor\n");
    EXPECT_EQ(text("00:00:29", "00:01:29"), "t:16:5: expect.t: 00:00:30 comes before 00:01:29.000\n");
    EXPECT_EQ(text("00:00:29", "29"), "t:13:5: expect.t: '29' is not a time since the start: \"00:00:10\"\n");
    EXPECT_EQ(text("\"true\"", "\"yes\""), "t:17:9: expect.state: 'yes' must be one of: true, false, unknown\n");
    EXPECT_EQ(text("waiting = 12", "waiting = [1]"), "t:7:11: at.waiting: must be a number, true, false or a text\n");
}

class ConfigFiles : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(m_folder / "rules"); }
    void TearDown() override { std::filesystem::remove_all(m_folder); }
    void write(const std::string &name, std::string_view text) const { std::ofstream{m_folder / name} << text; }

    std::filesystem::path m_folder =
        std::filesystem::path{testing::TempDir()} /
        ("fw_config_" + std::string{testing::UnitTest::GetInstance()->current_test_info()->name()});
};

TEST_F(ConfigFiles, ReadAProfileOnTopOfTheShippedFiles)
{
    write("site.toml", kSite);
    write("rules/b.toml", "b");
    write("rules/a.toml", "a");
    write("rules/notes.txt", "no");
    write("contacts.csv", "id,name,number\n");
    const auto sources = readProfile(m_folder, samples::sources());
    ASSERT_TRUE(sources) << sources.error().text();
    EXPECT_EQ(sources->site.text, kSite);
    ASSERT_EQ(sources->rules.size(), 3U);
    EXPECT_TRUE(sources->rules[0].shipped);
    EXPECT_EQ(sources->rules[1].text, "a") << "by name";
    EXPECT_FALSE(sources->rules[1].shipped);
    EXPECT_EQ(sources->playbooks.size(), 1U) << "no playbooks/ in the profile";
    EXPECT_TRUE(sources->contacts);
}

TEST_F(ConfigFiles, SayWhatCannotBeRead)
{
    EXPECT_EQ(readFile(m_folder / "none").error().code, Errc::notFound);
    EXPECT_EQ(readFile(m_folder).error().code, Errc::io);
    EXPECT_EQ(readProfile(m_folder / "none", {}).error().code, Errc::notFound);
    write("large", std::string(kMaxFileSize + 1, 'x'));
    EXPECT_EQ(readFile(m_folder / "large").error().code, Errc::limit);
    write("empty", "");
    EXPECT_EQ(readFile(m_folder / "empty")->text, "");
}

TEST(Shipped, FilesHaveNoMistakes)
{
    auto sources = samples::shipped();
    sources.site = *readFile(std::filesystem::path{FW_RESOURCES} / "demo" / "site.toml");
    sources.contacts = *readFile(std::filesystem::path{FW_RESOURCES} / "demo" / "contacts.csv");
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read), "");
    ASSERT_TRUE(read.value);
    for (const std::string_view number : {"1", "2", "3", "4", "5", "6", "7", "8"})
        EXPECT_NE(read.value->playbook(number), nullptr) << number;
    for (const Mistake &warning : chainWarnings(*read.value, "contacts.csv"))
        ADD_FAILURE() << warning.text();
}

TEST(Shipped, SettingsStandInTheDocumentationWithTheirDefaults)
{
    const auto sources = samples::shipped();
    const auto page = readFile(std::filesystem::path{FW_RESOURCES} / ".." / "docs" / "configuration.md");
    ASSERT_TRUE(page);
    for (const SourceFile &source : sources.playbooks) {
        const auto read = readPlaybook(source);
        ASSERT_TRUE(read.value) << textOf(read);
        for (const auto &[name, setting] : read.value->playbook.settings) {
            const auto expected = std::chrono::duration_cast<Duration>(std::chrono::duration<double>{setting.value});
            const std::string row = "| " + std::to_string(read.value->playbook.procedure) + " | `" + name + "` | `";
            const std::size_t at = page->text.find(row);
            ASSERT_NE(at, std::string::npos) << row;
            const std::string written =
                page->text.substr(at + row.size(), page->text.find('`', at + row.size()) - at - row.size());
            if (setting.isDuration)
                EXPECT_EQ(parseDuration(written.substr(1, written.size() - 2)), expected) << row;
            else
                EXPECT_EQ(std::stod(written), setting.value) << row;
        }
    }
}

} // namespace
} // namespace fw::config
