#include "console/board/card.h"

#include "console/design/shapes.h"

#include <algorithm>
#include <cmath>

namespace fw::console {
namespace {

constexpr int kPadding = 10;
constexpr int kLine = 21;

Tint inkOf(CardText::State state)
{
    switch (state) {
    case CardText::State::now:
        return Tint::red;
    case CardText::State::soon:
        return Tint::amber;
    case CardText::State::unknown:
        return Tint::muted;
    default:
        return Tint::ink;
    }
}

QString percent(double value)
{
    return QStringLiteral("%1 %").arg(std::lround(value));
}

} // namespace

Card::Card(QWidget *parent) : Painted(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
}

void Card::setText(const CardText &text)
{
    if (text == m_text)
        return;
    m_text = text;
    setAccessibleName(text.title);
    setAccessibleDescription((QStringList(text.headline) + text.lines).join(QStringLiteral(" · ")));
    setToolTip(text.lines.join(QLatin1Char('\n')));
    update();
}

void Card::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    const QRectF frame(0.5, 0.5, width() - 1, height() - 1);
    const bool unknown = m_text.state == CardText::State::unknown;
    const bool now = m_text.state == CardText::State::now;
    painter.fillRect(frame, l[now ? Tint::redBack : Tint::raised]);
    painter.setPen(QPen(l[now       ? Tint::red
                          : unknown ? Tint::faint
                                    : Tint::line],
                        now ? 2 : 1, unknown ? Qt::DashLine : Qt::SolidLine));
    painter.drawRect(frame);
    const QRectF inner = frame.adjusted(kPadding, 6, -kPadding, -4);
    painter.setFont(typeface(size::kSmall, Weight::bold));
    painter.setPen(l[Tint::muted]);
    paintText(painter, QRectF(inner.left(), inner.top(), inner.width(), kLine), Qt::AlignVCenter, m_text.title);
    qreal y = inner.top() + kLine + 1;
    if (!m_text.headline.isEmpty()) {
        painter.setFont(typeface(size::kTitle, Weight::bold));
        painter.setPen(l[inkOf(m_text.state)]);
        if (painter.fontMetrics().horizontalAdvance(m_text.headline) > inner.width())
            painter.setFont(typeface(size::kBody, Weight::bold));
        paintText(painter, QRectF(inner.left(), y, inner.width(), 28), Qt::AlignVCenter, m_text.headline);
        y += 29;
    }
    painter.setFont(typeface(size::kSmall));
    painter.setPen(l[m_text.headline.isEmpty() ? Tint::ink : Tint::muted]);
    for (const QString &line : m_text.lines) {
        const QRectF room(inner.left(), y, inner.width(), frame.bottom() - y - 2);
        const qreal needed = painter.boundingRect(room, Qt::TextWordWrap, line).height();
        if (needed > room.height()) {
            if (room.height() < kLine)
                break;
            paintText(painter, QRectF(room.left(), y, room.width(), kLine), Qt::AlignVCenter, line);
            y += kLine;
            continue;
        }
        painter.drawText(room, Qt::TextWordWrap, line);
        y += needed + 1;
    }
}

CardText powerCard(const snapshot::Snapshot &snapshot, const Look &look)
{
    CardText card{.title = Card::tr("Power"), .headline = {}, .lines = {}};
    if (snapshot.upses.empty()) {
        card.headline = Card::tr("not watched");
        card.lines << Card::tr("No UPS in the site file");
        card.state = CardText::State::unknown;
        return card;
    }
    const snapshot::Ups *worst = snapshot.worstUps();
    const QString name = QString::fromStdString(worst->id);
    const QString charge = worst->charge ? QStringLiteral(" · ") + percent(*worst->charge) : QString();
    if (worst->low) {
        card.headline = Card::tr("Battery low") + charge;
        card.state = CardText::State::now;
    } else if (worst->onBattery) {
        card.headline = Card::tr("On battery") + charge;
        card.state = CardText::State::now;
    } else if (!worst->known) {
        card.headline = Card::tr("no data");
        card.state = CardText::State::unknown;
        card.lines << (worst->unknownSince
                           ? Card::tr("%1 silent since %2").arg(name, secondOfDay(*worst->unknownSince, snapshot))
                           : Card::tr("%1 has not answered yet").arg(name));
    } else {
        card.headline = Card::tr("On line") + charge;
    }
    const QString age = worst->known ? QString() : Card::tr("last: ");
    if (worst->runtime)
        card.lines << age + (worst->onBattery ? Card::tr("%1 left") : Card::tr("battery lasts %1"))
                                .arg(look.duration(*worst->runtime));
    if (worst->load)
        card.lines << age + Card::tr("load %1").arg(percent(*worst->load));
    if (snapshot.upses.size() > 1)
        card.lines << Card::tr("%1, worst of %2").arg(name).arg(snapshot.upses.size());
    return card;
}

CardText temperatureCard(const snapshot::Snapshot &snapshot, const Look &)
{
    CardText card{.title = Card::tr("Temperature"), .headline = {}, .lines = {}};
    if (snapshot.zones.empty()) {
        card.headline = Card::tr("no data");
        card.lines << Card::tr("No sensor yet");
        card.state = CardText::State::unknown;
        return card;
    }
    const snapshot::Zone *worst = snapshot.worstZone();
    const auto celsius = [](const snapshot::Zone &zone) { return Card::tr("%1 °C").arg(zone.celsius, 0, 'f', 1); };
    card.headline = worst->known ? celsius(*worst) : Card::tr("no data");
    card.state = !worst->known                           ? CardText::State::unknown
                 : worst->mark == snapshot::Mark::broken ? CardText::State::now
                 : worst->mark == snapshot::Mark::near   ? CardText::State::soon
                                                         : CardText::State::normal;
    for (const snapshot::Zone &zone : snapshot.zones) {
        const QString sign = zone.mark == snapshot::Mark::broken ? QStringLiteral("▲ ")
                             : zone.mark == snapshot::Mark::near ? QStringLiteral("◆ ")
                                                                 : QString();
        const QString name = sign + QString::fromStdString(zone.id);
        if (zone.known)
            card.lines << QStringLiteral("%1 %2").arg(name, celsius(zone));
        else if (zone.unknownSince)
            card.lines << Card::tr("%1: %2 until %3") // its last, in two short lines
                              .arg(name, celsius(zone), timeOfDay(*zone.unknownSince, snapshot));
        else
            card.lines << Card::tr("%1: last %2").arg(name, celsius(zone));
    }
    return card;
}

CardText nearestCard(const snapshot::Snapshot &snapshot, const Look &look)
{
    CardText card{.title = Card::tr("Nearest to alarm"), .headline = {}, .lines = {}};
    for (const snapshot::Nearest &near : snapshot.nearest) {
        card.lines << QStringLiteral("%1 · %2").arg(QString::fromStdString(near.subject), look.text(near.text));
        if (near.pendingSince)
            card.state = CardText::State::soon;
    }
    if (card.lines.isEmpty())
        card.lines << (!snapshot.pbxKnown           ? Card::tr("no data")
                       : snapshot.incidents.empty() ? Card::tr("Nothing is near its limit")
                                                    : Card::tr("Nothing else is near its limit"));
    return card;
}

} // namespace fw::console
