#include "console/window/wallboard.h"

#include "console/design/shapes.h"
#include "console/procedures/procedure_model.h"

#include <QGuiApplication>
#include <QKeyEvent>

#include <algorithm>
#include <cmath>

namespace fw::console {
namespace {

constexpr double kValue = 17.5;  // mm, height of a capital
constexpr double kHeadline = 26; // mm
constexpr double kTitle = 9;     // mm
constexpr double kCapitalOfEm = 0.72;
constexpr int kMostTiles = 8;
constexpr int kPadding = 28;

// The font, smaller where the text would not fit; a cut headline says nothing.
QFont fitting(QFont wanted, const QString &text, qreal room)
{
    const double wide = QFontMetricsF(wanted).horizontalAdvance(text);
    if (wide > room)
        wanted.setPixelSize(std::max(size::kDial, int(wanted.pixelSize() * room / wide)));
    return wanted;
}

} // namespace

Wallboard::Wallboard(QString screenName, qreal factor) : m_screenName(std::move(screenName)), m_factor(factor)
{
    setWindowTitle(QStringLiteral("Floorwarden · wallboard"));
    setAttribute(Qt::WA_ShowWithoutActivating);
    connect(qApp, &QGuiApplication::screenAdded, this, [this] { place(m_not); });
    connect(qApp, &QGuiApplication::screenRemoved, this, [this] { place(m_not); });
}

void Wallboard::place(QScreen *notThis)
{
    m_not = notThis;
    QScreen *chosen = nullptr;
    for (QScreen *screen : QGuiApplication::screens()) {
        const bool fits = m_screenName.isEmpty() ? screen != notThis : screen->name() == m_screenName;
        if (chosen == nullptr && fits)
            chosen = screen;
    }
    if (chosen == nullptr && m_screenName.isEmpty()) { // one screen only: a window beside the console
        resize(1280, 720);
        showNormal(); // it may have filled a screen that has gone
        return;
    }
    if (chosen == nullptr) {
        hide();
        return;
    }
    setScreen(chosen);
    setGeometry(chosen->geometry());
    showFullScreen();
}

void Wallboard::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    setAccessibleName(headline());
    update();
}

// A font size whose capitals have this height on the screen. Screens without a physical size count as 96 dots an inch.
int Wallboard::pixels(double capitalMillimetres) const
{
    const QScreen *s = screen();
    const double perMillimetre = s != nullptr && s->physicalSize().height() > 50
                                     ? s->geometry().height() / s->physicalSize().height()
                                     : 96 / 25.4;
    const double wanted = capitalMillimetres * perMillimetre * m_factor / kCapitalOfEm;
    return int(std::min(wanted, height() / 5.0)); // a small window shows small text
}

QString Wallboard::headline() const
{
    if (!m_snapshot)
        return {};
    const auto about = [this](const auto &trouble) {
        return look().text(trouble.title) + QStringLiteral(" · ") +
               subjectName(trouble.key, trouble.subject, trouble.members);
    };
    if (!m_snapshot->incidents.empty())
        return about(m_snapshot->incidents.front());
    if (!m_snapshot->pbxKnown)
        return tr("No data from the PBX");
    return m_snapshot->returned.empty() ? tr("Normal") : about(m_snapshot->returned.front());
}

