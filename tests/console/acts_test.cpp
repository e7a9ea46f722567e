// What a supervisor writes and does, key by key: notes, calls, who he is, skips, waits, and leaving what was asked.
#include "keys.h"

namespace fw::test {
namespace {

using record::Kind;

// ---- notes ----------------------------------------------------------------------------------------------------------

TEST_F(Keys, ANoteIsOfNow)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("两台风扇已到"));
    press(Qt::Key_Return);
    const record::Record *note = m_link.last(Kind::noteWritten);
    ASSERT_NE(note, nullptr);
    EXPECT_EQ(note->data.at("text"), "两台风扇已到");
    EXPECT_EQ(note->happenedAt, note->recordedAt);
    EXPECT_TRUE(shown<QLineEdit>("note")->text().isEmpty());
}

TEST_F(Keys, EnterInANoteIsNotTheStepsMainActAsWell)
{
    startAir();
    waitUntilEnterIsHeard();
    press(Qt::Key_T);
    type(QStringLiteral("fans on their way"));
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::noteWritten), nullptr);
    EXPECT_EQ(m_link.last(Kind::contactTried), nullptr);
    EXPECT_EQ(m_link.last(Kind::stepDone), nullptr);
}

TEST_F(Keys, EnterThatSignsInOrStartsIsNotTheStepsMainActAsWell)
{
    startAir();
    waitUntilEnterIsHeard();
    signIn(QStringLiteral("07"));
    press(Qt::Key_2, Qt::ControlModifier);
    type(QStringLiteral("ticketing"));
    press(Qt::Key_Return);
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(m_link.last(Kind::contactTried), nullptr);
    EXPECT_EQ(m_link.last(Kind::stepDone), nullptr);
}

TEST_F(Keys, WhatIsReadOutAgainAndAgainLetsOtherStepsComeFirst)
{
    powerFails();
    const auto isReadOut = [this] { return card() != nullptr && card()->stepKey() == "readout"; };
    goToStep("readout");
    enter();
    ASSERT_EQ(m_link.all(Kind::stepDone).size(), 1U);
    EXPECT_FALSE(isReadOut()) << "done in time: other steps come first";
    enter();
    EXPECT_FALSE(isReadOut());
}

TEST_F(Keys, ANoteMayBeginWithTheTimeItHappened)
{
    startAir();
    advance(10min);
    press(Qt::Key_T);
    type(QStringLiteral("10:05 fans borrowed"));
    press(Qt::Key_Return);
    const record::Record *note = m_link.last(Kind::noteWritten);
    ASSERT_NE(note, nullptr);
    EXPECT_EQ(note->data.at("text"), "fans borrowed");
    EXPECT_EQ(note->recordedAt - note->happenedAt, m_link.now().steady - 5min) << "the site's clock began at 10:00";
}

TEST_F(Keys, ATimeThatIsNoneStaysText)
{
    startAir();
    for (const char *typed : {"25:10 guests", "9:5 ratio", "14:05", "room 10:05 warm"}) {
        press(Qt::Key_T);
        type(QString::fromLatin1(typed));
        press(Qt::Key_Return);
        EXPECT_EQ(m_link.last(Kind::noteWritten)->data.at("text"), typed);
        EXPECT_EQ(m_link.last(Kind::noteWritten)->happenedAt, m_link.last(Kind::noteWritten)->recordedAt);
    }
}

TEST_F(Keys, AnEmptyNoteIsNotWritten)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("   "));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.last(Kind::noteWritten), nullptr);
}

TEST_F(Keys, AfterANoteLettersAreActsAgain)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("note"));
    press(Qt::Key_Return);
    press(Qt::Key_A);
    EXPECT_NE(m_link.last(Kind::incidentAcknowledged), nullptr);
}

TEST_F(Keys, EscapeLeavesANoteWithoutWritingIt)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("note"));
    press(Qt::Key_Escape);
    EXPECT_EQ(m_link.last(Kind::noteWritten), nullptr);
    press(Qt::Key_A);
    EXPECT_NE(m_link.last(Kind::incidentAcknowledged), nullptr) << "the keyboard is free";
}

// ---- calls ----------------------------------------------------------------------------------------------------------

