// What is measured on the widgets: contrast, sizes, nothing cut, the next act in sight.
#include "console/board/card.h"
#include "console/board/queue_table.h"
#include "console/frame/journal_line.h"
#include "console/incident/clock_bar.h"
#include "console/incident/form.h"
#include "console/incident/incident_panel.h"
#include "console/incident/incident_tabs.h"
#include "console/incident/now_card.h"
#include "console/window/alarm_window.h"
#include "console/window/live_page.h"
#include "console_test.h"
#include "drawn_texts.h"
#include <QAbstractItemView>
#include <QFile>
#include <QHeaderView>
#include <QListView>
#include <QRegularExpression>
#include <QScrollArea>
#include <algorithm>
#include <set>

namespace fw::test {
namespace {

using console::Form;
using console::ThemeKind;
using console::Tint;

class MeasuredWindow : public ConsoleTest {};

// ---- measured -------------------------------------------------------------------------------------------------------

TEST(Theme, EveryPairOfTextAndGroundHasItsContrast)
{
    for (const ThemeKind kind : {ThemeKind::light, ThemeKind::dark}) {
        const console::Theme theme(kind);
        for (const console::TintPair &pair : console::textPairs())
            EXPECT_GE(console::contrast(theme[pair.text], theme[pair.behind]), pair.least)
                << (kind == ThemeKind::light ? "light " : "dark ") << theme[pair.text].name().toStdString() << " on "
                << theme[pair.behind].name().toStdString();
        EXPECT_GE(console::contrast(theme[Tint::focus], theme[Tint::panel]), 3.0);
        EXPECT_GE(console::contrast(theme[Tint::focus], theme[Tint::raised]), 3.0);
    }
}

TEST(Theme, ContrastIsThatOfTheStandard)
{
    EXPECT_NEAR(console::contrast(Qt::black, Qt::white), 21.0, 0.01);
    EXPECT_NEAR(console::contrast(QColor(0x77, 0x77, 0x77), Qt::white), 4.48, 0.01);
    EXPECT_NEAR(console::contrast(Qt::red, Qt::red), 1.0, 0.001);
}

struct Screen {
    QSize size;
    Language language;
    ThemeKind theme;
};

class Measured : public MeasuredWindow, public testing::WithParamInterface<Screen> {
protected:
    void SetUp() override
    {
        ConsoleTest::SetUp();
        if (IsSkipped())
            return;
        console::WindowOptions options;
        options.language = GetParam().language;
        options.theme = GetParam().theme;
        open(options, GetParam().size);
        ASSERT_EQ(m_window->size(), GetParam().size) << "the window can be no smaller";
        trouble();
    }

    // What the supervisor sees, one state after the other.
    void forEachState(const std::function<void(const std::string &)> &look)
    {
        const auto show = [&](int number) {
            press(Qt::Key_0 + number, Qt::ControlModifier);
            settle();
        };
        for (const int number : {1, 3, 7}) {
            show(number);
            const std::string name = "procedure " + std::to_string(number);
            look(name);
            for (const auto &[key, what] :
                 {std::pair(Qt::Key_S, "skip"), std::pair(Qt::Key_W, "wait"), std::pair(Qt::Key_X, "close")}) {
                press(key);
                look(name + ", " + what);
                press(Qt::Key_Escape);
            }
        }
        goToStep("cause");
        look("the cause desk");
        press(Qt::Key_F12);
        look("fire");
        type(QStringLiteral("1"));
        look("a real fire");
        m_link.durableUpTo(m_link.state().lastSeq);
        m_link.diskRefuses(true);
        m_link.publish();
        press(Qt::Key_T);
        type(QStringLiteral("kept in memory"));
        press(Qt::Key_Return);
        look("a disk that refuses");
        const auto recorded = [this] { return m_window->findChild<console::JournalLine *>()->recordedText(); };
        const QString refused = recorded();
        m_link.stall(true);
        pass(6s);
        ASSERT_TRUE(QTest::qWaitFor([&] { return recorded() != refused; }));
        settle();
        look("a core that stopped");
    }
};

TEST_P(Measured, NoTextIsCut)
{
    forEachState([this](const std::string &state) {
        for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->width() == 0)
                continue;
            const auto *label = qobject_cast<const QLabel *>(widget);
            const auto *button = qobject_cast<const QPushButton *>(widget);
            const std::string text = label != nullptr    ? label->text().toStdString()
                                     : button != nullptr ? button->text().toStdString()
                                                         : "";
            if (text.empty())
                continue;
            if (widget->hasHeightForWidth()) {
                EXPECT_LE(widget->heightForWidth(widget->width()), widget->height()) << state << ": " << text;
            } else {
                EXPECT_LE(widget->sizeHint().width(), widget->width()) << state << ": " << text;
                EXPECT_LE(widget->sizeHint().height(), widget->height()) << state << ": " << text;
            }
            const QRect inWindow(widget->mapTo(m_window.get(), QPoint()), widget->size());
            EXPECT_GE(inWindow.left(), 0) << state << ": " << text;
            EXPECT_LE(inWindow.right(), m_window->width()) << state << ": " << text;
        }
    });
}

