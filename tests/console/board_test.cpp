// The board says what is known now: power, systems, temperatures and seats between two incidents, a clock that stands
// still.
#include "console_test.h"
#include "drawn_texts.h"

#include "console/board/card.h"
#include "console/board/seat_grid.h"
#include "console/frame/top_bar.h"
#include "console/incident/incident_tabs.h"
#include "console/procedures/procedure_model.h"
#include "console/window/wallboard.h"

#include <QListView>

#include <algorithm>

namespace fw::test {
namespace {

using console::CardText;
using console::ProcedureModel;
using snapshot::Mark;
using snapshot::SeatState;

class Board : public ConsoleTest {
protected:
    // A snapshot like the one that is shown, but for what `change` makes of it.
    void show(const std::function<void(snapshot::Snapshot &)> &change)
    {
        auto changed = std::make_shared<snapshot::Snapshot>(m_link.snapshot());
        change(*changed);
        m_shown = changed;
        emit m_link.snapshotMade(changed);
        settle();
    }

    [[nodiscard]] QModelIndex row(int number) const
    {
        const auto *model = m_window->findChild<QListView *>(QStringLiteral("procedures"))->model();
        for (int i = 0; i < model->rowCount(); ++i) {
            if (model->index(i, 0).data(ProcedureModel::NumberRole).toInt() == number)
                return model->index(i, 0);
        }
        return {};
    }
    [[nodiscard]] std::string status(int number) const
    {
        return row(number).data(ProcedureModel::StatusRole).toString().toStdString();
    }
    [[nodiscard]] ProcedureModel::State state(int number) const
    {
        return ProcedureModel::State(row(number).data(ProcedureModel::StateRole).toInt());
    }
    [[nodiscard]] QString seatsTitle() const
    {
        const auto drawn = drawnTexts(*m_window->findChild<console::SeatGrid *>());
        const auto title = std::ranges::find_if(drawn, [](const DrawnText &t) { return t.text.contains("Seats"); });
        return title == drawn.end() ? QString() : title->text;
    }
    [[nodiscard]] bool lampSays(const QString &words) const
    {
        const auto lamps = m_window->findChild<console::TopBar *>()->findChildren<console::Lamp *>();
        return std::ranges::any_of(
            lamps, [&](const auto *lamp) { return lamp->isVisible() && lamp->accessibleName() == words; });
    }

