// What a screen reader is told, and where Tab goes.
#include "console_test.h"

#include "console/board/seat_grid.h"
#include "console/window/banner.h"

#include <QAbstractItemView>
#include <QAccessible>
#include <QListWidget>
#include <QScrollArea>
#include <QTableView>

#include <algorithm>
#include <set>

namespace fw::test {
namespace {

QString nameOf(QWidget *widget)
{
    QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
    return interface == nullptr ? QString() : interface->text(QAccessible::Name);
}

std::string say(const QWidget *widget)
{
    return widget == nullptr
               ? "nothing"
               : std::string(widget->metaObject()->className()) + " " + widget->objectName().toStdString();
}

bool takesTab(const QWidget &widget)
{
    return widget.isVisible() && widget.isEnabled() && (widget.focusPolicy() & Qt::TabFocus) != 0;
}

class Access : public ConsoleTest, public testing::WithParamInterface<Language> {
protected:
    void SetUp() override
    {
        ConsoleTest::SetUp();
        if (IsSkipped())
            return;
        openIn(GetParam());
        pbxComesUp();
        callersCome(5);
        upsSays("OL", 100);
        upsSays("OB DISCHRG", 98);
        advance(20s);
        ASSERT_EQ(m_link.state().incidents.size(), 2U);
    }

    void expectNames(const std::string &state)
    {
        for (QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (takesTab(*widget)) {
                EXPECT_FALSE(nameOf(widget).isEmpty()) << state << ": " << say(widget);
            }
        }
    }
};

TEST_P(Access, EveryControlHasAName)
{
    expectNames("an incident");
    for (const int key : {Qt::Key_S, Qt::Key_W, Qt::Key_X, Qt::Key_F2}) {
        press(key);
        expectNames("a form");
        press(Qt::Key_Escape);
    }
    press(Qt::Key_F12);
    expectNames("fire");
    press(Qt::Key_K, Qt::ControlModifier);
    expectNames("the finder");
}

TEST_P(Access, NamesAreInTheLanguageOfTheWindow)
{
    const auto isChinese = [](const QString &text) {
        return std::ranges::any_of(text, [](QChar c) { return c.script() == QChar::Script_Han; });
    };
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (takesTab(*widget) && !widget->property("tab").toBool()) {
            EXPECT_EQ(isChinese(nameOf(widget)), GetParam() == Language::zh)
                << say(widget) << ": " << nameOf(widget).toStdString();
        }
    }
}

TEST_P(Access, RolesAreThoseOfTheControls)
{
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (!widget->isVisible())
            continue;
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(widget);
        ASSERT_NE(interface, nullptr) << say(widget);
        const QAccessible::Role role = interface->role();
        if (const auto *button = qobject_cast<QPushButton *>(widget)) {
            EXPECT_EQ(role, button->isCheckable() ? QAccessible::CheckBox : QAccessible::Button) << say(widget);
        }
        if (qobject_cast<QLineEdit *>(widget) != nullptr) {
            EXPECT_EQ(role, QAccessible::EditableText) << say(widget);
        }
        if (qobject_cast<QListView *>(widget) != nullptr) {
            EXPECT_EQ(role, QAccessible::List) << say(widget);
        }
        if (qobject_cast<QTableView *>(widget) != nullptr) {
            EXPECT_EQ(role, QAccessible::Table) << say(widget);
        }
    }
}

TEST_P(Access, WhatIsPaintedIsAlsoSaid)
{
    for (const char *name : {"power", "temperature", "nearest", "chart", "seats", "clock1"}) {
        auto *widget = shown<QWidget>(name);
        ASSERT_NE(widget, nullptr) << name;
        EXPECT_FALSE(nameOf(widget).isEmpty()) << name;
    }
    for (const char *name : {"power", "seats", "clock1"}) {
        QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(shown<QWidget>(name));
        ASSERT_NE(interface, nullptr);
        EXPECT_FALSE(interface->text(QAccessible::Description).isEmpty()) << name;
    }
    press(Qt::Key_F12);
    auto *banner = m_window->findChild<console::Banner *>();
    ASSERT_NE(banner, nullptr);
    EXPECT_TRUE(banner->isVisible());
    EXPECT_TRUE(nameOf(banner).contains(QStringLiteral("119")));
}

TEST_P(Access, RowsAreSaidInWords)
{
    for (const auto *view : m_window->findChildren<QAbstractItemView *>()) {
        if (!view->isVisible() || view->model() == nullptr)
            continue;
        for (int row = 0; row < view->model()->rowCount(); ++row)
            EXPECT_FALSE(view->model()->index(row, 0).data(Qt::AccessibleTextRole).toString().isEmpty())
                << say(view) << row;
    }
}

