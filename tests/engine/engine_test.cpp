// The engine alone, on hand-made configuration: what golden scenarios cannot show.
#include "engine/timeline.h"
#include "rules/floor_terms.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fw::engine {
namespace {

using namespace std::chrono_literals;
using record::Kind;
using record::Record;

const WallTime kStart{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};

rules::Expression expression(const char *text)
{
    auto parsed = rules::Expression::parse(text, rules::FloorVocabulary{});
    EXPECT_TRUE(parsed) << text;
    return *parsed;
}

// One queue with a limit of two waiting or 30 s, a playbook of one step with a deadline of one minute.
std::shared_ptr<const Configuration> configuration(const std::string &hash = "h1", Duration within = 1min)
{
    auto c = std::make_shared<Configuration>();
    c->site.queues = {{QueueId{"tickets"}, floor::QueueRole::inbound, {}, {2, 30s, {}, {}, 5s}}};
    rules::Rule waiting;
    waiting.id = "queue-waiting";
    waiting.when = expression("waiting >= limit.waiting");
    waiting.heldFor = expression("limit.for");
    rules::Rule longest = waiting;
    longest.id = "queue-longest-wait";
    longest.when = expression("longest_wait >= limit.longest_wait");
    c->rules = {waiting, longest};
    auto book = std::make_shared<procedures::Playbook>();
    book->id = "growth";
    book->procedure = 7;
    book->title = {"Growth", "增长"};
    book->key = "queue";
    book->startRules = {"queue-waiting", "queue-longest-wait"};
    book->settings["act_within"] = {double(within.count()) / 1000, true};
    procedures::Step step;
    step.id = "act";
    step.role = "supervisor";
    step.title = {"Act", "行动"};
    book->phases = {{"only", procedures::PhaseOrder::all, {}, {step}}};
    procedures::Clock clock;
    clock.id = clock.after = "act_within";
    clock.step = "act";
    clock.from = {{"opened", ""}};
    book->clocks = {clock};
    c->playbooks = {book};
    c->sha256 = hash;
    c->text = "{}";
    return c;
}

// As above, with a playbook that a zone in alarm starts and that closes when none is.
std::shared_ptr<const Configuration> configurationWithAlarms()
{
    auto c = std::make_shared<Configuration>(*configuration());
    rules::Rule alarm;
    alarm.id = "zone-alarm";
    alarm.over = rules::SubjectKind::zone;
    alarm.when = *rules::Expression::parse("state = 'alarm'", rules::FloorVocabulary{rules::SubjectKind::zone});
    c->rules.push_back(alarm);
    auto book = std::make_shared<procedures::Playbook>();
    book->id = "fire";
    book->key = "site";
    book->startRules = {alarm.id};
    const procedures::IncidentVocabulary terms{{}};
    book->closing = {{"panel-normal", {}, *rules::Expression::parse("alarm_zones = 0", terms), {"In alarm", "报警"}}};
    c->playbooks.push_back(book);
    return c;
}

// As above, with a hold in place of the step: fewer than two have waited for a minute.
std::shared_ptr<const Configuration> configurationWithHold()
{
    auto c = std::make_shared<Configuration>(*configuration());
    auto book = std::make_shared<procedures::Playbook>(*c->playbooks.front());
    book->phases.clear();
    book->settings["calm_for"] = {60, true};
    rules::Rule calm;
    calm.id = "calm";
    calm.over = rules::SubjectKind::incident;
    calm.when = expression("waiting < 2");
    book->conditions = {calm};
    procedures::Clock hold;
    hold.id = hold.after = "calm_for";
    hold.kind = procedures::ClockKind::hold;
    hold.of = calm.id;
    book->clocks = {hold};
    c->playbooks = {book};
    return c;
}

floor::MemberSeen memberSeen()
{
    floor::MemberState member;
    member.queue = QueueId{"tickets"};
    member.agent = AgentId{"A"};
    member.interface = member.stateInterface = Interface{"PJSIP/1"};
    member.membership = floor::Membership::dynamic;
    member.device = floor::Device::notInUse;
    return {member};
}

class EngineTest : public testing::Test {
protected:
    EngineTest() { make({}); }
    void make(record::State restored, std::map<std::string, std::shared_ptr<const Configuration>> older = {},
              std::shared_ptr<const Configuration> config = configuration())
    {
        engine.emplace(Options{"test", "0", false}, std::move(config), std::move(restored), std::move(older));
        timeline.emplace(*engine, [this](Output out) {
            records.insert(records.end(), out.records.begin(), out.records.end());
            last = std::move(out);
        });
    }
    void feed(Duration t, InputBody body) { timeline->feed({{kStart + t + wallShift, t}, std::move(body)}); }
    void begin(Duration t = 0s)
    {
        feed(t, Started{});
        feed(t, FeedIn{"pbx", FeedState::live, {}});
        feed(t, SignalIn{floor::SnapshotComplete{}});
    }
    void join(Duration t, const char *call)
    {
        feed(t, SignalIn{floor::CallerJoined{QueueId{"tickets"}, CallId{call}, {}}});
    }
    void leave(Duration t, const char *call)
    {
        feed(t, SignalIn{floor::CallerAbandoned{QueueId{"tickets"}, CallId{call}, true}});
    }
    void zone(Duration t, floor::ZoneState state)
    {
        feed(t, FeedIn{"alarm:row-a", FeedState::live, {}});
        feed(t, SignalIn{floor::AlarmZoneChanged{"row-a", state}});
    }
    void startByHand(Duration t, std::optional<WallTime> happenedAt = {})
    {
        const Json args{{"playbook", "7"}, {"subject", "tickets"}};
        feed(t, CommandIn{{"start", record::Verb::incidentStart, "07", happenedAt, 0, {}, args}});
    }
    void command(Duration t, const char *id, record::Verb verb, Json args = Json::object(), std::string step = {})
    {
        feed(t, CommandIn{{id, verb, "07", {}, 1, std::move(step), std::move(args)}});
    }
    [[nodiscard]] const Record *find(Kind kind) const
    {
        const auto it = std::ranges::find(records, kind, &Record::kind);
        return it == records.end() ? nullptr : &*it;
    }

