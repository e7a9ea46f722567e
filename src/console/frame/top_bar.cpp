#include "console/frame/top_bar.h"

#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace fw::console {
namespace {

constexpr int kHeight = 48;
constexpr int kNarrow = 1500; // below this width the site's name gives way
constexpr int kFlash = 1'000; // ms that the sign of NO SOUND is there, and is not

QString onlyTime(const std::optional<WallTime> &since, const snapshot::Snapshot &snapshot)
{
    return since ? timeOfDay(*since, snapshot) : QStringLiteral("–");
}

} // namespace

TopBar::TopBar(QWidget *parent)
    : Painted(parent), m_brand(new QLabel(QStringLiteral("Floorwarden"), this)), m_site(new QLabel(this)),
      m_pbx(new Lamp(this)), m_power(new Lamp(this)), m_environment(new Lamp(this)), m_systems(new Lamp(this)),
      m_recording(new Lamp(this)), m_sound(new Lamp(this)), m_operator(new QLabel(this)), m_clock(new QLabel(this))
{
    setFixedHeight(kHeight);
    m_flash.start();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 0, 16, 0);
    row->setSpacing(20);
    row->addWidget(m_brand);
    row->addWidget(m_site);
    for (Lamp *lamp : {m_pbx, m_power, m_environment, m_systems, m_recording, m_sound})
        row->addWidget(lamp);
    row->addWidget(m_operator);
    row->addStretch(1);
    row->addWidget(m_clock);
    for (QLabel *label : {m_brand, m_site, m_operator, m_clock})
        label->setTextFormat(Qt::PlainText);
    m_brand->setFont(typeface(18, Weight::bold));
    m_site->setFont(typeface(size::kSmall));
    m_operator->setFont(typeface(size::kSmall));
    m_clock->setFont(digits(22));
}

void TopBar::onLook()
{
    const auto paint = [&](QLabel *label, Tint tint) {
        QPalette palette = label->palette();
        palette.setColor(QPalette::WindowText, look()[tint]);
        label->setPalette(palette);
        label->setStyleSheet(QStringLiteral("color: %1").arg(look()[tint].name()));
    };
    paint(m_brand, Tint::barInk);
    paint(m_site, Tint::barMuted);
    paint(m_operator, Tint::barInk);
    paint(m_clock, Tint::barInk);
    if (m_snapshot)
        show(*m_snapshot);
    setOperator(m_operatorText);
}

void TopBar::resizeEvent(QResizeEvent *event)
{
    Painted::resizeEvent(event);
    m_site->setVisible(width() >= kNarrow);
    layout()->setSpacing(width() >= kNarrow ? 22 : 14);
}

void TopBar::setOperator(const QString &op)
{
    m_operatorText = op;
    m_operator->setText(op.isEmpty() ? tr("nobody signed in · F2") : tr("Supervisor %1").arg(op));
}

void TopBar::setSound(bool working, const QString &mutedFor)
{
    m_soundWorks = working;
    m_mutedFor = mutedFor;
    m_sound->setVisible(!working || !mutedFor.isEmpty());
    const bool isDark = m_flash.elapsed() / kFlash % 2 == 1;
    if (!working)
        m_sound->setState(isDark ? LampShape::none : LampShape::triangle, tr("NO SOUND"),
                          tr("No sound device answers: alarms are silent."));
    else
        m_sound->setState(LampShape::diamond, tr("Muted · %1").arg(mutedFor),
                          tr("Sound is off for a while; a new high alarm breaks it."));
}

void TopBar::showPbx(const snapshot::Snapshot &snapshot)
{
    const auto feed = std::ranges::find(snapshot.feeds, "pbx", &snapshot::Feed::id);
    if (feed == snapshot.feeds.end()) {
        m_pbx->setState(LampShape::ring, tr("PBX: connecting"));
        return;
    }
    const QString tip = look().text(feed->why);
    if (snapshot.pbxKnown)
        m_pbx->setState(LampShape::dot, tr("PBX live"), tip);
    else if (feed->state == engine::FeedState::live || feed->state == engine::FeedState::restarted)
        m_pbx->setState(LampShape::ring, tr("PBX: reading the floor"), tip);
    else
        m_pbx->setState(LampShape::ring, tr("PBX: no data since %1").arg(onlyTime(feed->since, snapshot)), tip);
}