TEST_P(Access, TabVisitsEveryControlOnceColumnByColumnAndComesBack)
{
    std::set<QWidget *> wanted;
    for (QWidget *widget : m_window->findChildren<QWidget *>()) {
        if (takesTab(*widget))
            wanted.insert(widget);
    }
    ASSERT_GT(wanted.size(), 8U);
    press(Qt::Key_Tab);
    QWidget *const first = keyboard();
    std::vector<QWidget *> visited;
    do {
        visited.push_back(keyboard());
        press(Qt::Key_Tab);
    } while (keyboard() != first && visited.size() < 3 * wanted.size());
    EXPECT_EQ(keyboard(), first) << "it comes back";
    std::set<QWidget *> seen(visited.begin(), visited.end());
    for (QWidget *widget : wanted)
        EXPECT_TRUE(seen.contains(widget)) << "never reached: " << say(widget);
    EXPECT_EQ(seen.size(), visited.size()) << "nothing twice";
    // Left, middle, right; each column is left once.
    std::vector<QString> columns;
    for (QWidget *widget : visited) {
        QString column;
        for (QWidget *at = widget; at != nullptr; at = at->parentWidget()) {
            const QString name = at->objectName();
            if (name == QLatin1String("leftColumn") || name == QLatin1String("board") ||
                name == QLatin1String("incident"))
                column = name;
        }
        if (!column.isEmpty() && (columns.empty() || columns.back() != column))
            columns.push_back(column);
    }
    if (columns.size() == 4 && columns.front() == columns.back())
        columns.pop_back(); // it began in the middle of one
    std::rotate(columns.begin(), std::ranges::find(columns, QStringLiteral("leftColumn")), columns.end());
    EXPECT_EQ(columns, (std::vector<QString>{QStringLiteral("leftColumn"), QStringLiteral("board"),
                                             QStringLiteral("incident")}));
}

TEST_P(Access, TabInTheIncidentGoesDown)
{
    press(Qt::Key_Tab);
    QWidget *const first = keyboard();
    // What is scrolled lies between what stands above and below it, however far it is scrolled.
    auto *scroll = shown<QScrollArea>("scroll");
    const auto place = [&](const QWidget *widget, int height) {
        const bool isInside = scroll->widget()->isAncestorOf(widget);
        const QWidget *within = isInside ? scroll->widget() : m_window.get();
        const int y = widget->mapTo(within, QPoint()).y() + height;
        const int part = isInside ? 1 : y < scroll->mapTo(m_window.get(), QPoint()).y() ? 0 : 2;
        return std::pair(part, y);
    };
    std::pair<int, int> before{-1, 0};
    QWidget *at = first;
    do {
        const bool inIncident = shown<QWidget>("incident") != nullptr && shown<QWidget>("incident")->isAncestorOf(at);
        if (inIncident) {
            EXPECT_GE(place(at, at->height()), before) << say(at);
            before = place(at, 0);
        }
        press(Qt::Key_Tab);
        at = keyboard();
    } while (at != first);
    EXPECT_EQ(before.first, 2) << "the note is the last";
}

TEST_P(Access, TabThroughTheStepsChoosesNoneAndArrowsDo)
{
    const std::string before = shownStep()->key;
    auto *steps = shown<QListView>("steps");
    ASSERT_NE(steps, nullptr);
    for (int i = 0; i < 60 && keyboard() != steps; ++i) {
        press(Qt::Key_Tab);
    }
    ASSERT_EQ(keyboard(), steps);
    EXPECT_EQ(shownStep()->key, before);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    EXPECT_NE(shownStep()->key, before);
}

TEST_P(Access, ShiftTabGoesTheOtherWay)
{
    press(Qt::Key_Tab);
    QWidget *const first = keyboard();
    press(Qt::Key_Tab);
    ASSERT_NE(keyboard(), first);
    press(Qt::Key_Backtab, Qt::ShiftModifier);
    EXPECT_EQ(keyboard(), first);
}

TEST_P(Access, TheListOfProceduresStartsWithEnter)
{
    auto *list = shown<QListView>("procedures");
    ASSERT_NE(list, nullptr);
    list->setFocus();
    list->setCurrentIndex(list->model()->index(3, 0));
    enter();
    ASSERT_NE(qobject_cast<QLineEdit *>(keyboard()), nullptr) << "which room?";
    type(QStringLiteral("server room"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.size(), 3U);
}

INSTANTIATE_TEST_SUITE_P(Language, Access, testing::Values(Language::en, Language::zh),
                         [](const auto &language) { return language.param == Language::zh ? "zh" : "en"; });

} // namespace
} // namespace fw::test