    std::optional<Engine> engine;
    std::optional<Timeline> timeline;
    std::vector<Record> records;
    Output last;
    Duration wallShift{};
};

TEST_F(EngineTest, OpensAtTheMomentTheLimitHasHeldThoughNothingComesIn)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    timeline->advanceTo(1min);
    const Record *opened = find(Kind::incidentOpened);
    ASSERT_NE(opened, nullptr);
    EXPECT_EQ(opened->happenedAt, kStart + 7s);
    EXPECT_EQ(opened->data["since"], "2000-01-01T00:00:02.000Z");
}

TEST_F(EngineTest, AValueThatGrowsByItselfFiresAtItsCrossing)
{
    begin();
    join(1s, "a");
    timeline->advanceTo(2min);
    const Record *opened = find(Kind::incidentOpened);
    ASSERT_NE(opened, nullptr);
    EXPECT_EQ(opened->happenedAt, kStart + 36s); // 30 s of waiting, 5 s of holding
    EXPECT_EQ(opened->data["by"], "rule:queue-longest-wait");
}

TEST_F(EngineTest, GivesTheSameRecordsHoweverOftenItIsLookedAt)
{
    const auto history = [this](bool often) {
        records.clear();
        make({});
        begin();
        for (int i = 0; i < 60; ++i) {
            if (often) {
                for (int ms = 0; ms < 5'000; ms += 371)
                    timeline->advanceTo(i * 5s + Duration{ms});
            }
            join(i * 5s + 4s, std::to_string(i / 2).c_str());
            if (i % 7 == 0)
                feed(i * 5s + 4s, SignalIn{floor::CallerLeft{QueueId{"tickets"}, CallId{std::to_string(i / 3)}}});
        }
        timeline->advanceTo(1h);
        return records;
    };
    const auto seldom = history(false);
    EXPECT_GT(seldom.size(), 8U);
    EXPECT_EQ(seldom, history(true));
}

TEST_F(EngineTest, CarriesOutACommandIdOnce)
{
    begin();
    feed(1s,
         CommandIn{{"k1", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "tickets"}}}});
    command(2s, "k2", record::Verb::stepDone, {}, "act");
    const std::size_t n = records.size();
    command(3s, "k2", record::Verb::stepDone, {}, "act");
    EXPECT_TRUE(last.duplicate);
    EXPECT_EQ(records.size(), n);
    command(4s, "k3", record::Verb::stepDone, {}, "act");
    ASSERT_TRUE(last.refused);
    EXPECT_EQ(records.back().kind, Kind::commandRefused);
}

