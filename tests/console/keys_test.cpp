// What the keys do while an emergency runs: the main act, the others, what is refused, what is never lost.
#include "keys.h"

namespace fw::test {
namespace {

using record::Kind;

// ---- Enter ----------------------------------------------------------------------------------------------------------

TEST_F(Keys, EnterIsDeafForTheFirstSecondOfANewAlarm)
{
    startAir();
    press(Qt::Key_Return);
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
    EXPECT_FALSE(message().isEmpty()) << "it says why";
    waitUntilEnterIsHeard();
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
    goToStep("care");
    powerFails();
    const auto acts = [this] { return m_link.all(Kind::contactTried).size() + m_link.all(Kind::stepDone).size(); };
    const auto before = acts();
    press(Qt::Key_Return);
    EXPECT_EQ(acts(), before);
    enter();
    EXPECT_GT(acts(), before);
}

TEST_F(Keys, EnterIsDeafOnAButtonToo)
{
    startAir();
    waitUntilEnterIsHeard();
    auto *reached = shown<QPushButton>("mainAct");
    ASSERT_NE(reached, nullptr);
    reached->setFocus();
    powerFails();
    press(Qt::Key_Return);
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
    enter();
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
}

TEST_F(Keys, EnterNeverDoesASecondActAfterAFormWasSent)
{
    startAir();
    goToStep("fans-out");
    enter();
    type(QStringLiteral("6"));
    press(Qt::Key_Return);
    ASSERT_EQ(m_link.all(Kind::factNoted).size(), 1U);
    // The form is gone; the keyboard must not have slid onto a button that does something else.
    EXPECT_EQ(qobject_cast<QAbstractButton *>(keyboard()), nullptr) << keyboard()->objectName().toStdString();
    EXPECT_EQ(qobject_cast<QLineEdit *>(keyboard()), nullptr) << "letters are acts again";
}

TEST_F(Keys, AfterSkippingByDigitTheKeyboardIsFree)
{
    startAir();
    press(Qt::Key_S);
    press(Qt::Key_2);
    ASSERT_EQ(m_link.all(Kind::stepSkipped).size(), 1U);
    EXPECT_EQ(qobject_cast<QAbstractButton *>(keyboard()), nullptr) << keyboard()->objectName().toStdString();
    EXPECT_EQ(qobject_cast<QLineEdit *>(keyboard()), nullptr);
}

TEST_F(Keys, EnterNeverClosesAnIncidentThatMayNotBeClosed)
{
    press(Qt::Key_F12);
    for (int i = 0; i < 3; ++i)
        enter();
    EXPECT_TRUE(m_link.state().incidents.at(1).open());
}

// ---- a new alarm ----------------------------------------------------------------------------------------------------

TEST_F(Keys, ANewAlarmTakesNeitherTheFocusNorWhatIsTyped)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("half a no"));
    QWidget *const before = keyboard();
    powerFails();
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(keyboard(), before);
    EXPECT_EQ(shownId(), 1) << "somebody is typing here";
    type(QStringLiteral("te"));
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::noteWritten), nullptr);
    EXPECT_EQ(m_link.last(Kind::noteWritten)->incident, 1);
    EXPECT_EQ(m_link.last(Kind::noteWritten)->data.at("text"), "half a note");
}

TEST_F(Keys, ANewAlarmLeavesAHalfFilledFormAlone)
{
    startAir();
    goToStep("fans-out");
    enter();
    type(QStringLiteral("1"));
    QWidget *const before = keyboard();
    powerFails();
    EXPECT_EQ(keyboard(), before);
    EXPECT_EQ(shownId(), 1);
    type(QStringLiteral("2"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("fans"), 12);
}

TEST_F(Keys, SnapshotsThatComeWhileTypingChangeNothingTyped)
{
    startAir();
    goToStep("fans-out");
    enter();
    for (const char c : std::string("123")) {
        type(QString(QLatin1Char(c)));
        advance(1s);
    }
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("fans"), 123);
}

