// The card of a call: whom it names, through which phone, its outcomes, and what was said on it.
#include "keys.h"

namespace fw::test {
namespace {

using record::Kind;

class Calls : public Keys {};

TEST_F(Calls, AFalseAlarmIsSaidOnTheCallThatToldIt)
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

TEST_F(Calls, ACallThatWasMadeStaysUntilItsVerdictIsSaid)
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

TEST_F(Calls, WhoCallsTheFireServiceWhileFindingOutHasARealFire)
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

TEST_F(Calls, ACallStaysOnTheCardWhateverElseRises)
{
    startByHand(2, QStringLiteral("ticketing"));
    work("department");
    waitFor(QStringLiteral("the duty engineer"), QStringLiteral("1"));
    advance(3s);
    ASSERT_EQ(shownStep()->key, "maintenance") << "a call, too";
    advance(61s);
    ASSERT_EQ(stepState("department").state, record::StepState::active) << "nobody has answered";
    EXPECT_EQ(shownStep()->key, "maintenance") << "somebody may be on the phone";
    press(Qt::Key_Escape);
    EXPECT_EQ(shownStep()->key, "department") << "back to what is to do now";
}

TEST_F(Calls, AnOutcomeOfNoCallIsAnswered)
{
    startAir();
    goToStep("care");
    press(Qt::Key_N);
    EXPECT_EQ(message(), QStringLiteral("This step calls nobody"));
    EXPECT_TRUE(m_link.all(Kind::contactTried).empty());
}

TEST_F(Calls, AChainThatBeginsAnewSaysWhy)
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

TEST_F(Calls, PhonesWorkAgainWithThePower)
{
    pbxComesUp();
    powerFails();
    goToStep("phone-om");
    ASSERT_TRUE(cardText("phones").contains(QStringLiteral("not from"))) << cardText("phones").toStdString();
    upsSays("OL", 97);
    advance(1s);
    EXPECT_FALSE(cardText("phones").contains(QStringLiteral("not from"))) << cardText("phones").toStdString();
}

} // namespace
} // namespace fw::test
