#include "console/incident/form_widgets.h"

#include "console/design/theme.h"

#include <QStyleOptionButton>
#include <QStylePainter>

namespace fw::console {
namespace {

constexpr int kMostText = 500; // characters of a field
constexpr int kSide = 12;      // left and right of a button's words
constexpr int kTick = 20;      // room for the mark of what is chosen

} // namespace

ChoiceButton::ChoiceButton(const QString &text, QWidget *parent) : QPushButton(text, parent)
{
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setFocusPolicy(Qt::TabFocus);
}

int ChoiceButton::heightForWidth(int width) const
{
    const QRect room(0, 0, width - 2 * kSide - (isCheckable() ? kTick : 0), 1000);
    return std::max(size::kTarget, fontMetrics().boundingRect(room, Qt::TextWordWrap, text()).height() + kSide);
}

QSize ChoiceButton::sizeHint() const
{
    return {280, heightForWidth(280)};
}

QSize ChoiceButton::minimumSizeHint() const
{
    return {120, size::kTarget};
}

void ChoiceButton::paintEvent(QPaintEvent *)
{
    QStylePainter painter(this);
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text.clear();
    painter.drawControl(QStyle::CE_PushButton, option);
    painter.setPen(palette().color(isEnabled() ? QPalette::Normal : QPalette::Disabled, QPalette::ButtonText));
    QRect room = rect().adjusted(kSide, 0, -kSide, 0);
    if (isChecked()) { // waits for its fields
        painter.drawText(room, Qt::AlignVCenter | Qt::AlignRight, QStringLiteral("✓"));
        room.adjust(0, 0, -kTick, 0);
    }
    painter.drawText(room, Qt::AlignVCenter | Qt::TextWordWrap, text());
}

FieldEdit::FieldEdit(const QString &value, const QString &hint, const QString &way, QWidget *parent)
    : QLineEdit(value, parent), m_hint(hint)
{
    m_away = way.isEmpty() || hint.isEmpty() ? way + hint : QStringLiteral("%1 · %2").arg(way, hint);
    setPlaceholderText(m_away);
    setMaxLength(kMostText);
}

void FieldEdit::focusInEvent(QFocusEvent *event)
{
    setPlaceholderText(m_hint);
    QLineEdit::focusInEvent(event);
}

void FieldEdit::focusOutEvent(QFocusEvent *event)
{
    setPlaceholderText(m_away);
    QLineEdit::focusOutEvent(event);
}

} // namespace fw::console
