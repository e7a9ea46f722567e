// What a step asks for: how the keyboard comes to it, what a digit chooses, which seats are offered, and what stands
// there when there is nothing to ask.
#include "keys.h"

#include "console/incident/below_edge.h"
#include "console/procedures/procedure_model.h"

#include <QListView>
#include <QScrollArea>
#include <QScrollBar>

namespace fw::test {
namespace {

using record::Kind;

class Questions : public Keys {
protected:
    [[nodiscard]] QLineEdit *field() const
    {
        return cardForm() == nullptr ? nullptr : cardForm()->findChild<QLineEdit *>();
    }
    void losePhones(std::initializer_list<const char *> seats)
    {
        for (const char *seat : seats)
            m_link.signal(floor::DeviceChanged{Interface(std::string("PJSIP/") + seat), floor::Device::unavailable});
        advance(20s);
    }
    void leaves(const char *agent, const char *seat)
    {
        m_link.signal(
            floor::MemberRemoved{QueueId("tickets"), AgentId(agent), Interface(std::string("PJSIP/") + seat)});
        advance(1s);
    }
    [[nodiscard]] QString statusOf(int procedure) const
    {
        auto *list = m_window->findChild<QListView *>(QStringLiteral("procedures"));
        return list->model()->index(procedure - 1, 0).data(console::ProcedureModel::StatusRole).toString();
    }
};

// ---- how the keyboard comes to a field ------------------------------------------------------------------------------

TEST_F(Questions, AFieldSaysHowTheKeyboardComesIntoIt)
{
    startAir();
    goToStep("fans-out");
    EXPECT_EQ(field()->placeholderText(), QStringLiteral("Enter, then type · a number"));
    enter();
    EXPECT_EQ(keyboard(), field());
    EXPECT_EQ(field()->placeholderText(), QStringLiteral("a number"));
    press(Qt::Key_Escape);
    EXPECT_EQ(field()->placeholderText(), QStringLiteral("Enter, then type · a number"));
}

TEST_F(Questions, WhatIsKnownMayBeNotedAndTheStepIsDoneWithoutIt)
{
    startAir();
    EXPECT_EQ(field()->placeholderText(), QStringLiteral("E, then type"));
    press(Qt::Key_E);
    ASSERT_EQ(keyboard(), field());
    type(QStringLiteral("warm air"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("symptom"), "warm air");
    EXPECT_EQ(stepState("phone-om").state, record::StepState::active) << "nobody has been called";
    EXPECT_EQ(cardForm(), nullptr);
    enter();
    EXPECT_EQ(stepState("phone-om").state, record::StepState::done);
}

TEST_F(Questions, OfSeveralInOneFormOnlyTheNeededOneMustBeFilled)
{
    powerFails();
    goToStep("particulars");
    fill(*cardForm(), snapshot::Question(shownStep()->questions.front()));
    ASSERT_EQ(m_link.all(Kind::factNoted).size(), 1U);
    ASSERT_EQ(cardForm()->findChildren<QLineEdit *>().size(), 3) << "dead, and beside it fuel and who stays on UPS";
    enter();
    type(QStringLiteral("lights"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::factNoted).size(), 2U);
}

TEST_F(Questions, TheSecondDigitOfANumberAnswersNothing)
{
    m_window.reset();
    m_digitGap = 1h;
    open();
    m_link.publish();
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    ASSERT_EQ(m_link.all(Kind::factNoted).size(), 1U);
    press(Qt::Key_S);
    ASSERT_TRUE(card()->wasAsked());
    type(QStringLiteral("1"));
    EXPECT_TRUE(card()->wasAsked()) << "still: why skip it?";
    EXPECT_TRUE(message().contains(QStringLiteral("One digit chooses"))) << message().toStdString();
}

TEST_F(Questions, UndoSaysWhenThereIsNothingToTakeBack)
{
    startAir();
    press(Qt::Key_Z, Qt::ControlModifier);
    EXPECT_TRUE(message().contains(QStringLiteral("Nothing to undo"))) << message().toStdString();
}

// ---- seats ----------------------------------------------------------------------------------------------------------

TEST_F(Questions, TheSeatsThatAreFreeAreOfferedAndTheFirstIsTaken)
{
    pbxComesUp();
    leaves("agent-4", "1004");
    leaves("agent-6", "1006");
    losePhones({"1002"});
    goToStep("assign");
    enter();
    ASSERT_NE(field(), nullptr);
    EXPECT_EQ(field()->text(), QStringLiteral("1004"));
    QStringList texts;
    for (const QLabel *label : cardForm()->findChildren<QLabel *>())
        texts << label->text();
    EXPECT_TRUE(texts.contains(QStringLiteral("Without an agent: 1004, 1006"))) << texts.join('\n').toStdString();
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::seatAssigned), nullptr);
    EXPECT_EQ(m_link.last(Kind::seatAssigned)->data.at("to"), "1004");
}

TEST_F(Questions, ASeatThatTheFloorDoesNotHaveIsTakenWhenItIsMeant)
{
    pbxComesUp();
    leaves("agent-4", "1004");
    losePhones({"1002"});
    goToStep("assign");
    enter();
    type(QStringLiteral("1077")); // over what is offered
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.last(Kind::seatAssigned), nullptr);
    ASSERT_EQ(field()->text(), QStringLiteral("1077"));
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::seatAssigned), nullptr);
    EXPECT_EQ(m_link.last(Kind::seatAssigned)->data.at("to"), "1077");
}