TEST_F(Keys, AStartFormIsNotLostToANewAlarm)
{
    press(Qt::Key_4, Qt::ControlModifier);
    type(QStringLiteral("server"));
    powerFails();
    type(QStringLiteral(" room"));
    press(Qt::Key_Return);
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(m_link.state().incidents.at(2).subject, "server room");
}

TEST_F(Keys, AFireTakesTheScreenButNotWhatIsTyped)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("half"));
    press(Qt::Key_F12);
    EXPECT_EQ(m_link.state().incidents.at(shownId()).procedure, 5);
    press(Qt::Key_Escape);
    press(Qt::Key_Left, Qt::ControlModifier);
    ASSERT_EQ(shownId(), 1);
    EXPECT_EQ(shown<QLineEdit>("note")->text(), QStringLiteral("half"));
}

// ---- undo -----------------------------------------------------------------------------------------------------------

TEST_F(Keys, UndoWithinTenSecondsReopensTheStep)
{
    startAir();
    goToStep("care");
    enter();
    ASSERT_EQ(stepState("care").state, record::StepState::done);
    advance(9s);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(stepState("care").state, record::StepState::active);
    EXPECT_NE(m_link.last(Kind::stepReopened), nullptr);
}

TEST_F(Keys, UndoOfASkipAndOfAWaitToo)
{
    startAir();
    goToStep("care");
    press(Qt::Key_S);
    press(Qt::Key_1);
    ASSERT_EQ(stepState("care").state, record::StepState::skipped);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(stepState("care").state, record::StepState::active);
    goToStep("care");
    press(Qt::Key_W);
    type(QStringLiteral("O&M"));
    press(Qt::Key_Return);
    ASSERT_EQ(stepState("care").state, record::StepState::waiting);
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(stepState("care").state, record::StepState::active);
}

TEST_F(Keys, UndoAfterTenSecondsDoesNothing)
{
    startAir();
    goToStep("care");
    enter();
    advance(11s);
    const auto before = m_link.records().size();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(m_link.records().size(), before);
    EXPECT_EQ(stepState("care").state, record::StepState::done);
    auto *undo = m_window->findChild<QPushButton *>(QStringLiteral("undo"));
    ASSERT_NE(undo, nullptr);
    EXPECT_FALSE(undo->isVisible());
}

TEST_F(Keys, UndoTakesBackOnlyTheLastActAndOnlyOnce)
{
    startAir();
    goToStep("care");
    enter();
    press(Qt::Key_Z, Qt::ControlModifier);
    const auto before = m_link.records().size();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(m_link.records().size(), before);
}

// ---- refusals -------------------------------------------------------------------------------------------------------

TEST_F(Keys, ARefusalIsShownInWords)
{
    startAir();
    press(Qt::Key_4, Qt::ControlModifier); // shown already: another one, about something else
    type(QStringLiteral("server room"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.size(), 1U);
    ASSERT_NE(m_link.last(Kind::commandRefused), nullptr);
    EXPECT_TRUE(message().startsWith(QStringLiteral("Not carried out"))) << message().toStdString();
    EXPECT_GT(message().size(), 25) << "it says why";
    press(Qt::Key_F9);
    press(Qt::Key_Return);
    EXPECT_TRUE(message().startsWith(QStringLiteral("未执行"))) << message().toStdString();
}

TEST_F(Keys, AChoiceThatIsRefusedCannotBeChosenAndSaysWhy)
{
    press(Qt::Key_F12);
    m_link.signal(floor::AlarmZoneChanged{"row A", floor::ZoneState::alarm});
    advance(1s);
    ASSERT_NE(panelForm(), nullptr);
    type(QStringLiteral("3")); // pressed in error, while a zone is in alarm
    EXPECT_FALSE(m_link.state().incidents.at(1).facts.contains("finding"));
    const auto labels = panelForm()->findChildren<QLabel *>();
    EXPECT_TRUE(std::ranges::any_of(
        labels, [](const QLabel *label) { return label->text().contains(QStringLiteral("no error")); }));
}

// ---- finding --------------------------------------------------------------------------------------------------------

TEST_F(Keys, CtrlKFindsAnActAndDoesIt)
{
    startAir();
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("take command"));
    press(Qt::Key_Return);
    EXPECT_NE(m_link.last(Kind::incidentCommanded), nullptr);
}

