// Where an incident stands, as the panel and the list of procedures say it: what opened it, in whose hands it is, what
// it waits for, what is watched, what outlives it.
#include "keys.h"

#include "console/window/banner.h"

namespace fw::test {
namespace {

using record::Kind;

class Standing : public Keys {};

TEST_F(Standing, WhatOneProcedureSuggestsStandsAtTheOtherUntilItIsStarted)
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

TEST_F(Standing, WhatOpenedAnIncidentIsNotSaidToHoldWhenItDoesNot)
{
    powerFails();
    upsSays("OL", 97);
    advance(1s);
    const QString why = panel().findChild<QLabel *>(QStringLiteral("why"))->text();
    EXPECT_TRUE(why.startsWith(QStringLiteral("what opened it no longer holds"))) << why.toStdString();
}

TEST_F(Standing, AMissedDeadlineCountsOnUntilItsStepIsDone)
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

TEST_F(Standing, WhoseHandsAnIncidentIsNoLongerInIsSaid)
{
    signIn(QStringLiteral("07"));
    startAir();
    press(Qt::Key_A);
    advance(11min);
    const QString hands = panel().findChild<QLabel *>(QStringLiteral("hands"))->text();
    EXPECT_EQ(hands, QStringLiteral("needs you: no longer in the hands of 07"));
}

TEST_F(Standing, WhatMayComeBackIsWatchedAndNeverInTheWay)
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

TEST_F(Standing, WhenAllIsDoneTheCardSaysWhatTheIncidentWaitsFor)
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
    EXPECT_EQ(m_link.last(Kind::stepSkipped)->sentence.id, "step.watched") << "not left open";
}

TEST_F(Standing, TroubleThatOutlivesItsIncidentIsSaidUntilANewOneOpens)
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

TEST_F(Standing, AFireThatMayBeClosedCallsNobodyAnyMore)
{
    const auto *banner = m_window->findChild<console::Banner *>();
    press(Qt::Key_F12);
    ASSERT_TRUE(banner->accessibleName().contains(QStringLiteral("119")));
    type(QStringLiteral("3")); // pressed in error
    work();
    ASSERT_TRUE(shownIncident()->closable);
    EXPECT_FALSE(banner->isVisible());
    powerFails();
    EXPECT_EQ(m_link.snapshot().incidents.front().procedure, snapshot::kPowerFailure) << "comes first now";
}

TEST_F(Standing, AFireStandsFirstWhateverElseIsWrong)
{
    const auto *banner = m_window->findChild<console::Banner *>();
    press(Qt::Key_F12);
    m_link.stall(true);
    pass(6s);
    ASSERT_TRUE(
        QTest::qWaitFor([&] { return banner->accessibleName().contains(QStringLiteral("stopped answering")); }));
    EXPECT_TRUE(banner->accessibleName().contains(QStringLiteral("119"))) << banner->accessibleName().toStdString();
}

TEST_F(Standing, WhereNoFireCanBeStartedTheNumberIsSaid)
{
    m_link.holdDecisions(true);
    press(Qt::Key_F12);
    EXPECT_TRUE(m_link.state().incidents.empty());
    EXPECT_TRUE(message().contains(QStringLiteral("call 119"))) << message().toStdString();
}

TEST_F(Standing, WhatIsOwedStandsBeforeWhatIsDueNext)
{
    powerFails();
    advance(2min);
    const auto &clocks = shownIncident()->clocks;
    ASSERT_GE(clocks.size(), 2U);
    EXPECT_EQ(clocks.front().state, record::ClockState::missed);
    EXPECT_EQ(clocks[1].state, record::ClockState::running);
}

TEST_F(Standing, AStepThatWaitsSaysForWhomAndUntilWhen)
{
    startAir();
    waitFor(QStringLiteral("Zhou"), QStringLiteral("1441"));
    ASSERT_NE(cardForm(), nullptr) << "no longer than a day";
    press(Qt::Key_Escape);
    waitFor(QStringLiteral("Zhou"), QStringLiteral("20"));
    goToStep("phone-om");
    EXPECT_TRUE(cardText("role").startsWith(QStringLiteral("Waiting for Zhou until 10:20")))
        << cardText("role").toStdString();
}

} // namespace
} // namespace fw::test