TEST_F(Questions, AnAgentWhoMovedFirstIsRecordedWhereHeSits)
{
    pbxComesUp();
    leaves("agent-5", "1005");
    startByHand(1, QStringLiteral("1005"));
    type(QStringLiteral("2"));
    goToStep("assign");
    enter();
    type(QStringLiteral("1004"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.last(Kind::seatAssigned), nullptr) << "somebody sits there";
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(Kind::seatAssigned), nullptr);
}

TEST_F(Questions, AProcedureForASeatThatTheFloorDoesNotHaveStartsWhenItIsMeant)
{
    pbxComesUp();
    startByHand(1, QStringLiteral("1077"));
    EXPECT_TRUE(m_link.state().incidents.empty());
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.size(), 1U);
}

TEST_F(Questions, EachAgentOfAGroupOfSeatsIsSentFromTheOwnSeat)
{
    pbxComesUp();
    losePhones({"1001", "1002", "1003"});
    ASSERT_EQ(m_link.state().incidents.size(), 1U);
    goToStep("assign:1002");
    enter();
    type(QStringLiteral("1090"));
    press(Qt::Key_Return);
    press(Qt::Key_Return); // it is meant
    ASSERT_NE(m_link.last(Kind::seatAssigned), nullptr);
    EXPECT_EQ(m_link.last(Kind::seatAssigned)->data.at("from"), "1002");
    EXPECT_EQ(m_link.last(Kind::seatAssigned)->data.at("agent"), "agent-2");
    EXPECT_EQ(stepState("assign:1002").state, record::StepState::done);
    EXPECT_EQ(stepState("assign:1001").state, record::StepState::active);
}

// ---- a false alarm --------------------------------------------------------------------------------------------------

TEST_F(Questions, AFalseAlarmIsSaidOnTheCallThatToldIt)
{
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    ASSERT_NE(shownStep(), nullptr);
    EXPECT_EQ(shownStep()->key, "ask-administration");
    type(QStringLiteral("1")); // false
    for (const char *answer : {"duty manager", "administration", "control room"}) {
        ASSERT_NE(qobject_cast<QLineEdit *>(keyboard()), nullptr) << answer;
        type(QString::fromLatin1(answer));
        press(Qt::Key_Return);
    }
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("verdict"), "false");
    EXPECT_EQ(cardText("title"), QStringLiteral("It may be closed")) << "nobody is told to call 119 any more";
    enter();
    enter();
    EXPECT_FALSE(m_link.state().incidents.at(1).open());
}

TEST_F(Questions, ACallThatWasMadeStaysUntilItsVerdictIsSaid)
{
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    ASSERT_EQ(shownStep()->key, "ask-administration");
    enter(); // reached
    ASSERT_EQ(stepState("ask-administration").state, record::StepState::done);
    advance(3s);
    EXPECT_EQ(card()->stepKey(), "ask-administration");
    ASSERT_NE(cardForm(), nullptr);
    press(Qt::Key_Escape); // they do not know
    advance(3s);
    EXPECT_NE(card()->stepKey(), "ask-administration");
}

TEST_F(Questions, WhoCallsTheFireServiceWhileFindingOutHasARealFire)
{
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    goToStep("smoke-after-all");
    enter();
    advance(1s);
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("finding"), "real");
    EXPECT_EQ(stepState("call-119").state, record::StepState::done) << "it has been called";
    EXPECT_EQ(shownStep()->key, "announce");
}

// ---- after an act ---------------------------------------------------------------------------------------------------

TEST_F(Questions, WhatIsTakenBackIsShownAtOnce)
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

