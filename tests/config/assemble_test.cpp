#include "config/assemble.h"

#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using samples::changed;
using samples::file;
using samples::kPlaybook;
using samples::kRule;
using samples::textOf;

Sources withSite(std::string_view more)
{
    Sources sources = samples::sources();
    sources.site.text += more;
    return sources;
}

TEST(Assemble, PutsAllFilesTogether)
{
    Sources sources = samples::sources();
    sources.contacts = file("contacts.csv", "id,name,number\na,A,1\n");
    const auto read = assemble(sources);
    ASSERT_TRUE(read.value) << textOf(read);
    EXPECT_EQ(textOf(read), "");
    EXPECT_EQ(read.value->rules.size(), 1U);
    EXPECT_EQ(read.value->contacts.size(), 1U);
    EXPECT_NE(read.value->playbook("7"), nullptr);
    EXPECT_EQ(read.value->playbook("inbound-growth"), read.value->playbook("7"));
}

TEST(Assemble, AppliesTheSitesSettingsToThePlaybook)
{
    const auto read = assemble(withSite("[procedure.7]\nlevel2_after = \"90s\"\nhelpers = 5\n"));
    ASSERT_TRUE(read.value) << textOf(read);
    const auto playbook = read.value->playbook("7");
    EXPECT_EQ(playbook->setting("level2_after"), 90);
    EXPECT_EQ(playbook->setting("helpers"), 5);
    EXPECT_EQ(playbook->setting("level1_within"), 300) << "as the playbook has it";
}

TEST(Assemble, RefusesASiteWhoseSettingsAreWrong)
{
    const auto text = [](std::string_view more) {
        const auto read = assemble(withSite(more));
        EXPECT_FALSE(read.value) << more;
        return textOf(read);
    };
    EXPECT_EQ(
        text("[procedure.7]\nlevel2_aftr = \"90s\"\n"),
        "site.toml:6:15: procedure.7.level2_aftr: the playbook 'inbound-growth' has no such setting (did you mean "
        "'level2_after'?)\n");
    EXPECT_EQ(text("[procedure.7]\nlevel2_after = 90\n"),
              "site.toml:6:16: procedure.7.level2_after: must be a duration in quotes: \"15s\", \"5m\"\n");
    EXPECT_EQ(text("[procedure.7]\nhelpers = \"5s\"\n"),
              "site.toml:6:11: procedure.7.helpers: must be a number without quotes\n");
    EXPECT_EQ(text("[procedure.7]\nhelpers = -1\n"), "site.toml:6:11: procedure.7.helpers: must not be negative\n");
    EXPECT_EQ(text("[procedure.inbound-growht]\nhelpers = 1\n"),
              "site.toml:6:11: procedure.inbound-growht.helpers: there is no playbook 'inbound-growht' (did you mean "
              "'inbound-growth'?)\n");
    EXPECT_EQ(text("[procedure.7]\nhelpers = 1\n[procedure.inbound-growth]\nhelpers = 2\n"),
              "site.toml:8:11: procedure.inbound-growth.helpers: is given twice, by number and by id\n");
}

TEST(Assemble, LeavesOutABrokenPlaybookAndKeepsTheOthers)
{
    Sources sources = samples::sources();
    sources.playbooks.push_back(file("playbooks/x.toml", changed(kPlaybook, "key = \"queue\"", "key = \"quue\"")));
    sources.playbooks.back().text = changed(sources.playbooks.back().text, "inbound-growth", "other");
    const auto read = assemble(sources);
    ASSERT_TRUE(read.value) << textOf(read);
    EXPECT_EQ(read.value->playbooks.size(), 1U);
    EXPECT_EQ(textOf(read),
              "playbooks/x.toml:6:7: key: 'quue' must be one of: seat, system, site, zone, service, queue, "
              "campaign, cause (did you mean 'queue'?)\n");
}

TEST(Assemble, LeavesOutABrokenRuleAndKeepsThePlaybookThatNamesIt)
{
    Sources sources = samples::sources();
    sources.rules[0].text = changed(kRule, "waiting >=", "waitng >=");
    const auto read = assemble(sources);
    ASSERT_TRUE(read.value) << textOf(read);
    EXPECT_TRUE(read.value->rules.empty());
    EXPECT_EQ(read.value->playbooks.size(), 1U);
    EXPECT_EQ(read.mistakes.size(), 1U) << textOf(read);
}

TEST(Assemble, NamesARuleThatNoFileDefines)
{
    Sources sources = samples::sources();
    sources.playbooks[0].text = changed(kPlaybook, "\"queue-waiting\"", "\"queue-waitng\"");
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read),
              "playbooks/7.toml:14:10: start.rules: there is no rule 'queue-waitng' (did you mean 'queue-waiting'?)\n");
    EXPECT_TRUE(read.value->playbooks.empty());
}

TEST(Assemble, NamesASettingThatThePlaybookOfARuleDoesNotHave)
{
    Sources sources = samples::sources();
    sources.rules[0].text = changed(kRule, "limit.for", "setting.helprs");
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read),
              "rules/w.toml:6:8: for: the playbook 'inbound-growth' has no setting 'helprs' (did you mean "
              "'helpers'?)\n");
    EXPECT_TRUE(read.value->rules.empty());
}

