#include "procedures/contact_chain.h"

#include <algorithm>

namespace fw::procedures {
namespace {

using record::ContactTry;
struct Tries {
    std::vector<const ContactTry *> of; // in the order they were made
    bool again = false;                 // those before the superior was reached are left out
};

constexpr const char *kSuperior = "superior"; // the chain that is next when another is used up

// Of a step that calls `chain`.
Tries triesThatCount(const Context &c, const std::string &stepKey, const std::string &chain)
{
    const auto state = c.incident.steps.find(stepKey);
    const std::uint64_t since = state == c.incident.steps.end() ? 0 : state->second.activated.seq;
    Tries tries;
    for (const ContactTry &tried : c.incident.tries) {
        if ((!stepKey.empty() && tried.step != stepKey) || tried.seen.seq < since)
            continue;
        tries.of.push_back(&tried);
        if (tried.chain == kSuperior && tried.outcome == "reached" && chain != kSuperior)
            tries = {.of = {}, .again = true};
    }
    return tries;
}

// The last one in this chain; null: none.
const ContactTry *lastIn(const Tries &tries, const std::string &chain)
{
    const auto it =
        std::find_if(tries.of.rbegin(), tries.of.rend(), [&](const auto *tried) { return tried->chain == chain; });
    return it == tries.of.rend() ? nullptr : *it;
}

int lastTried(const Tries &tries, const std::string &chain)
{
    int last = 0;
    for (const ContactTry *tried : tries.of)
        last = tried->chain == chain ? std::max(last, tried->position) : last;
    return last;
}

int positionIn(const std::vector<Contact> &contacts, const Tries &tries, const std::string &chain)
{
    const ContactTry *latest = lastIn(tries, chain);
    if (latest != nullptr && latest->outcome == "reached")
        return latest->position;
    const int last = lastTried(tries, chain);
    std::optional<int> next;
    for (const Contact &contact : contacts) {
        if (contact.chain == chain && contact.position > last)
            next = std::min(next.value_or(contact.position), contact.position);
    }
    return next.value_or(std::max(last, 1));
}

// A number that stands in the playbook itself is never used up: 119 is dialled again.
bool isUsedUp(const std::vector<Contact> &contacts, const Context &c, const Tries &tries, const std::string &id)
{
    const Chain *chain = c.book.chain(id);
    const ContactTry *latest = lastIn(tries, id);
    const bool reached = latest != nullptr && latest->outcome == "reached";
    return chain == nullptr ||
           (chain->number.empty() && !reached && lastTried(tries, id) >= lastPosition(contacts, id));
}

} // namespace

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

int nextPosition(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
                 const std::string &chain)
{
    return positionIn(contacts, triesThatCount(c, stepKey, chain), chain);
}

Turn turnOf(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
            const std::string &chain)
{
    const Tries tries = triesThatCount(c, stepKey, chain);
    const bool own = !isUsedUp(contacts, c, tries, chain) || isUsedUp(contacts, c, tries, kSuperior);
    const std::string next = own ? chain : kSuperior;
    const std::string lastOutcome = tries.of.empty() ? std::string() : tries.of.back()->outcome;
    return {next, positionIn(contacts, tries, next), lastOutcome, tries.again && own && tries.of.empty()};
}

bool allTried(const std::vector<Contact> &contacts, const Context &c, const std::string &stepKey,
              const std::string &chain)
{
    const Tries tries = triesThatCount(c, stepKey, chain);
    return isUsedUp(contacts, c, tries, chain) && isUsedUp(contacts, c, tries, kSuperior);
}

} // namespace fw::procedures
