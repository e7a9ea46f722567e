// What is under the supervisor's hands stays there: what is typed, what is being answered, what a key was meant for,
// whatever comes in meanwhile; and nothing that was typed is lost because an act was refused.
#include "keys.h"

#include "console/window/finder.h"

namespace fw::test {
namespace {

using record::Kind;

class Hands : public Keys {
protected:
    // A surge opens by itself.
    void surges()
    {
        pbxComesUp();
        callersCome(5);
        advance(16s);
    }
    // As two presses of one bouncing key: nothing is shown in between.
    void pressTwice(int key)
    {
        QTest::keyClick(keyboard(), Qt::Key(key));
        QTest::keyClick(keyboard(), Qt::Key(key));
        settle();
    }
    [[nodiscard]] QLineEdit *note() const { return m_window->findChild<QLineEdit *>(QStringLiteral("note")); }
    [[nodiscard]] std::string shownKey() const { return shownStep() == nullptr ? std::string() : shownStep()->key; }
    // By somebody at another console, or proven by a feed.
    void doneElsewhere(const std::string &key)
    {
        m_link.send({"elsewhere-" + key, record::Verb::stepDone, "12", {}, 1, key, Json::object()});
        advance(1s);
        ASSERT_EQ(stepState(key).state, record::StepState::done);
    }
    // What comes to the front does so at once, as if nobody had touched anything for long.
    void openWithHandsOff()
    {
        m_window.reset();
        open({.handsOff = Duration{0}});
        m_link.publish();
    }
    // Hands off, no call on the card: a low battery takes the place of the first incident.
    void aGraverOneComesToTheFront()
    {
        openWithHandsOff();
        startAir();
        goToStep("care");
        upsSays("OL", 100);
        upsSays("OB LB DISCHRG", 8);
        advance(4s);
        ASSERT_EQ(m_link.state().incidents.size(), 2U);
        ASSERT_EQ(shownId(), 2);
    }
    void waitUntilTheHoldIsOver() { pass(2s); }
};

// ---- the step -------------------------------------------------------------------------------------------------------

TEST_F(Hands, AFormOfTheStepThatIsFollowedStaysWhenTheStepIsDoneElsewhere)
{
    startAir();
    press(Qt::Key_W);
    type(QStringLiteral("no answer yet, "));
    QWidget *const before = keyboard();
    waitUntilTheHoldIsOver();
    doneElsewhere("phone-om");
    EXPECT_EQ(keyboard(), before);
    EXPECT_EQ(shownKey(), "phone-om");
    type(QStringLiteral("Zhou"));
    press(Qt::Key_Return);
    ASSERT_NE(cardForm(), nullptr) << "it cannot wait any more, and says so";
    EXPECT_EQ(cardForm()->findChild<QLineEdit *>()->text(), QStringLiteral("no answer yet, Zhou"));
    press(Qt::Key_Escape);
    waitUntilTheHoldIsOver();
    advance(1s);
    EXPECT_NE(shownKey(), "phone-om") << "now it may move on";
}

TEST_F(Hands, TheStepStaysForAMomentAfterAKey)
{
    startAir();
    press(Qt::Key_Shift);
    doneElsewhere("phone-om");
    EXPECT_EQ(shownKey(), "phone-om") << "the next key is meant for this one";
    waitUntilTheHoldIsOver();
    advance(1s);
    EXPECT_NE(shownKey(), "phone-om");
}

TEST_F(Hands, AnActOfOnesOwnMovesOnAtOnce)
{
    startAir();
    enter();
    EXPECT_NE(shownKey(), "phone-om");
}

TEST_F(Hands, WhatIsHalfTypedIsThereAgainWhenTheStepIs)
{
    startAir();
    goToStep("fans-out");
    enter();
    type(QStringLiteral("12"));
    goToStep("care");
    EXPECT_NE(shownKey(), "fans-out");
    goToStep("fans-out");
    ASSERT_NE(cardForm(), nullptr);
    EXPECT_EQ(cardForm()->findChild<QLineEdit *>()->text(), QStringLiteral("12"));
}

TEST_F(Hands, AQuestionInBetweenLeavesTheOneBeforeAsItWas)
{
    startAir();
    goToStep("fans-out");
    enter();
    type(QStringLiteral("12"));
    press(Qt::Key_F2);
    type(QStringLiteral("07"));
    press(Qt::Key_Return);
    ASSERT_NE(cardForm(), nullptr);
    EXPECT_EQ(cardForm()->findChild<QLineEdit *>()->text(), QStringLiteral("12"));
}

TEST_F(Hands, EscapeOutsideAFormLeavesItToo)
{
    startAir();
    press(Qt::Key_W);
    type(QStringLiteral("Zhou"));
    press(Qt::Key_T); // a letter of the field
    note()->setFocus();
    type(QStringLiteral("x"));
    press(Qt::Key_Return);
    ASSERT_NE(cardForm(), nullptr) << "a note is no answer";
    press(Qt::Key_Escape);
    EXPECT_FALSE(card()->wasAsked());
}

// ---- the incident ---------------------------------------------------------------------------------------------------

TEST_F(Hands, AnAlarmDoesNotComeToTheFrontInTheMiddleOfACall)
{
    openWithHandsOff();
    startAir(); // a call
    surges();
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(shownId(), 1);
}

TEST_F(Hands, AGraverAlarmComesToTheFrontWhenTheHandsAreOff)
{
    aGraverOneComesToTheFront();
}

TEST_F(Hands, AGraverAlarmComesToTheFrontOnceTheHandsRest)
{
    startAir();
    goToStep("care");
    powerFails();
    pass(9'999ms);
    ASSERT_EQ(shownId(), 1) << "the hands were on";
    pass(1ms);
    EXPECT_EQ(shownId(), 2);
}

TEST_F(Hands, AnAlarmStaysInTheBackWhileTheHandsAreOn)
{
    startAir();
    goToStep("care");
    powerFails();
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(shownId(), 1);
}

TEST_F(Hands, AKeyMeantForAnotherIncidentIsNotHeard)
{
    aGraverOneComesToTheFront();
    press(Qt::Key_N);
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
    EXPECT_TRUE(message().contains(QStringLiteral("press again"))) << message().toStdString();
    waitUntilEnterIsHeard();
    press(Qt::Key_N);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
}

TEST_F(Hands, AFireOfOnesOwnTakesItsDigitAtOnce)
{
    press(Qt::Key_F12);
    press(Qt::Key_1);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("finding"), "real");
}

TEST_F(Hands, EnterThatIsHeldDownChoosesNothing)
{
    startAir();
    press(Qt::Key_S);
    ASSERT_NE(qobject_cast<QPushButton *>(keyboard()), nullptr) << "on the first choice";
    waitUntilEnterIsHeard();
    QKeyEvent again(QEvent::KeyPress, Qt::Key_Return, Qt::NoModifier, QStringLiteral("\r"), true);
    QApplication::sendEvent(keyboard(), &again);
    settle();
    EXPECT_TRUE(m_link.all(Kind::stepSkipped).empty());
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::stepSkipped).size(), 1U);
}

