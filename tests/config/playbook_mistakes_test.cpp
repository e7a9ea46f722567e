#include "config/playbook_file.h"

#include "full_playbook.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using samples::changed;
using samples::file;
using samples::kFull;
using samples::kPlaybook;
using samples::textOf;

struct Slip {
    std::string_view from;
    std::string_view to;
    std::string_view mistake; // without the line
};

class PlaybookSlip : public testing::TestWithParam<Slip> {};

TEST_P(PlaybookSlip, IsNamedWithItsField)
{
    const auto read = readPlaybook(file("p", changed(kFull, GetParam().from, GetParam().to)));
    EXPECT_FALSE(read.value);
    ASSERT_EQ(read.mistakes.size(), 1U) << textOf(read);
    EXPECT_EQ(read.mistakes[0].field + ": " + read.mistakes[0].message, GetParam().mistake);
    EXPECT_GT(read.mistakes[0].line, 0);
    EXPECT_GT(read.mistakes[0].column, 0);
}

INSTANTIATE_TEST_SUITE_P(
    All, PlaybookSlip,
    testing::Values(
        Slip{"ask = \"finding\"", "ask = \"findng\"", "start.ask: there is no fact 'findng' (did you mean 'finding'?)"},
        Slip{"hand_key = \"F12\"", "hand_key = \"F13\"",
             "start.hand_key: 'F13' is not one key: a character, or F1 to F12"},
        Slip{"role = \"om\"\ntitle.en = \"O&M\"", "role = \"on\"\ntitle.en = \"O&M\"",
             "chain.role: 'on' must be one of: agent, shift-leader, supervisor, superior, om, system-maintenance, "
             "business-operations, department, administration, management, marketing-outbound, warden (did you mean "
             "'om'?)"},
        Slip{"finding == 'find-out' and not by_hand", "finding == 'find-oot' and not by_hand",
             "phase.step.when: there is no option of the fact 'finding' called 'find-oot' (did you mean 'find-out'?)"},
        Slip{"when = \"finding = 'real'\"", "when = \"'reel' != finding\"",
             "phase.when: there is no option of the fact 'finding' called 'reel' (did you mean 'real'?)"},
        Slip{"within = \"verify_within\"", "watch = true\nwithin = \"verify_within\"",
             "phase.step.within: what is only watched has no deadline"},
        Slip{"per = \"entities\"", "per = \"entities\"\nchanges = true",
             "fact.changes: a fact of type per is asked for each one that has none"},
        Slip{"also = [\"post\"]", "also = [\"finding\"]", "fact.also: a fact cannot be its own companion"},
        Slip{"key = \"F2\"", "key = \"1\"", "fact.option.key: '1' was already used in line 61"},
        Slip{"key = \"F2\"", "key = \"F13\"", "fact.option.key: 'F13' is not one key: a character, or F1 to F12"},
        Slip{"chain = \"fire\"", "chain = \"fir\"",
             "fact.option.chain: there is no chain 'fir' (did you mean 'fire'?)"},
        Slip{"id = \"answers\"", "id = \"waiting\"", "fact.id: 'waiting' is already the name of a term"},
        Slip{"id = \"answers\"", "id = \"fold_at\"", "fact.id: 'fold_at' is already the name of a setting"},
        Slip{"per = \"entities\"\n", "", "fact.per: is missing"},
        Slip{"id = \"second\"", "id = \"first\"", "phase.id: 'first' was already used in line 88"},
        Slip{"id = \"late\"\nrole", "id = \"late\"\nlike = 1\nrole",
             "phase.step.like: is not a key that is known here"},
        Slip{"role = \"warden\"", "role = \"wardn\"",
             "phase.step.role: 'wardn' must be one of: agent, shift-leader, supervisor, superior, om, "
             "system-maintenance, "
             "business-operations, department, administration, management, marketing-outbound, warden (did you mean "
             "'warden'?)"},
        Slip{"desk = \"roll-call\"\nchain_by", "chain = \"om\"\nchain_by",
             "phase.step.chain_by: only one of chain and chain_by may be given"},
        Slip{"chain = \"fire\"\n", "", "phase.step.chain_by: no option of the fact 'finding' names a chain"},
        Slip{"for_each = \"fact:places\"", "for_each = \"fact:post\"",
             "phase.step.for_each: the fact 'post' is not a list"},
        Slip{"for_each = \"fact:places\"", "for_each = \"places\"",
             "phase.step.for_each: 'places' must be members, fact:ID, site.sweep or site.entities"},
        Slip{"title.en = \"Late\"", "title.en = \"Late {value}\"",
             "phase.step.title.en: '{value}' is nothing that can be filled in here"},
        Slip{"after = [\"ask\", \"order\"]", "after = [\"ask\", \"late\"]",
             "phase.step.after: the steps wait for each other: late → late"},
        Slip{"after = []", "after = [\"late\"]",
             "phase.step.after: the steps wait for each other: late → order → late"},
        Slip{"within = \"verify_within\"", "within = \"fold_at\"",
             "phase.step.within: the setting 'fold_at' is a number, not a duration"},
        Slip{"within = \"read_every\"", "within = \"verify_within\"",
             "phase.step.within: 'verify_within' was already used in line 103"},
        Slip{"within = \"read_every\"\n", "", "phase.step.every: belongs to a deadline: within is missing"},
        Slip{"read_every = \"15m\"", "read_every = \"0s\"",
             "phase.step.every: 'read_every' must be at least 1s: the clock repeats"},
        Slip{"\"fact:finding\"]\nrestart", "\"facts:finding\"]\nrestart",
             "phase.step.from: 'facts:finding' is not a moment: opened, since, active, rule, step:ID, fact:ID, "
             "record:KIND, condition:ID or clock:ID"},
        Slip{"{ by = \"step:order\" }", "{ by = \"step:oder\" }",
             "phase.step.restart.by: there is no step 'oder' (did you mean 'order'?)"},
        Slip{"\"record:incident.commanded\"", "\"record:incident.comanded\"",
             "phase.step.cancelled_by: there is no kind of record 'incident.comanded'"},
        Slip{"{ operator = true }", "{ operator = false }", "phase.step.evidence.operator: can only be true"},
        Slip{"{ operator = true }", "{ operator = true, fact = \"post\" }",
             "phase.step.evidence: a row of evidence has exactly one of: operator, condition, contact, fact, facts, "
             "record, "
             "state"},
        Slip{"is = \"real\"", "is = \"reel\"",
             "phase.step.evidence.is: there is no option of the fact 'finding' called 'reel' (did you mean 'real'?)"},
        Slip{"chain_by = \"finding\"\n", "", "phase.step.evidence.contact: the step has no chain of its own: name one"},
        Slip{"state = \"members >= 2\"", "state = \"members\" ,is = \"x\"",
             "phase.step.evidence.is: says which value a fact must have: fact is missing"},
        Slip{"of = \"calm\"\n", "", "clock.of: is missing: the condition that must last"},
        Slip{"of = \"calm\"", "of = \"calm\"\nfrom = \"opened\"",
             "clock.from: a hold runs while its condition is true: it has no other start"},
        Slip{"after = \"calm_for\"\n", "", "clock.id: there is no duration 'steady' in [settings], and no after"},
        Slip{"kind = \"deadline\"\nkept_by", "kind = \"escalation\"\nkept_by", "clock.kept_by: only a deadline has it"},
        Slip{"from = \"since\"", "from = \"active\"",
             "clock.from: 'active' is a moment of a step: this clock belongs to none"},
        Slip{"activates = [\"late\"]", "activates = [\"lat\"]",
             "clock.activates: there is no step 'lat' (did you mean 'late'?)"},
        Slip{"finding = \"real\", post", "finding = \"rael\", post",
             "clock.sets.finding: there is no option of the fact 'finding' called 'rael'"},
        Slip{"finding = \"real\", post", "findin = \"real\", post",
             "clock.sets.findin: there is no fact 'findin' (did you mean 'finding'?)"},
        Slip{"held('steady')", "held('calm')", "close.need: 'held('calm')' is not a term that can be used here"},
        Slip{"setting.calm_for\"\nfor", "setting.clam_for\"\nfor",
             "condition.when: 'setting.clam_for' is not a term that can be used here"},
        Slip{"[notice.floor]", "[notice.flor]", "notice.flor: is not a key that is known here (did you mean 'floor'?)"},
        Slip{"verify_within = \"60s\"", "verify_within = \"60 s\"",
             "settings.verify_within: must be a duration in quotes (\"15s\", \"5m\") or a number"},
        Slip{"at_least = 2", "at_least = 2\nnumber = \"119\"",
             "chain.at_least: a chain with a fixed number needs nobody"},
        Slip{"hand = true", "hand = 1", "start.hand: must be true or false"}));

