#include "console/incident/seat_advice.h"

#include "console/incident/now_card.h"

#include <algorithm>

namespace fw::console {

QStringList freeSeats(const snapshot::Snapshot &snapshot)
{
    QStringList free;
    for (const snapshot::Seat &seat : snapshot.seats) {
        if (seat.state == snapshot::SeatState::empty && seat.incident == 0)
            free << QString::fromStdString(seat.id.str());
    }
    return free;
}

QString seatDoubt(const snapshot::Snapshot &snapshot, const QString &seat)
{
    const auto &seats = snapshot.seats;
    if (seats.empty() || std::ranges::find(seats, SeatId{seat.toStdString()}, &snapshot::Seat::id) != seats.end())
        return {};
    return NowCard::tr("This floor has no seat %1. If it is meant, press Enter again.").arg(seat);
}

QString assignDoubt(const snapshot::Snapshot &snapshot, const QString &seat)
{
    const auto at = std::ranges::find(snapshot.seats, SeatId{seat.toStdString()}, &snapshot::Seat::id);
    if (at == snapshot.seats.end() || at->agent.empty())
        return seatDoubt(snapshot, seat);
    return NowCard::tr("%1 sits at seat %2. If it is meant, press Enter again.")
        .arg(QString::fromStdString(at->agent), seat);
}

} // namespace fw::console
