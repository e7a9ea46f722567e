// Each of the eight procedures from its opening to its closing, by the keyboard alone, in both languages.
#include "console_test.h"

#include "console/incident/now_card.h"

namespace fw::test {
namespace {

class ProcedureByKeys : public ConsoleTest, public testing::WithParamInterface<Language> {
protected:
    void SetUp() override
    {
        ConsoleTest::SetUp();
        if (IsSkipped())
            return;
        openIn(GetParam());
        signIn(QStringLiteral("07"));
    }

    [[nodiscard]] const record::Incident &incident(int id) const { return m_link.state().incidents.at(id); }

    void expectClosed(int id, const std::string &kind)
    {
        ASSERT_TRUE(m_link.state().incidents.contains(id));
        EXPECT_FALSE(incident(id).open()) << message().toStdString();
        EXPECT_EQ(incident(id).closeKind, kind);
        EXPECT_EQ(m_link.all(record::Kind::commandRefused).size(), 0U);
    }

    void expectDone(int id, std::initializer_list<const char *> steps)
    {
        for (const char *step : steps) {
            ASSERT_TRUE(incident(id).steps.contains(step)) << step;
            EXPECT_EQ(incident(id).steps.at(step).state, record::StepState::done) << step;
        }
    }

    // The card says what the plan says, in the language of the window.
    void expectCardInLanguage()
    {
        ASSERT_NE(shownStep(), nullptr);
        EXPECT_EQ(cardText("title").toStdString(), shownStep()->title.in(GetParam()));
    }
};

TEST_P(ProcedureByKeys, ASeatIsReportedByHandAndClosedAgainstTheRule)
{
    pbxComesUp();
    startByHand(1, QStringLiteral("1002"));
    ASSERT_EQ(shownId(), 1);
    expectCardInLanguage();
    m_answers["what"] = QStringLiteral("2");
    m_skips["relogin"] = 4;
    work();
    expectDone(1, {"assign", "tell-maintenance", "seat"});
    EXPECT_EQ(incident(1).facts.at("what"), "headset");
    EXPECT_EQ(m_link.state().seatsOut.at("1002"), "R-17");
    closeShown();
    EXPECT_FALSE(incident(1).open());
}

TEST_P(ProcedureByKeys, ALostSeatClosesByItsRuleWhenItsAgentWorksElsewhere)
{
    pbxComesUp();
    m_link.signal(floor::DeviceChanged{Interface("PJSIP/1002"), floor::Device::unavailable});
    advance(20s);
    ASSERT_EQ(shownId(), 1);
    expectCardInLanguage();
    m_answers["what"] = QStringLiteral("3");
    m_skips["relogin"] = 4; // the PBX proves it
    work("relogin");
    EXPECT_TRUE(m_link.state().incidents.at(1).steps.contains("relogin"));
    const Interface phone("PJSIP/1090");
    m_link.signal(floor::MemberRemoved{QueueId("tickets"), AgentId("agent-2"), Interface("PJSIP/1002")});
    m_link.signal(floor::MemberAdded{{.queue = QueueId("tickets"),
                                      .agent = AgentId("agent-2"),
                                      .interface = phone,
                                      .stateInterface = phone,
                                      .membership = floor::Membership::dynamic,
                                      .device = floor::Device::notInUse,
                                      .paused = false,
                                      .pauseReason = {},
                                      .penalty = 0}});
    advance(1s);
    work();
    expectDone(1, {"assign", "relogin", "business-login", "tell-maintenance", "seat", "settled"});
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, ASystemFailureIsWorkedThroughAndClosedByItsRule)
{
    startByHand(2, QStringLiteral("ticketing"));
    ASSERT_EQ(shownId(), 1);
    m_answers["kind"] = QStringLiteral("1");
    m_skips["caller-notice"] = 1;
    work();
    expectDone(1, {"identify", "department", "maintenance", "floor-notice", "ledger", "recovered"});
    EXPECT_EQ(incident(1).facts.at("kind"), "application");
    advance(10min);
    work();
    expectDone(1, {"ledger-balanced", "call-backs-done"});
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, APowerCutToldByTheUpsClosesByItsRule)
{
    upsSays("OL", 100);
    upsSays("OB DISCHRG", 98);
    advance(4s);
    ASSERT_EQ(shownId(), 1);
    expectCardInLanguage();
    m_skips["caller-notice"] = 1;
    work();
    expectDone(1, {"phone-om", "particulars", "shed", "help-maintenance"});
    for (const char *said : {"expected", "rows", "dead", "generator", "air", "fuel", "kept"})
        EXPECT_TRUE(incident(1).facts.contains(said)) << said << " is asked somewhere";
    upsSays("OL", 90);
    advance(1s);
    work();
    expectDone(1, {"checklist"});
    advance(2min);
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, AnAirConditioningFailureIsWorkedThroughAndClosedByItsRule)
{
    startByHand(4, QStringLiteral("server room"));
    ASSERT_EQ(shownId(), 1);
    expectCardInLanguage();
    work();
    expectDone(1, {"phone-om", "fans-out", "trend", "care", "repaired", "fans-back"});
    EXPECT_EQ(incident(1).facts.at("fans"), 3);
    advance(10min);
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, AFalseFireAlarmIsFoundOutAndClosedByItsRule)
{
    press(Qt::Key_F12);
    ASSERT_EQ(shownId(), 1);
    EXPECT_EQ(cardText("number"), QStringLiteral("119")) << "the fire service's number is there from the first moment";
    type(QStringLiteral("2"));
    EXPECT_EQ(incident(1).facts.at("finding"), "find-out");
    m_leaves = {"verdict"};
    m_skips["smoke-after-all"] = 1;
    work();
    expectDone(1, {"ask-administration", "ask-management", "ask-control-room", "runner", "panel-point", "floor-standby",
                   "verdict"});
    EXPECT_EQ(incident(1).facts.at("verdict"), "false");
    EXPECT_EQ(incident(1).facts.at("panel_reset_by"), "noted panel_reset_by");
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, ARealFireIsWorkedThroughToTheAllClear)
{
    press(Qt::Key_F12);
    type(QStringLiteral("1"));
    EXPECT_EQ(incident(1).facts.at("finding"), "real");
    work();
    expectDone(
        1, {"call-119", "announce", "sweep:row A", "roll-call", "hand-command", "all-clear", "reopen", "event-report"});
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, FirePressedInErrorIsClosedByItsRule)
{
    press(Qt::Key_F12);
    type(QStringLiteral("3"));
    EXPECT_EQ(incident(1).facts.at("finding"), "error");
    work();
    expectDone(1, {"error-said", "error-reset"});
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, FirePressedInErrorIsClosedAgainstTheRule)
{
    press(Qt::Key_F12);
    type(QStringLiteral("3"));
    closeShown(QStringLiteral("elbow"));
    expectClosed(1, "override");
}

TEST_P(ProcedureByKeys, ACarrierFailureIsFedBackAnsweredAndClosedByItsRule)
{
    startByHand(6, QStringLiteral("broadband west"));
    ASSERT_EQ(shownId(), 1);
    m_answers["service"] = QStringLiteral("2");
    work();
    expectDone(1, {"collect", "feed-back", "answer", "bulletin", "confirm"});
    EXPECT_EQ(incident(1).facts.at("service"), "broadband");
    EXPECT_EQ(incident(1).facts.at("reference"), "noted reference");
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, ASurgeClosesByItsRuleOnceItWasUnderControl)
{
    pbxComesUp();
    callersCome(5);
    advance(16s);
    ASSERT_EQ(shownId(), 1);
    EXPECT_EQ(incident(1).subject, "tickets");
    expectCardInLanguage();
    m_skips["notice"] = 1;
    m_skips["level1-lend"] = 1;
    work();
    EXPECT_EQ(incident(1).commander, "07");
    expectDone(1, {"command", "level1-order", "level1-entities:sales", "cause", "bulletin"});
    EXPECT_EQ(incident(1).facts.at("entity_answer"), Json({{"sales", "noted entity_answer"}}));
    EXPECT_TRUE(std::ranges::any_of(m_link.all(record::Kind::factNoted), [](const record::Record *noted) {
        return noted->summaryEn.ends_with("Sales: noted entity_answer");
    })) << "under the entity's name";
    callersAreAnswered();
    advance(6min);
    advance(11min);
    m_skips["helpers-back"] = 1;
    work();
    expectDone(1, {"level1-lift"});
    closeShown();
    expectClosed(1, "rule");
}

TEST_P(ProcedureByKeys, ASurgeStartedByHandIsClosedAgainstTheRule)
{
    pbxComesUp();
    startByHand(7);
    ASSERT_EQ(shownId(), 1);
    m_skips["notice"] = 1;
    work("cause");
    closeShown(QStringLiteral("nothing wrong"));
    expectClosed(1, "override");
}

TEST_P(ProcedureByKeys, OutboundHelpIsAgreedLentGuardedAndSentBack)
{
    startByHand(8, QStringLiteral("winter recall"));
    ASSERT_EQ(shownId(), 1);
    expectCardInLanguage();
    work();
    expectDone(1, {"check-plan", "leader-agrees", "lend", "guard", "outcome", "helpers-back"});
    EXPECT_EQ(incident(1).facts.at("helpers"), Json({"Ann", "Karim"}));
    closeShown();
    expectClosed(1, "rule");
}

INSTANTIATE_TEST_SUITE_P(Language, ProcedureByKeys, testing::Values(Language::en, Language::zh),
                         [](const auto &language) { return language.param == Language::zh ? "zh" : "en"; });

} // namespace
} // namespace fw::test
