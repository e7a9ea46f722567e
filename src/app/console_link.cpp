#include "console_link.h"

namespace fw::app {

ConsoleLink::ConsoleLink(runtime::Core &core) : m_core(core)
{
    connect(&core, &runtime::Core::snapshotMade, this, &console::Link::snapshotMade, Qt::QueuedConnection);
    connect(&core, &runtime::Core::commandRefused, this, &console::Link::commandRefused, Qt::QueuedConnection);
}

} // namespace fw::app