QList<Wallboard::Tile> Wallboard::tiles() const
{
    const auto isBroken = [](const snapshot::Queue &queue) {
        return queue.waitingMark == snapshot::Mark::broken || queue.longestMark == snapshot::Mark::broken;
    };
    std::vector<snapshot::Queue> queues = m_snapshot->queues;
    std::erase_if(queues, [](const auto &queue) { return queue.role != floor::QueueRole::inbound; });
    if (queues.size() > kMostTiles - 1) { // not all of them have room: those that need somebody
        std::stable_partition(queues.begin(), queues.end(), isBroken);
        queues.resize(kMostTiles - 1);
    }
    QList<Tile> tiles;
    for (const snapshot::Queue &queue : queues) {
        const bool broken = isBroken(queue);
        const QString wait = queue.figures.waiting > 0
                                 ? QStringLiteral(" · ") + countdown(queue.figures.longestWait, look().language)
                                 : QString();
        tiles.append({QString::fromStdString(queue.id.str()),
                      queue.known ? QString::number(queue.figures.waiting) + wait : tr("no data"),
                      broken ? Tint::red : Tint::ink, queue.known});
    }
    if (!m_snapshot->incidents.empty() && !m_snapshot->incidents.front().clocks.empty() && tiles.size() < kMostTiles) {
        const snapshot::Clock &clock = m_snapshot->incidents.front().clocks.front();
        const WallTime now = m_snapshot->at.wall;
        const Duration left = snapshot::left(clock, now);
        const bool over = left < Duration{0} && clock.kind != "hold"; // a hold that is over has held
        tiles.append({QStringLiteral("%1 · %2").arg(clockWord(clock, now), look().text(clock.label)),
                      countdown(left, look().language), over ? Tint::red : Tint::amber, !clock.pausedAt});
    }
    return tiles;
}

void Wallboard::paintEvent(QPaintEvent *)
{
    const Look &l = look();
    QPainter painter(this);
    painter.fillRect(rect(), l[Tint::field]);
    if (!m_snapshot)
        return;
    const bool trouble = !m_snapshot->incidents.empty() || !m_snapshot->returned.empty() || !m_snapshot->pbxKnown;
    const int head = pixels(kHeadline) * 3 / 2;
    painter.fillRect(QRect(0, 0, width(), head), l[trouble ? Tint::red : Tint::bar]);
    painter.setPen(l[trouble ? Tint::onRed : Tint::barInk]);
    painter.setFont(digits(pixels(kValue)));
    const QString clock = timeOfDay(m_snapshot->at.wall, *m_snapshot);
    const int clockWidth = painter.fontMetrics().horizontalAdvance(clock);
    painter.drawText(QRect(0, 0, width() - kPadding, head), Qt::AlignRight | Qt::AlignVCenter, clock);
    const QRectF headRoom(kPadding, 0, width() - clockWidth - 3 * kPadding, head);
    painter.setFont(fitting(typeface(pixels(kHeadline), Weight::bold), headline(), headRoom.width()));
    paintText(painter, headRoom, Qt::AlignVCenter, headline());

    const QList<Tile> all = tiles();
    if (all.isEmpty())
        return;
    const int columns = all.size() <= 3 ? int(all.size()) : int(std::ceil(double(all.size()) / 2));
    const int lines = int((all.size() + columns - 1) / columns);
    const QRectF area(kPadding, head + kPadding, width() - 2 * kPadding, height() - head - 2 * kPadding);
    for (int i = 0; i < int(all.size()); ++i) {
        const QRectF tile(area.left() + area.width() / columns * (i % columns),
                          area.top() + area.height() / lines * int(i / columns),
                          area.width() / columns - kPadding / 2.0, area.height() / lines - kPadding / 2.0);
        painter.fillRect(tile, l[Tint::raised]);
        if (!all[i].known)
            paintHatching(painter, tile, l[Tint::line]);
        painter.setPen(QPen(l[all[i].tint == Tint::ink ? Tint::line : all[i].tint], 3));
        painter.drawRect(tile);
        painter.setPen(l[Tint::muted]);
        const QRectF inner = tile.adjusted(kPadding, kPadding / 2.0, -kPadding, 0);
        painter.setFont(fitting(typeface(pixels(kTitle), Weight::bold), all[i].title, inner.width()));
        const int title = painter.fontMetrics().height();
        paintText(painter, inner, Qt::AlignTop, all[i].title);
        painter.setPen(l[all[i].tint]);
        const QString value = (all[i].tint == Tint::red ? QStringLiteral("▲ ") : QString()) + all[i].value;
        painter.setFont(fitting(digits(pixels(kValue)), value, tile.width() - 2 * kPadding - 4));
        paintText(painter, tile.adjusted(kPadding, title, -kPadding, 0), Qt::AlignVCenter, value);
    }
}

void Wallboard::keyPressEvent(QKeyEvent *event)
{
    event->ignore();
}

} // namespace fw::console