TEST_F(Keys, NGoesToTheNextContactAndShowsItsNumber)
{
    startAir();
    EXPECT_EQ(cardText("number"), QStringLiteral("8021"));
    press(Qt::Key_N);
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("outcome"), "no_answer");
    EXPECT_EQ(cardText("number"), QStringLiteral("139 0000 0021"));
    press(Qt::Key_B);
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("outcome"), "busy");
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("position"), 2);
}

TEST_F(Keys, AChainThatIsUsedUpGoesOnToTheSuperiors)
{
    startAir();
    press(Qt::Key_N);
    press(Qt::Key_N);
    EXPECT_EQ(cardText("number"), QStringLiteral("8001"));
    EXPECT_EQ(shownStep()->call->title.en, "Superior");
    press(Qt::Key_N);
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("chain"), "superior");
    EXPECT_EQ(cardText("number"), QStringLiteral("139 0000 0001"));
    EXPECT_EQ(stepState("phone-om").state, record::StepState::active) << "somebody is left to call";
    press(Qt::Key_N);
    EXPECT_EQ(stepState("phone-om").state, record::StepState::waiting);
}

TEST_F(Keys, WhenTheSuperiorIsReachedTheChainBeginsAgain)
{
    startAir();
    press(Qt::Key_N);
    press(Qt::Key_N);
    enter();
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("chain"), "superior");
    EXPECT_EQ(m_link.last(Kind::contactTried)->data.at("outcome"), "reached");
    EXPECT_EQ(stepState("phone-om").state, record::StepState::active) << "O&M does not know yet";
    EXPECT_EQ(cardText("number"), QStringLiteral("8021"));
}

TEST_F(Keys, NOnAStepWithoutACallDoesNothing)
{
    startAir();
    goToStep("care");
    const auto before = m_link.records().size();
    press(Qt::Key_N);
    EXPECT_EQ(m_link.records().size(), before);
}

// ---- who ------------------------------------------------------------------------------------------------------------

TEST_F(Keys, WhoSignsInStandsOnWhatHeDoesLater)
{
    signIn(QStringLiteral("王芳"));
    EXPECT_TRUE(m_link.state().onDuty.contains("王芳"));
    startAir();
    press(Qt::Key_A);
    press(Qt::Key_C);
    enter();
    for (const Kind kind :
         {Kind::incidentOpened, Kind::incidentAcknowledged, Kind::incidentCommanded, Kind::contactTried}) {
        ASSERT_NE(m_link.last(kind), nullptr);
        EXPECT_TRUE(m_link.last(kind)->actor.ends_with("王芳")) << m_link.last(kind)->actor;
    }
    EXPECT_EQ(m_link.state().incidents.at(1).owner, "王芳");
    EXPECT_EQ(m_link.state().incidents.at(1).commander, "王芳");
}

TEST_F(Keys, AnotherNameTakesOverAndAnEmptyOneSignsOut)
{
    signIn(QStringLiteral("07"));
    signIn(QStringLiteral("12"));
    EXPECT_EQ(m_link.state().onDuty.size(), 1U);
    EXPECT_TRUE(m_link.state().onDuty.contains("12"));
    press(Qt::Key_F2);
    press(Qt::Key_Return);
    EXPECT_TRUE(m_link.state().onDuty.empty());
}

TEST_F(Keys, NobodyNeedsToSignInForFire)
{
    press(Qt::Key_F12);
    ASSERT_EQ(m_link.state().incidents.size(), 1U);
    type(QStringLiteral("1"));
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("finding"), "real");
}

TEST_F(Keys, TakingOnNamesAnOwnerAndSilences)
{
    signIn(QStringLiteral("07"));
    powerFails();
    ASSERT_FALSE(m_link.snapshot().sounding.empty());
    press(Qt::Key_A);
    EXPECT_TRUE(m_link.snapshot().sounding.empty());
    EXPECT_EQ(shownIncident()->owner, "07");
    EXPECT_TRUE(shownIncident()->ownedUntil);
}

// ---- skip and wait --------------------------------------------------------------------------------------------------

