// The finder gives the keyboard back to whoever had it.
#include "console_test.h"

#include "console/incident/incident_panel.h"
#include "console/window/finder.h"

#include <QListWidget>

namespace fw::test {
namespace {

class FinderTest : public ConsoleTest {
protected:
    [[nodiscard]] bool finderIsOpen() const { return m_window->findChild<console::Finder *>()->isVisible(); }
};

TEST_F(FinderTest, GivesTheKeyboardBackThoughOneListWasOpenedOverTheOther)
{
    open();
    startByHand(4, QStringLiteral("server room"));
    press(Qt::Key_T);
    QWidget *note = keyboard();
    ASSERT_EQ(note->objectName(), QStringLiteral("note"));
    press(Qt::Key_K, Qt::ControlModifier);
    ASSERT_TRUE(finderIsOpen());
    press(Qt::Key_F1);
    ASSERT_TRUE(finderIsOpen());
    press(Qt::Key_Escape);
    EXPECT_FALSE(finderIsOpen());
    EXPECT_EQ(keyboard(), note);
    type(QStringLiteral("looked"));
    press(Qt::Key_Return);
    ASSERT_NE(m_link.last(record::Kind::noteWritten), nullptr);
    EXPECT_EQ(m_link.last(record::Kind::noteWritten)->data.at("text"), "looked");
}

TEST_F(FinderTest, SaysThatNothingIsCalledSo)
{
    open();
    press(Qt::Key_K, Qt::ControlModifier);
    type(QStringLiteral("no such thing"));
    auto *list = m_window->findChild<console::Finder *>()->findChild<QListWidget *>();
    ASSERT_EQ(list->count(), 1);
    EXPECT_EQ(list->item(0)->text(), QStringLiteral("Nothing found"));
    const auto before = m_link.records().size();
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.records().size(), before);
}

} // namespace
} // namespace fw::test
