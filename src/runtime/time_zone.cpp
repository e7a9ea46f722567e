#include "runtime/time_zone.h"

#include <QDateTime>
#include <QTimeZone>

namespace fw::runtime {

bool knownTimeZone(const std::string &name)
{
    return QTimeZone::isTimeZoneIdAvailable(QByteArray::fromStdString(name));
}

std::vector<floor::ZoneOffset> zoneOffsets(const std::string &name)
{
    const QTimeZone zone(QByteArray::fromStdString(name));
    std::vector<floor::ZoneOffset> table;
    const QDateTime begin = QDateTime::fromSecsSinceEpoch(0, Qt::UTC);
    const QDateTime end = QDateTime::fromSecsSinceEpoch(2145916800, Qt::UTC); // 2038-01-01
    table.push_back({WallTime{}, std::chrono::seconds{zone.offsetFromUtc(begin)}});
    for (const QTimeZone::OffsetData &change : zone.transitions(begin, end)) {
        table.push_back({WallTime{std::chrono::milliseconds{change.atUtc.toMSecsSinceEpoch()}},
                         std::chrono::seconds{change.offsetFromUtc}});
    }
    return table;
}

} // namespace fw::runtime
