// The words of a call card: the number as it is dialled, who it is, what is known of him, through which phone.
#pragma once

#include "console/design/look.h"

namespace fw::console {

struct CallTexts {
    QString number;
    QString contact;
    QString detail;
    QString phones; // what works stands first; what has failed is struck out. "" the site names none
};

[[nodiscard]] CallTexts callTexts(const snapshot::CallCard &call, const Look &look);

} // namespace fw::console
