#include "engine/configuration.h"

#include <algorithm>

namespace fw::engine {

std::shared_ptr<const procedures::Playbook> Configuration::playbook(std::string_view idOrNumber) const
{
    const auto it = std::ranges::find_if(playbooks, [&](const auto &p) {
        return p->id == idOrNumber || (p->procedure != 0 && std::to_string(p->procedure) == idOrNumber);
    });
    return it == playbooks.end() ? nullptr : *it;
}

} // namespace fw::engine