    std::shared_ptr<const snapshot::Snapshot> m_shown;
};

TEST_F(Board, PowerOnBatteryIsNotCalledOnLineBeforeItsIncidentIsOpen)
{
    open();
    upsSays("OL", 100);
    EXPECT_EQ(status(3), "on line · 30 min in reserve");
    EXPECT_EQ(state(3), ProcedureModel::State::quiet);
    upsSays("OB DISCHRG", 98);
    ASSERT_TRUE(m_link.snapshot().incidents.empty()) << "the rule waits";
    EXPECT_EQ(status(3), "on battery · 30 min left");
    EXPECT_EQ(state(3), ProcedureModel::State::now);
    show([](auto &s) { s.upses.front().low = true; });
    EXPECT_EQ(status(3), "battery low");
    show([](auto &s) { s.upses.front().known = s.upses.front().onBattery = false; });
    EXPECT_EQ(status(3), "no data");
}

TEST_F(Board, WhyAnIncidentIsOpenIsSaidWithTheFiguresOfNow)
{
    open();
    upsSays("OL", 100);
    upsSays("OB DISCHRG", 98);
    advance(4s);
    const auto why = [this] { return m_window->findChild<QLabel *>(QStringLiteral("why"))->text(); };
    EXPECT_TRUE(why().contains(QStringLiteral("98 %"))) << why().toStdString();
    upsSays("OB DISCHRG", 41);
    advance(1s);
    EXPECT_TRUE(why().contains(QStringLiteral("41 %"))) << why().toStdString();
    EXPECT_FALSE(why().contains(QStringLiteral("98 %"))) << why().toStdString();
}

TEST_F(Board, OnlySystemsThatAreKnownToBeUpAnswer)
{
    open();
    const auto systems = [this](std::vector<snapshot::System> all) {
        show([&](auto &s) { s.systems = std::move(all); });
    };
    using floor::SystemState;
    systems({{"crm", true, SystemState::up}, {"tickets", true, SystemState::up}});
    EXPECT_EQ(status(2), "2 systems answer");
    EXPECT_EQ(state(2), ProcedureModel::State::quiet);
    systems({{"crm", true, SystemState::up}, {"tickets", false, SystemState::up}});
    EXPECT_EQ(status(2), "1 of 2 systems answer");
    EXPECT_EQ(state(2), ProcedureModel::State::unknown);
    systems({{"crm", true, SystemState::up}, {"tickets", true, SystemState::slow}});
    EXPECT_EQ(status(2), "1 of 2 systems answer");
    EXPECT_EQ(state(2), ProcedureModel::State::soon);
    systems({{"crm", false, SystemState::up}});
    EXPECT_EQ(status(2), "no data");
}

TEST_F(Board, SeatsAreCountedWhenTheyAreKnown)
{
    open();
    pbxComesUp();
    EXPECT_EQ(seatsTitle(), QStringLiteral("Seats · 6 in service"));
    show([](auto &s) { s.seats[0].state = SeatState::unknown; });
    EXPECT_EQ(seatsTitle(), QStringLiteral("Seats · 5 in service · 1 no data"));
    show([](auto &s) { s.seats[0].state = SeatState::out; });
    EXPECT_EQ(seatsTitle(), QStringLiteral("Seats · 5 in service · 1 out"));
    m_link.feed("pbx", engine::FeedState::down);
    settle();
    EXPECT_EQ(seatsTitle(), QStringLiteral("Seats · no data"));
}

TEST_F(Board, ATemperatureOverItsLimitStandsOutWhereverItIsShown)
{
    open();
    const auto zone = [this](bool known, Mark mark) {
        show([&](auto &s) {
            s.zones = {{.id = "hall", .known = true, .celsius = 31, .unknownSince = {}},
                       {.id = "servers", .known = known, .celsius = 28.5, .mark = mark, .unknownSince = s.at.wall}};
        });
        return console::temperatureCard(*m_shown, m_window->look());
    };
    CardText card = zone(true, Mark::none);
    EXPECT_EQ(card.state, CardText::State::normal);
    EXPECT_EQ(card.headline, QStringLiteral("31.0 °C"));
    EXPECT_EQ(state(4), ProcedureModel::State::quiet);

    card = zone(true, Mark::near);
    EXPECT_EQ(card.state, CardText::State::soon);
    EXPECT_EQ(card.headline, QStringLiteral("28.5 °C"));
    EXPECT_TRUE(card.lines.contains(QStringLiteral("◆ servers 28.5 °C"))) << card.lines.join('|').toStdString();
    EXPECT_EQ(state(4), ProcedureModel::State::soon);
    EXPECT_EQ(status(4), "28.5 °C");

    card = zone(true, Mark::broken);
    EXPECT_EQ(card.state, CardText::State::now);
    EXPECT_TRUE(card.lines.contains(QStringLiteral("▲ servers 28.5 °C"))) << card.lines.join('|').toStdString();
    EXPECT_EQ(state(4), ProcedureModel::State::now);
    EXPECT_TRUE(lampSays(QStringLiteral("28.5 °C")));

    card = zone(false, Mark::none);
    EXPECT_TRUE(card.lines.contains(QStringLiteral("servers: 28.5 °C until 10:00")))
        << card.lines.join('|').toStdString();
}

// ---- clocks that stand still ----------------------------------------------------------------------------------------

TEST_F(Board, AClockThatIsPausedStandsStillAndSaysSoWhereverItIsShown)
{
    open();
    startByHand(4, QStringLiteral("server room"));
    const WallTime paused = m_link.snapshot().at.wall;
    show([&](auto &s) {
        s.at.wall += 20min;
        auto &clocks = s.incidents.front().clocks;
        clocks.resize(1);
        clocks.front().kind = "hold";
        clocks.front().state = record::ClockState::paused;
        clocks.front().dueAt = paused + 90s;
        clocks.front().pausedAt = paused;
    });
    EXPECT_EQ(row(4).data(ProcedureModel::ClockRole).toString(), QStringLiteral("01:30"));
    EXPECT_EQ(row(4).data(ProcedureModel::ClockWordRole).toString(), QStringLiteral("paused"));
    const QString text = QStringLiteral("01:30, paused");
    EXPECT_TRUE(row(4).data(Qt::AccessibleTextRole).toString().endsWith(text));
    const auto tabs = m_window->findChild<console::IncidentTabs *>()->findChildren<QPushButton *>();
    ASSERT_FALSE(tabs.isEmpty());
    EXPECT_TRUE(tabs.front()->text().endsWith(text)) << tabs.front()->text().toStdString();

    console::Wallboard wallboard({}, 1);
    wallboard.setLook(&m_window->look());
    wallboard.resize(1920, 1080);
    wallboard.setSnapshot(m_shown);
    const auto drawn = drawnTexts(wallboard);
    const auto isDrawn = [&](const QString &start) {
        return std::ranges::any_of(drawn, [&](const DrawnText &one) { return one.text.startsWith(start); });
    };
    EXPECT_TRUE(isDrawn(QStringLiteral("paused · ")));
    EXPECT_TRUE(isDrawn(QStringLiteral("01:30")));
}

// ---- the wallboard's screen -----------------------------------------------------------------------------------------

TEST_F(Board, AWallboardWhoseScreenHasGoneIsAWindowBesideTheConsole)
{
    open();
    console::Wallboard wallboard({}, 1);
    wallboard.setLook(&m_window->look());
    wallboard.setWindowState(Qt::WindowFullScreen); // as it was on the screen that was unplugged
    wallboard.place(QGuiApplication::primaryScreen());
    EXPECT_FALSE(wallboard.isFullScreen());
    EXPECT_TRUE(wallboard.isVisible());
}

} // namespace
} // namespace fw::test
