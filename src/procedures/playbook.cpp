#include "procedures/playbook.h"

#include <algorithm>

namespace fw::procedures {
namespace {

template <class T> const T *byId(const std::vector<T> &list, std::string_view wanted)
{
    const auto it = std::ranges::find(list, wanted, &T::id);
    return it == list.end() ? nullptr : &*it;
}

} // namespace

const Step *Playbook::step(std::string_view wanted) const
{
    for (const Phase &phase : phases) {
        if (const Step *found = byId(phase.steps, wanted))
            return found;
    }
    return nullptr;
}

const Fact *Playbook::fact(std::string_view wanted) const
{
    return byId(facts, wanted);
}

const Clock *Playbook::clock(std::string_view wanted) const
{
    return byId(clocks, wanted);
}

const Chain *Playbook::chain(std::string_view wanted) const
{
    return byId(chains, wanted);
}

double Playbook::setting(std::string_view name) const
{
    const auto it = settings.find(std::string(name));
    return it == settings.end() ? 0 : it->second.value;
}

Duration Playbook::duration(std::string_view name) const
{
    return Duration{std::int64_t(setting(name) * 1000)};
}

} // namespace fw::procedures
