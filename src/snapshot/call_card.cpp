// Whom a step calls: the contact whose turn it is, and through which phone.
#include "procedures/contact_chain.h"
#include "snapshot/builder.h"

#include <algorithm>

namespace fw::snapshot {
namespace {

// The good state that a clock of the playbook holds for is there: what failed works again, for the time being.
bool worksAgain(const procedures::Context &c)
{
    return std::ranges::any_of(c.book.clocks, [&](const procedures::Clock &clock) {
        const auto it = c.conditions.find({clock.of, ""});
        return !clock.of.empty() && it != c.conditions.end() && it->second.shown == rules::Truth::yes;
    });
}

// What phones may hang on and what does not work now: "pbx", "trunk", "power".
std::vector<std::string> failedNow(const engine::Engine &engine, Moment now)
{
    std::vector<std::string> failed;
    if (!engine.floor().pbxKnown())
        failed.emplace_back("pbx");
    for (const auto &[id, run] : engine.runs()) {
        const record::Incident &incident = engine.state().incidents.at(id);
        if (worksAgain(engine.contextOf(run, now)))
            continue;
        if (incident.procedure == kPowerFailure)
            failed.emplace_back("power");
        if (incident.procedure == kSystemFailure)
            failed.push_back(incident.subject); // a system named as what phones hang on
    }
    return failed;
}

std::vector<Phone> phonesFor(const std::string &through, const engine::Engine &engine, Moment now)
{
    const auto failed = failedNow(engine, now);
    const auto hasFailed = [&](const floor::Phone &phone) {
        return std::ranges::any_of(phone.hangsOn,
                                   [&](const auto &on) { return std::ranges::find(failed, on) != failed.end(); });
    };
    std::vector<const floor::Phone *> order;
    for (const floor::Phone &phone : engine.floor().site().phones)
        order.push_back(&phone);
    // Those that work before those that do not; of those the way the contact is reached by.
    std::ranges::stable_sort(
        order, {}, [&](const floor::Phone *phone) { return std::pair(hasFailed(*phone), phone->through != through); });
    std::vector<Phone> phones;
    for (const floor::Phone *phone : order)
        phones.push_back({phone->label, hasFailed(*phone)});
    return phones;
}

// "08:00-18:00" against the local time; "" is always. Over midnight too.
bool outOfHours(const std::string &hours, Duration local)
{
    const std::size_t dash = hours.find('-');
    if (dash == std::string::npos)
        return false;
    const auto from = parseOffset(hours.substr(0, dash) + ":00");
    const auto to = parseOffset(hours.substr(dash + 1) + ":00");
    if (!from || !to)
        return false;
    return *from <= *to ? local < *from || local >= *to : local < *from && local >= *to;
}

} // namespace

CallCard callCardOf(const std::string &chain, const std::string &stepKey, const procedures::Context &c,
                    const engine::Engine &engine)
{
    const auto &contacts = engine.configuration().contacts;
    const procedures::Turn turn = procedures::turnOf(contacts, c, stepKey, chain);
    CallCard card;
    card.chain = turn.chain;
    card.position = turn.position;
    card.last = procedures::lastPosition(contacts, turn.chain);
    card.lastOutcome = turn.lastOutcome;
    card.escalated = turn.chain != chain;
    card.again = turn.again;
    if (const procedures::Chain *of = c.book.chain(turn.chain)) {
        card.title = of->title;
        card.number = of->number;
    }
    if (const procedures::Contact *contact = procedures::contactAt(contacts, turn.chain, turn.position)) {
        constexpr Duration kDay = std::chrono::hours{24};
        const Duration offset = c.floor.site().offsetAt(c.now.wall);
        card.person = contact->id;
        card.name = contact->name;
        card.post = contact->post;
        card.number = contact->number;
        card.through = contact->through;
        card.verified = contact->verified;
        card.hours = contact->hours;
        card.outOfHours = outOfHours(contact->hours, (c.now.wall + offset).time_since_epoch() % kDay);
    }
    card.phones = phonesFor(card.through, engine, c.now);
    return card;
}

} // namespace fw::snapshot
