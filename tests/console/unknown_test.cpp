// What is not known never looks like a number of now.
#include "console_test.h"
#include "drawn_texts.h"

#include "console/board/card.h"
#include "console/board/queue_model.h"
#include "console/board/queue_table.h"
#include "console/board/seat_grid.h"
#include "console/board/trend_chart.h"
#include "console/frame/top_bar.h"
#include "console/window/banner.h"
#include "console/window/wallboard.h"

#include <QRegularExpression>

#include <algorithm>

namespace fw::test {
namespace {

class Unknown : public ConsoleTest {
protected:
    [[nodiscard]] const console::QueueTable &queues() const { return *m_window->findChild<console::QueueTable *>(); }

    // No figure in a cell of the queues; the names stand.
    void expectNoFigures(const std::string &when)
    {
        const QAbstractItemModel &model = *queues().model();
        ASSERT_GT(model.rowCount(), 0);
        for (int row = 0; row < model.rowCount(); ++row) {
            for (int column = 1; column < model.columnCount(); ++column) {
                const QModelIndex cell = model.index(row, column);
                EXPECT_FALSE(cell.data().toString().contains(QRegularExpression(QStringLiteral("\\d"))))
                    << when << ": " << cell.data().toString().toStdString();
                EXPECT_FALSE(cell.data(console::QueueModel::KnownRole).toBool()) << when;
            }
        }
        // Nothing that looks like one is drawn either.
        for (const DrawnText &text : drawnTexts(const_cast<console::QueueTable &>(queues())))
            EXPECT_FALSE(text.text.contains(QRegularExpression(QStringLiteral("^\\d"))))
                << when << ": " << text.text.toStdString();
        const QString seats = m_window->findChild<console::SeatGrid *>()->accessibleDescription();
        for (const auto *live : {"free", "talking", "ringing"})
            EXPECT_FALSE(seats.contains(QString::fromLatin1(live))) << when << ": " << seats.toStdString();
        expectNoFiguresOnTheWallboard(when);
    }

    void expectNoFiguresOnTheWallboard(const std::string &when)
    {
        press(Qt::Key_B, Qt::ControlModifier);
        const auto windows = QApplication::topLevelWidgets();
        const auto found = std::ranges::find_if(
            windows, [](const QWidget *w) { return qobject_cast<const console::Wallboard *>(w) != nullptr; });
        ASSERT_NE(found, windows.end()) << when;
        auto &board = static_cast<console::Wallboard &>(**found);
        board.resize(1920, 1080);
        static const QRegularExpression clock(QStringLiteral("^\\d\\d:\\d\\d$"));
        for (const DrawnText &text : drawnTexts(board)) {
            if (!clock.match(text.text).hasMatch()) {
                EXPECT_FALSE(text.text.contains(QRegularExpression(QStringLiteral("\\d"))))
                    << when << ": " << text.text.toStdString();
            }
        }
        press(Qt::Key_B, Qt::ControlModifier);
    }

