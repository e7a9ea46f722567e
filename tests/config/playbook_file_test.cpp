#include "config/playbook_file.h"

#include "full_playbook.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using namespace procedures;
using samples::file;
using samples::kFull;
using samples::kPlaybook;
using samples::textOf;
using std::chrono::minutes;

Playbook full()
{
    const auto read = readPlaybook(file("p.toml", kFull));
    EXPECT_EQ(textOf(read), "");
    return read.value ? read.value->playbook : Playbook{};
}

TEST(PlaybookFile, ReadsTheHead)
{
    const Playbook book = full();
    EXPECT_EQ(book.id, "alarm");
    EXPECT_EQ(book.procedure, 5);
    EXPECT_EQ(book.title, (Text{"Alarm", "警报"}));
    EXPECT_EQ(book.key, "site");
    EXPECT_EQ(book.attention, 3);
    EXPECT_EQ(book.cooldown, Duration::zero());
    EXPECT_EQ(book.settings.at("verify_within"), (Setting{60, true}));
    EXPECT_EQ(book.settings.at("fold_at"), (Setting{3, false}));
    EXPECT_EQ(book.startRules, (std::vector<std::string>{"alarm-zone", "zone-hot"}));
    EXPECT_EQ(book.handKey, "F12");
    EXPECT_EQ(book.ask, "finding");
}

TEST(PlaybookFile, ReadsChainsFactsAndConditions)
{
    const Playbook book = full();
    EXPECT_EQ(*book.chain("om"), (Chain{"om", "om", {"O&M", "运维"}, 2, ""}));
    EXPECT_EQ(book.chain("fire")->number, "119");
    const Fact &finding = *book.fact("finding");
    EXPECT_EQ(finding.options[0], (FactOption{"real", {"Real", "属实"}, "1", "fire", {}}));
    EXPECT_EQ(finding.also, std::vector<std::string>{"post"});
    EXPECT_FALSE(finding.changes);
    EXPECT_TRUE(book.fact("post")->changes);
    EXPECT_EQ(book.fact("post")->from, "site.unit");
    EXPECT_EQ(book.fact("post")->fallback, (Text{"not said", "未说明"}));
    EXPECT_EQ(book.fact("answers")->type, FactType::per);
    EXPECT_EQ(book.fact("answers")->per, "entities");
    ASSERT_EQ(book.conditions.size(), 2U);
    EXPECT_EQ(book.conditions[0].procedure, 5);
    EXPECT_EQ(book.conditions[0].over, rules::SubjectKind::incident);
    EXPECT_EQ(book.conditions[0].heldFor.text(), "5s");
    EXPECT_EQ(book.conditions[0].clearFor.text(), "setting.calm_for / 2");
    EXPECT_EQ(book.conditions[0].why.en, "Calm: {waiting}");
    EXPECT_EQ(book.conditions[1].over, rules::SubjectKind::member);
}

TEST(PlaybookFile, ReadsSteps)
{
    const Playbook book = full();
    EXPECT_EQ(book.phases[0].order, PhaseOrder::byRole);
    EXPECT_EQ(book.phases[1].order, PhaseOrder::all);
    EXPECT_EQ(book.phases[1].when.text(), "finding = 'real'");
    const Step &ask = *book.step("ask");
    EXPECT_EQ(ask.role, "supervisor");
    EXPECT_EQ(ask.say.en, "s {setting.fold_at}");
    EXPECT_EQ(ask.desk, "roll-call");
    EXPECT_EQ(ask.chainBy, "finding");
    EXPECT_EQ(ask.needs, std::vector<std::string>{"post"});
    EXPECT_FALSE(ask.hasAfter);
    const Step &order = *book.step("order");
    EXPECT_EQ(order.forEach, "fact:places");
    EXPECT_EQ(order.chain, "om");
    EXPECT_TRUE(order.hasAfter);
    EXPECT_TRUE(order.after.empty());
    EXPECT_TRUE(order.every);
    EXPECT_FALSE(order.byClock);
    EXPECT_EQ(book.step("late")->after, (std::vector<std::string>{"ask", "order"}));
    EXPECT_TRUE(book.step("late")->byClock) << "a clock activates it";
    EXPECT_TRUE(book.step("late")->watch);
    EXPECT_FALSE(ask.watch);
}