TEST_F(Questions, WhatIsOpenAgainAtOnceOffersNoUndo)
{
    powerFails();
    goToStep("shed");
    enter();
    ASSERT_TRUE(m_window->desk().canUndo());
    goToStep("readout");
    enter();
    ASSERT_EQ(m_link.all(Kind::stepDone).size(), 2U);
    EXPECT_FALSE(m_window->desk().canUndo());
}

TEST_F(Questions, AMissedDeadlineCountsOnUntilItsStepIsDone)
{
    startAir();
    advance(70s);
    ASSERT_FALSE(shownIncident()->clocks.empty());
    EXPECT_EQ(snapshot::left(shownIncident()->clocks.front(), m_link.now().wall), -10s);
    goToStep("phone-om");
    enter();
    EXPECT_TRUE(
        std::ranges::none_of(shownIncident()->clocks, [](const auto &clock) { return clock.kind == "deadline"; }));
    press(Qt::Key_X);
    QStringList captions;
    for (const QLabel *label : panelForm()->findChildren<QLabel *>())
        captions << label->text();
    EXPECT_TRUE(captions.contains(QStringLiteral("Why was it missed: Call O&&M now?")))
        << captions.join('\n').toStdString();
}

TEST_F(Questions, AnActBringsTheTopBackIntoSight)
{
    m_window.reset();
    open({}, {1366, 768});
    powerFails();
    auto *scroll = panel().findChild<QScrollArea *>(QStringLiteral("scroll"));
    press(Qt::Key_PageDown);
    ASSERT_GT(scroll->verticalScrollBar()->value(), 0);
    press(Qt::Key_B);
    EXPECT_EQ(scroll->verticalScrollBar()->value(), 0);
}

TEST_F(Questions, TheLastStepIsBesideTheFirst)
{
    startAir();
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(shownStep()->key, shownIncident()->steps.back().key);
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(shownStep()->key, "phone-om");
}

TEST_F(Questions, WhatOneProcedureSuggestsStandsAtTheOtherUntilItIsStarted)
{
    m_link.signal(floor::TemperatureReading{"server room", 24});
    powerFails();
    m_link.send({"air", record::Verb::factSet, "07", {}, 1, {}, Json{{"fact", "air"}, {"value", "no"}}});
    advance(1s);
    EXPECT_EQ(statusOf(4), QStringLiteral("suggested by Power failure"));
    startByHand(4, QStringLiteral("server room"));
    closeShown();
    EXPECT_FALSE(m_link.state().incidents.at(2).open());
    EXPECT_FALSE(statusOf(4).contains(QStringLiteral("suggested"))) << statusOf(4).toStdString();
}

TEST_F(Questions, WhatOpenedAnIncidentIsNotSaidToHoldWhenItDoesNot)
{
    powerFails();
    upsSays("OL", 97);
    advance(1s);
    const QString why = panel().findChild<QLabel *>(QStringLiteral("why"))->text();
    EXPECT_TRUE(why.startsWith(QStringLiteral("what opened it holds no more"))) << why.toStdString();
}

// ---- what is said where ---------------------------------------------------------------------------------------------

TEST_F(Questions, WhatIsWrongStandsAtItsField)
{
    startAir();
    press(Qt::Key_W);
    ASSERT_NE(cardForm(), nullptr);
    const auto fields = cardForm()->findChildren<QLineEdit *>();
    ASSERT_EQ(fields.size(), 2) << "for whom, how many minutes";
    enter();
    QLabel *wrong = nullptr;
    for (QLabel *label : cardForm()->findChildren<QLabel *>()) {
        if (label->text() == QStringLiteral("Fill in this field first"))
            wrong = label;
    }
    ASSERT_NE(wrong, nullptr);
    settle();
    EXPECT_EQ(keyboard(), fields.front());
    EXPECT_GT(wrong->y(), fields.front()->y());
    EXPECT_LT(wrong->y(), fields.back()->y());
    type(QStringLiteral("O&M"));
    press(Qt::Key_Tab);
    type(QStringLiteral("soon"));
    press(Qt::Key_Tab, Qt::ShiftModifier);
    press(Qt::Key_Return);
    settle();
    EXPECT_TRUE(wrong->text().startsWith(QStringLiteral("How many minutes?"))) << wrong->text().toStdString();
    EXPECT_GT(wrong->y(), fields.back()->y());
}

TEST_F(Questions, DigitsThatLieBelowTheEdgeAreSaidAboveIt)
{
    m_window.reset();
    open({}, {1366, 768});
    m_link.publish();
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    settle();
    auto *below = panel().findChild<console::BelowEdge *>();
    ASSERT_TRUE(below->isVisible()) << "the verdict is asked under the call";
    for (const auto &option : shownStep()->questions.front().options)
        EXPECT_TRUE(below->text().contains(QString::fromStdString(option.key + " " + option.label.en)))
            << below->text().toStdString();
    press(Qt::Key_PageDown);
    press(Qt::Key_PageDown);
    EXPECT_FALSE(below->isVisible());
}

