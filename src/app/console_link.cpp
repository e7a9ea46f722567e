#include "console_link.h"

namespace fw::app {

ConsoleLink::ConsoleLink(runtime::Core &core) : m_core(core)
{
    connect(&core, &runtime::Core::snapshotMade, this, &console::Link::snapshotMade);
    connect(&core, &runtime::Core::commandAnswered, this, &console::Link::commandAnswered);
}

} // namespace fw::app
