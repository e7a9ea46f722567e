// What went wrong with a socket, as people say it: the end of a sentence, "Connection refused".
#pragma once

#include "wording/sentence.h"

#include <QAbstractSocket>

namespace fw::feeds {

// Of the socket's last error. One without words of its own is told as Qt tells it, the same in both languages.
[[nodiscard]] Text socketTrouble(const QAbstractSocket &socket);

} // namespace fw::feeds
