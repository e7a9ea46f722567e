#include "procedures/contact_chain.h"

#include <algorithm>

namespace fw::procedures {

const Contact *contactAt(const std::vector<Contact> &contacts, const std::string &chain, int position)
{
    const auto it = std::ranges::find_if(
        contacts, [&](const Contact &contact) { return contact.chain == chain && contact.position == position; });
    return it == contacts.end() ? nullptr : &*it;
}

int lastPosition(const std::vector<Contact> &contacts, const std::string &chain)
{
    int last = 0;
    for (const Contact &contact : contacts)
        last = contact.chain == chain ? std::max(last, contact.position) : last;
    return last;
}

int lastTried(const record::Incident &incident, const std::string &stepKey, const std::string &chain)
{
    const auto state = incident.steps.find(stepKey);
    const std::uint64_t since = state == incident.steps.end() ? 0 : state->second.activated.seq;
    int last = 0;
    for (const record::ContactTry &tried : incident.tries) {
        const bool here = stepKey.empty() || tried.step == stepKey;
        if (tried.chain == chain && here && tried.seen.seq >= since)
            last = std::max(last, tried.position);
    }
    return last;
}

int nextPosition(const std::vector<Contact> &contacts, const record::Incident &incident, const std::string &stepKey,
                 const std::string &chain)
{
    const int last = lastTried(incident, stepKey, chain);
    return contactAt(contacts, chain, last + 1) != nullptr ? last + 1 : std::max(last, 1);
}

} // namespace fw::procedures