TEST(Assemble, ReplacesAShippedFileByOneOfTheProfile)
{
    Sources sources = samples::sources();
    sources.rules.push_back(file("mine.toml", changed(kRule, "limit.for", "1s")));
    sources.playbooks.push_back(file("own.toml", changed(kPlaybook, "Order level 1", "Order it")));
    const auto read = assemble(sources);
    ASSERT_EQ(textOf(read), "");
    ASSERT_EQ(read.value->rules.size(), 1U);
    EXPECT_EQ(read.value->rules[0].heldFor.text(), "1s");
    EXPECT_EQ(read.value->playbook("7")->step("order")->title.en, "Order it");
    EXPECT_EQ(read.value->text.find("Order level 1"), std::string::npos) << "the replaced file is not kept";
}

TEST(Assemble, KeepsTheShippedFileIfTheOneOfTheProfileIsWrong)
{
    Sources sources = samples::sources();
    sources.rules.push_back(file("mine.toml", changed(kRule, "limit.for", "1x")));
    const auto read = assemble(sources);
    ASSERT_TRUE(read.value);
    EXPECT_EQ(read.mistakes.size(), 1U) << textOf(read);
    ASSERT_EQ(read.value->rules.size(), 1U);
    EXPECT_EQ(read.value->rules[0].heldFor.text(), "limit.for");
}

// ---- a file of the profile that is right in itself and wrong beside the others --------------------------------------

TEST(Assemble, KeepsTheShippedPlaybookIfTheOneOfTheProfileNamesARuleThatIsNotThere)
{
    Sources sources = samples::sources();
    sources.playbooks.push_back(file("own.toml", changed(kPlaybook, "\"queue-waiting\"", "\"queue-waitng\"")));
    sources.playbooks.back().text = changed(sources.playbooks.back().text, "Order level 1", "Order it");
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read),
              "own.toml:14:10: start.rules: there is no rule 'queue-waitng' (did you mean 'queue-waiting'?)\n");
    ASSERT_TRUE(read.value);
    ASSERT_NE(read.value->playbook("7"), nullptr);
    EXPECT_EQ(read.value->playbook("7")->step("order")->title.en, "Order level 1");
    EXPECT_EQ(read.value->rules.size(), 1U);
}

TEST(Assemble, KeepsTheShippedPlaybookIfTheOneOfTheProfileTakesAnothersProcedure)
{
    Sources sources = samples::sources();
    std::string eight = changed(changed(kPlaybook, "inbound-growth", "other"), "procedure = 7", "procedure = 8");
    sources.playbooks.push_back(file("playbooks/8.toml", eight, true));
    sources.playbooks.push_back(file("own.toml", changed(eight, "procedure = 8", "procedure = 7")));
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read), "own.toml:3:13: procedure: 7 is already the procedure of the playbook 'inbound-growth'\n");
    ASSERT_TRUE(read.value);
    EXPECT_NE(read.value->playbook("7"), nullptr);
    EXPECT_NE(read.value->playbook("8"), nullptr);
}

TEST(Assemble, KeepsTheShippedRuleIfTheOneOfTheProfileUsesASettingThatIsNotThere)
{
    Sources sources = samples::sources();
    sources.rules.push_back(file("mine.toml", changed(kRule, "limit.for", "setting.helprs")));
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read),
              "mine.toml:6:8: for: the playbook 'inbound-growth' has no setting 'helprs' (did you mean 'helpers'?)\n");
    ASSERT_TRUE(read.value);
    ASSERT_EQ(read.value->rules.size(), 1U);
    EXPECT_EQ(read.value->rules[0].heldFor.text(), "limit.for");
}

TEST(Assemble, LooksAtTheProfileAgainWithTheShippedFileThatCameBack)
{
    Sources sources = samples::sources();
    std::string own = changed(kPlaybook, "helpers = 3", "patience = \"9s\"");
    sources.playbooks.push_back(file("own.toml", own));
    sources.rules.push_back(file("mine.toml", changed(kRule, "limit.for", "setting.patience")));
    EXPECT_EQ(textOf(assemble(sources)), "") << "they are made for each other";
    sources.playbooks.back().text = changed(own, "\"queue-waiting\"", "\"queue-waitng\"");
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read),
              "own.toml:14:10: start.rules: there is no rule 'queue-waitng' (did you mean 'queue-waiting'?)\n"
              "mine.toml:6:8: for: the playbook 'inbound-growth' has no setting 'patience'\n");
    ASSERT_TRUE(read.value);
    ASSERT_EQ(read.value->rules.size(), 1U);
    EXPECT_EQ(read.value->rules[0].heldFor.text(), "limit.for");
    EXPECT_EQ(read.value->playbook("7")->setting("helpers"), 3);
}

