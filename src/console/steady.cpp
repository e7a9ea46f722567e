#include "console/steady.h"

#include <QElapsedTimer>

namespace fw::console {

Steady machineSteady()
{
    QElapsedTimer timer;
    timer.start();
    return [timer] { return Duration{timer.elapsed()}; };
}

} // namespace fw::console