TEST_F(EngineTest, RemembersCommandIdsOverARestart)
{
    begin();
    feed(1s, CommandIn{{"k1", record::Verb::note, "07", {}, 0, {}, {{"text", "once"}}}});
    make(engine->state());
    begin(10s);
    feed(11s, CommandIn{{"k1", record::Verb::note, "07", {}, 0, {}, {{"text", "once"}}}});
    EXPECT_EQ(std::ranges::count(records, Kind::noteWritten, &Record::kind), 1);
}

TEST_F(EngineTest, AStepOfTheWallClockIsARecordAndMovesWhatIsDue)
{
    begin();
    feed(1s,
         CommandIn{{"k1", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "tickets"}}}});
    wallShift = 1h;
    feed(2s, SignalIn{floor::PbxAlive{}});
    const Record *stepped = find(Kind::timeStepped);
    ASSERT_NE(stepped, nullptr);
    EXPECT_EQ(stepped->data["delta_ms"], 3'600'000);
    EXPECT_EQ(engine->state().incidents.at(1).clocks.front().dueAt, kStart + 1h + 1min + 1s);
    timeline->advanceTo(1min);
    EXPECT_EQ(find(Kind::clockFired), nullptr) << "a minute by the steady clock, not by the wall's jump";
    timeline->advanceTo(1min + 1s);
    EXPECT_NE(find(Kind::clockFired), nullptr);
}

TEST_F(EngineTest, AStepOfTheWallClockEndsNoCooldown)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    command(1min, "k1", record::Verb::close, {{"reason", "test"}});
    wallShift = 30min;
    join(2min, "c");
    const auto opened = [this] { return std::ranges::count(records, Kind::incidentOpened, &Record::kind); };
    timeline->advanceTo(10min + 59s);
    EXPECT_EQ(opened(), 1);
    timeline->advanceTo(11min + 1s);
    EXPECT_EQ(opened(), 2);
}

// Set back an hour, a hold begins as if nothing had been, and who took the incident on owns it no longer than he said.
TEST_F(EngineTest, AClockThatIsSetBackHoldsNothingUp)
{
    make({}, {}, configurationWithHold());
    begin();
    startByHand(1s);
    command(1s, "k1", record::Verb::acknowledge);
    join(20s, "a");
    join(21s, "b"); // ends the hold
    wallShift = -1h;
    leave(30s, "a");
    const auto held = [this] { return engine->state().incidents.at(1).latestRun("calm_for")->state; };
    EXPECT_EQ(held(), record::ClockState::running);
    timeline->advanceTo(2min);
    EXPECT_EQ(held(), record::ClockState::fired);
    EXPECT_EQ(std::ranges::count(records, Kind::clockStarted, &Record::kind), 2) << "the same stretch holds once";
    timeline->advanceTo(10min);
    EXPECT_TRUE(engine->state().incidents.at(1).ownedUntil);
    timeline->advanceTo(10min + 1s);
    EXPECT_FALSE(engine->state().incidents.at(1).ownedUntil);
}

TEST_F(EngineTest, AHoldThatGoesOnBeforeAndAfterTheClockIsSetIsOne)
{
    make({}, {}, configurationWithHold());
    begin();
    startByHand(1s);
    for (const Duration shift : {Duration{1h}, Duration{-1h}}) {
        timeline->advanceTo(2min);
        wallShift = shift;
        feed(shift > 0s ? 3min : 4min, SignalIn{floor::PbxAlive{}});
    }
    EXPECT_EQ(std::ranges::count(records, Kind::clockStarted, &Record::kind), 1);
}