TEST_F(Hands, TwoClicksOnAProcedureStartNoSecondOne)
{
    startAir();
    auto *list = m_window->findChild<QListView *>(QStringLiteral("procedures"));
    ASSERT_NE(list, nullptr);
    press(Qt::Key_4, Qt::ControlModifier); // shown: would start another
    press(Qt::Key_Escape);
    startByHand(2, QStringLiteral("ticketing"));
    for (int row = 0; row < list->model()->rowCount(); ++row) {
        const QModelIndex index = list->model()->index(row, 0);
        if (!index.data(console::ProcedureModel::PlaybookRole).toString().contains(QStringLiteral("air")))
            continue;
        const QPoint at = list->visualRect(index).center();
        QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, at);
        QTest::mouseDClick(list->viewport(), Qt::LeftButton, Qt::NoModifier, at);
        settle();
    }
    EXPECT_EQ(shownId(), 1);
    EXPECT_EQ(panelForm(), nullptr) << "no second one is asked for";
    EXPECT_FALSE(list->hasFocus()) << "Enter is the step's act again";
}

// ---- notes ----------------------------------------------------------------------------------------------------------

TEST_F(Hands, ANoteBegunOnACalmFloorIsOfTheShiftWhateverOpens)
{
    press(Qt::Key_T);
    type(QStringLiteral("two agents ill, "));
    powerFails();
    ASSERT_EQ(shownId(), 1);
    type(QStringLiteral("row B"));
    EXPECT_TRUE(shown<QLabel>("noteLabel")->text().contains(QStringLiteral("shift")));
    press(Qt::Key_Return);
    const record::Record *written = m_link.last(Kind::noteWritten);
    ASSERT_NE(written, nullptr);
    EXPECT_EQ(written->incident, 0);
    EXPECT_EQ(written->data.at("text"), "two agents ill, row B");
    EXPECT_FALSE(shown<QLabel>("noteLabel")->text().contains(QStringLiteral("shift"))) << "the next one is not";
}

