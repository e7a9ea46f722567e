#include "console/frame/journal_line.h"

#include "console/design/shapes.h"

namespace fw::console {
namespace {

constexpr int kHeight = 36;
constexpr int kPadding = 16;
constexpr int kGap = 22;
constexpr int kBoxMargin = 8; // left and right of a text on a ground of its own
constexpr int kBoxAbove = 4;

} // namespace

JournalLine::JournalLine(QWidget *parent) : Painted(parent)
{
    setFixedHeight(kHeight);
}

// An entry is recorded when its commit returned, not before.
QString JournalLine::recordedText() const
{
    if (!m_snapshot)
        return {};
    if (m_snapshot->isEcho)
        return tr("not known whether it is recorded");
    if (const auto missing = m_snapshot->notRecorded(); missing > 0)
        return tr("NOT RECORDED: %n entr(ies)", nullptr, int(missing));
    const auto waiting = m_snapshot->lastSeq - std::min(m_snapshot->lastSeq, m_snapshot->durableSeq);
    if (waiting > 0)
        return tr("recording %n entr(ies)", nullptr, int(waiting));
    return tr("everything recorded · %1").arg(secondOfDay(m_snapshot->at.wall, *m_snapshot));
}

void JournalLine::describe()
{
    setAccessibleName(tr("Journal"));
    setAccessibleDescription(m_message.isEmpty() ? recordedText() : m_message);
}

void JournalLine::onLook()
{
    describe();
}

void JournalLine::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    describe();
    update();
}

void JournalLine::setMessage(const QString &message, bool isRefusal)
{
    m_message = message;
    m_isRefusal = isRefusal;
    describe();
    update();
}

void JournalLine::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l[Tint::fill]);
    if (!m_snapshot)
        return;
    const QRectF inner(kPadding, 0, width() - 2 * kPadding, height());
    const auto box = [&](qreal left, qreal wide, Tint ground) {
        const QRectF around(left - kBoxMargin, kBoxAbove, wide + 2 * kBoxMargin, height() - 2 * kBoxAbove);
        painter.fillRect(around, l[ground]);
    };
    const QString recorded = recordedText();
    const bool bad = m_snapshot->isEcho || m_snapshot->notRecorded() > 0;
    painter.setFont(typeface(size::kSmall, bad ? Weight::bold : Weight::normal));
    const int recordedWidth = painter.fontMetrics().horizontalAdvance(recorded);
    if (bad)
        box(inner.right() - recordedWidth, recordedWidth, Tint::redBack);
    painter.setPen(l[bad ? Tint::red : Tint::ink]);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, recorded);
    const qreal right = inner.right() - recordedWidth - kGap;
    qreal x = inner.left();
    if (!m_message.isEmpty()) {
        painter.setFont(typeface(size::kSmall, Weight::bold));
        const QString text = (m_isRefusal ? QStringLiteral("▲ ") : QString()) + m_message;
        const qreal wide = std::min<qreal>(painter.fontMetrics().horizontalAdvance(text) + 1, right - x - kBoxMargin);
        box(x, wide, m_isRefusal ? Tint::redBack : Tint::raised);
        painter.setPen(l[m_isRefusal ? Tint::red : Tint::ink]);
        paintText(painter, QRectF(x, 0, wide, height()), Qt::AlignVCenter, text);
        x += wide + kBoxMargin + kGap;
    }
    for (const snapshot::Entry &entry : m_snapshot->news) {
        painter.setFont(typeface(size::kSmall, Weight::bold));
        const QString time = secondOfDay(entry.happenedAt, *m_snapshot) + QLatin1Char(' ');
        const qreal timeWidth = painter.fontMetrics().horizontalAdvance(time);
        const QString text = l.text(entry.text);
        const qreal textWidth = QFontMetricsF(typeface(size::kSmall)).horizontalAdvance(text);
        if (x + timeWidth + std::min<qreal>(textWidth, 120) > right)
            break;
        painter.setPen(l[Tint::ink]);
        painter.drawText(QRectF(x, 0, timeWidth, height()), Qt::AlignVCenter, time);
        painter.setFont(typeface(size::kSmall));
        const qreal room = std::min(textWidth + 1, right - x - timeWidth);
        paintText(painter, QRectF(x + timeWidth, 0, room, height()), Qt::AlignVCenter, text);
        x += timeWidth + room + kGap;
    }
}

} // namespace fw::console
