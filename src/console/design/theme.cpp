#include "console/design/theme.h"

#include <array>
#include <cmath>

namespace fw::console {
namespace {

struct Row {
    Tint tint;
    QRgb light;
    QRgb dark;
};
constexpr std::array kRows{
    Row{Tint::field, 0xFFE9EBEC, 0xFF14181A},   Row{Tint::panel, 0xFFF6F7F7, 0xFF1C2225},
    Row{Tint::raised, 0xFFFFFFFF, 0xFF232A2E},  Row{Tint::line, 0xFFCDD2D5, 0xFF3B454A},
    Row{Tint::ink, 0xFF1D2326, 0xFFE4E8EA},     Row{Tint::muted, 0xFF525F65, 0xFFA8B3B9},
    Row{Tint::faint, 0xFF7F8C93, 0xFF75828A},   Row{Tint::fill, 0xFFD5DCDF, 0xFF37434A},
    Row{Tint::red, 0xFFC4161C, 0xFFFF7A75},     Row{Tint::redBack, 0xFFFDE7E6, 0xFF43191B},
    Row{Tint::amber, 0xFF974A00, 0xFFF2AC4B},   Row{Tint::amberBack, 0xFFFFF1DC, 0xFF3B2A10},
    Row{Tint::blue, 0xFF1F5F8B, 0xFF86BFE6},    Row{Tint::blueBack, 0xFFE9F1F7, 0xFF1A2C3A},
    Row{Tint::drill, 0xFF6B3FA0, 0xFFB592E0},   Row{Tint::bar, 0xFF2B343A, 0xFF0D1011},
    Row{Tint::barInk, 0xFFF2F5F6, 0xFFE4E8EA},  Row{Tint::barMuted, 0xFFB7C2C8, 0xFFA3AEB4},
    Row{Tint::barWarn, 0xFFFFC66D, 0xFFF2AC4B}, Row{Tint::onRed, 0xFFFFFFFF, 0xFF1B0808},
    Row{Tint::focus, 0xFF1F5F8B, 0xFF86BFE6},
};

double linear(int channel)
{
    const double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
}

double luminance(const QColor &c)
{
    return 0.2126 * linear(c.red()) + 0.7152 * linear(c.green()) + 0.0722 * linear(c.blue());
}

} // namespace

QColor Theme::operator[](Tint tint) const
{
    const auto row = std::ranges::find(kRows, tint, &Row::tint);
    return QColor::fromRgba(m_kind == ThemeKind::light ? row->light : row->dark);
}

QList<TintPair> textPairs()
{
    using enum Tint;
    constexpr double kText = 4.5;
    QList<TintPair> pairs;
    for (const Tint behind : {field, panel, raised}) {
        for (const Tint text : {ink, muted, red, amber, blue})
            pairs.append({text, behind, kText});
    }
    for (const Tint text : {ink, muted, red})
        pairs.append({text, redBack, kText});
    for (const Tint text : {ink, muted, amber})
        pairs.append({text, amberBack, kText});
    for (const Tint text : {ink, muted, blue})
        pairs.append({text, blueBack, kText});
    for (const Tint text : {barInk, barMuted, barWarn})
        pairs.append({text, bar, kText});
    pairs.append({ink, fill, kText});
    pairs.append({muted, fill, kText});
    pairs.append({onRed, red, kText});
    pairs.append({panel, ink, kText});
    pairs.append({faint, panel, 3.0});
    return pairs;
}

double contrast(const QColor &a, const QColor &b)
{
    const double x = luminance(a) + 0.05;
    const double y = luminance(b) + 0.05;
    return x > y ? x / y : y / x;
}

QFont typeface(int pixels, Weight weight)
{
    QFont f(QStringList{"Noto Sans", "DejaVu Sans", "Noto Sans CJK SC", "WenQuanYi Micro Hei"});
    f.setPixelSize(pixels);
    f.setBold(weight == Weight::bold);
    return f;
}

QFont digits(int pixels, Weight weight)
{
    QFont f(QStringList{"DejaVu Sans Mono", "Noto Sans Mono", "WenQuanYi Micro Hei Mono"});
    f.setPixelSize(pixels);
    f.setBold(weight == Weight::bold);
    f.setStyleHint(QFont::Monospace);
    return f;
}

void setUpApplication(QApplication &application)
{
    QApplication::setStyle(QStringLiteral("Fusion"));
    QApplication::setFont(typeface(size::kBody));
    application.setEffectEnabled(Qt::UI_AnimateTooltip, false);
}

QString styleRules(const Theme &theme)
{
    const auto c = [&](Tint tint) { return theme[tint].name(); };
    return QStringLiteral(R"(
* { color: %1; outline: 0; }
QWidget#page, QMainWindow, QDialog { background: %2; }
QWidget[surface="panel"] { background: %3; }
QWidget[surface="raised"] { background: %4; }
QFrame[surface="card"] { background: %4; border: 1px solid %5; }
QFrame[surface="now"] { background: %4; border: 2px solid %1; }
QFrame[surface="advice"] { background: %6; border: 0; border-left: 4px solid %7; }
QFrame[surface="alarm"] { background: %8; border: 2px solid %9; }
QFrame[surface="rule"] { background: %5; border: 0; }
QFrame[surface="rule"][alarm="true"] { background: %9; }
QLabel[surface="edge"] { background: %6; border-top: 2px solid %7; }
QFrame[surface="say"] { border: 0; border-left: 3px solid %5; }
QLabel { background: transparent; }
QLabel[tone="muted"] { color: %10; }
QLabel[tone="red"] { color: %9; }
QLabel[tone="amber"] { color: %11; }
QPushButton { background: %4; border: 1px solid %12; padding: 4px 10px; min-height: 24px; }
QPushButton:hover { border-color: %1; }
QPushButton:pressed { background: %13; }
QPushButton:disabled { color: %10; border-style: dashed; }
QPushButton:focus { border: 2px solid %7; padding: 3px 9px; }
QPushButton[main="true"] { background: %1; color: %3; border-color: %1; min-height: 34px; font-weight: bold; padding: 5px 16px; }
QPushButton[main="true"]:focus { border: 2px solid %7; }
QPushButton[main="true"]:disabled { background: %13; color: %10; }
QPushButton[danger="true"] { background: %4; color: %9; border: 2px solid %9; font-weight: bold; }
QPushButton[choice="true"]:checked { border: 2px solid %1; background: %13; padding: 3px 9px; }
QPushButton[tab="true"]:checked { border: 2px solid %1; background: %4; padding: 3px 9px; }
QPushButton[tab="true"] { background: %3; border: 1px solid %5; padding: 4px 10px; }
QPushButton[tab="true"][alarm="true"] { border: 2px solid %9; padding: 3px 9px; }
QLineEdit, QComboBox, QPlainTextEdit { background: %4; border: 1px solid %12; padding: 4px 8px; min-height: 24px; selection-background-color: %7; selection-color: %4; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: 2px solid %7; padding: 3px 7px; }
QComboBox QAbstractItemView { background: %4; selection-background-color: %13; selection-color: %1; }
QListView, QTableView { background: transparent; border: 0; }
QListView:focus, QTableView:focus { outline: 0; }
QListWidget::item { padding: 4px 6px; background: transparent; border: 0; }
QListWidget::item:selected { background: %13; color: %1; }
QHeaderView { background: transparent; border: 0; }
QHeaderView::section { background: transparent; border: 0; border-bottom: 1px solid %5; color: %10; padding: 2px 7px; }
QScrollArea { border: 0; background: transparent; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: 12px; }
QScrollBar::handle:vertical { background: %12; min-height: 32px; border: 2px solid %3; }
QScrollBar::add-line, QScrollBar::sub-line { height: 0; width: 0; }
QToolTip { background: %4; color: %1; border: 1px solid %12; padding: 4px; }
)")
        .arg(c(Tint::ink), c(Tint::field), c(Tint::panel), c(Tint::raised), c(Tint::line), c(Tint::blueBack),
             c(Tint::blue), c(Tint::redBack), c(Tint::red))
        .arg(c(Tint::muted), c(Tint::amber), c(Tint::faint), c(Tint::fill));
}

} // namespace fw::console