TEST_F(Questions, AnOutcomeOfNoCallIsAnswered)
{
    startAir();
    goToStep("care");
    press(Qt::Key_N);
    EXPECT_EQ(message(), QStringLiteral("This step calls nobody"));
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
}

TEST_F(Questions, AChainThatBeginsAnewSaysWhy)
{
    powerFails();
    goToStep("phone-om");
    ASSERT_FALSE(cardText("contactDetail").contains(QStringLiteral("the superior knows")));
    for (int i = 0; i < 9 && shownStep()->call->chain != "superior"; ++i)
        press(Qt::Key_N);
    ASSERT_EQ(shownStep()->call->chain, "superior");
    enter();
    goToStep("phone-om");
    EXPECT_EQ(shownStep()->call->position, 1);
    EXPECT_TRUE(cardText("contactDetail").contains(QStringLiteral("the superior knows")))
        << cardText("contactDetail").toStdString();
    press(Qt::Key_N);
    EXPECT_EQ(shownStep()->call->position, 2);
    EXPECT_FALSE(cardText("contactDetail").contains(QStringLiteral("the superior knows"))) << "the second one of them";
}

TEST_F(Questions, PhonesWorkAgainWithThePower)
{
    pbxComesUp();
    powerFails();
    goToStep("phone-om");
    ASSERT_TRUE(cardText("phones").contains(QStringLiteral("not from"))) << cardText("phones").toStdString();
    upsSays("OL", 97);
    advance(1s);
    EXPECT_FALSE(cardText("phones").contains(QStringLiteral("not from"))) << cardText("phones").toStdString();
}

TEST_F(Questions, WhatMayComeBackIsWatchedAndNeverInTheWay)
{
    startAir();
    work();
    ASSERT_EQ(shownStep(), nullptr) << "nothing to do, though a step is open";
    goToStep("relapse");
    type(QStringLiteral("1"));
    EXPECT_EQ(shownStep(), nullptr) << "normal: back to where it was";
    goToStep("relapse");
    type(QStringLiteral("2"));
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("relapse"), "yes");
    ASSERT_NE(shownStep(), nullptr);
    EXPECT_EQ(shownStep()->key, "normal-again");
    advance(11min);
    EXPECT_FALSE(shownIncident()->closable);
    press(Qt::Key_S);
    type(QStringLiteral("1"));
    ASSERT_EQ(stepState("normal-again").state, record::StepState::skipped);
    goToStep("normal-again");
    ASSERT_NE(cardForm(), nullptr) << "skipped, and still to be said";
    type(QStringLiteral("1"));
    EXPECT_EQ(m_link.state().incidents.at(1).facts.at("relapse"), "no");
    work();
    EXPECT_EQ(shownStep(), nullptr);
    advance(11min);
    EXPECT_TRUE(shownIncident()->closable);
    goToStep("relapse");
    EXPECT_NE(cardForm(), nullptr) << "it can come back once more";
}

TEST_F(Questions, ACallStaysOnTheCardWhateverElseRises)
{
    startByHand(2, QStringLiteral("ticketing"));
    work("department");
    press(Qt::Key_W);
    type(QStringLiteral("the duty engineer"));
    press(Qt::Key_Tab);
    press(Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("1"));
    press(Qt::Key_Return);
    advance(3s);
    ASSERT_EQ(shownStep()->key, "maintenance") << "a call, too";
    advance(61s);
    ASSERT_EQ(stepState("department").state, record::StepState::active) << "nobody has answered";
    EXPECT_EQ(shownStep()->key, "maintenance") << "somebody may be on the phone";
    press(Qt::Key_Escape);
    EXPECT_EQ(shownStep()->key, "department") << "back to what is to do now";
}

TEST_F(Questions, ASeatOutOfServiceIsPutBackFromTheFinder)
{
    pbxComesUp();
    losePhones({"1002"});
    goToStep("seat");
    enter();
    enter(); // no reference
    ASSERT_TRUE(m_link.state().seatsOut.contains("1002"));
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("1002 back"));
    press(Qt::Key_Return);
    EXPECT_FALSE(m_link.state().seatsOut.contains("1002"));
}

