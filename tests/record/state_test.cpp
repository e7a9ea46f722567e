// The state stays small however long the journal, and comes back from JSON whole.
#include "record/state_json.h"

#include "base/time_text.h"

#include <gtest/gtest.h>

namespace fw::record {
namespace {

using namespace std::chrono_literals;

class StateTest : public testing::Test {
protected:
    void add(Kind kind, int incident = 0, Json data = Json::object(), const std::string &step = {})
    {
        Record r;
        r.step = step;
        r.seq = state.lastSeq + 1;
        r.happenedAt = r.recordedAt = now += 1s;
        r.kind = kind;
        r.incident = incident;
        r.data = std::move(data);
        apply(state, r);
    }
    void open(int incident, const std::string &config = "h1")
    {
        add(Kind::incidentOpened, incident, {{"playbook", "growth"}, {"subject", "q"}, {"config", config}});
    }
    void close(int incident) { add(Kind::incidentClosed, incident, {{"close_kind", "rule"}}); }
    void load(const std::string &hash) { add(Kind::configLoaded, 0, {{"sha256", hash}, {"text", "{}"}}); }

    State state;
    WallTime now{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
};

TEST_F(StateTest, ForgetsWhatWasClosedFirst)
{
    const int most = static_cast<int>(kMostClosed);
    open(1); // stays open all the time
    for (int id = 2; id <= most + 11; ++id) {
        open(id);
        close(id);
    }
    EXPECT_EQ(state.incidents.size(), kMostClosed + 1);
    EXPECT_TRUE(state.incidents.contains(1));
    EXPECT_FALSE(state.incidents.contains(11));
    EXPECT_TRUE(state.incidents.contains(12));
    EXPECT_TRUE(state.knows(11));
    EXPECT_FALSE(state.knows(most + 12));
    EXPECT_EQ(state.nextIncident(), most + 12) << "numbers are not used again";
    close(1);
    EXPECT_TRUE(state.incidents.contains(1)) << "the oldest, but closed last";
    EXPECT_FALSE(state.incidents.contains(12));
}

TEST_F(StateTest, KeepsTheIncidentThatIsBeingClosedHoweverLongAgoThatWas)
{
    for (int id = 1; id <= static_cast<int>(kMostClosed); ++id) {
        open(id);
        close(id);
    }
    const int last = state.nextIncident();
    open(last);
    now -= 24h; // closed yesterday, entered now
    close(last);
    EXPECT_TRUE(state.incidents.contains(last));
    EXPECT_EQ(state.incidents.size(), kMostClosed);
}

TEST_F(StateTest, ForgetsTheOldestCommandIds)
{
    for (std::size_t i = 0; i <= RecentIds::kMost; ++i)
        add(Kind::noteWritten, 0, {{"command_id", "k" + std::to_string(i)}});
    EXPECT_FALSE(state.commands.contains("k0"));
    EXPECT_TRUE(state.commands.contains("k1"));
    EXPECT_TRUE(state.commands.contains("k" + std::to_string(RecentIds::kMost)));
    EXPECT_EQ(state.commands.inOrder().size(), RecentIds::kMost);
}

TEST_F(StateTest, KeepsTheConfigurationsOfOpenIncidentsAndTheOneInForce)
{
    load("h1");
    open(1, "h1");
    load("h2");
    load("h3");
    EXPECT_TRUE(state.configTexts.contains("h1"));
    EXPECT_FALSE(state.configTexts.contains("h2"));
    EXPECT_TRUE(state.configTexts.contains("h3"));
    close(1);
    EXPECT_FALSE(state.configTexts.contains("h1"));
    EXPECT_TRUE(state.configTexts.contains("h3"));
}

TEST_F(StateTest, KeepsTheRunsOfAClockThatDecisionsLookAt)
{
    open(1);
    const auto run = [&](int number, const char *result) {
        add(Kind::clockStarted, 1,
            {{"clock", "again"}, {"clock_kind", "deadline"}, {"run", number}, {"due_at", isoText(now + 1min)}});
        add(Kind::clockStopped, 1, {{"clock", "again"}, {"run", number}, {"result", result}});
    };
    add(Kind::clockStarted, 1, {{"clock", "other"}, {"clock_kind", "hold"}, {"run", 1}});
    run(1, "cancelled");
    run(2, "kept");
    for (int number = 3; number <= 100; ++number)
        run(number, "cancelled");
    const auto &clocks = state.incidents.at(1).clocks;
    const auto again = [&](int number) {
        return std::ranges::any_of(clocks, [&](const Clock &c) { return c.clock == "again" && c.run == number; });
    };
    EXPECT_EQ(std::ranges::count(clocks, "again", &Clock::clock), kMostRuns);
    EXPECT_TRUE(again(1)) << "from where restarts are counted";
    EXPECT_TRUE(again(2)) << "the only one that was kept";
    EXPECT_TRUE(again(100));
    EXPECT_FALSE(again(3));
    EXPECT_EQ(std::ranges::count(clocks, "other", &Clock::clock), 1);
}

TEST_F(StateTest, KnowsWhichTroublesOfAnIncidentHaveNotCleared)
{
    const auto condition = [this](const char *subject, const char *to) {
        add(Kind::conditionChanged, 0, {{"rule", "lost"}, {"subject", subject}, {"to", to}});
    };
    add(Kind::incidentOpened, 1, {{"by", "rule:lost"}, {"members", {"5", "6"}}});
    add(Kind::incidentJoined, 1, {{"condition", "lost"}, {"member", "7"}});
    EXPECT_EQ(state.incidents.at(1).troubles.size(), 3U);
    condition("5", "unknown");
    EXPECT_TRUE(state.troubled("lost", "5")) << "it was true, and nobody knows better";
    condition("5", "false");
    condition("7", "false");
    EXPECT_FALSE(state.troubled("lost", "5"));
    EXPECT_TRUE(state.troubled("lost", "6"));
    EXPECT_EQ(stateFromJson(toJson(state)).value(), state);
}

TEST_F(StateTest, WhatComesOfARunIsOfTheNewestOfThatNumber)
{
    open(1);
    for (int i = 0; i < 2; ++i)
        add(Kind::clockStarted, 1, {{"clock", "leg:A"}, {"clock_kind", "deadline"}, {"run", 1}});
    add(Kind::clockFired, 1, {{"clock", "leg:A"}, {"run", 1}});
    EXPECT_EQ(state.incidents.at(1).latestRun("leg:A")->state, ClockState::missed);
}

TEST_F(StateTest, AStepThatIsOpenAgainKeepsNothingOfItsEnd)
{
    open(1);
    const auto &steps = state.incidents.at(1).steps;
    add(Kind::stepActivated, 1, {{"role", "om"}}, "s");
    add(Kind::stepSkipped, 1, {{"reason", "1"}, {"by", "when"}}, "s");
    add(Kind::stepDone, 1, {{"evidence", "operator:07"}}, "s");
    EXPECT_EQ(steps.at("s").by, "") << "a person's now";
    EXPECT_EQ(steps.at("s").reason, "");
    add(Kind::stepLapsed, 1, Json::object(), "s");
    EXPECT_TRUE(steps.at("s").lapsed);
    add(Kind::stepReopened, 1, {{"by", "when"}}, "s");
    Step open;
    open.role = "om";
    open.activated = {now, state.lastSeq};
    open.askedAnew = state.lastSeq;
    open.by = "when"; // what opened it again
    EXPECT_EQ(steps.at("s"), open);
    add(Kind::stepWaiting, 1, {{"whom", "O&M"}, {"until", isoText(now + 1min)}}, "s");
    add(Kind::stepReopened, 1, {{"by", "wait"}}, "s");
    EXPECT_EQ(steps.at("s").whom, "");
    EXPECT_EQ(steps.at("s").until, std::nullopt);
    EXPECT_EQ(steps.at("s").by, "wait");
    EXPECT_EQ(steps.at("s").askedAnew, open.askedAnew) << "it was not finished";
}

// Decisions compare moments across a step of the wall clock, so those before it move with it. A promise's does not:
// somebody said the time of day.
TEST_F(StateTest, WhatWasBeforeAStepOfTheClockMovesWithIt)
{
    const auto fill = [this](Duration shift) {
        open(1);
        add(Kind::stepActivated, 1, Json::object(), "s");
        add(Kind::stepDone, 1, Json::object(), "s");
        add(Kind::stepWaiting, 1, {{"until", isoText(now + 1h)}}, "w");
        add(Kind::clockStarted, 1,
            {{"clock", "c"}, {"run", 1}, {"from_at", isoText(now)}, {"due_at", isoText(now + 1min)}});
        add(Kind::clockPaused, 1, {{"clock", "c"}, {"run", 1}});
        add(Kind::clockStopped, 1, {{"clock", "c"}, {"run", 1}});
        add(Kind::factNoted, 1, {{"fact", "f"}, {"value", "v"}});
        add(Kind::contactTried, 1, {{"chain", "n"}});
        add(Kind::incidentAcknowledged, 1, {{"operator", "07"}, {"until", isoText(now + 10min)}});
        add(Kind::promiseMade, 1, {{"until", isoText(now + 1h + shift)}});
        Incident &incident = state.incidents.at(1);
        incident.since = incident.openedAt;
        incident.noticedAt = incident.firstActAt = now;
    };
    const WallTime start = now;
    fill(-1h);
    add(Kind::timeStepped, 0, {{"delta_ms", -3'600'000}});
    const Json moved = toJson(state).at("incidents");
    state = {};
    now = start - 1h;
    fill(0s);
    EXPECT_EQ(moved, toJson(state).at("incidents")) << "as if the clock had been right from the start";
}

TEST_F(StateTest, ComesBackFromJson)
{
    load("h1");
    open(1);
    add(Kind::factNoted, 1, {{"fact", "share"}, {"value", {{"b", 1.5}, {"a", "二"}}}});
    add(Kind::agentSignedIn, 0, {{"agent", "A"}, {"interface", "PJSIP/1"}, {"seat", "1"}, {"queues", {"q", "r"}}});
    add(Kind::seatOut, 0, {{"seat", "9"}, {"reference", "T1"}, {"command_id", "k1"}});
    open(2);
    close(2);
    const auto again = stateFromJson(Json::parse(toJson(state).dump()));
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(*again, state);
}

TEST_F(StateTest, IsNotReadFromJsonThatLacksSomethingOrSaysNonsense)
{
    open(1);
    add(Kind::stepActivated, 1);
    const Json good = toJson(state);
    ASSERT_TRUE(stateFromJson(good));
    for (const auto &[key, value] : good.items()) {
        Json bad = good;
        bad.erase(key);
        EXPECT_FALSE(stateFromJson(bad)) << key;
    }
    Json bad = good;
    bad["format"] = kStateFormat + 1;
    EXPECT_FALSE(stateFromJson(bad));
    bad = good;
    bad["incidents"][0][1]["steps"][0][1]["state"] = 4;
    EXPECT_FALSE(stateFromJson(bad));
    bad = good;
    bad["last_entry_at"] = "yesterday";
    EXPECT_FALSE(stateFromJson(bad));
    EXPECT_FALSE(stateFromJson(Json::array()));
    EXPECT_FALSE(stateFromJson(Json(1)));
}

} // namespace
} // namespace fw::record