    [[nodiscard]] bool anybodySays(const QString &words) const
    {
        const auto widgets = m_window->findChildren<QWidget *>();
        return std::ranges::any_of(
            widgets, [&](const QWidget *w) { return w->isVisible() && w->accessibleName().contains(words); });
    }
};

TEST_F(Unknown, APbxThatWasNeverHeardShowsNoNumbers)
{
    open();
    expectNoFigures("never heard");
    EXPECT_FALSE(anybodySays(QStringLiteral("PBX live")));
    advance(10min);
    expectNoFigures("ten minutes later");
}

TEST_F(Unknown, ASnapshotThatIsNotCompleteShowsNoNumbers)
{
    open();
    m_link.feed("pbx", engine::FeedState::live);
    m_link.signal(floor::SnapshotBegan{});
    m_link.signal(floor::CallerWaiting{QueueId("tickets"), CallId("c1"), "13900000001", 20s});
    settle();
    expectNoFigures("half read");
    EXPECT_TRUE(anybodySays(QStringLiteral("reading the floor")));
}

TEST_F(Unknown, NumbersThatWereLiveGoWhenThePbxFallsSilent)
{
    open();
    pbxComesUp();
    callersCome(2);
    advance(5s);
    const QAbstractItemModel &model = *queues().model();
    EXPECT_EQ(model.index(0, console::QueueModel::Name).data().toString().isEmpty(), false);
    bool anyTwo = false;
    for (int row = 0; row < model.rowCount(); ++row)
        anyTwo = anyTwo || model.index(row, console::QueueModel::Waiting).data().toString() == QLatin1String("2");
    ASSERT_TRUE(anyTwo) << "live, it shows two callers";
    for (const auto state : {engine::FeedState::stale, engine::FeedState::down}) {
        m_link.feed("pbx", state);
        advance(1s);
        expectNoFigures(state == engine::FeedState::down ? "down" : "silent");
        EXPECT_TRUE(anybodySays(QStringLiteral("no data since"))) << "since when";
        advance(6s);
        EXPECT_TRUE(anybodySays(QStringLiteral("No data from the PBX: watch the floor by eye")));
    }
}

TEST_F(Unknown, WhyThePbxIsLostIsSaidInTheLanguageOfTheWindow)
{
    openIn(Language::zh);
    m_link.feed("pbx", engine::FeedState::down, {"Connection refused", "连接被拒绝"});
    settle();
    QStringList tips;
    for (const QWidget *lamp : m_window->findChild<console::TopBar *>()->findChildren<QWidget *>())
        tips << lamp->toolTip();
    EXPECT_TRUE(tips.contains(QStringLiteral("连接被拒绝"))) << tips.join(QLatin1Char('|')).toStdString();
}

TEST_F(Unknown, ALostPbxIsHeardUntilSomebodySaysSo)
{
    open();
    pbxComesUp();
    m_played.clear();
    m_link.feed("pbx", engine::FeedState::down);
    settle();
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_played.empty(); }));
    EXPECT_EQ(m_played.front(), console::Sound::lost);
    press(Qt::Key_F7);
    m_link.feed("pbx", engine::FeedState::live);
    settle();
    pass(1min); // longer than a sound waits for the next
    m_played.clear();
    m_link.feed("pbx", engine::FeedState::down);
    settle();
    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_played.empty(); })) << "lost again is heard again";
}

TEST_F(Unknown, AUpsThatIsSilentShowsNoChargeAsNow)
{
    open();
    upsSays("OL", 87);
    const auto card = [&] { return console::powerCard(m_link.snapshot(), m_window->look()); };
    ASSERT_TRUE(card().headline.contains(QStringLiteral("87")));
    m_link.feed("ups:ups-a", engine::FeedState::down);
    advance(1s);
    EXPECT_EQ(card().state, console::CardText::State::unknown);
    EXPECT_FALSE(card().headline.contains(QRegularExpression(QStringLiteral("\\d")))) << card().headline.toStdString();
    ASSERT_FALSE(card().lines.isEmpty());
    EXPECT_TRUE(card().lines.front().contains(QStringLiteral("since"))) << card().lines.front().toStdString();
    EXPECT_TRUE(anybodySays(QStringLiteral("UPS: no data since")));
}

TEST_F(Unknown, ATemperatureThatIsSilentIsTheLastOneNotTheCurrent)
{
    open();
    m_link.signal(floor::TemperatureReading{"server room", 26.5});
    settle();
    const auto card = [&] { return console::temperatureCard(m_link.snapshot(), m_window->look()); };
    ASSERT_TRUE(card().headline.contains(QStringLiteral("26.5"))) << card().headline.toStdString();
    m_link.feed("temperature:server room", engine::FeedState::down);
    advance(1s);
    EXPECT_EQ(card().state, console::CardText::State::unknown);
    EXPECT_FALSE(card().headline.contains(QRegularExpression(QStringLiteral("\\d")))) << card().headline.toStdString();
}

TEST_F(Unknown, WhatTheJournalHasNotYetIsNotCalledRecorded)
{
    open();
    EXPECT_TRUE(message().contains(QStringLiteral("everything recorded"))) << message().toStdString();
    m_link.durableUpTo(m_link.state().lastSeq);
    press(Qt::Key_T);
    type(QStringLiteral("a note"));
    press(Qt::Key_Return);
    EXPECT_FALSE(message().contains(QStringLiteral("everything recorded"))) << message().toStdString();
    m_link.durableUpTo({});
    m_link.publish();
    EXPECT_TRUE(message().contains(QStringLiteral("everything recorded"))) << message().toStdString();
}

