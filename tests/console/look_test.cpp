// Language and theme while an incident runs; then figures measured on what is drawn: contrast, sizes, targets, nothing
// cut.
#include "console_test.h"
#include "drawn_texts.h"

#include "console/board/queue_table.h"
#include "console/incident/clock_bar.h"
#include "console/incident/form.h"
#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"
#include "console/window/alarm_window.h"
#include "console/window/live_page.h"

#include <QAbstractItemView>
#include <QFile>
#include <QRegularExpression>
#include <QScrollArea>

#include <algorithm>
#include <set>

namespace fw::test {
namespace {

using console::ThemeKind;

// Words that are the same in both languages: keys of the keyboard, names of things, what the test's site calls its own.
std::set<QString> wordsOfBothLanguages()
{
    std::set<QString> words;
    const auto addFrom = [&](const QString &path) {
        QFile file(path);
        EXPECT_TRUE(file.open(QIODevice::ReadOnly)) << path.toStdString();
        static const QRegularExpression split(QStringLiteral("[^A-Za-z]+"));
        for (const QString &word : QString::fromUtf8(file.readAll()).split(split, Qt::SkipEmptyParts))
            words.insert(word.toLower());
    };
    addFrom(QStringLiteral(FW_TEST_DATA "/console/site.toml"));
    addFrom(QStringLiteral(FW_TEST_DATA "/../scenarios/contacts.csv"));
    for (const char *word : {"floorwarden", "enter", "esc", "ctrl", "pgup", "pgdown", "ups", "pbx", "agent", "room",
                             "server", "down", "up", "left", "right"})
        words.insert(QString::fromLatin1(word));
    return words;
}

// "queue-waiting", "condition:under-control": ids of rules and playbooks in what the engine says.
const QRegularExpression kIds(QStringLiteral("([a-z]+:)?[a-z0-9]+([-_][a-z0-9]+)+"));

// Latin words of three letters and more that have no business on a Chinese screen; ids apart.
QStringList englishIn(const QStringList &texts)
{
    static const std::set<QString> known = wordsOfBothLanguages();
    static const QRegularExpression word(QStringLiteral("[A-Za-z]{3,}"));
    QStringList found;
    for (QString text : texts) {
        text.remove(kIds);
        for (auto it = word.globalMatch(text); it.hasNext();) {
            const QString one = it.next().captured();
            if (text.endsWith(one + QChar(0x2026))) // the rest of the word is cut
                continue;
            if (!known.contains(one.toLower()))
                found << one + QStringLiteral(" in \"") + text + QLatin1Char('"');
        }
    }
    found.removeDuplicates();
    return found;
}

QStringList textsOf(const QList<DrawnText> &drawn)
{
    QStringList texts;
    for (const DrawnText &one : drawn)
        texts << one.text;
    return texts;
}

void addModel(QStringList &texts, const QAbstractItemModel &model)
{
    for (int row = 0; row < model.rowCount(); ++row) {
        for (int column = 0; column < model.columnCount(); ++column) {
            for (const int role : {int(Qt::DisplayRole), int(Qt::ToolTipRole), int(Qt::AccessibleTextRole)})
                texts << model.index(row, column).data(role).toString();
        }
    }
    for (int column = 0; column < model.columnCount(); ++column)
        texts << model.headerData(column, Qt::Horizontal).toString();
}

// Everything that the window says, drawn or told to a screen reader, shown now or not.
QStringList allTexts(QWidget &window)
{
    QStringList texts = textsOf(drawnTexts(window));
    for (const QWidget *widget : window.findChildren<QWidget *>()) {
        texts << widget->accessibleName() << widget->accessibleDescription() << widget->toolTip();
        if (const auto *label = qobject_cast<const QLabel *>(widget); label != nullptr && label->isVisible())
            texts << label->text();
        if (const auto *button = qobject_cast<const QAbstractButton *>(widget))
            texts << button->text();
        if (const auto *edit = qobject_cast<const QLineEdit *>(widget))
            texts << edit->placeholderText();
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            view != nullptr && view->model() != nullptr)
            addModel(texts, *view->model());
    }
    for (const QAction *action : window.findChildren<QAction *>())
        texts << action->text();
    return texts;
}

class LookTest : public ConsoleTest {};

// ---- switching ------------------------------------------------------------------------------------------------------

TEST_F(LookTest, SwitchingLanguageKeepsIncidentStepFormAndWhatIsTyped)
{
    open();
    trouble();
    press(Qt::Key_3, Qt::ControlModifier);
    goToStep("particulars");
    enter();
    type(QStringLiteral("rows 3 to 5"));
    const int incident = shownId();
    press(Qt::Key_F9);
    EXPECT_EQ(m_window->look().language, Language::zh);
    EXPECT_EQ(shownId(), incident);
    ASSERT_NE(card(), nullptr);
    EXPECT_EQ(card()->stepKey(), "particulars");
    ASSERT_NE(cardForm(), nullptr);
    const auto edits = cardForm()->findChildren<QLineEdit *>();
    ASSERT_FALSE(edits.isEmpty());
    EXPECT_EQ(edits.front()->text(), QStringLiteral("rows 3 to 5"));
    EXPECT_EQ(keyboard(), edits.front()) << "typing goes on";
    type(QStringLiteral(", lift"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.state().incidents.at(incident).facts.at("rows"), "rows 3 to 5, lift");
}

TEST_F(LookTest, SwitchingThemeKeepsIncidentStepFormAndWhatIsTyped)
{
    open();
    trouble();
    press(Qt::Key_3, Qt::ControlModifier);
    goToStep("particulars");
    enter();
    type(QStringLiteral("rows 3 to 5"));
    press(Qt::Key_F10);
    EXPECT_EQ(m_window->look().theme.kind(), ThemeKind::dark);
    ASSERT_NE(cardForm(), nullptr);
    EXPECT_EQ(cardForm()->findChildren<QLineEdit *>().front()->text(), QStringLiteral("rows 3 to 5"));
    type(QStringLiteral("!"));
    press(Qt::Key_Return);
    EXPECT_EQ(m_link.last(record::Kind::factNoted)->data.at("value"), "rows 3 to 5!");
}

TEST_F(LookTest, SwitchingLanguageKeepsANoteAndEveryOtherForm)
{
    open();
    startByHand(4, QStringLiteral("server room"));
    press(Qt::Key_T);
    type(QStringLiteral("half a note"));
    press(Qt::Key_F9);
    EXPECT_EQ(shown<QLineEdit>("note")->text(), QStringLiteral("half a note"));
    press(Qt::Key_Escape);

    press(Qt::Key_W);
    type(QStringLiteral("Zhou"));
    press(Qt::Key_F9);
    ASSERT_NE(cardForm(), nullptr);
    EXPECT_EQ(cardForm()->findChildren<QLineEdit *>().front()->text(), QStringLiteral("Zhou"));
    press(Qt::Key_Escape);

    for (const int key : {Qt::Key_X, Qt::Key_F2}) {
        press(key);
        type(QStringLiteral("half"));
        const QString title = panelForm()->findChildren<QLabel *>().front()->text();
        press(Qt::Key_F9);
        ASSERT_NE(panelForm(), nullptr);
        EXPECT_EQ(panelForm()->findChildren<QLineEdit *>().front()->text(), QStringLiteral("half"));
        EXPECT_NE(panelForm()->findChildren<QLabel *>().front()->text(), title) << "in the other language";
        press(Qt::Key_Escape);
    }
    press(Qt::Key_S);
    press(Qt::Key_6);
    type(QStringLiteral("half"));
    press(Qt::Key_F9);
    ASSERT_NE(cardForm(), nullptr);
    ASSERT_FALSE(cardForm()->findChildren<QLineEdit *>().isEmpty()) << "still the sixth reason";
    EXPECT_EQ(cardForm()->findChildren<QLineEdit *>().front()->text(), QStringLiteral("half"));
}

TEST_F(LookTest, NothingEnglishIsLeftOnAChineseScreen)
{
    open();
    trouble();
    const QStringList english = allTexts(*m_window);
    EXPECT_FALSE(englishIn(english).isEmpty()) << "the test sees English where it is";
    press(Qt::Key_F9);
    for (const int number : {1, 3, 7}) {
        press(Qt::Key_0 + number, Qt::ControlModifier);
        EXPECT_EQ(englishIn(allTexts(*m_window)).join(QLatin1Char('\n')).toStdString(), "") << number;
    }
    press(Qt::Key_S);
    EXPECT_EQ(englishIn(allTexts(*m_window)).join(QLatin1Char('\n')).toStdString(), "");
    press(Qt::Key_Escape);
    press(Qt::Key_X);
    EXPECT_EQ(englishIn(allTexts(*m_window)).join(QLatin1Char('\n')).toStdString(), "");
    press(Qt::Key_Escape);
    press(Qt::Key_F1);
    EXPECT_EQ(englishIn(allTexts(*m_window)).join(QLatin1Char('\n')).toStdString(), "");
}

// Rules and conditions are named by ids in files; on the screen stands what they say.
TEST_F(LookTest, WhatTheEngineSaysNamesNoIds)
{
    open();
    trouble();
    press(Qt::Key_7, Qt::ControlModifier);
    std::vector<rules::Rule> rules = m_link.configuration().rules;
    for (const auto &book : m_link.configuration().playbooks)
        rules.insert(rules.end(), book->conditions.begin(), book->conditions.end());
    const auto hyphened = [](const rules::Rule &rule) { return rule.id.find('-') != std::string::npos; };
    ASSERT_GT(std::ranges::count_if(rules, hyphened), 5);
    for (const QString &text : allTexts(*m_window)) {
        for (const rules::Rule &rule : rules)
            EXPECT_FALSE(hyphened(rule) && text.contains(QString::fromStdString(rule.id))) << text.toStdString();
        EXPECT_FALSE(text.contains(QLatin1String("condition:"))) << text.toStdString();
    }
}

TEST_F(LookTest, ChineseAndBackIsTheSameScreen)
{
    open();
    trouble();
    const auto drawn = [this] { return textsOf(drawnTexts(*m_window)).join(QLatin1Char('\n')).toStdString(); };
    const std::string before = drawn();
    press(Qt::Key_F9);
    press(Qt::Key_F9);
    EXPECT_EQ(drawn(), before);
}

} // namespace
} // namespace fw::test
