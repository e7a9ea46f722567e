// Evidence: what proves a step without anybody saying that it is done, and how a proof reads.
#include "procedures/decide.h"

#include <algorithm>

namespace fw::procedures {

using record::Draft;
using record::Kind;
using rules::Truth;

namespace {

struct Proof {
    std::string evidence;
    std::optional<WallTime> at; // when it happened, if not now
};
using MaybeProof = std::optional<Proof>;

// What was recorded before the step was asked anew was for another occasion.
bool counts(const record::Seen &seen, const Instance &instance, const Context &c)
{
    const auto it = c.incident.steps.find(instance.key);
    return it == c.incident.steps.end() || seen.seq > it->second.askedAnew;
}

MaybeProof contactEvidence(const Evidence &row, const Instance &instance, const Context &c)
{
    const std::string chain = row.name.empty() ? chainOf(*instance.step, c) : row.name;
    for (const record::ContactTry &tried : c.incident.tries) {
        const bool here = tried.step.empty() || tried.step == instance.key;
        const bool reached = here && tried.outcome == "reached" && tried.chain == chain && !chain.empty();
        if (reached && counts(tried.seen, instance, c))
            return Proof{"contact:" + (tried.person.empty() ? chain : tried.person), tried.seen.at};
    }
    return std::nullopt;
}

MaybeProof factEvidence(const Evidence &row, const Instance &instance, const Context &c)
{
    const auto noted = [&](const std::string &fact) {
        const auto it = c.incident.factsSeen.find(fact);
        return it != c.incident.factsSeen.end() && counts(it->second, instance, c);
    };
    if (!row.all.empty()) {
        const bool all = std::ranges::all_of(row.all, noted);
        return all ? MaybeProof(Proof{"fact:" + row.all.front(), {}}) : std::nullopt;
    }
    const auto it = c.incident.facts.find(row.name);
    if (it == c.incident.facts.end() || !noted(row.name))
        return std::nullopt;
    if (c.book.fact(row.name)->type == FactType::per && !instance.value.empty()) { // what was said of this one
        if (!it->second.contains(instance.value))
            return std::nullopt;
        return Proof{"fact:" + row.name, c.incident.factsSeen.at(row.name).at};
    }
    const std::string value = it->second.is_string() ? it->second.get<std::string>() : it->second.dump();
    if (!row.is.empty() && row.is != value)
        return std::nullopt;
    return Proof{"fact:" + row.name + "=" + value, c.incident.factsSeen.at(row.name).at};
}

MaybeProof recordEvidence(const Evidence &row, const Instance &instance, const Context &c)
{
    const std::string about = aboutOf(instance.step->forEach, instance.value, c);
    const auto seen = anchorSeen({"record", row.name}, c, instance.key, about);
    return seen && counts(*seen, instance, c) ? MaybeProof(Proof{"record:" + row.name, seen->at}) : std::nullopt;
}

// Counts from when the condition began, but not from before the incident.
MaybeProof conditionEvidence(const Evidence &row, const Instance &instance, const Context &c)
{
    const std::string about = aboutOf(instance.step->forEach, instance.value, c);
    const auto since = anchorSeen({"condition", row.name}, c, instance.key, about);
    if (!since)
        return std::nullopt;
    return Proof{"condition:" + row.name, std::max(since->at, c.incident.openedAt)};
}

MaybeProof proof(const Evidence &row, const Instance &instance, const Context &c)
{
    switch (row.kind) {
    case Evidence::Kind::contact:
        return contactEvidence(row, instance, c);
    case Evidence::Kind::fact:
        return factEvidence(row, instance, c);
    case Evidence::Kind::record:
        return recordEvidence(row, instance, c);
    case Evidence::Kind::condition:
        return conditionEvidence(row, instance, c);
    case Evidence::Kind::state:
        return truthOf(row.state, c, instance.member()) == Truth::yes
                   ? MaybeProof(Proof{"state:" + row.state.text(), {}})
                   : std::nullopt;
    case Evidence::Kind::op:
        return std::nullopt; // a person's word comes as a command
    }
    return std::nullopt;
}

// The rule or person behind an evidence, as a record's source.
std::string sourceOf(const std::string &evidence)
{
    return evidence.starts_with("contact:") || evidence.starts_with("fact:") || evidence.starts_with("record:")
               ? "operator"
               : "engine";
}

// The first row that holds now.
MaybeProof proofOf(const Instance &instance, const Context &c)
{
    for (const Evidence &row : instance.step->evidence) {
        if (auto proven = proof(row, instance, c))
            return proven;
    }
    return std::nullopt;
}

// What of the floor was recorded, in a word or two.
Text recordText(const std::string &kind)
{
    if (kind == kindName(Kind::incidentCommanded))
        return {"command taken", "已接管指挥"};
    if (kind == kindName(Kind::seatAssigned))
        return {"seat given", "已安排座席"};
    if (kind == kindName(Kind::seatReturned))
        return {"seat is back", "座席已恢复"};
    if (kind == kindName(Kind::seatOut))
        return {"out of service", "座席已停用"};
    return {"as recorded", "已有记录"};
}

} // namespace

Text evidenceText(const std::string &evidence, const Context &c, const std::string &value)
{
    const std::size_t colon = evidence.find(':');
    const std::string kind = evidence.substr(0, colon);
    const std::string rest = evidence.substr(colon + 1);
    if (kind == "operator")
        return rest.empty() ? Text{"by hand", "人工确认"} : Text{"by " + rest, rest + " 确认"};
    if (kind == "contact")
        return {"reached", "已联系上"};
    if (kind == "fact")
        return {"noted", "已填写"};
    if (kind == "condition") {
        const auto it = std::ranges::find(c.book.conditions, rest, &rules::Rule::id);
        if (it != c.book.conditions.end())
            return fillText(it->why, c, value);
    }
    if (kind == "record")
        return recordText(rest);
    return {"by itself", "自动完成"};
}

std::vector<Draft> provenSteps(const Context &c)
{
    std::vector<Draft> drafts;
    for (const Phase &phase : c.book.phases) {
        if (truthOf(phase.when, c) == Truth::no)
            continue;
        for (const Step &step : phase.steps) {
            if (step.evidence.empty() || step.every)
                continue;
            for (const Instance &instance : instancesOf(step, c)) {
                auto proven = isFinished(c, instance.key) ? std::nullopt : proofOf(instance, c);
                if (!proven)
                    continue;
                std::string source = sourceOf(proven->evidence);
                Draft done = stepDraft(c, Kind::stepDone, instance, {{"evidence", std::move(proven->evidence)}},
                                       std::move(source));
                done.happenedAt = proven->at;
                drafts.push_back(std::move(done));
            }
        }
    }
    return drafts;
}

} // namespace fw::procedures