TEST_F(EngineTest, WhatALimitHasHeldForBeginsByTheClockAsItIsNow)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    wallShift = -1h;
    feed(4s, SignalIn{floor::PbxAlive{}});
    timeline->advanceTo(1min);
    ASSERT_NE(find(Kind::incidentOpened), nullptr);
    EXPECT_EQ(engine->state().incidents.at(1).since, kStart + 2s - 1h);
    EXPECT_EQ(std::ranges::count(records, Kind::incidentJoined, &Record::kind), 1) << "the longest wait";
}

TEST_F(EngineTest, AClockThatRanOutWhileTheProgramWasDownFiresOnceAndLate)
{
    begin();
    feed(1s,
         CommandIn{{"k1", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "tickets"}}}});
    make(engine->state());
    begin(10min);
    timeline->advanceTo(1h);
    ASSERT_EQ(std::ranges::count(records, Kind::clockFired, &Record::kind), 1);
    EXPECT_EQ(find(Kind::clockFired)->data["late"], true);
    EXPECT_EQ(find(Kind::clockFired)->happenedAt, kStart + 10min);
    EXPECT_EQ(find(Kind::clockFired)->summaryEn, "Act: ran out while the console was down, due 00:01:01");
}

TEST_F(EngineTest, OfAClockThatWasOverWhenItWasEnteredItDoesNotSayThatTheConsoleWasDown)
{
    auto c = std::make_shared<Configuration>(*configuration());
    auto book = std::make_shared<procedures::Playbook>(*c->playbooks.front());
    book->clocks.front().from = {{"since", ""}};
    c->playbooks = {book};
    make({}, {}, c);
    begin();
    startByHand(10min, kStart + 5min);
    const Record *fired = find(Kind::clockFired);
    ASSERT_NE(fired, nullptr);
    EXPECT_EQ(fired->data["late"], true);
    EXPECT_EQ(fired->summaryEn, "Act: was over already when it was entered, due 00:06:00");
    EXPECT_EQ(fired->summaryZh, "行动：录入时已超时，应于 00:06:00 完成");
}

TEST_F(EngineTest, AZoneThatIsNoLongerHeardIsNotNormal)
{
    make({}, {}, configurationWithAlarms());
    begin();
    zone(1s, floor::ZoneState::alarm);
    const auto closable = [this] { return engine->state().incidents.at(1).closable.value_or(false); };
    feed(2s, FeedIn{"alarm:row-a", FeedState::down, {}});
    EXPECT_FALSE(closable());
    make(engine->state(), {}, configurationWithAlarms());
    begin(1min);
    EXPECT_FALSE(closable()) << "it led here, and has not been heard since the start";
    zone(2min, floor::ZoneState::normal);
    EXPECT_TRUE(closable());
}

// The same, its incidents of the highest level.
std::shared_ptr<const Configuration> configurationOfHigh()
{
    auto high = std::make_shared<Configuration>(*configuration());
    auto book = std::make_shared<procedures::Playbook>(*high->playbooks.front());
    book->attention = 3;
    high->playbooks = {book};
    return high;
}

TEST_F(EngineTest, WhatWasHighComesBackAsAnotherIncidentAtOnce)
{
    make({}, {}, configurationOfHigh());
    begin();
    join(1s, "a");
    join(2s, "b");
    command(10s, "k1", record::Verb::close, {{"reason", "test"}});
    leave(11s, "a");
    join(12s, "c");
    timeline->advanceTo(20s);
    EXPECT_TRUE(engine->runs().contains(2));
    EXPECT_EQ(find(Kind::incidentJoined), nullptr);
}

TEST_F(EngineTest, AHighAlarmInsideACooldownOpensAtOnce)
{
    auto high = std::make_shared<Configuration>(*configuration());
    high->rules.back().attention = 3; // the longest wait
    make({}, {}, high);
    begin();
    join(1s, "a");
    join(2s, "b");
    command(10s, "k1", record::Verb::close, {{"reason", "test"}});
    timeline->advanceTo(1min);
    ASSERT_TRUE(engine->runs().contains(2));
    EXPECT_EQ(engine->state().incidents.at(2).follows, 1);
    timeline->advanceTo(20min);
    EXPECT_EQ(engine->runs().size(), 1U) << "the end of the cool-down opens no third";
}