TEST(PlaybookFile, NeedsAWayToOpenAPhaseAndARuleForItsEnd)
{
    const auto text = [](std::string_view from, std::string_view to) {
        return textOf(readPlaybook(file("p", changed(kPlaybook, from, to))));
    };
    EXPECT_EQ(text("rules = [\"queue-waiting\"]", "hand = false"),
              "p:14:8: start.hand: nothing opens this playbook: neither a rule nor a person\n");
    const std::string empty = textOf(readPlaybook(file("p", "format = 1\n")));
    for (const std::string_view part :
         {"phase: a playbook needs at least one phase", "close: a playbook needs at least one", "id: is missing",
          "title: is missing", "key: is missing"})
        EXPECT_NE(empty.find(part), std::string::npos) << part << "\n" << empty;
}

TEST(PlaybookFile, DoesNotTakeForEverWhenManyStepsNameEachOther)
{
    std::string text = changed(kPlaybook, "within = \"level1_within\"\n", "");
    std::string steps;
    std::string after;
    for (int i = 0; i < 200; ++i) {
        const std::string id = "s" + std::to_string(i);
        after += (i == 0 ? "\"" : ", \"") + id + "\"";
        steps += "[[phase.step]]\nid = \"" + id +
                 "\"\nrole = \"agent\"\ntitle.en = \"t\"\ntitle.zh = \"t\"\nafter = [" + after + "]\n";
    }
    const auto read = readPlaybook(file("p", changed(text, "[[close]]", steps + "[[close]]")));
    EXPECT_FALSE(read.value);
}

} // namespace
} // namespace fw::config
