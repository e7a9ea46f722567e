// The floor's seats for somebody who is asked for one.
#pragma once

#include "snapshot/snapshot.h"

#include <QStringList>

namespace fw::console {

// Seats where somebody could sit down now: the phone answers, nobody is signed in, nobody was sent there.
[[nodiscard]] QStringList freeSeats(const snapshot::Snapshot &snapshot);
// Why this seat may be a slip of the finger; "": the floor has it, or nobody knows which seats there are.
[[nodiscard]] QString seatDoubt(const snapshot::Snapshot &snapshot, const QString &seat);

// The same of a seat that an agent is sent to: somebody may sit there.
[[nodiscard]] QString assignDoubt(const snapshot::Snapshot &snapshot, const QString &seat);

} // namespace fw::console
