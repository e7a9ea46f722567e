// The forms that the card of a step opens itself: skip it, wait for somebody, another seat, out of service.
#pragma once

#include "console/incident/form.h"

namespace fw::console {

inline constexpr int kOtherSkipReason = 6; // asks for its words

// `asking`: "skip", "skip-other", "wait", "assign" or "out". `about`: what tells this step from others in the form's
// id.
[[nodiscard]] FormSpec cardForm(const QString &asking, const QString &about, const snapshot::Snapshot &snapshot);

} // namespace fw::console