// What may be longer than its line stands whole elsewhere: entries of the timeline and of the journal line in the
// history, the subject of a tab and of a procedure's row over its incident, a clock's label as the title of its step, a
// rule's figures in the card's tip, a step of the list in its card. The names of procedures stand nowhere else.
TEST_P(Measured, NoDrawnTextIsCutButWhatStandsWholeElsewhere)
{
    const auto *procedures = m_window->findChild<QListView *>(QStringLiteral("procedures"));
    const QList<const QWidget *> mayCut{m_window->findChild<QListView *>(QStringLiteral("timeline")),
                                        m_window->findChild<QListView *>(QStringLiteral("steps")),
                                        m_window->findChild<console::JournalLine *>(),
                                        m_window->findChild<console::IncidentTabs *>(),
                                        m_window->findChild<console::ClockBar *>(QStringLiteral("clock1")),
                                        m_window->findChild<console::ClockBar *>(QStringLiteral("clock2")),
                                        m_window->findChild<console::Card *>(QStringLiteral("nearest")),
                                        procedures};
    ASSERT_FALSE(mayCut.contains(nullptr));
    QStringList names;
    for (int row = 0; row < procedures->model()->rowCount(); ++row)
        names << procedures->model()->index(row, 0).data().toString();
    forEachState([&](const std::string &state) {
        for (const DrawnText &text : drawnTexts(*m_window)) {
            if (!text.text.endsWith(QChar(0x2026)))
                continue;
            const QString kept = text.text.chopped(1);
            const auto isIn = [&](const QWidget *widget) {
                const QRect in(widget->mapTo(m_window.get(), QPoint()), widget->size());
                return widget->isVisible() && in.contains(text.box.center().toPoint());
            };
            const bool isName = isIn(procedures) && !kept.isEmpty() && !names.filter(kept).isEmpty();
            EXPECT_TRUE(std::ranges::any_of(mayCut, isIn) && !isName) << state << ": " << text.text.toStdString();
        }
    });
}

// The colour that most of a text's box has beside the ink and its edges, of which dense letters may have more; the ink,
// if there is nothing else.
QColor groundOf(const DrawnText &text, const QImage &image)
{
    std::map<QRgb, int> counts;
    const QRect box = text.box.toAlignedRect();
    for (int y = box.top(); y <= box.bottom(); ++y) {
        for (int x = box.left(); x <= box.right(); ++x)
            ++counts[image.pixel(x, y)];
    }
    constexpr double kEdge = 1.5;
    std::erase_if(counts,
                  [&](const auto &entry) { return console::contrast(text.ink, QColor::fromRgb(entry.first)) < kEdge; });
    if (counts.empty())
        return text.ink;
    return QColor::fromRgb(std::ranges::max_element(counts, {}, [](const auto &entry) { return entry.second; })->first);
}

