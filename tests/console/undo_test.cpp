// What can be taken back, and what is shown then.
#include "keys.h"

namespace fw::test {
namespace {

using record::Kind;

class Undo : public Keys {};

TEST_F(Undo, WhatIsTakenBackIsShownAtOnce)
{
    powerFails();
    goToStep("shed");
    enter();
    ASSERT_EQ(stepState("shed").state, record::StepState::done);
    press(Qt::Key_Z, Qt::ControlModifier);
    ASSERT_NE(shownStep(), nullptr);
    EXPECT_EQ(shownStep()->key, "shed");
    enter();
    EXPECT_EQ(stepState("shed").state, record::StepState::done);
    EXPECT_NE(shownStep()->key, "shed") << "and left when it is done";
}

TEST_F(Undo, WhatIsOpenAgainAtOnceOffersNoUndo)
{
    powerFails();
    goToStep("shed");
    enter();
    ASSERT_TRUE(m_window->desk().canUndo(shownId()));
    goToStep("readout");
    enter();
    ASSERT_EQ(m_link.all(Kind::stepDone).size(), 2U);
    EXPECT_FALSE(m_window->desk().canUndo(shownId()));
}

TEST_F(Undo, UndoSaysWhenThereIsNothingToTakeBack)
{
    startAir();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(message().contains(QStringLiteral("Nothing to undo"))) << message().toStdString();
}

TEST_F(Undo, ClosingLeavesNoUndoOnAnotherIncident)
{
    startAir();
    powerFails();
    press(Qt::Key_Right, Qt::ControlModifier);
    if (shownId() != 2)
        press(Qt::Key_Right, Qt::ControlModifier);
    ASSERT_EQ(shownId(), 2);
    goToStep("shed");
    enter();
    ASSERT_TRUE(m_window->desk().canUndo(shownId()));
    closeShown();
    ASSERT_FALSE(m_link.state().incidents.at(2).open());
    EXPECT_FALSE(m_window->desk().canUndo(shownId()));
}

TEST_F(Undo, IsOfTheIncidentThatIsShown)
{
    startAir();
    goToStep("care");
    enter();
    ASSERT_TRUE(m_window->desk().canUndo(1));
    startByHand(8, QStringLiteral("winter recall"));
    ASSERT_EQ(shownId(), 2);
    EXPECT_EQ(shown<QPushButton>("undo"), nullptr);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(shownId(), 2);
    EXPECT_EQ(stepState("care").state, record::StepState::done);
}

} // namespace
} // namespace fw::test
