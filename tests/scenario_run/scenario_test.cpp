// Every file of tests/scenarios, held to five things: it gives what its golden half says; twice the same; its records
// add up to the state the engine had; a state kept on the way and the records after it add up to the same; and a
// program that dies in the middle comes back where it was. FW_UPDATE_GOLDEN=1 writes the golden halves anew: read the
// difference before you commit it.
#include "scenario.h"

#include "journal/verify.h"
#include "record/state_json.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace fw::test {
namespace {

namespace fs = std::filesystem;

class Scenario : public testing::TestWithParam<fs::path> {
protected:
    Scenario() { fs::create_directories(m_folder); }
    ~Scenario() override { fs::remove_all(m_folder); }
    [[nodiscard]] fs::path journal(const char *name) const { return m_folder / name; }

private:
    static fs::path freshFolder()
    {
        std::string pattern = (fs::temp_directory_path() / "fw-scenario-XXXXXX").string();
        return ::mkdtemp(pattern.data());
    }
    fs::path m_folder = freshFolder();
};

TEST_P(Scenario, GivesItsGoldenRecordsAndEffects)
{
    const fs::path &file = GetParam();
    const protocol::Acts acts = actsOf(file);
    const Outcome outcome = run(acts, file, journal("j.db"));
    if (std::getenv("FW_UPDATE_GOLDEN") != nullptr) {
        const std::string whole = contentOf(file);
        const std::size_t cut = whole.find("\n----\n");
        std::ofstream(file, std::ios::binary) << whole.substr(0, cut) << "\n----\n" << outcome.text;
        return;
    }
    EXPECT_EQ(outcome.text, acts.golden.value_or(""));
}

TEST_P(Scenario, GivesTheSameBytesTwice)
{
    const fs::path &file = GetParam();
    const protocol::Acts acts = actsOf(file);
    EXPECT_EQ(run(acts, file, journal("a.db")).records, run(acts, file, journal("b.db")).records);
    const auto a = journal::verify(journal("a.db"));
    const auto b = journal::verify(journal("b.db"));
    ASSERT_TRUE(a) << a.error().text();
    ASSERT_TRUE(b) << b.error().text();
    EXPECT_EQ(a->lastHash, b->lastHash);
}

TEST_P(Scenario, ItsRecordsAddUpToTheEnginesState)
{
    const fs::path &file = GetParam();
    const Outcome outcome = run(actsOf(file), file, journal("j.db"));
    record::State folded;
    for (const record::Record &r : outcome.records)
        record::apply(folded, r);
    EXPECT_EQ(folded, outcome.state);
}

TEST_P(Scenario, ItsStateComesBackFromJsonAsItWas)
{
    const fs::path &file = GetParam();
    const record::State state = run(actsOf(file), file, journal("j.db")).state;
    const std::string text = record::toJson(state).dump();
    const auto again = record::stateFromJson(Json::parse(text));
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(*again, state);
    EXPECT_EQ(record::toJson(*again).dump(), text);
}

TEST_P(Scenario, AStateKeptOnTheWayLeadsToTheSameEnd)
{
    const fs::path &file = GetParam();
    const Outcome outcome = run(actsOf(file), file, journal("j.db"));
    const std::size_t all = outcome.records.size();
    record::State folded;
    std::size_t next = 0;
    for (const std::size_t cut : {all / 3, all / 2, all - 1, all}) {
        for (; next < cut; ++next)
            record::apply(folded, outcome.records[next]);
        for (int start = 0; start < 2; ++start) {
            auto writer = journal::Writer::open(journal("j.db"), {.mode = journal::Mode::test});
            ASSERT_TRUE(writer) << writer.error().text();
            if (start == 0) {
                (*writer)->keep(folded);
                continue;
            }
            const auto restored = (*writer)->restore();
            ASSERT_TRUE(restored) << restored.error().text();
            EXPECT_EQ(restored->unusable, "");
            EXPECT_EQ(restored->folded, all - cut);
            EXPECT_EQ(restored->state, outcome.state) << "kept at entry " << cut;
        }
        const auto verified = journal::verify(journal("j.db"));
        EXPECT_TRUE(verified) << verified.error().text();
    }
}

// Kills the program before every fifth line in turn, starts it again at once and lets the rest happen: what was open
// is open again with the same steps done, and no duty that was missed is forgotten.
TEST_P(Scenario, AProgramThatDiesInTheMiddleComesBackWhereItWas)
{
    const fs::path &file = GetParam();
    const protocol::Acts acts = actsOf(file);
    for (std::size_t cut = 1; cut < acts.lines.size(); cut += 5) {
        protocol::Acts half = acts;
        half.lines.resize(cut);
        half.header.until = acts.lines[cut].at;
        const Outcome before = run(half, file, journal(("h" + std::to_string(cut)).c_str()));

        protocol::Acts restarted = half;
        const Duration at = acts.lines[cut].at;
        restarted.lines.push_back({0, at, protocol::ProgramAct{protocol::ProgramDoes::kill}});
        restarted.lines.push_back({0, at, protocol::ProgramAct{protocol::ProgramDoes::start}});
        const Outcome after = run(restarted, file, journal(("r" + std::to_string(cut)).c_str()));

        ASSERT_EQ(before.state.incidents.size(), after.state.incidents.size()) << "cut before line " << cut;
        for (const auto &[id, incident] : before.state.incidents) {
            const record::Incident &again = after.state.incidents.at(id);
            for (const auto &[key, step] : incident.steps) { // unknown feeds may bring steps by hand beside them
                ASSERT_TRUE(again.steps.contains(key)) << key;
                if (!step.by.empty()) // skipped with its `when`, which unknown feeds may bring back
                    continue;
                EXPECT_EQ(step, again.steps.at(key)) << "incident " << id << ", step " << key << ", cut " << cut;
            }
            EXPECT_EQ(incident.facts, again.facts);
            EXPECT_EQ(incident.open(), again.open());
            for (const record::Clock &clock : incident.clocks) {
                const bool hold = clock.kind == "hold"; // begins anew
                const auto same = std::ranges::find_if(
                    again.clocks, [&](const record::Clock &c) { return c.clock == clock.clock && c.run == clock.run; });
                ASSERT_NE(same, again.clocks.end());
                EXPECT_TRUE(hold || *same == clock) << clock.clock << ", cut " << cut;
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(All, Scenario, testing::ValuesIn(scenarioFiles()), [](const auto &scenario) {
    std::string name = scenario.param.stem().string();
    for (char &c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) == 0)
            c = '_';
    }
    return name;
});

} // namespace
} // namespace fw::test