TEST_P(Measured, EveryTextStandsOutFromWhatIsBehindIt)
{
    constexpr int kLarge = 24; // px: less contrast will do (WCAG 2.1, 1.4.3)
    forEachState([&](const std::string &state) {
        const QImage image = m_window->grab().toImage();
        for (const DrawnText &text : drawnTexts(*m_window)) {
            if (text.text.trimmed().isEmpty() || !QRectF(image.rect()).contains(text.box))
                continue;
            const QColor ground = groundOf(text, image);
            EXPECT_GE(console::contrast(text.ink, ground), text.pixels >= kLarge ? 3.0 : 4.5)
                << state << ": " << text.text.toStdString() << ", " << text.ink.name().toStdString() << " on "
                << ground.name().toStdString();
        }
    });
}

TEST_P(Measured, NumbersAndClocksAreDrawnWhole)
{
    forEachState([this](const std::string &state) {
        for (const auto *scroll : m_window->findChildren<QScrollArea *>())
            EXPECT_LE(scroll->widget()->minimumSizeHint().width(), scroll->viewport()->width()) << state;
        for (auto *bar : m_window->findChildren<console::ClockBar *>()) {
            if (!bar->isVisible())
                continue;
            const auto drawn = drawnTexts(*bar);
            const auto clock = std::ranges::find_if(drawn, [](const DrawnText &text) { return text.pixels >= 28; });
            ASSERT_NE(clock, drawn.end()) << state;
            EXPECT_TRUE(QRectF(bar->rect()).contains(clock->box)) << state << ": " << clock->text.toStdString();
        }
        auto &queues = *m_window->findChild<console::QueueTable *>();
        const QHeaderView &header = *queues.horizontalHeader();
        constexpr int kMargins = 12; // of the style, left and right of a title
        for (int column = 0; column < header.count(); ++column) {
            const QString title = queues.model()->headerData(column, Qt::Horizontal).toString();
            for (const QString &word : title.split(QLatin1Char(' ')))
                EXPECT_LE(header.fontMetrics().horizontalAdvance(word) + kMargins, header.sectionSize(column))
                    << state << ": " << title.toStdString();
        }
    });
}

TEST_P(Measured, NoTextIsSmallerThanFifteenPixels)
{
    forEachState([this](const std::string &state) {
        for (const DrawnText &text : drawnTexts(*m_window))
            EXPECT_GE(text.pixels, 15) << state << ": " << text.text.toStdString();
    });
}

TEST_P(Measured, TargetsAreLargeEnough)
{
    forEachState([this](const std::string &state) {
        for (const auto *widget : m_window->findChildren<QWidget *>()) {
            const bool target = qobject_cast<const QAbstractButton *>(widget) != nullptr ||
                                qobject_cast<const QLineEdit *>(widget) != nullptr ||
                                qobject_cast<const QComboBox *>(widget) != nullptr;
            if (!target || !widget->isVisible())
                continue;
            const auto *button = qobject_cast<const QAbstractButton *>(widget);
            const std::string what =
                widget->objectName().toStdString() + " " + (button != nullptr ? button->text().toStdString() : "");
            EXPECT_GE(widget->height(), widget->property("main").toBool() ? 44 : 32) << state << ": " << what;
            EXPECT_GE(widget->width(), 32) << state << ": " << what;
        }
        for (const auto *view : m_window->findChildren<QListView *>()) {
            if (view->isVisible() && view->objectName() != QLatin1String("timeline") &&
                view->model()->rowCount() > 0) { // read, not pressed
                EXPECT_GE(view->sizeHintForRow(0), 32) << view->objectName().toStdString();
            }
        }
    });
}

TEST_P(Measured, NumberToCallAndClocksAreLarge)
{
    press(Qt::Key_3, Qt::ControlModifier);
    const auto *number = card() == nullptr ? nullptr : card()->findChild<QLabel *>(QStringLiteral("number"));
    ASSERT_NE(number, nullptr);
    ASSERT_TRUE(number->isVisible());
    EXPECT_GE(QFontInfo(number->font()).pixelSize(), 28);
    auto *clock = shown<console::ClockBar>("clock1");
    ASSERT_NE(clock, nullptr);
    EXPECT_GE(std::ranges::max(drawnTexts(*clock), {}, &DrawnText::pixels).pixels, 28);
}