TEST(Bundle, GivesBackTheShippedFileThatStayedInForce)
{
    Sources sources = samples::sources();
    sources.playbooks.push_back(file("7.toml", changed(kPlaybook, "\"queue-waiting\"", "\"queue-waitng\"")));
    const auto first = assemble(sources);
    const auto again = fromBundle(first.value->text);
    ASSERT_TRUE(again.value) << textOf(again);
    EXPECT_EQ(again.value->text, first.value->text);
    EXPECT_EQ(again.mistakes.size(), 1U) << textOf(again);
    ASSERT_NE(again.value->playbook("7"), nullptr);
    EXPECT_EQ(*again.value->playbook("7"), *first.value->playbook("7"));
}

TEST(Assemble, RefusesTwoFilesOfAProfileWithOneId)
{
    Sources sources = samples::sources();
    sources.rules.push_back(file("one.toml", kRule));
    sources.rules.push_back(file("two.toml", kRule));
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read), "two.toml: id: 'queue-waiting' is already the id of one.toml\n");
    EXPECT_EQ(read.value->rules.size(), 1U);
}

TEST(Assemble, RefusesTwoPlaybooksForOneProcedure)
{
    Sources sources = samples::sources();
    sources.playbooks.push_back(file("two.toml", changed(kPlaybook, "inbound-growth", "another")));
    const auto read = assemble(sources);
    EXPECT_EQ(textOf(read), "two.toml:3:13: procedure: 7 is already the procedure of the playbook 'inbound-growth'\n");
    EXPECT_EQ(read.value->playbooks.size(), 1U);
}

TEST(Assemble, GivesNothingForABrokenSite)
{
    Sources sources = samples::sources();
    sources.site.text += "port = 1\n";
    EXPECT_FALSE(assemble(sources).value);
}

TEST(Bundle, GivesTheSameConfigurationBack)
{
    Sources sources = withSite("[procedure.7]\nlevel2_after = \"90s\"\n");
    sources.contacts = file("/profile/contacts.csv", "id,name,number\na,A,1\n");
    sources.rules.push_back(file("mine.toml", changed(kRule, "limit.for", "1s")));
    sources.rules.push_back(file("broken.toml", "id = \"x\"\n\xFF"));
    const auto first = assemble(sources);
    ASSERT_TRUE(first.value);
    const auto again = fromBundle(first.value->text);
    ASSERT_TRUE(again.value) << textOf(again);
    EXPECT_EQ(again.value->text, first.value->text);
    EXPECT_EQ(again.value->sha256, first.value->sha256);
    EXPECT_EQ(again.value->site, first.value->site);
    EXPECT_EQ(again.value->rules, first.value->rules);
    EXPECT_EQ(again.value->contacts, first.value->contacts);
    EXPECT_EQ(*again.value->playbook("7"), *first.value->playbook("7"));
    EXPECT_EQ(again.value->playbook("7")->setting("level2_after"), 90);
}

TEST(Bundle, DoesNotDependOnTheFolder)
{
    Sources here = samples::sources();
    Sources there = here;
    there.site.name = "/etc/floorwarden/site.toml";
    EXPECT_EQ(assemble(here).value->sha256, assemble(there).value->sha256);
    there.site.text += "# changed\n";
    EXPECT_NE(assemble(here).value->sha256, assemble(there).value->sha256);
}

TEST(Bundle, HasTheHashOfItsText)
{
    EXPECT_EQ(assemble(samples::sources()).value->sha256.size(), 64U);
    EXPECT_EQ(assemble(samples::sources()).value->sha256.find_first_not_of("0123456789abcdef"), std::string::npos);
}

TEST(Bundle, RefusesWhatItDidNotWrite)
{
    for (const std::string_view text :
         {"", "x", "[]", "{}", "{\"format\":2}", R"({"format":1,"site":{},"rules":[],"playbooks":[]})",
          R"({"format":1,"site":{"name":"s","shipped":false,"text":"x"},"rules":[5],"playbooks":[]})",
          R"({"format":1,"site":{"name":"s","shipped":false,"text":"x"},"rules":{},"playbooks":[],"contacts":1})"}) {
        const auto read = fromBundle(text);
        EXPECT_FALSE(read.value) << text;
        EXPECT_EQ(textOf(read), "configuration: this is not a configuration that was kept\n");
    }
}

TEST(ChainWarnings, NameAChainWithTooFewPeople)
{
    Sources sources = samples::sources();
    sources.playbooks[0].text += "[[chain]]\nid = \"om\"\ntitle.en = \"O\"\ntitle.zh = \"运\"\nat_least = 2\n"
                                 "[[chain]]\nid = \"fire\"\ntitle.en = \"F\"\ntitle.zh = \"火\"\nnumber = \"119\"\n";
    sources.contacts = file("contacts.csv", "id,name,number,chain\na,A,1,om\n");
    const auto read = assemble(sources);
    ASSERT_EQ(textOf(read), "");
    const auto warnings = chainWarnings(*read.value, "contacts.csv");
    ASSERT_EQ(warnings.size(), 1U);
    EXPECT_EQ(warnings[0].text(),
              "contacts.csv: warning: chain: the chain 'om' of the playbook 'inbound-growth' has 1 of 2 "
              "people");
    EXPECT_FALSE(hasErrors(warnings));
}

} // namespace
} // namespace fw::config