TEST_F(Keys, CtrlKStartsAProcedureAndGoesToAnIncident)
{
    startAir();
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("procedure power"));
    press(Qt::Key_Return);
    ASSERT_NE(panelForm(), nullptr);
    enter();
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(shownId(), 2);
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("incident air"));
    press(Qt::Key_Return);
    EXPECT_EQ(shownId(), 1);
}

TEST_F(Keys, CtrlKFindsAContactAndAnAgent)
{
    pbxComesUp();
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("superior mobile"));
    press(Qt::Key_Return);
    EXPECT_TRUE(message().contains(QStringLiteral("13900000001"))) << message().toStdString();
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("agent-4"));
    press(Qt::Key_Return);
    EXPECT_TRUE(message().contains(QStringLiteral("1004"))) << message().toStdString();
}

TEST_F(Keys, CtrlKArrowsChooseAndEscapeDoesNothing)
{
    startAir();
    press(Qt::Key_K, Qt::ControlModifier);
    auto *list = m_window->findChild<QListWidget *>();
    ASSERT_NE(list, nullptr);
    const auto before = m_link.records().size();
    EXPECT_EQ(list->currentRow(), -1) << "nothing is chosen that nobody asked for";
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.records().size(), before);
    press(Qt::Key_K, Qt::ControlModifier);
    press(Qt::Key_Down);
    EXPECT_EQ(list->currentRow(), 0);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Up);
    EXPECT_EQ(list->currentRow(), 1);
    press(Qt::Key_Escape);
    EXPECT_FALSE(list->isVisible());
    EXPECT_EQ(m_link.records().size(), before);
    press(Qt::Key_A);
    EXPECT_NE(m_link.last(Kind::incidentAcknowledged), nullptr);
}

// ---- several incidents ----------------------------------------------------------------------------------------------

TEST_F(Keys, CtrlArrowsGoThroughTheIncidents)
{
    startAir();
    startByHand(2, QStringLiteral("ticketing"));
    startByHand(6, QStringLiteral("mobile east"));
    ASSERT_EQ(m_link.state().incidents.size(), 3U);
    std::set<int> seen;
    for (int i = 0; i < 3; ++i) {
        seen.insert(shownId());
        press(Qt::Key_Right, Qt::ControlModifier);
    }
    EXPECT_EQ(seen.size(), 3U);
    const int here = shownId();
    press(Qt::Key_Right, Qt::ControlModifier);
    press(Qt::Key_Left, Qt::ControlModifier);
    EXPECT_EQ(shownId(), here);
}

TEST_F(Keys, CtrlDigitGoesToTheOpenIncident)
{
    startAir();
    startByHand(3);
    ASSERT_EQ(shownId(), 2);
    press(Qt::Key_4, Qt::ControlModifier);
    EXPECT_EQ(shownId(), 1);
    EXPECT_EQ(m_link.state().incidents.size(), 2U) << "nothing was started";
}

TEST_F(Keys, F12GoesToAFireThatIsOpen)
{
    press(Qt::Key_F12);
    startByHand(4, QStringLiteral("server room"));
    press(Qt::Key_Left, Qt::ControlModifier);
    press(Qt::Key_F12);
    EXPECT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(m_link.state().incidents.at(shownId()).procedure, 5);
}

// ---- sound ----------------------------------------------------------------------------------------------------------

TEST_F(Keys, ANewAlarmSoundsAndF8Mutes)
{
    m_played.clear();
    powerFails();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_played.empty(); }));
    EXPECT_EQ(m_played.front(), console::Sound::medium);
    press(Qt::Key_F8);
    EXPECT_TRUE(std::ranges::any_of(m_window->findChildren<QWidget *>(), [](const QWidget *widget) {
        return widget->isVisible() && widget->accessibleName().startsWith(QStringLiteral("Muted"));
    }));
}

} // namespace
} // namespace fw::test
