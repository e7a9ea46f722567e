// What the band over everything says: a fire, that this screen cannot be trusted, or both; else what is not seen or not
// recorded.
#pragma once

#include "console/design/look.h"
#include "console/window/vigil.h"

namespace fw::console {

struct BannerText {
    QString text;  // "" nothing to say
    QString since; // what is counted beside it
};

// `snapshot` may be null: none came yet. `lasted`: how long the finding has.
[[nodiscard]] BannerText bannerText(const snapshot::Snapshot *snapshot, Vigil::Finding finding, Duration lasted,
                                    const Look &look);

} // namespace fw::console