TEST_F(Keys, EverySkipReasonHasItsDigit)
{
    startAir();
    const std::vector<std::string> steps{"phone-om", "care", "trend", "fans-out", "repaired"};
    for (std::size_t i = 0; i < steps.size(); ++i) {
        goToStep(steps[i]);
        press(Qt::Key_S);
        ASSERT_NE(cardForm(), nullptr);
        press(Qt::Key_1 + int(i));
        EXPECT_EQ(stepState(steps[i]).state, record::StepState::skipped) << steps[i];
        EXPECT_EQ(m_link.last(Kind::stepSkipped)->data.at("reason"), std::to_string(i + 1)) << steps[i];
    }
}

TEST_F(Keys, ADigitIsForWhatWasAskedLast)
{
    pbxComesUp();
    startByHand(1, QStringLiteral("1002"));
    ASSERT_NE(panelForm(), nullptr) << "what has failed?";
    const std::string key = shownStep()->key;
    press(Qt::Key_S);
    press(Qt::Key_2);
    EXPECT_FALSE(m_link.state().incidents.at(1).facts.contains("what"));
    EXPECT_EQ(stepState(key).state, record::StepState::skipped);
    press(Qt::Key_2);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("what"), "headset");
}

TEST_F(Keys, TheSixthReasonIsTyped)
{
    startAir();
    press(Qt::Key_S);
    press(Qt::Key_6);
    EXPECT_EQ(stepState("phone-om").state, record::StepState::active) << "not before it is typed";
    type(QStringLiteral("they called us"));
    press(Qt::Key_Return);
    EXPECT_EQ(stepState("phone-om").state, record::StepState::skipped);
    EXPECT_EQ(m_link.last(Kind::stepSkipped)->data.at("text"), "they called us");
}

TEST_F(Keys, AStepWaitsForSomebodyUntilATime)
{
    startAir();
    goToStep("repaired");
    waitFor(QStringLiteral("O&M engineer"), QStringLiteral("20"));
    ASSERT_EQ(stepState("repaired").state, record::StepState::waiting);
    EXPECT_EQ(stepState("repaired").whom, "O&M engineer");
    EXPECT_EQ(*stepState("repaired").until - m_link.now().wall, 20min);
}

TEST_F(Keys, AWaitWithoutAWholeNumberOfMinutesIsMended)
{
    startAir();
    waitFor(QStringLiteral("Zhou"), QStringLiteral("soon"));
    EXPECT_EQ(stepState("phone-om").state, record::StepState::active);
    ASSERT_NE(cardForm(), nullptr) << "what was typed is still there";
    EXPECT_EQ(cardForm()->findChildren<QLineEdit *>().front()->text(), QStringLiteral("Zhou"));
}

// ---- Escape ---------------------------------------------------------------------------------------------------------

TEST_F(Keys, EscapeLeavesEveryForm)
{
    press(Qt::Key_4, Qt::ControlModifier);
    ASSERT_NE(panelForm(), nullptr);
    press(Qt::Key_Escape);
    EXPECT_EQ(panelForm(), nullptr);
    EXPECT_TRUE(m_link.state().incidents.empty());
    startAir();
    for (const int key : {Qt::Key_S, Qt::Key_W}) {
        press(key);
        ASSERT_TRUE(card()->wasAsked());
        press(Qt::Key_Escape);
        EXPECT_FALSE(card()->wasAsked());
    }
    for (const int key : {Qt::Key_X, Qt::Key_F2}) {
        press(key);
        ASSERT_NE(panelForm(), nullptr);
        press(Qt::Key_Escape);
        EXPECT_EQ(panelForm(), nullptr);
        ASSERT_NE(card(), nullptr) << "the step is back";
    }
    enter();
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U) << "and Enter is its main act";
}

TEST_F(Keys, AFormIsLeftByEscapeFromAFieldInIt)
{
    startAir();
    press(Qt::Key_W);
    type(QStringLiteral("Zh"));
    ASSERT_NE(qobject_cast<QLineEdit *>(keyboard()), nullptr);
    press(Qt::Key_Escape);
    EXPECT_FALSE(card()->wasAsked());
    EXPECT_EQ(qobject_cast<QAbstractButton *>(keyboard()), nullptr) << keyboard()->objectName().toStdString();
    EXPECT_EQ(qobject_cast<QLineEdit *>(keyboard()), nullptr);
}

} // namespace
} // namespace fw::test