TEST_F(Questions, WhoseHandsAnIncidentIsNoLongerInIsSaid)
{
    signIn(QStringLiteral("07"));
    startAir();
    press(Qt::Key_A);
    advance(11min);
    const QString hands = panel().findChild<QLabel *>(QStringLiteral("hands"))->text();
    EXPECT_EQ(hands, QStringLiteral("needs you: no longer in the hands of 07"));
}

TEST_F(Questions, ClosingLeavesNoUndoOnAnotherIncident)
{
    startAir();
    powerFails();
    press(Qt::Key_Right, Qt::ControlModifier);
    if (shownId() != 2)
        press(Qt::Key_Right, Qt::ControlModifier);
    ASSERT_EQ(shownId(), 2);
    goToStep("shed");
    enter();
    ASSERT_TRUE(m_window->desk().canUndo());
    closeShown();
    ASSERT_FALSE(m_link.state().incidents.at(2).open());
    EXPECT_FALSE(m_window->desk().canUndo());
}

// ---- nothing to ask -------------------------------------------------------------------------------------------------

TEST_F(Questions, WhenAllIsDoneTheCardSaysWhatTheIncidentWaitsFor)
{
    startAir();
    work();
    ASSERT_EQ(shownStep(), nullptr);
    ASSERT_NE(card(), nullptr);
    EXPECT_EQ(cardText("title"), QStringLiteral("Nothing to do now"));
    EXPECT_TRUE(cardText("body").startsWith(QStringLiteral("It waits for this: "))) << cardText("body").toStdString();
    EXPECT_TRUE(cardText("body").contains(QStringLiteral("Watched (Ctrl+Down): Watch the temperature")))
        << cardText("body").toStdString();
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(card()->stepKey(), "relapse");
    press(Qt::Key_Escape);
    EXPECT_EQ(cardText("title"), QStringLiteral("Nothing to do now"));
    advance(11min);
    EXPECT_EQ(cardText("title"), QStringLiteral("It may be closed"));
    EXPECT_TRUE(statusOf(4).startsWith(QStringLiteral("may be closed"))) << statusOf(4).toStdString();
    enter();
    ASSERT_NE(panelForm(), nullptr);
    enter();
    EXPECT_FALSE(m_link.state().incidents.at(1).open());
}

TEST_F(Questions, TroubleThatOutlivesItsIncidentIsSaidUntilANewOneOpens)
{
    pbxComesUp();
    callersCome(5);
    advance(16s);
    closeShown(QStringLiteral("in error"));
    ASSERT_FALSE(m_link.state().incidents.at(1).open());
    advance(1s);
    EXPECT_TRUE(panel().findChild<QLabel *>(QStringLiteral("title"))->text().endsWith(QStringLiteral("is not over")));
    EXPECT_TRUE(statusOf(7).contains(QStringLiteral("tickets is not over"))) << statusOf(7).toStdString();
    advance(11min);
    ASSERT_EQ(m_link.state().incidents.size(), 2U);
    EXPECT_EQ(shownId(), 2);
    EXPECT_TRUE(statusOf(7).startsWith(QStringLiteral("tickets"))) << statusOf(7).toStdString();
    EXPECT_FALSE(statusOf(7).contains(QStringLiteral("not over"))) << statusOf(7).toStdString();
}

TEST_F(Questions, WhatDoesNotFitIsReachedByPageKeys)
{
    m_window.reset();
    open({}, {1366, 768});
    powerFails();
    auto *scroll = panel().findChild<QScrollArea *>(QStringLiteral("scroll"));
    ASSERT_GT(scroll->verticalScrollBar()->maximum(), 0);
    press(Qt::Key_PageDown);
    EXPECT_GT(scroll->verticalScrollBar()->value(), 0);
    press(Qt::Key_PageUp);
    EXPECT_EQ(scroll->verticalScrollBar()->value(), 0);
}

TEST_F(Questions, TheGravestIncidentKeepsItsTab)
{
    m_window.reset();
    open({}, {1366, 768});
    pbxComesUp();
    powerFails();
    callersCome(5);
    advance(16s);
    losePhones({"1001"});
    startByHand(8, QStringLiteral("winter recall"));
    ASSERT_EQ(m_link.state().incidents.size(), 4U);
    for (int i = 0; i < 4; ++i) {
        std::vector<QString> tabs;
        for (const QPushButton *tab : panel().findChildren<QPushButton *>()) {
            if (tab->property("tab").toBool() && tab->isVisible())
                tabs.push_back(tab->text());
        }
        EXPECT_TRUE(std::ranges::any_of(tabs, [](const QString &text) { return text.startsWith(QLatin1Char('3')); }))
            << "shown " << shownId();
        press(Qt::Key_Right, Qt::ControlModifier);
    }
}

} // namespace
} // namespace fw::test