TEST_F(Unknown, ADiskThatRefusesIsSaidOverEverythingAndHeard)
{
    open();
    m_link.durableUpTo(m_link.state().lastSeq);
    m_link.diskRefuses(true);
    m_played.clear();
    press(Qt::Key_T);
    type(QStringLiteral("a note"));
    press(Qt::Key_Return);
    EXPECT_TRUE(message().contains(QStringLiteral("NOT RECORDED: 1 entry"))) << message().toStdString();
    EXPECT_TRUE(anybodySays(QStringLiteral("NOT RECORDED: 1"))) << "the lamp";
    EXPECT_TRUE(anybodySays(QStringLiteral("the disk refuses"))) << "the banner";
    ASSERT_TRUE(QTest::qWaitFor([this] { return !m_played.empty(); }));
    EXPECT_EQ(m_played.front(), console::Sound::lost);
    m_link.durableUpTo({});
    m_link.diskRefuses(false);
    m_link.publish();
    EXPECT_TRUE(message().contains(QStringLiteral("everything recorded"))) << message().toStdString();
    EXPECT_FALSE(anybodySays(QStringLiteral("the disk refuses")));
}

TEST_F(Unknown, ACoreThatStopsIsSaidOverEverythingAndTakenBackWhenItSpeaks)
{
    open();
    pbxComesUp();
    auto *banner = m_window->findChild<console::Banner *>();
    ASSERT_NE(banner, nullptr);
    EXPECT_FALSE(banner->isVisible());
    m_played.clear();
    m_link.stall(true);
    pass(6s);
    ASSERT_TRUE(QTest::qWaitFor([&] { return banner->isVisible(); }));
    EXPECT_TRUE(banner->accessibleName().contains(QStringLiteral("stopped answering")));
    EXPECT_TRUE(anybodySays(QStringLiteral("ENGINE STALLED")));
    EXPECT_TRUE(QTest::qWaitFor([this] { return !m_played.empty(); }));
    EXPECT_EQ(m_played.front(), console::Sound::lost);
    EXPECT_TRUE(message().contains(QStringLiteral("not known whether"))) << message().toStdString();
    bool chartSaysSo = false;
    for (const DrawnText &text : drawnTexts(*m_window->findChild<console::TrendChart *>()))
        chartSaysSo = chartSaysSo || text.text == QLatin1String("no data");
    EXPECT_TRUE(chartSaysSo);
    const auto clock = [&] {
        return m_window->findChild<console::TopBar *>()->findChildren<QLabel *>().back()->text();
    };
    const QString time = clock();
    pass(1s);
    EXPECT_TRUE(QTest::qWaitFor([&] { return clock() != time; })) << "time goes on";
    press(Qt::Key_T);
    type(QStringLiteral("a note that nobody takes"));
    press(Qt::Key_Return);
    EXPECT_EQ(shown<QLineEdit>("note")->text(), QStringLiteral("a note that nobody takes"));
    EXPECT_TRUE(message().contains(QStringLiteral("does not answer"))) << message().toStdString();
    press(Qt::Key_Escape);
    expectNoFigures("stalled");
    press(Qt::Key_F9);
    press(Qt::Key_F9);
    EXPECT_TRUE(banner->isVisible()) << "another language is no word from the core";
    m_link.stall(false);
    m_link.publish();
    EXPECT_FALSE(banner->isVisible());
    EXPECT_FALSE(anybodySays(QStringLiteral("ENGINE STALLED")));
}

TEST_F(Unknown, AConsoleThatNobodyWatchesSaysSo)
{
    open();
    m_window->showWatchdogLost(false);
    EXPECT_TRUE(message().contains(QStringLiteral("No watchdog"))) << message().toStdString();
}

TEST_F(Unknown, ACoreThatNeverSpeaksIsSaidToo)
{
    m_link.stall(true);
    open();
    pass(6s);
    auto *banner = m_window->findChild<console::Banner *>();
    ASSERT_TRUE(QTest::qWaitFor([&] { return banner->isVisible(); }));
    EXPECT_TRUE(banner->accessibleName().contains(QStringLiteral("stopped answering")));
}

} // namespace
} // namespace fw::test
