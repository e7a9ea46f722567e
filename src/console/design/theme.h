// The one place for colours and sizes. Grey when normal: a role with a colour means that something
// is wrong, and never says it by colour alone.
#pragma once

#include <QApplication>
#include <QColor>
#include <QFont>
#include <QString>

namespace fw::console {

enum class Tint {
    field,     // behind everything
    panel,     // cards, tables
    raised,    // the Now card, what is typed into
    line,      // thin borders
    ink,       // text
    muted,     // text of less weight
    faint,     // marks without text
    fill,      // a talking seat, a band
    red,       // act now
    redBack,   //
    amber,     // soon
    amberBack, //
    blue,      // advice, links
    blueBack,  //
    drill,     // the frame of a drill
    bar,       // top bar
    barInk,    //
    barMuted,  //
    barWarn,   // something wrong in the top bar
    onRed,     // text on red
    focus,     // focus ring
};

enum class ThemeKind { light, dark };

class Theme {
public:
    explicit Theme(ThemeKind kind = ThemeKind::light) : m_kind(kind) {}
    [[nodiscard]] ThemeKind kind() const { return m_kind; }
    [[nodiscard]] QColor operator[](Tint tint) const;

private:
    ThemeKind m_kind;
};

// Every pair of tints that text is written in: text, behind it, the least contrast (WCAG 2.1, 1.4.3). A test measures
// them in both themes.
struct TintPair {
    Tint text;
    Tint behind;
    double least;
};
[[nodiscard]] QList<TintPair> textPairs();
// WCAG 2.1 relative luminance contrast, 1–21.
[[nodiscard]] double contrast(const QColor &a, const QColor &b);

// Sizes in px at 100 %.
namespace size {
inline constexpr int kBody = 16;
inline constexpr int kCell = 16;
inline constexpr int kSmall = 15; // table cells and what stands beside them: never smaller
inline constexpr int kTitle = 20;
inline constexpr int kDial = 30; // numbers to dial, clocks
inline constexpr int kTarget = 32;
inline constexpr int kMainTarget = 44;
inline constexpr int kGap = 8;
inline constexpr int kFocusRing = 2;
} // namespace size

enum class Weight { normal, bold };
// The set font, with tabular digits where it has them.
[[nodiscard]] QFont typeface(int pixels, Weight weight = Weight::normal);
// Digits that do not move as they change: clocks, numbers to dial.
[[nodiscard]] QFont digits(int pixels, Weight weight = Weight::bold);

// Of the whole application, for the stock widgets.
[[nodiscard]] QString styleRules(const Theme &theme);
// Before the first widget is made: the set font, a style that is the same on every desktop.
void setUpApplication(QApplication &application);

} // namespace fw::console
