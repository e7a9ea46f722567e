// The words at the head of an incident: what it is, why it opened, in whose hands it is, what closing still needs.
#pragma once

#include "console/design/look.h"

namespace fw::console {

struct HeadTexts {
    QString title;
    QString why;
    QString hands;
    QString closing;
};

[[nodiscard]] HeadTexts headTexts(const snapshot::Incident &incident, const snapshot::Snapshot &snapshot,
                                  const Look &look);
// While none is open; trouble that came back after a closing is named.
[[nodiscard]] HeadTexts quietTexts(const snapshot::Snapshot &snapshot, const Look &look);
// What closing still needs, one line each.
[[nodiscard]] QStringList missingTexts(const snapshot::Incident &incident, const Look &look);

} // namespace fw::console
