#include "console/procedures/procedure_delegate.h"

#include "console/design/shapes.h"
#include "console/procedures/procedure_model.h"

namespace fw::console {
namespace {

constexpr int kHeight = 70;
constexpr int kCompactHeight = 65; // eight of them stand on a low screen, under a banner too
constexpr int kGap = 4;
constexpr int kLine = 19; // of three
constexpr int kBar = 5;
constexpr int kNumber = 28;

struct Tints {
    Tint back = Tint::panel;
    Tint mark = Tint::line;
    Tint number = Tint::muted;
};

Tints tintsOf(ProcedureModel::State state)
{
    switch (state) {
    case ProcedureModel::State::now:
        return {Tint::redBack, Tint::red, Tint::red};
    case ProcedureModel::State::soon:
        return {Tint::amberBack, Tint::amber, Tint::amber};
    default:
        return {};
    }
}

// As many of the parts between dots as fit, the first in any case.
QString fittingParts(const QString &text, const QFontMetrics &metrics, int width)
{
    static const QString dot = QStringLiteral(" · ");
    QString fits = text;
    while (metrics.horizontalAdvance(fits) > width && fits.contains(dot))
        fits.truncate(fits.lastIndexOf(dot));
    return fits;
}

} // namespace

QSize ProcedureDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {option.rect.width(), m_compact ? kCompactHeight : kHeight};
}

void ProcedureDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    using Model = ProcedureModel;
    const Look &look = *m_look;
    const auto state = Model::State(index.data(Model::StateRole).toInt());
    const bool open = index.data(Model::IncidentRole).toInt() != 0;
    const Tints tints = tintsOf(state);
    const QRect card = option.rect.adjusted(0, 0, -1, -kGap);
    painter->save();
    painter->fillRect(card, look[tints.back]);
    painter->setPen(look[open ? tints.mark : Tint::line]);
    painter->drawRect(card);
    painter->fillRect(QRect(card.left(), card.top(), kBar, card.height() + 1), look[tints.mark]);

    const QRect inner = card.adjusted(kBar + 4, 2, -6, -2);
    const int number = index.data(Model::NumberRole).toInt();
    painter->setFont(typeface(22, Weight::bold));
    painter->setPen(look[tints.number]);
    painter->drawText(QRect(inner.left(), inner.top(), kNumber, inner.height()), Qt::AlignCenter,
                      number > 0 ? QString::number(number) : QStringLiteral("+"));

    const int left = inner.left() + kNumber + 2;
    const QString status = index.data(Model::StatusRole).toString();
    const QString clock = index.data(Model::ClockRole).toString();
    const bool oneLine = status.isEmpty() && clock.isEmpty();
    QRect title(left, inner.top(), inner.right() - left, oneLine ? inner.height() : inner.height() / 2);
    const QString name = index.data(Qt::DisplayRole).toString();
    const Weight weight = open ? Weight::bold : Weight::normal;
    painter->setFont(typeface(size::kBody, weight));
    painter->setPen(look[Tint::ink]);
    if (!oneLine && painter->fontMetrics().horizontalAdvance(name) > title.width()) { // over the status
        title.setHeight(inner.height() - kLine);
        paintTwoLines(*painter, title, name, weight);
    } else {
        painter->drawText(title, Qt::AlignVCenter | Qt::TextWordWrap, name);
    }

    QRect second(left, title.bottom() + 1, inner.right() - left, inner.bottom() - title.bottom());
    if (!clock.isEmpty()) {
        const QString label = index.data(Model::ClockWordRole).toString();
        painter->setPen(look[tints.mark]);
        painter->setFont(typeface(size::kSmall));
        painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter, label);
        second.setRight(second.right() - painter->fontMetrics().horizontalAdvance(label) - 4);
        painter->setFont(digits(m_compact ? 17 : 20));
        painter->drawText(second, Qt::AlignRight | Qt::AlignVCenter, clock);
        second.setRight(second.right() - painter->fontMetrics().horizontalAdvance(clock) - 6);
    }
    if (!oneLine) {
        painter->setFont(typeface(size::kSmall));
        painter->setPen(look[Tint::muted]);
        paintText(*painter, second, Qt::AlignVCenter, fittingParts(status, painter->fontMetrics(), second.width()));
    }
    if (state == Model::State::unknown)
        paintHatching(*painter, QRectF(card.left(), card.top(), kBar, card.height()), look[Tint::ink]);
    if (option.state & QStyle::State_HasFocus)
        paintFocus(*painter, card, look);
    painter->restore();
}

} // namespace fw::console