TEST_F(EngineTest, WhatWasHighHasNoCooldownAfterARestartEither)
{
    const auto high = configurationOfHigh();
    make({}, {}, high);
    begin();
    startByHand(1s);
    command(10s, "k1", record::Verb::close, {{"reason", "test"}});
    make(engine->state(), {}, high);
    begin(20s);
    join(21s, "a");
    join(22s, "b");
    timeline->advanceTo(30s);
    EXPECT_TRUE(engine->runs().contains(2));
}

TEST_F(EngineTest, AnOpenIncidentKeepsThePlaybookItWasOpenedWith)
{
    begin();
    feed(1s,
         CommandIn{{"k1", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "tickets"}}}});
    const auto changed = configuration("h2", 10s);
    make(engine->state(), {{"h1", configuration()}}, changed);
    begin(5s);
    ASSERT_EQ(engine->runs().size(), 1U);
    EXPECT_EQ(engine->runs().at(1).book().duration("act_within"), 1min);
    feed(6s,
         CommandIn{{"k2", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "other"}}}});
    EXPECT_EQ(engine->runs().at(2).book().duration("act_within"), 10s);
}

TEST_F(EngineTest, ANewConfigurationStartsTheRulesAsUnknown)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    feed(4s, ConfigIn{configuration("h2")});
    timeline->advanceTo(8s);
    EXPECT_EQ(find(Kind::incidentOpened), nullptr);
    timeline->advanceTo(9s);
    EXPECT_NE(find(Kind::incidentOpened), nullptr);
}

TEST_F(EngineTest, ANewConfigurationIsRecordedWithWhoAskedForIt)
{
    begin();
    const record::Command asked{"k1", record::Verb::configReload, "07", {}, 0, {}, Json::object()};
    feed(1s, CommandIn{asked});
    ASSERT_EQ(last.effects.size(), 1U);
    EXPECT_EQ(last.effects.front(), Effect(ReloadConfig{asked}));
    feed(1s, ConfigIn{configuration("h2"), asked});
    EXPECT_EQ(records.back().kind, Kind::configLoaded);
    EXPECT_EQ(records.back().actor, "07");
    EXPECT_EQ(records.back().source, "operator");
    EXPECT_EQ(records.back().data["command_id"], "k1");
    feed(2s, CommandIn{asked});
    EXPECT_TRUE(last.duplicate);
}

TEST_F(EngineTest, AConfigurationThatCannotBeUsedIsARefusalWithTheFirstMistake)
{
    begin();
    const record::Command asked{"k1", record::Verb::configReload, "07", {}, 0, {}, Json::object()};
    feed(1s, CommandIn{asked});
    feed(1s, ConfigRefused{asked, {Errc::badInput, "name: is missing", "/here/site.toml:3:1"}});
    EXPECT_EQ(records.back().kind, Kind::commandRefused);
    EXPECT_EQ(records.back().actor, "07");
    EXPECT_EQ(records.back().data["command"], "config.reload");
    EXPECT_EQ(records.back().data["command_id"], "k1");
    ASSERT_TRUE(last.refused);
    EXPECT_EQ(last.refused->en, "The configuration stays as it was: site.toml:3:1: name: is missing");
    EXPECT_EQ(engine->state().config, "h1");
}

TEST_F(EngineTest, AnIncidentWhosePlaybookCannotBeReadAnyMoreIsThereAndCanBeClosedWithAReason)
{
    begin();
    feed(1s,
         CommandIn{{"k1", record::Verb::incidentStart, "07", {}, 0, {}, {{"playbook", "7"}, {"subject", "tickets"}}}});
    auto without = std::make_shared<Configuration>(*configuration("h2"));
    without->playbooks.clear();
    make(engine->state(), {}, without);
    begin(10s);
    ASSERT_EQ(engine->runs().size(), 1U);
    command(11s, "k2", record::Verb::close);
    ASSERT_TRUE(last.refused);
    EXPECT_NE(last.refused->en.find("The playbook it was opened with cannot be read any more"), std::string::npos);
    command(12s, "k3", record::Verb::close, {{"reason", "over"}});
    EXPECT_FALSE(last.refused);
    ASSERT_NE(find(Kind::incidentClosed), nullptr);
    EXPECT_EQ(find(Kind::incidentClosed)->data["close_kind"], "override");
    EXPECT_TRUE(engine->runs().empty());
}

