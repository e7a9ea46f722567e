// Why the card stays at a step, and when it goes on.
#include "console/incident/step_choice.h"

#include <gtest/gtest.h>

namespace fw::test {
namespace {

using namespace std::chrono_literals;
using snapshot::StepState;

class StepChoice : public testing::Test {
protected:
    StepChoice()
    {
        for (const char *key : {"call", "tell", "check"}) {
            snapshot::Step step;
            step.key = key;
            step.state = StepState::active;
            step.applies = true;
            m_incident.steps.push_back(step);
        }
        m_choice.follow(m_incident, {});
    }
    void finish(std::size_t step)
    {
        m_incident.steps[step].state = StepState::done;
        m_incident.steps[step].finishedAt = WallTime{};
    }
    const std::string &shown(console::CardUse use = {})
    {
        m_choice.follow(m_incident, use);
        return m_choice.key();
    }

    Duration m_now{0};
    snapshot::Incident m_incident;
    console::StepChoice m_choice{[this] { return m_now; }};
};

TEST_F(StepChoice, FollowsWhatIsToDoNow)
{
    EXPECT_EQ(m_choice.key(), "call");
    finish(0);
    EXPECT_TRUE(m_choice.follow(m_incident, {}));
    EXPECT_EQ(m_choice.key(), "tell");
    EXPECT_FALSE(m_choice.follow(m_incident, {}));
}

TEST_F(StepChoice, StaysWhereItWasPutUntilAnAct)
{
    m_choice.choose("check");
    finish(2);
    EXPECT_EQ(shown(), "check") << "to be read";
    m_choice.release();
    EXPECT_EQ(shown(), "call");
}

TEST_F(StepChoice, LeavesWhatWasWorkedOnWhenItIsDone)
{
    m_choice.choose("check");
    m_choice.leaveWhenDone();
    EXPECT_EQ(shown(), "check");
    finish(2);
    EXPECT_EQ(shown(), "call");
}

TEST_F(StepChoice, StaysUnderTheHands)
{
    finish(0);
    EXPECT_EQ(shown({.isInUse = true}), "call");
    EXPECT_EQ(shown(), "tell");
}

TEST_F(StepChoice, StaysWithACallUntilThatIsDone)
{
    m_incident.steps[0].watch = true; // something else is to do now
    EXPECT_EQ(shown({.isCall = true}), "call");
    finish(0);
    EXPECT_EQ(shown({.isCall = true}), "tell");
}

TEST_F(StepChoice, StaysForAMomentAfterAKey)
{
    m_choice.holdStill();
    finish(0);
    m_now = 1999ms;
    EXPECT_EQ(shown(), "call");
    m_now = 2s;
    EXPECT_EQ(shown(), "tell");
}

TEST_F(StepChoice, GoesOnFromAStepThatIsNoMore)
{
    m_choice.choose("check");
    m_incident.steps.pop_back();
    EXPECT_EQ(shown(), "call");
}

} // namespace
} // namespace fw::test
