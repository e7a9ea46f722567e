#include "engine/command_desk.h"

#include "engine/impact.h"
#include "wording/roles.h"

#include <algorithm>
#include <array>

namespace fw::engine {

using record::Draft;
using record::Kind;
using record::Verb;

std::string textOf(const Json &args, const char *key)
{
    const auto it = args.find(key);
    if (it == args.end() || it->is_null())
        return {};
    return it->is_string() ? it->get<std::string>() : it->dump();
}

std::optional<WallTime> timeOf(const Json &args, const char *key)
{
    const std::string text = textOf(args, key);
    return text.empty() ? std::nullopt : parseIso(text);
}

Sentence refusal(const std::string &id, std::vector<std::pair<std::string, SentenceArg>> args)
{
    return {"refused." + id, std::move(args)};
}

Sentence badField(const char *field, Text problem)
{
    return refusal("bad_field", {{"field", field}, {"problem", std::move(problem)}});
}

Sentence missingField(const char *field)
{
    return badField(field, {"is missing", "未填写"});
}

Text bilingual(const std::string &text)
{
    return {text, text};
}

namespace {

// Who it was, in a sentence: nobody needs to sign in to act.
SentenceArg operatorText(const record::Command &command)
{
    return command.op.empty() ? SentenceArg(Text{"Somebody not signed in", "未签到人员"}) : SentenceArg(command.op);
}

bool onIncident(Verb verb)
{
    switch (verb) {
    case Verb::incidentStart:
    case Verb::note:
    case Verb::seatOut:
    case Verb::seatReturn:
    case Verb::correct:
    case Verb::signIn:
    case Verb::signOut:
    case Verb::configReload:
        return false;
    default:
        return true;
    }
}

bool onStep(Verb verb)
{
    return verb == Verb::stepDone || verb == Verb::stepSkip || verb == Verb::stepWait;
}

} // namespace

Refusal CommandDesk::find(const Command &command, bool needsStep, Target &target)
{
    if (command.incident == 0)
        return refusal("no_incident");
    const std::string number = std::to_string(command.incident);
    if (!m_world.state().knows(command.incident))
        return refusal("incident_unknown", {{"incident", number}});
    target.incident = m_world.incident(command.incident);
    target.run = m_incidents.run(command.incident);
    if (target.incident == nullptr || !target.incident->open() || target.run == nullptr)
        return refusal("closed", {{"incident", number}});
    if (command.step.empty())
        return needsStep ? Refusal(refusal("no_step")) : std::nullopt;
    const procedures::Context c = target.run->context(m_world);
    target.step = procedures::findInstance(command.step, c);
    if (target.step)
        return std::nullopt;
    const procedures::Step *step = target.run->book().step(procedures::splitKey(command.step).id);
    if (step == nullptr || step->forEach.empty())
        return refusal("step_unknown", {{"step", command.step}});
    std::string values;
    for (const std::string &value : procedures::valuesOf(step->forEach, c))
        values += (values.empty() ? "" : ", ") + value;
    return refusal("step_instances", {{"step", command.step}, {"values", values.empty() ? "—" : values}});
}

Refusal CommandDesk::carryOut(const Command &command)
{
    if (command.happenedAt && *command.happenedAt > m_world.now().wall)
        return refusal("future");
    if (!command.args.is_object())
        return badField("args", {"must be an object", "格式不对"});
    Target target;
    if (onIncident(command.verb)) {
        if (auto refused = find(command, onStep(command.verb), target))
            return refused;
    } else if (command.incident != 0 && !m_world.state().knows(command.incident)) {
        return refusal("incident_unknown", {{"incident", std::to_string(command.incident)}});
    }
    switch (command.verb) {
    case Verb::incidentStart:
        return start(command);
    case Verb::factSet:
        return setFact(command, target);
    case Verb::stepDone:
        return doStep(command, target);
    case Verb::stepSkip:
        return skipStep(command, target);
    case Verb::stepWait:
        return waitStep(command, target);
    case Verb::contactTried:
        return tryContact(command, target);
    case Verb::note:
        return writeNote(command);
    case Verb::promise:
        return makePromise(command, target);
    case Verb::promiseKeep:
        return keepPromise(command, target);
    case Verb::seatAssign:
        return assignSeat(command, target);
    case Verb::seatOut:
        return takeSeatOut(command);
    case Verb::seatReturn:
        return returnSeat(command);
    case Verb::acknowledge:
        return acknowledge(command, target);
    case Verb::takeCommand:
        return takeCommand(command, target);
    case Verb::close:
        return close(command, target);
    case Verb::correct:
        return correct(command);
    case Verb::signIn:
        return signIn(command);
    case Verb::signOut:
        return signOut(command);
    case Verb::configReload:
        return reload(command);
    }
    return std::nullopt;
}

Draft CommandDesk::draft(const Command &command, Kind kind, Sentence sentence, Json data) const
{
    return {kind,
            command.incident,
            command.step,
            "operator",
            std::move(sentence),
            std::move(data),
            command.happenedAt,
            command.op,
            0};
}

void CommandDesk::put(const Command &command, Kind kind, Sentence sentence, Json data)
{
    m_world.recorder.add(draft(command, kind, std::move(sentence), std::move(data)));
}

// ---- opening and closing --------------------------------------------------------------------------------------------

Refusal CommandDesk::start(const Command &command)
{
    const std::string name = textOf(command.args, "playbook");
    const auto book = m_world.config->playbook(name);
    if (!book)
        return refusal("playbook_unknown", {{"playbook", name}});
    if (!book->byHand)
        return refusal("playbook_by_rule_only", {{"title", book->title}});
    const auto facts = command.args.find("facts");
    const bool hasFacts = facts != command.args.end() && facts->is_object();
    std::string subject = textOf(command.args, "subject");
    if (subject.empty() && hasFacts)
        subject = textOf(*facts, book->key.c_str());
    if (book->key == "service" && hasFacts && !subject.empty() && !textOf(*facts, "region").empty())
        subject += ", " + textOf(*facts, "region"); // the same service elsewhere is another emergency
    if (subject.empty() && book->key == "site")
        subject = "site";
    if (const auto open = m_incidents.openFor(book->id, subject, m_world)) {
        return refusal("open_already",
                       {{"incident", std::to_string(*open)}, {"subject", subject.empty() ? "—" : subject}});
    }
    if (hasFacts) {
        for (const auto &[fact, value] : facts->items()) {
            if (book->fact(fact) == nullptr)
                return refusal("fact_unknown", {{"fact", fact}});
        }
    }
    std::vector<std::string> members;
    if (!subject.empty() && book->key != "site") // the members of a site are its UPSs or zones
        members.push_back(subject);
    const int id = m_incidents.open({book, subject, members, command.happenedAt.value_or(m_world.now().wall),
                                     "operator:" + command.op, book->attention, 0, Text{}},
                                    m_world);
    if (!hasFacts)
        return std::nullopt;
    Command set = command;
    set.incident = id;
    set.verb = Verb::factSet;
    set.step.clear();
    for (const auto &[fact, value] : facts->items()) {
        Json also = Json::object();
        for (const std::string &companion : book->fact(fact)->also) {
            if (facts->contains(companion))
                also[companion] = facts->at(companion);
        }
        set.args = Json{{"fact", fact}, {"value", value}, {"also", std::move(also)}};
        if (m_world.incident(id)->facts.contains(fact))
            continue; // noted as another's companion
        Target target;
        if (auto refused = find(set, false, target))
            return refused;
        if (auto refused = setFact(set, target)) { // the incident is open; the fact is said again
            put(set, Kind::commandRefused, {"command.refused", {{"command", "fact.set"}, {"why", inBoth(*refused)}}},
                {{"command", "fact.set"}, {"fact", fact}, {"why", render(*refused, Language::en)}});
        }
    }
    return std::nullopt;
}

Refusal CommandDesk::close(const Command &command, const Target &target)
{
    const procedures::Context c = target.run->context(m_world);
    const auto missing = procedures::missingForClose(c);
    const std::string reason = textOf(command.args, "reason");
    const std::string kind = textOf(command.args, "kind"); // rule, override; left out: what fits
    const bool byRule = missing.empty() && kind != "override";
    if ((kind == "rule" && !byRule) || (!byRule && reason.empty()))
        return refusal("need_reason", {{"missing", procedures::joined(missing)}});
    const auto clockReasons = command.args.find("clock_reasons");
    const Json reasons = clockReasons == command.args.end() ? Json::object() : *clockReasons;
    const int id = command.incident;

    for (Draft &skipped : procedures::closedSteps(c))
        m_world.recorder.add(std::move(skipped));
    for (Draft &stopped : procedures::closedClocks(c))
        m_world.recorder.add(std::move(stopped));
    Json data{
        {"close_kind", byRule ? "rule" : "override"},
        {"reason", reason},
        {"clock_reasons", reasons},
        {"impact", impactOf(*target.run, *target.incident, m_world, command.happenedAt.value_or(m_world.now().wall))}};
    if (!byRule) {
        data["missing"] = Json::array();
        for (const procedures::Missing &item : missing)
            data["missing"].push_back(item.id);
    }
    put(command, Kind::incidentClosed,
        {byRule ? "incident.closed_by_rule" : "incident.closed_override",
         {{"title", target.run->book().title}, {"subject", subjectText(target.incident->subject)}, {"reason", reason}}},
        std::move(data));
    m_incidents.closed(id, m_world);
    m_world.recorder.effect(Silence{id});
    return std::nullopt;
}

// ---- the incident as a whole ----------------------------------------------------------------------------------------

Refusal CommandDesk::acknowledge(const Command &command, const Target &)
{
    constexpr Duration kExpires = std::chrono::minutes{10};
    const WallTime until = timeOf(command.args, "until").value_or(m_world.now().wall + kExpires);
    if (until <= m_world.now().wall)
        return badField("until", {"has passed", "已过"});
    put(command, Kind::incidentAcknowledged,
        {"incident.acknowledged", {{"operator", operatorText(command)}, {"until", m_world.localTime(until)}}},
        {{"operator", command.op}, {"until", isoText(until)}});
    m_world.recorder.effect(Silence{command.incident});
    return std::nullopt;
}

Refusal CommandDesk::takeCommand(const Command &command, const Target &)
{
    put(command, Kind::incidentCommanded, {"incident.commanded", {{"operator", operatorText(command)}}},
        {{"operator", command.op}});
    return std::nullopt;
}

Refusal CommandDesk::writeNote(const Command &command)
{
    const std::string text = textOf(command.args, "text");
    if (text.empty())
        return missingField("text");
    const record::Incident *incident = m_world.incident(command.incident);
    if (command.incident != 0 && (incident == nullptr || !incident->open()))
        return refusal("closed", {{"incident", std::to_string(command.incident)}});
    put(command, Kind::noteWritten, {"note.written", {{"text", text}}}, {{"text", text}});
    return std::nullopt;
}

Refusal CommandDesk::makePromise(const Command &command, const Target &)
{
    const std::string who = textOf(command.args, "who");
    const std::string what = textOf(command.args, "what");
    const auto until = timeOf(command.args, "until");
    if (who.empty() || what.empty() || !until)
        return missingField(who.empty() ? "who" : what.empty() ? "what" : "until");
    if (*until <= m_world.now().wall)
        return badField("until", {"has passed", "已过"});
    put(command, Kind::promiseMade,
        {"promise.made", {{"who", who}, {"what", what}, {"until", m_world.localTime(*until)}}},
        {{"who", who}, {"what", what}, {"until", isoText(*until)}});
    return std::nullopt;
}

Refusal CommandDesk::keepPromise(const Command &command, const Target &target)
{
    const std::string id = textOf(command.args, "promise");
    const auto it = std::ranges::find_if(target.incident->promises, [&](const record::Promise &promise) {
        return promise.open && std::to_string(promise.id) == id;
    });
    if (it == target.incident->promises.end())
        return refusal("promise_unknown", {{"promise", id}});
    put(command, Kind::promiseKept, {"promise.kept", {{"who", it->who}, {"what", it->what}}},
        {{"promise", it->id}, {"who", it->who}, {"what", it->what}});
    return std::nullopt;
}

// ---- the console ----------------------------------------------------------------------------------------------------

// What a person did to a step a moment ago is taken back: it is open again. What a rule or a signal did is not.
Refusal CommandDesk::reopenStep(const Command &command, const Target &target)
{
    const auto state = target.incident->steps.find(target.step->key);
    const bool finished = state != target.incident->steps.end() && state->second.state != record::StepState::active;
    const bool skippedByItself =
        finished && state->second.state == record::StepState::skipped && !state->second.by.empty();
    const bool byPerson = finished && !skippedByItself &&
                          (state->second.evidence.empty() || state->second.evidence.starts_with("operator:"));
    if (!byPerson)
        return refusal("not_undone", {{"step", fillText(target.step->step->title, target.run->context(m_world),
                                                        target.step->value)}});
    Draft d = stepDraft(target.run->context(m_world), Kind::stepReopened, *target.step, {{"by", "undo"}}, "operator");
    d.actor = command.op;
    m_world.recorder.add(std::move(d));
    return std::nullopt;
}

Refusal CommandDesk::correct(const Command &command)
{
    const auto entry = command.args.find("corrects");
    const bool isNumber = entry != command.args.end() && entry->is_number_integer() && *entry > 0;
    const auto seq = isNumber ? entry->get<std::uint64_t>() : 0;
    if (seq == 0 || seq > m_world.state().lastSeq)
        return refusal("entry_unknown", {{"entry", textOf(command.args, "corrects")}});
    const std::string field = textOf(command.args, "field");
    if (field.empty())
        return missingField("field");
    Sentence said{"entry.corrected",
                  {{"entry", std::to_string(seq)}, {"field", field}, {"value", textOf(command.args, "value")}}};
    if (field == "undo" && !command.step.empty()) {
        Target target;
        if (auto refused = find(command, true, target))
            return refused;
        if (auto refused = reopenStep(command, target))
            return refused;
        said = {"entry.taken_back",
                {{"title", fillText(target.step->step->title, target.run->context(m_world), target.step->value)}}};
    }
    const auto value = command.args.find("value");
    Draft d = draft(command, Kind::entryCorrected, std::move(said),
                    {{"corrects", seq}, {"field", field}, {"value", value == command.args.end() ? Json() : *value}});
    d.corrects = seq;
    m_world.recorder.add(std::move(d));
    return std::nullopt;
}

Refusal CommandDesk::signIn(const Command &command)
{
    if (command.op.empty())
        return missingField("operator");
    std::string role = textOf(command.args, "role");
    if (role.empty())
        role = "supervisor";
    put(command, Kind::operatorSignedIn, {"operator.signed_in", {{"operator", command.op}, {"role", roleName(role)}}},
        {{"operator", command.op}, {"role", role}});
    return std::nullopt;
}

Refusal CommandDesk::signOut(const Command &command)
{
    if (!m_world.state().onDuty.contains(command.op))
        return refusal("not_signed_in", {{"operator", command.op.empty() ? "—" : command.op}});
    put(command, Kind::operatorSignedOut, {"operator.signed_out", {{"operator", command.op}}},
        {{"operator", command.op}});
    return std::nullopt;
}

Refusal CommandDesk::reload(const Command &command)
{
    m_world.recorder.effect(ReloadConfig{command});
    return std::nullopt;
}

} // namespace fw::engine