TEST_P(Measured, TheNextActIsOnScreenWithoutScrolling)
{
    forEachState([this](const std::string &state) {
        // What asks is the next act: its first choice or field, else the main act.
        const bool cardAsks = cardForm() != nullptr && cardForm()->isAncestorOf(keyboard());
        const Form *form = panelForm() != nullptr && !cardAsks ? panelForm() : cardForm();
        const bool offers =
            form != nullptr && form == cardForm() && !card()->wasAsked() && !shownStep()->questions.empty() &&
            std::ranges::none_of(shownStep()->questions, [](const auto &q) { return q.needed && !q.noted; });
        if (offers) // the step is done without it
            form = nullptr;
        const QWidget *next = shown<QPushButton>("mainAct");
        for (const QWidget *widget : form == nullptr ? QList<QWidget *>() : form->findChildren<QWidget *>()) {
            if (widget->isVisible() && widget->focusPolicy() != Qt::NoFocus) {
                next = widget;
                break;
            }
        }
        const auto *scroll = shown<QScrollArea>("scroll");
        if (next == nullptr || scroll == nullptr)
            return;
        const QRect area(scroll->mapTo(m_window.get(), QPoint()), scroll->size());
        const QRect target(next->mapTo(m_window.get(), QPoint()), next->size());
        EXPECT_TRUE(area.contains(target)) << state << ": " << target.bottom() << " below " << area.bottom();
    });
}

// Of 768 lines a title bar and a task bar leave fewer.
INSTANTIATE_TEST_SUITE_P(Screens, Measured,
                         testing::Values(Screen{{1366, 720}, Language::en, ThemeKind::light},
                                         Screen{{1366, 720}, Language::zh, ThemeKind::dark},
                                         Screen{{1600, 900}, Language::en, ThemeKind::dark},
                                         Screen{{1600, 900}, Language::zh, ThemeKind::light},
                                         Screen{{1920, 1080}, Language::en, ThemeKind::light},
                                         Screen{{1920, 1080}, Language::zh, ThemeKind::light}),
                         [](const auto &screen) {
                             const auto &p = screen.param;
                             return std::to_string(p.size.width()) + (p.language == Language::zh ? "zh" : "en");
                         });

TEST_F(MeasuredWindow, TheWindowFitsTheUsualScreenOfAFloor)
{
    open({}, {1366, 768});
    trouble();
    EXPECT_LE(m_window->minimumSizeHint().width(), 1366);
    EXPECT_LE(m_window->minimumSizeHint().height(), 768);
    EXPECT_EQ(m_window->size(), QSize(1366, 768));
}

TEST_F(MeasuredWindow, TheWatchdogsWindowIsLargePlainAndNamed)
{
    Duration now{0};
    console::AlarmWindow alarm(nullptr, [&] { return now; });
    alarm.announce(console::AlarmWindow::hungText(), console::AlarmWindow::Offer::restart);
    EXPECT_TRUE(alarm.isVisible());
    EXPECT_EQ(alarm.accessibleName(), console::AlarmWindow::hungText());
    for (const auto *button : alarm.findChildren<QPushButton *>())
        EXPECT_GE(button->height(), 44) << button->text().toStdString();
    for (const DrawnText &text : drawnTexts(alarm))
        EXPECT_GE(text.pixels, 18);
    const auto says = [&](const QString &words) {
        return std::ranges::any_of(drawnTexts(alarm), [&](const DrawnText &text) { return text.text.contains(words); });
    };
    EXPECT_FALSE(says(QStringLiteral("NO SOUND")));
    alarm.setSound(false);
    EXPECT_TRUE(says(QStringLiteral("NO SOUND")));
    bool restart = false;
    QObject::connect(&alarm, &console::AlarmWindow::restartWanted, &alarm, [&] { restart = true; });
    alarm.activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(&alarm));
    ASSERT_NE(QApplication::focusWidget(), nullptr);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_FALSE(restart) << "that was meant for the console";
    now = 1s;
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    EXPECT_TRUE(restart) << "one key restarts";
    alarm.announce(console::AlarmWindow::startingText(), console::AlarmWindow::Offer::nothing);
    for (const auto *button : alarm.findChildren<QPushButton *>())
        EXPECT_FALSE(button->isEnabled()) << button->text().toStdString() << ": a second press does nothing";
}

} // namespace
} // namespace fw::test
