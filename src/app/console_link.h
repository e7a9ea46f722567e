// Ties the console to the core: two objects that do not know each other.
#pragma once

#include "console/link.h"
#include "runtime/core.h"

namespace fw::app {

class ConsoleLink : public console::Link {
public:
    explicit ConsoleLink(runtime::Core &core);
    void send(const record::Command &command) override { m_core.send(command); }

private:
    runtime::Core &m_core;
};

} // namespace fw::app
