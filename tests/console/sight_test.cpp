// What does not fit: how it comes into sight, and what is said of it meanwhile.
#include "keys.h"

#include "console/incident/below_edge.h"

#include <QScrollArea>
#include <QScrollBar>

namespace fw::test {
namespace {

class Sight : public Keys {};

TEST_F(Sight, AnActBringsTheTopBackIntoSight)
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

TEST_F(Sight, TheLastStepIsBesideTheFirst)
{
    startAir();
    press(Qt::Key_Up, Qt::ControlModifier);
    EXPECT_EQ(shownStep()->key, shownIncident()->steps.back().key);
    press(Qt::Key_Down, Qt::ControlModifier);
    EXPECT_EQ(shownStep()->key, "phone-om");
}

TEST_F(Sight, DigitsThatLieBelowTheEdgeAreSaidAboveIt)
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

TEST_F(Sight, WhatDoesNotFitIsReachedByPageKeys)
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

TEST_F(Sight, TheGravestIncidentKeepsItsTab)
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