void TopBar::showPower(const snapshot::Snapshot &snapshot)
{
    m_power->setVisible(!snapshot.upses.empty());
    if (snapshot.upses.empty())
        return;
    const snapshot::Ups *worst = snapshot.worstUps();
    const QString charge = worst->charge ? QStringLiteral(" %1 %").arg(std::lround(*worst->charge)) : QString();
    if (worst->low)
        m_power->setState(LampShape::triangle, tr("UPS battery low") + charge);
    else if (worst->onBattery)
        m_power->setState(LampShape::triangle, tr("UPS on battery") + charge);
    else if (worst->known)
        m_power->setState(LampShape::dot, tr("UPS on line") + charge);
    else
        m_power->setState(LampShape::ring, tr("UPS: no data since %1").arg(onlyTime(worst->unknownSince, snapshot)));
}

void TopBar::showEnvironment(const snapshot::Snapshot &snapshot)
{
    m_environment->setVisible(!snapshot.zones.empty());
    if (snapshot.zones.empty())
        return;
    const snapshot::Zone *worst = snapshot.worstZone();
    const LampShape shape = worst->mark == snapshot::Mark::broken ? LampShape::triangle
                            : worst->mark == snapshot::Mark::near ? LampShape::diamond
                                                                  : LampShape::dot;
    if (worst->known)
        m_environment->setState(shape, tr("%1 °C").arg(worst->celsius, 0, 'f', 1), QString::fromStdString(worst->id));
    else
        m_environment->setState(LampShape::ring, tr("Environment: no data"));
}

void TopBar::showSystems(const snapshot::Snapshot &snapshot)
{
    m_systems->setVisible(!snapshot.systems.empty());
    const auto bad = std::ranges::count_if(snapshot.systems, [](const snapshot::System &system) {
        return system.known && system.state != floor::SystemState::up;
    });
    const auto unknown = std::ranges::count(snapshot.systems, false, &snapshot::System::known);
    if (bad > 0)
        m_systems->setState(LampShape::triangle, tr("%n system(s) in trouble", nullptr, int(bad)));
    else if (unknown > 0)
        m_systems->setState(LampShape::ring, tr("%n system(s): no data", nullptr, int(unknown)));
    else
        m_systems->setState(LampShape::dot, tr("Systems up"));
}

void TopBar::showRecording(const snapshot::Snapshot &snapshot)
{
    if (snapshot.isEcho)
        m_recording->setState(LampShape::triangle, tr("ENGINE STALLED"),
                              tr("This screen no longer follows the floor."));
    else if (const auto missing = snapshot.notRecorded(); missing > 0)
        m_recording->setState(LampShape::triangle, tr("NOT RECORDED: %1").arg(missing),
                              snapshot.unrecorded > 0
                                  ? tr("The journal takes no more entries: nothing is decided, no act is carried out.")
                                  : tr("The disk refuses entries; they are kept in memory and tried again."));
    else
        m_recording->setState(LampShape::dot, tr("Recording"));
}

void TopBar::show(const snapshot::Snapshot &snapshot)
{
    m_site->setText(QString::fromStdString(snapshot.site));
    showPbx(snapshot);
    showPower(snapshot);
    showEnvironment(snapshot);
    showSystems(snapshot);
    showRecording(snapshot);
    m_clock->setText(secondOfDay(snapshot.at.wall, snapshot));
    m_clock->setAccessibleName(tr("Time on the floor"));
    setSound(m_soundWorks, m_mutedFor);
}

void TopBar::setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    m_snapshot = snapshot;
    show(*snapshot);
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), look()[Tint::bar]);
}

} // namespace fw::console
