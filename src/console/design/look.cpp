#include "console/design/look.h"

#include "base/time_text.h"

namespace fw::console {

QString Look::duration(Duration d) const
{
    return QString::fromStdString(say(d, language));
}

QString secondOfDay(WallTime t, const snapshot::Snapshot &snapshot)
{
    return QString::fromStdString(fw::secondOfDay(t, snapshot.offsetAt(t)));
}

QString timeOfDay(WallTime t, const snapshot::Snapshot &snapshot)
{
    return QString::fromStdString(fw::timeOfDay(t, snapshot.offsetAt(t)));
}

QString countdown(Duration d, Language language)
{
    constexpr auto kHundredMinutes = std::chrono::minutes{100};
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(d < Duration{0} ? -d : d).count();
    if (std::chrono::seconds{seconds} >= kHundredMinutes)
        return QString::fromStdString(say(Duration{seconds * 1000}, language));
    return QStringLiteral("%1:%2")
        .arg(seconds / 60, 2, 10, QLatin1Char('0'))
        .arg(seconds % 60, 2, 10, QLatin1Char('0'));
}

QString clockWord(const snapshot::Clock &clock, WallTime now)
{
    if (clock.pausedAt)
        return Painted::tr("paused");
    return left(clock, now) < Duration{0} ? Painted::tr("over") : Painted::tr("left");
}

QString clockText(const snapshot::Clock &clock, WallTime now, Language language)
{
    const QString time = countdown(left(clock, now), language);
    if (clock.pausedAt)
        return Painted::tr("%1, paused").arg(time);
    return (left(clock, now) < Duration{0} ? Painted::tr("%1 over") : Painted::tr("%1 left")).arg(time);
}

void Painted::setLook(const Look *look)
{
    m_look = look;
    onLook();
    update();
}

} // namespace fw::console