TEST_F(Hands, ANoteThatIsRefusedIsThereAgain)
{
    startAir();
    m_link.holdDecisions(true);
    press(Qt::Key_T);
    type(QStringLiteral("fans on their way"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.last(Kind::noteWritten), nullptr);
    EXPECT_EQ(note()->text(), QStringLiteral("fans on their way"));
    EXPECT_TRUE(message().startsWith(QStringLiteral("Not carried out"))) << message().toStdString();
}

TEST_F(Hands, AFormThatIsRefusedStaysAndSaysWhy)
{
    pbxComesUp();
    startByHand(1, QStringLiteral("1002"));
    m_link.holdDecisions(true);
    press(Qt::Key_X);
    ASSERT_NE(panelForm(), nullptr);
    type(QStringLiteral("a reason in many words"));
    press(Qt::Key_Return);
    ASSERT_NE(panelForm(), nullptr);
    EXPECT_EQ(panelForm()->findChild<QLineEdit *>()->text(), QStringLiteral("a reason in many words"));
    const auto labels = panelForm()->findChildren<QLabel *>();
    EXPECT_TRUE(std::ranges::any_of(
        labels, [](const QLabel *label) { return label->text().startsWith(QStringLiteral("Not recorded")); }));
}

TEST_F(Hands, AProcedureThatCannotBeStartedSoIsAskedOn)
{
    startAir();
    press(Qt::Key_4, Qt::ControlModifier);
    type(QStringLiteral("server room"));
    press(Qt::Key_Return);
    ASSERT_NE(panelForm(), nullptr) << "that one is open already";
    EXPECT_EQ(panelForm()->findChild<QLineEdit *>()->text(), QStringLiteral("server room"));
}

// ---- acts -----------------------------------------------------------------------------------------------------------

TEST_F(Hands, AKeyThatBouncesIsOneAct)
{
    startAir();
    pressTwice(Qt::Key_N);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
    press(Qt::Key_N);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 2U) << "the next contact";
}

TEST_F(Hands, AFormSubmittedTwiceIsOneActAndGoes)
{
    startAir();
    goToStep("repaired");
    press(Qt::Key_W);
    type(QStringLiteral("O&M"));
    pressTwice(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::stepWaiting).size(), 1U);
    EXPECT_FALSE(card()->wasAsked());
}

TEST_F(Hands, AnActThatWasRefusedMayBeTriedAgainAtOnce)
{
    startAir();
    waitUntilEnterIsHeard();
    goToStep("care");
    auto &desk = m_window->desk();
    m_link.holdDecisions(true);
    const QString first = desk.stepDone(1, "care");
    emit m_link.commandAnswered(first, Text{"not recorded", "未能记录"});
    m_link.holdDecisions(false);
    EXPECT_NE(desk.stepDone(1, "care"), first) << "before any snapshot came";
    settle();
    EXPECT_EQ(stepState("care").state, record::StepState::done);
}

TEST_F(Hands, ANoteNotBegunIsOfWhatIsShown)
{
    press(Qt::Key_T);
    powerFails();
    press(Qt::Key_Escape);
    press(Qt::Key_T);
    type(QStringLiteral("row B dark"));
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::noteWritten), nullptr);
    EXPECT_EQ(m_link.last(Kind::noteWritten)->incident, 1);
}

TEST_F(Hands, WhoIsOnDutyIsWhoTheEngineTook)
{
    m_link.holdDecisions(true);
    signIn(QStringLiteral("07"));
    EXPECT_TRUE(m_window->desk().operatorOnDuty().isEmpty());
    m_link.holdDecisions(false);
    signIn(QStringLiteral("07"));
    EXPECT_EQ(m_window->desk().operatorOnDuty(), QStringLiteral("07"));
}

TEST_F(Hands, UndoTakesBackNoActFromBefore)
{
    startAir();
    goToStep("repaired");
    press(Qt::Key_W);
    type(QStringLiteral("O&M"));
    press(Qt::Key_Return);
    ASSERT_EQ(stepState("repaired").state, record::StepState::waiting);
    advance(5min);
    m_link.holdDecisions(true);
    goToStep("repaired");
    enter(); // refused
    m_link.holdDecisions(false);
    settle();
    const auto before = m_link.records().size();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_EQ(m_link.records().size(), before);
    EXPECT_EQ(stepState("repaired").state, record::StepState::waiting);
}