TEST_F(EngineTest, TheClocksOfAPlaybookThatCannotBeReadStandStillUntilItCan)
{
    begin();
    startByHand(1s);
    const Json wait{{"reason", "3"}, {"whom", "O&M"}, {"until", isoText(kStart + 30s)}};
    command(2s, "k1", record::Verb::stepWait, wait, "act");
    ASSERT_FALSE(last.refused) << last.refused->en;
    auto without = std::make_shared<Configuration>(*configuration("h2"));
    without->playbooks.clear();
    make(engine->state(), {}, without);
    begin(10s);
    timeline->advanceTo(5min);
    const record::Incident &incident = engine->state().incidents.at(1);
    EXPECT_EQ(incident.clocks.front().state, record::ClockState::running);
    EXPECT_EQ(incident.steps.at("act").state, record::StepState::waiting);
    EXPECT_GT(engine->nextWake().value_or(1h), 5min) << "nothing of it is due";
    make(engine->state(), {{"h1", configuration()}});
    begin(6min);
    EXPECT_EQ(engine->state().incidents.at(1).clocks.front().state, record::ClockState::missed);
    EXPECT_EQ(engine->state().incidents.at(1).steps.at("act").state, record::StepState::active);
}

TEST_F(EngineTest, ItsRecordsAddUpToItsState)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    timeline->advanceTo(30s);
    command(31s, "k1", record::Verb::acknowledge);
    command(32s, "k2", record::Verb::promise, {{"who", "O&M"}, {"what", "comes"}, {"until", isoText(kStart + 40s)}});
    timeline->advanceTo(1h);
    command(2h, "k3", record::Verb::close, {{"reason", "drill over"}});
    record::State folded;
    for (const Record &r : records)
        record::apply(folded, r);
    EXPECT_EQ(folded, engine->state());
    EXPECT_EQ(find(Kind::incidentClosed)->data["impact"]["offered"], 1); // from the onset on
    EXPECT_NE(find(Kind::promiseBroken), nullptr);
}

TEST_F(EngineTest, SaysWhyAFeedIsLostInBothLanguages)
{
    begin();
    feed(1s, FeedIn{"pbx", FeedState::down, {"closed", "已断开"}});
    const auto lost = std::ranges::find_if(records, [](const Record &r) { return r.sentence.id == "feed.down"; });
    ASSERT_NE(lost, records.end());
    EXPECT_EQ(lost->summaryEn, "PBX: connection lost. closed");
    EXPECT_EQ(lost->summaryZh, "交换机：连接中断。已断开");
    EXPECT_EQ(lost->data["why"], "closed");
}

TEST_F(EngineTest, DecidesNothingWhileHeldAndCountsOn)
{
    begin();
    const std::size_t n = records.size();
    engine->holdDecisions(true);
    join(1s, "c1");
    join(2s, "c2");
    join(3s, "c3");
    EXPECT_EQ(engine->floor().queue(QueueId{"tickets"})->waiting().size(), 3U);
    command(4s, "k1", record::Verb::signIn);
    ASSERT_TRUE(last.refused);
    EXPECT_EQ(last.refused->en, "Not recorded: the journal cannot be written, so nothing is carried out");
    feed(5s, FeedIn{"pbx", FeedState::down, {"closed", "已断开"}});
    feed(6s, FeedIn{"pbx", FeedState::live, {}});
    feed(7s, SignalIn{memberSeen()});
    feed(8s, SignalIn{floor::SnapshotComplete{}});
    timeline->advanceTo(5min);
    EXPECT_EQ(records.size(), n);
}

