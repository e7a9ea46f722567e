// What a step asks for: how the keyboard comes to it, what a digit chooses, which seats are offered.
#include "keys.h"

namespace fw::test {
namespace {

using record::Kind;

class Questions : public Keys {
protected:
    [[nodiscard]] QLineEdit *field() const
    {
        return cardForm() == nullptr ? nullptr : cardForm()->findChild<QLineEdit *>();
    }
    void leaves(const char *agent, const char *seat)
    {
        m_link.signal(
            floor::MemberRemoved{QueueId("tickets"), AgentId(agent), Interface(std::string("PJSIP/") + seat)});
        advance(1s);
    }
};

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
    for (int field = 0; field < 3; ++field) { // what is left out here is not asked again
        press(Qt::Key_Return);
        EXPECT_EQ(m_link.all(Kind::factNoted).size(), 1U) << "on to the next";
    }
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.all(Kind::factNoted).size(), 2U);
}

TEST_F(Questions, TheSecondDigitOfANumberAnswersNothing)
{
    m_window.reset();
    m_keyGap = 1h;
    open();
    m_link.publish();
    press(Qt::Key_F12);
    type(QStringLiteral("2"));
    ASSERT_EQ(m_link.all(Kind::factNoted).size(), 1U);
    press(Qt::Key_S);
    ASSERT_TRUE(card()->wasAsked());
    type(QStringLiteral("1"));
    EXPECT_TRUE(card()->wasAsked()) << "still: why skip it?";
    EXPECT_TRUE(message().contains(QStringLiteral("One key acts once"))) << message().toStdString();
}

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

TEST_F(Questions, TheFirstOneIsAskedOnce)
{
    pbxComesUp();
    startByHand(1, QStringLiteral("1003"));
    ASSERT_TRUE(shownIncident()->question.has_value());
    ASSERT_NE(panelForm(), nullptr);
    EXPECT_EQ(cardForm(), nullptr) << "not in the card as well";
    enter();
    EXPECT_TRUE(panelForm()->hasKeyboard());
    press(Qt::Key_2);
    EXPECT_FALSE(shownIncident()->question.has_value());
}

TEST_F(Questions, AFieldThatIsNotThereIsSaidSo)
{
    startAir();
    goToStep("care");
    press(Qt::Key_E);
    EXPECT_EQ(message(), QStringLiteral("Nothing is asked here"));
}

} // namespace
} // namespace fw::test