// ---- a key that was meant for something else ------------------------------------------------------------------------

TEST_F(Hands, AFireTakesTheKeyboardOutOfWhatIsTyped)
{
    startAir();
    press(Qt::Key_T);
    type(QStringLiteral("half a no"));
    press(Qt::Key_F12);
    type(QStringLiteral("1"));
    EXPECT_EQ(m_link.state().incidents.at(2).facts.at("finding"), "real");
    press(Qt::Key_Left, Qt::ControlModifier);
    ASSERT_EQ(shownId(), 1);
    EXPECT_EQ(note()->text(), QStringLiteral("half a no"));
}

TEST_F(Hands, AFireTakesTheKeyboardOutOfTheFinder)
{
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("agent"));
    press(Qt::Key_F12);
    EXPECT_FALSE(m_window->findChild<console::Finder *>()->isVisible());
    type(QStringLiteral("2"));
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("finding"), "find-out");
}

TEST_F(Hands, AKeyPressedTwiceInHasteActsOnce)
{
    m_keyGap = 400ms;
    m_window.reset();
    open();
    m_link.publish();
    startAir();
    waitUntilEnterIsHeard();
    for (const auto key : {Qt::Key_N, Qt::Key_N, Qt::Key_Return})
        press(key);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
    EXPECT_TRUE(message().contains(QStringLiteral("One key acts once"))) << message().toStdString();
    pass(399ms);
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
    pass(1ms);
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 2U);
}

TEST_F(Hands, WhatTakesThePlaceOfAClosedOneHearsNothingAtFirst)
{
    startAir();
    powerFails();
    ASSERT_EQ(shownId(), 1);
    waitUntilEnterIsHeard();
    closeShown();
    ASSERT_EQ(shownId(), 2);
    goToStep("phone-om");
    for (const auto key : {Qt::Key_Return, Qt::Key_N})
        press(key);
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
    pass(1s);
    press(Qt::Key_N);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U);
}

// On some desktops a button takes Enter itself, whatever the window thinks of it.
TEST_F(Hands, EnterNeverComesToAButton)
{
    struct Watch : QObject {
        bool eventFilter(QObject *, QEvent *event) override
        {
            const bool isKey = event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease;
            enters += isKey && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Return ? 1 : 0;
            return false;
        }
        int enters = 0;
    } watch;
    startAir();
    waitUntilEnterIsHeard();
    auto *reached = shown<QPushButton>("mainAct");
    ASSERT_NE(reached, nullptr);
    reached->installEventFilter(&watch);
    reached->setFocus();
    press(Qt::Key_Return);
    EXPECT_EQ(watch.enters, 0);
    EXPECT_EQ(m_link.all(Kind::contactTried).size(), 1U) << "and yet it is pressed";
}

TEST_F(Hands, ALateAnswerLeavesAloneWhatIsAskedMeanwhile)
{
    startAir();
    m_link.holdAnswers(true);
    closeShown();
    press(Qt::Key_4, Qt::ControlModifier);
    type(QStringLiteral("server"));
    m_link.holdAnswers(false);
    m_link.publish();
    ASSERT_NE(panelForm(), nullptr);
    EXPECT_EQ(panelForm()->findChild<QLineEdit *>()->text(), QStringLiteral("server"));
}

TEST_F(Hands, ANoteThatIsLeftHoldsNothingUp)
{
    startAir();
    goToStep("care");
    press(Qt::Key_T);
    type(QStringLiteral("half"));
    EXPECT_FALSE(panel().isIdle());
    press(Qt::Key_Escape);
    EXPECT_TRUE(panel().isIdle());
    EXPECT_EQ(note()->text(), QStringLiteral("half"));
}

TEST_F(Hands, AnOpenListIsUnderTheHands)
{
    powerFails();
    goToStep("particulars");
    fill(*cardForm(), snapshot::Question(shownStep()->questions.front()));
    auto *list = cardForm()->findChild<QComboBox *>();
    ASSERT_NE(list, nullptr);
    EXPECT_FALSE(card()->isInUse());
    list->showPopup();
    EXPECT_TRUE(card()->isInUse());
    list->hidePopup();
}

} // namespace
} // namespace fw::test