TEST_F(EngineTest, CatchesUpWhenItIsHeldNoLonger)
{
    begin();
    engine->holdDecisions(true);
    feed(1s, FeedIn{"pbx", FeedState::down, {"closed", "已断开"}});
    feed(2s, FeedIn{"pbx", FeedState::live, {}});
    feed(3s, SignalIn{memberSeen()});
    feed(4s, SignalIn{floor::SnapshotComplete{}});
    for (const char *call : {"c1", "c2", "c3"})
        join(5s, call);
    const record::Command signIn{"k1", record::Verb::signIn, "07", {}, 0, {}, Json::object()};
    feed(6s, CommandIn{signIn});
    wallShift = 1min;
    const std::size_t n = records.size();
    engine->holdDecisions(false);
    timeline->advanceTo(7s);
    ASSERT_GT(records.size(), n);
    EXPECT_EQ(records[n].kind, Kind::feedChanged);
    EXPECT_EQ(records[n].data["state"], "live");
    EXPECT_EQ(records[n + 1].kind, Kind::agentSignedIn);
    feed(8s, CommandIn{signIn}); // it was refused before, so this is not the second time
    ASSERT_NE(find(Kind::timeStepped), nullptr);
    ASSERT_NE(find(Kind::operatorSignedIn), nullptr);
    EXPECT_EQ(find(Kind::incidentOpened), nullptr) << "what is true now has to last, as ever";
    timeline->advanceTo(20s);
    ASSERT_NE(find(Kind::incidentOpened), nullptr);
    record::State folded;
    for (const Record &r : records)
        record::apply(folded, r);
    EXPECT_EQ(folded, engine->state());
}

TEST_F(EngineTest, SaysOfAnIncidentItHasForgottenThatItIsClosed)
{
    record::State old;
    old.lastSeq = 1;
    old.lastIncident = 5;
    make(old);
    begin();
    command(1s, "k1", record::Verb::note, Json{{"text", "late"}});
    ASSERT_TRUE(last.refused);
    EXPECT_EQ(last.refused->en, "Incident 1 is closed");
    EXPECT_EQ(records.back().incident, 1);
    command(2s, "k2", record::Verb::stepDone, Json::object(), "act");
    ASSERT_TRUE(last.refused);
    EXPECT_EQ(last.refused->en, "Incident 1 is closed");
}

TEST_F(EngineTest, EverySentenceItSaysIsInTheTable)
{
    begin();
    join(1s, "a");
    join(2s, "b");
    timeline->advanceTo(10min);
    command(11min, "k1", record::Verb::close);
    for (const Record &r : records) {
        EXPECT_NE(r.summaryEn, r.sentence.id) << kindName(r.kind);
        EXPECT_EQ(r.summaryEn.find("refused."), std::string::npos);
        EXPECT_FALSE(r.summaryZh.empty());
    }
}

TEST_F(EngineTest, ACanaryGoesThroughARuleAndLeavesNoRecord)
{
    for (const std::uint64_t number : {1, 2, 3}) {
        feed(number * 30s, SignalIn{floor::Canary{number}});
        EXPECT_EQ(engine->canary(), number);
    }
    EXPECT_TRUE(records.empty());
    EXPECT_TRUE(engine->feeds().feeds().empty()) << "it is no feed of the floor";
    EXPECT_TRUE(engine->watch().standings().empty());
    EXPECT_TRUE(engine->watch().nearest(engine->floor(), engine->at(90s), 9).empty());
}

TEST_F(EngineTest, ACanaryIsNotAnsweredWhileTheRulesStandStill)
{
    begin();
    feed(30s, SignalIn{floor::Canary{1}});
    ASSERT_EQ(engine->canary(), 1U);
    engine->holdDecisions(true);
    for (const std::uint64_t number : {2, 3, 4})
        feed(number * 30s, SignalIn{floor::Canary{number}});
    EXPECT_EQ(engine->canary(), 1U);
    engine->holdDecisions(false);
    feed(150s, SignalIn{floor::Canary{5}});
    feed(180s, SignalIn{floor::Canary{6}});
    EXPECT_EQ(engine->canary(), 6U);
}

TEST_F(EngineTest, ACanaryIsAnsweredByTheRulesOfANewConfigurationToo)
{
    begin();
    feed(30s, SignalIn{floor::Canary{1}});
    feed(40s, ConfigIn{configuration("h2")});
    feed(60s, SignalIn{floor::Canary{2}});
    EXPECT_EQ(engine->canary(), 2U);
}

} // namespace
} // namespace fw::engine
