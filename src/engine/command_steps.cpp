// Commands on steps, facts and contacts.
#include "engine/command_desk.h"

#include "procedures/contact_chain.h"

#include <algorithm>

namespace fw::engine {

using procedures::Contact;
using procedures::FactType;
using record::Kind;
using record::StepState;

namespace {

constexpr Duration kNobodyReachedWait = std::chrono::minutes{15};

bool isBlank(const Json &value)
{
    return value.is_null() || (value.is_string() && value.get<std::string>().empty()) ||
           (value.is_array() && value.empty());
}

Refusal checkValue(const procedures::Fact &fact, const Json &value)
{
    if (isBlank(value))
        return missingField("value");
    switch (fact.type) {
    case FactType::text:
        return value.is_string() ? Refusal() : badField("value", {"must be a text", "须为文字"});
    case FactType::number:
        return value.is_number() ? Refusal() : badField("value", {"must be a number", "须为数字"});
    case FactType::list: {
        const bool texts = value.is_array() && std::ranges::all_of(value, [](const Json &v) { return v.is_string(); });
        return texts ? Refusal() : badField("value", {"must be a list of texts", "须为列表"});
    }
    case FactType::per:
        return value.is_object() ? Refusal() : badField("value", {"must name each one", "须逐项填写"});
    case FactType::choice:
        break;
    }
    const std::string chosen = value.is_string() ? value.get<std::string>() : value.dump();
    std::string options;
    for (const procedures::FactOption &option : fact.options) {
        if (option.id == chosen)
            return std::nullopt;
        options += (options.empty() ? "" : ", ") + option.id;
    }
    return refusal("bad_choice", {{"value", chosen}, {"options", options}});
}

// A number may come as text, from a form or a script.
Json valueFor(const procedures::Fact &fact, const Json &given)
{
    if (fact.type != FactType::number || !given.is_string())
        return given;
    const Json number = Json::parse(given.get<std::string>(), nullptr, false);
    return number.is_number() ? number : given;
}

// One value for each: what was said of the others stays.
Json withEarlier(const procedures::Fact &fact, const Json &value, const record::Incident &incident)
{
    const auto earlier = incident.facts.find(fact.id);
    if (fact.type != FactType::per || earlier == incident.facts.end() || !earlier->second.is_object())
        return value;
    Json all = earlier->second;
    all.update(value);
    return all;
}

// The same under the names of what it is said of.
Json named(const Json &perPart, const procedures::Context &c)
{
    Json all = Json::object();
    for (const auto &[part, said] : perPart.items())
        all[procedures::partName(part, c)] = said;
    return all;
}

Refusal refusedNow(const procedures::RefuseWhen &refuse, const procedures::Context &c)
{
    const bool holds =
        !refuse.when.empty() && refuse.when.truth(procedures::IncidentEnvironment(c)) == rules::Truth::yes;
    return holds ? Refusal(refusal("by_playbook", {{"why", fillText(refuse.why, c)}})) : std::nullopt;
}

// Who notes what proves a step does it.
Refusal refusedByStep(const std::string &fact, const procedures::Context &c)
{
    for (const procedures::Phase &phase : c.book.phases) {
        for (const procedures::Step &step : phase.steps) {
            const bool proves = std::ranges::any_of(step.evidence, [&](const procedures::Evidence &row) {
                return row.kind == procedures::Evidence::Kind::fact && row.name == fact;
            });
            if (auto refused = proves ? refusedNow(step.refuse, c) : std::nullopt)
                return refused;
        }
    }
    return std::nullopt;
}

} // namespace

// ---- facts ----------------------------------------------------------------------------------------------------------

Refusal CommandDesk::setFact(const Command &command, const Target &target)
{
    const procedures::Playbook &book = target.run->book();
    const std::string name = textOf(command.args, "fact");
    const procedures::Fact *fact = book.fact(name);
    if (fact == nullptr)
        return refusal("fact_unknown", {{"fact", name}});
    const auto given = command.args.find("value");
    const Json value = valueFor(*fact, given == command.args.end() ? Json() : *given);
    if (auto refused = checkValue(*fact, value))
        return refused;
    const procedures::Context c = target.run->context(m_world);
    const auto option = std::ranges::find(fact->options, procedures::valueText(value), &procedures::FactOption::id);
    if (option != fact->options.end()) {
        if (auto refused = refusedNow(option->refuse, c))
            return refused;
    }
    if (auto refused = refusedByStep(name, c))
        return refused;
    const auto besides = command.args.find("also");
    const Json with = besides != command.args.end() && besides->is_object() ? *besides : Json::object();
    std::vector<std::pair<std::string, Json>> companions;
    std::string missing;
    for (const auto &[also, said] : with.items()) { // whatever is said beside it is noted, or nothing is
        const procedures::Fact *other = book.fact(also);
        if (other == nullptr)
            return refusal("fact_unknown", {{"fact", also}});
        const Json noted = valueFor(*other, said);
        if (auto refused = isBlank(noted) ? Refusal() : checkValue(*other, noted))
            return refused;
        if (!isBlank(noted) && also != name)
            companions.emplace_back(also, noted);
    }
    for (const std::string &also : fact->also) {
        const bool said = std::ranges::any_of(companions, [&](const auto &c2) { return c2.first == also; });
        if (!said && !target.incident->facts.contains(also))
            missing += (missing.empty() ? "" : ", ") + also;
    }
    if (!missing.empty())
        return refusal("companions", {{"missing", missing}});
    companions.emplace_back(name, value);
    for (const auto &[id, answer] : companions) {
        const procedures::Fact &noted = *book.fact(id);
        const Json said = withEarlier(noted, answer, *target.incident);
        const std::string text = procedures::valueText(noted.type == FactType::per ? named(answer, c) : said);
        const auto chosen = std::ranges::find(noted.options, text, &procedures::FactOption::id);
        const Text shown = chosen == noted.options.end() ? bilingual(text) : chosen->label;
        put(command, Kind::factNoted, {"fact.noted", {{"ask", noted.ask}, {"value", shown}}},
            {{"fact", id}, {"value", said}, {"by", command.op}});
    }
    return std::nullopt;
}

// ---- steps ----------------------------------------------------------------------------------------------------------

namespace {

Refusal refuseFinished(const procedures::Instance &instance, const record::Incident &incident, bool skippedToo)
{
    const auto it = incident.steps.find(instance.key);
    if (it == incident.steps.end())
        return std::nullopt;
    if (it->second.state == StepState::done)
        return refusal("step_done", {{"step", instance.key}});
    if (skippedToo && it->second.state == StepState::skipped)
        return refusal("step_skipped", {{"step", instance.key}});
    return std::nullopt;
}

} // namespace

Refusal CommandDesk::doStep(const Command &command, const Target &target)
{
    if (auto refused = refuseFinished(*target.step, *target.incident, false))
        return refused;
    const procedures::Context c = target.run->context(m_world);
    if (auto refused = refusedNow(target.step->step->refuse, c))
        return refused;
    std::string missing;
    for (const std::string &fact : target.step->step->needs) {
        if (factValue(*target.run->book().fact(fact), c).is_null())
            missing += (missing.empty() ? "" : ", ") + fact;
    }
    if (!missing.empty())
        return refusal("needs_facts", {{"missing", missing}});
    Json data{{"evidence", "operator:" + command.op}};
    if (const std::string reason = textOf(command.args, "reason"); !reason.empty())
        data["reason"] = reason;
    record::Draft d = stepDraft(c, Kind::stepDone, *target.step, std::move(data), "operator");
    d.happenedAt = command.happenedAt;
    d.actor = command.op;
    m_world.recorder.add(std::move(d));
    return std::nullopt;
}

Refusal CommandDesk::skipStep(const Command &command, const Target &target)
{
    if (auto refused = refuseFinished(*target.step, *target.incident, true))
        return refused;
    const std::string reason = textOf(command.args, "reason");
    if (reason.size() != 1 || reason[0] < '1' || reason[0] > '6')
        return badField("reason", {"must be 1 to 6", "须为 1 至 6"});
    const std::string text = textOf(command.args, "text");
    if (reason == "6" && text.empty())
        return refusal("text_needed");
    Json data{{"reason", reason}};
    if (!text.empty())
        data["text"] = text;
    record::Draft d =
        stepDraft(target.run->context(m_world), Kind::stepSkipped, *target.step, std::move(data), "operator");
    d.happenedAt = command.happenedAt;
    d.actor = command.op;
    m_world.recorder.add(std::move(d));
    return std::nullopt;
}

Refusal CommandDesk::waitStep(const Command &command, const Target &target)
{
    if (auto refused = refuseFinished(*target.step, *target.incident, true))
        return refused;
    const std::string whom = textOf(command.args, "whom");
    const auto until = timeOf(command.args, "until");
    if (whom.empty() || !until || *until <= m_world.now().wall)
        return badField(whom.empty() ? "whom" : "until", {"is missing or has passed", "未填写或已过"});
    record::Draft d = stepDraft(target.run->context(m_world), Kind::stepWaiting, *target.step,
                                {{"whom", whom}, {"until", isoText(*until)}}, "operator");
    d.happenedAt = command.happenedAt;
    d.actor = command.op;
    m_world.recorder.add(std::move(d));
    return std::nullopt;
}

// ---- contacts -------------------------------------------------------------------------------------------------------

Refusal CommandDesk::tryContact(const Command &command, const Target &found)
{
    const std::string outcome = textOf(command.args, "outcome");
    if (std::ranges::find(record::kContactOutcomes, outcome) == record::kContactOutcomes.end())
        return badField("outcome", {"must be reached, no_answer, busy, wrong_number or line_dead",
                                    "须为 reached、no_answer、busy、wrong_number 或 line_dead"});
    const procedures::Playbook &book = found.run->book();
    const procedures::Context c = found.run->context(m_world);
    const std::vector<Contact> &contacts = m_world.config->contacts;
    const std::string person = textOf(command.args, "person");
    const auto position = command.args.find("position");
    const bool hasPosition = position != command.args.end() && position->is_number_integer();
    std::string chain = textOf(command.args, "chain");
    if (chain.empty() && found.step) {
        chain = procedures::chainOf(*found.step->step, c);
        if (!chain.empty() && person.empty() && !hasPosition) // nobody is named: whose turn it is
            chain = procedures::turnOf(contacts, c, found.step->key, chain).chain;
    }
    if (chain.empty() || book.chain(chain) == nullptr)
        return refusal("chain_missing", {{"chain", chain}});
    Target target = found;
    if (!target.step) { // the active step that calls this chain
        for (const auto &[key, state] : target.incident->steps) {
            const auto instance = procedures::findInstance(key, c);
            if (state.state == StepState::active && instance && procedures::chainOf(*instance->step, c) == chain) {
                target.step = instance;
                break;
            }
        }
    }
    const std::string stepKey = target.step ? target.step->key : std::string();
    const auto named = std::ranges::find_if(
        contacts, [&](const Contact &contact) { return contact.chain == chain && contact.id == person; });
    const bool isNamed = !person.empty() && named != contacts.end();
    const int at = hasPosition ? position->get<int>()
                   : isNamed   ? named->position
                               : procedures::nextPosition(contacts, c, stepKey, chain);
    const Contact *contact = isNamed ? &*named : person.empty() ? procedures::contactAt(contacts, chain, at) : nullptr;

    const bool numberIsSaid = !book.chain(chain)->number.empty() || !textOf(command.args, "number").empty();
    if (hasPosition && contact == nullptr && person.empty() && !numberIsSaid)
        return refusal("position_empty", {{"position", std::to_string(at)}, {"chain", book.chain(chain)->title}});

    const auto pick = [&](const char *key, const std::string &otherwise) {
        const std::string said = textOf(command.args, key);
        return said.empty() ? otherwise : said;
    };
    const std::string number = pick("number", contact != nullptr ? contact->number : book.chain(chain)->number);
    const std::string through =
        pick("through", contact != nullptr && !contact->through.empty() ? contact->through : "pbx");
    if (std::ranges::find(record::kContactThrough, through) == record::kContactThrough.end())
        return badField(
            "through", {"must be pbx, mobile, analogue, radio or other", "须为 pbx、mobile、analogue、radio 或 other"});
    const std::string id = contact != nullptr ? contact->id : person;
    const Text who = contact != nullptr ? bilingual(contact->post.empty() ? contact->name : contact->post)
                                        : (person.empty() ? book.chain(chain)->title : bilingual(person));
    Command tried = command;
    if (target.step)
        tried.step = target.step->key;
    put(tried, Kind::contactTried, {"contact." + outcome, {{"who", who}, {"number", number}}},
        {{"chain", chain},
         {"position", at},
         {"person", id},
         {"post", contact != nullptr ? contact->post : ""},
         {"number", number},
         {"through", through},
         {"outcome", outcome}});
    if (outcome != "reached")
        chainUsedUp(tried, target, chain);
    return std::nullopt;
}

// Nobody of the chain was reached: the superior's chain is next, and after it the step waits, to rise again.
void CommandDesk::chainUsedUp(const Command &command, const Target &target, const std::string &chain)
{
    if (!target.step)
        return;
    const procedures::Context c = target.run->context(m_world);
    const std::string own = procedures::chainOf(*target.step->step, c);
    const bool left = !procedures::allTried(m_world.config->contacts, c, target.step->key, own.empty() ? chain : own);
    const auto state = target.incident->steps.find(target.step->key);
    const bool open = state == target.incident->steps.end() || state->second.state == StepState::active;
    if (left || !open)
        return;
    record::Draft d = stepDraft(
        c, Kind::stepWaiting, *target.step,
        {{"whom", procedures::kNobodyReached}, {"until", isoText(m_world.now().wall + kNobodyReachedWait)}}, "engine");
    d.actor = command.op;
    m_world.recorder.add(std::move(d));
}

} // namespace fw::engine