TEST(PlaybookFile, ReadsEveryKindOfEvidence)
{
    const Step ask = *full().step("ask");
    using Kind = Evidence::Kind;
    ASSERT_EQ(ask.evidence.size(), 9U);
    EXPECT_EQ(ask.evidence[0].kind, Kind::op);
    EXPECT_EQ(ask.evidence[1], (Evidence{Kind::condition, "calm", {}, "", {}}));
    EXPECT_EQ(ask.evidence[2], (Evidence{Kind::contact, "", {}, "", {}}));
    EXPECT_EQ(ask.evidence[3], (Evidence{Kind::contact, "om", {}, "", {}}));
    EXPECT_EQ(ask.evidence[4], (Evidence{Kind::fact, "finding", {}, "", {}}));
    EXPECT_EQ(ask.evidence[5], (Evidence{Kind::fact, "finding", {}, "real", {}}));
    EXPECT_EQ(ask.evidence[6], (Evidence{Kind::fact, "", {"post", "places"}, "", {}}));
    EXPECT_EQ(ask.evidence[7], (Evidence{Kind::record, "incident.commanded", {}, "", {}}));
    EXPECT_EQ(ask.evidence[8].kind, Kind::state);
    EXPECT_EQ(ask.evidence[8].state.text(), "members >= 2");
}

TEST(PlaybookFile, MakesAClockOfAStepsDeadline)
{
    const Playbook book = full();
    const Clock &ask = *book.clock("verify_within");
    EXPECT_EQ(ask.kind, ClockKind::deadline);
    EXPECT_EQ(ask.after, "verify_within");
    EXPECT_EQ(ask.step, "ask");
    EXPECT_EQ(ask.from, (std::vector<Anchor>{{"opened", ""}, {"fact", "finding"}}));
    EXPECT_EQ(ask.restart, (std::vector<Restart>{{{"rule", ""}, "early"}, {{"step", "order"}, ""}}));
    EXPECT_EQ(ask.cancelledBy, (std::vector<Anchor>{{"record", "incident.commanded"}, {"condition", "calm"}}));
    EXPECT_EQ(ask.warnAt, "early");
    const Clock &order = *book.clock("read_every");
    EXPECT_EQ(order.from, (std::vector<Anchor>{{"active", ""}}));
    EXPECT_EQ(order.forEach, "fact:places");
    EXPECT_TRUE(order.every);
}

TEST(PlaybookFile, ReadsClocksOfTheirOwn)
{
    const Playbook book = full();
    const Clock &decide = *book.clock("decide_after");
    EXPECT_EQ(decide.kind, ClockKind::escalation);
    EXPECT_EQ(decide.after, "decide_after") << "the setting of its own name";
    EXPECT_EQ(decide.from, (std::vector<Anchor>{{"since", ""}}));
    EXPECT_EQ(decide.cancelledBy, (std::vector<Anchor>{{"fact", "finding"}}));
    EXPECT_EQ(decide.activates, std::vector<std::string>{"late"});
    EXPECT_EQ(decide.sets, (std::map<std::string, std::string>{{"finding", "real"}, {"post", "nobody"}}));
    EXPECT_EQ(decide.why.zh, "已过 {decide_after}");
    const Clock &steady = *book.clock("steady");
    EXPECT_EQ(steady.kind, ClockKind::hold);
    EXPECT_EQ(steady.after, "calm_for");
    EXPECT_EQ(steady.of, "calm");
    EXPECT_TRUE(steady.from.empty());
    EXPECT_EQ(book.clock("early")->from, (std::vector<Anchor>{{"opened", ""}}));
    EXPECT_EQ(book.clock("early")->keptBy, (std::vector<Anchor>{{"step", "ask"}, {"clock", "steady"}}));
}

TEST(PlaybookFile, ReadsTheEnd)
{
    const Playbook book = full();
    ASSERT_EQ(book.closing.size(), 1U);
    EXPECT_EQ(book.closing[0].when.text(), "noted('finding')");
    EXPECT_EQ(book.followUps, (std::vector<FollowUp>{{"air", book.followUps.at(0).when, {"It gets hot", "升温"}}}));
    EXPECT_EQ(book.notices.at("caller"), (Text{"We call back", "稍后回电"}));
    EXPECT_EQ(book.notices.at("floor").zh, "待命");
}

TEST(PlaybookFile, TellsWhichOtherFilesItNames)
{
    const auto read = readPlaybook(file("p.toml", kFull));
    ASSERT_TRUE(read.value);
    EXPECT_EQ(read.value->rules,
              (std::vector<OtherFile>{{"alarm-zone", "start.rules", 19, 10}, {"zone-hot", "start.rules", 19, 24}}));
    ASSERT_EQ(read.value->playbooks.size(), 1U);
    EXPECT_EQ(read.value->playbooks[0].id, "air");
}

TEST(PlaybookFile, HasDefaults)
{
    const auto read = readPlaybook(file("p.toml", kPlaybook));
    ASSERT_TRUE(read.value) << textOf(read);
    const Playbook &book = read.value->playbook;
    EXPECT_EQ(book.attention, 2);
    EXPECT_EQ(book.cooldown, minutes{10});
    EXPECT_TRUE(book.byHand);
    EXPECT_TRUE(book.phases[0].when.empty());
    EXPECT_TRUE(book.phases[0].steps[0].evidence.empty());
}

} // namespace
} // namespace fw::config
