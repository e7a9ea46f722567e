#include "config/plan_context.h"

#include "record/record.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <map>

namespace fw::config {

namespace {

using procedures::Clock;
using procedures::Evidence;
using procedures::Phase;
using procedures::Step;

constexpr std::array<std::string_view, 2> kOrders{"all", "by-role"};
constexpr std::array<std::string_view, 7> kEvidence{"operator", "condition", "contact", "fact",
                                                    "facts",    "record",    "state"};

class StepReader {
public:
    explicit StepReader(PlanContext &plan) : m_plan(plan) {}

    Step read(Section &section)
    {
        Step step;
        step.id = section.id("id");
        m_ids.add(section, "id", step.id);
        step.role = section.oneOf("role", kRoles, Need::required);
        step.forEach = forEach(section);
        const Repeats repeats = section.has("for_each") ? Repeats::yes : Repeats::no;
        step.title = m_plan.texts(section, "title", Need::required, repeats);
        step.body = m_plan.texts(section, "body", Need::optional, repeats);
        step.say = m_plan.texts(section, "say", Need::optional, repeats);
        step.desk = section.id("desk", Need::optional);
        readChain(section, step);
        step.when = m_plan.truth(section, "when");
        step.hasAfter = section.has("after");
        step.after = m_plan.references(section, "after", m_plan.steps, "step");
        if (section.has("after"))
            m_afterAt.insert_or_assign(step.id, After{section, step.after});
        step.needs = m_plan.references(section, "needs", m_plan.facts, "fact");
        step.asks = m_plan.references(section, "asks", m_plan.facts, "fact");
        step.refuse = m_plan.refusal(section);
        step.every = section.flag("every").value_or(false);
        step.watch = section.flag("watch").value_or(false);
        readDeadline(section, step);
        for (Section &row : section.rows("evidence"))
            step.evidence.push_back(evidence(row, step));
        section.finish();
        return step;
    }

    // Steps that wait for each other in a circle never become active.
    void checkCircles()
    {
        for (const auto &[id, after] : m_afterAt)
            walk(id);
    }

private:
    struct After {
        Section section;
        std::vector<std::string> steps;
        bool walked = false;
    };

    // Every step is entered once; one that is met again while it is still being walked closes a circle.
    void walk(const std::string &id)
    {
        const auto here = m_afterAt.find(id);
        if (here == m_afterAt.end() || here->second.walked)
            return;
        here->second.walked = true;
        m_path.push_back(id);
        for (const std::string &next : here->second.steps) {
            const auto first = std::ranges::find(m_path, next);
            if (first == m_path.end()) {
                walk(next);
                continue;
            }
            const std::vector<std::string> circle{first, m_path.end()};
            m_afterAt.at(next).section.wrong(
                "after", fmt::format("the steps wait for each other: {} → {}", fmt::join(circle, " → "), next));
        }
        m_path.pop_back();
    }

    std::string forEach(Section &section)
    {
        std::string over = section.line("for_each");
        if (over.empty() || over == "members" || over == "site.sweep" || over == "site.entities")
            return over;
        if (!over.starts_with("fact:")) {
            section.wrong("for_each", fmt::format("'{}' must be members, fact:ID, site.sweep or site.entities", over));
            return {};
        }
        const std::string id = over.substr(5);
        if (!m_plan.refer(section, section.at("for_each"), "for_each", id, m_plan.facts, "fact"))
            return {};
        const procedures::Fact *fact = m_plan.book.fact(id);
        if (fact != nullptr && fact->type != procedures::FactType::list)
            section.wrong("for_each", fmt::format("the fact '{}' is not a list", id));
        return over;
    }

    void readChain(Section &section, Step &step)
    {
        step.chain = m_plan.reference(section, "chain", m_plan.chains, "chain");
        step.chainBy = m_plan.reference(section, "chain_by", m_plan.facts, "fact");
        if (section.has("chain") && section.has("chain_by"))
            section.wrong("chain_by", "only one of chain and chain_by may be given");
        const procedures::Fact *fact = step.chainBy.empty() ? nullptr : m_plan.book.fact(step.chainBy);
        if (fact != nullptr && std::ranges::all_of(fact->options, [](const auto &o) { return o.chain.empty(); }))
            section.wrong("chain_by", fmt::format("no option of the fact '{}' names a chain", fact->id));
    }

    void readDeadline(Section &section, const Step &step)
    {
        constexpr auto kActive = PlanContext::Active::allowed;
        Clock clock;
        clock.after = m_plan.time(section, "within");
        clock.id = clock.after;
        clock.from = m_plan.anchors(section, "from", kActive);
        if (!section.has("from"))
            clock.from = {{"active", ""}};
        clock.restart = m_plan.restarts(section, kActive);
        clock.cancelledBy = m_plan.anchors(section, "cancelled_by", kActive);
        clock.warnAt = m_plan.time(section, "warn_at");
        clock.step = step.id;
        clock.forEach = step.forEach;
        clock.every = step.every;
        if (section.has("within")) {
            if (step.watch)
                section.wrong("within", "what is only watched has no deadline");
            checkRepeats(m_plan, section, "every", clock);
            m_plan.clockIds.add(section, "within", clock.id);
            m_plan.book.clocks.push_back(std::move(clock));
            return;
        }
        for (const std::string_view key : {"from", "restart", "cancelled_by", "warn_at", "every"})
            if (section.has(key))
                section.wrong(key, "belongs to a deadline: within is missing");
    }

    Evidence evidence(Section &row, const Step &step)
    {
        Evidence evidence;
        int kinds = 0;
        for (const std::string_view key : kEvidence)
            kinds += row.has(key) ? 1 : 0;
        if (kinds != 1)
            row.wrong("", fmt::format("a row of evidence has exactly one of: {}", fmt::join(kEvidence, ", ")));
        if (row.flag("operator") == false)
            row.wrong("operator", "can only be true");
        readNamed(row, step, evidence);
        if (row.has("facts")) {
            evidence.kind = Evidence::Kind::fact;
            evidence.all = m_plan.references(row, "facts", m_plan.facts, "fact");
        }
        static_cast<void>(row.find("facts"));
        evidence.state = m_plan.truth(row, "state");
        if (row.has("state"))
            evidence.kind = Evidence::Kind::state;
        row.finish();
        return evidence;
    }

    void readNamed(Section &row, const Step &step, Evidence &evidence)
    {
        const std::string condition = m_plan.reference(row, "condition", m_plan.conditions, "condition");
        if (row.has("condition"))
            evidence = {Evidence::Kind::condition, condition, {}, {}, {}};
        const std::string contact = m_plan.reference(row, "contact", m_plan.chains, "chain");
        if (row.has("contact")) {
            evidence = {Evidence::Kind::contact, contact, {}, {}, {}};
            if (row.raw().get("contact")->value<std::string>() == "" && step.chain.empty() && step.chainBy.empty())
                row.wrong("contact", "the step has no chain of its own: name one");
        }
        const std::string fact = m_plan.reference(row, "fact", m_plan.facts, "fact");
        const std::string is = row.line("is");
        if (row.has("fact"))
            evidence = {Evidence::Kind::fact, fact, {}, is, {}};
        if (row.has("is") && !row.has("fact"))
            row.wrong("is", "says which value a fact must have: fact is missing");
        else if (!is.empty())
            m_plan.checkValue(row, row.at("is"), "is", fact, is);
        const std::string kind = row.line("record");
        if (row.has("record"))
            evidence = {Evidence::Kind::record, kind, {}, {}, {}};
        if (!kind.empty() && !record::kindFromName(kind))
            row.wrong("record", fmt::format("there is no kind of record '{}'", kind));
    }

    PlanContext &m_plan;
    Unique m_ids;
    std::map<std::string, After> m_afterAt;
    std::vector<std::string> m_path;
};

} // namespace

void readPhases(PlanContext &plan)
{
    StepReader reader{plan};
    Unique ids;
    for (Section &section : plan.root.tables("phase")) {
        Phase phase;
        phase.id = section.id("id");
        ids.add(section, "id", phase.id);
        if (section.oneOf("order", kOrders) == "by-role")
            phase.order = procedures::PhaseOrder::byRole;
        phase.when = plan.truth(section, "when");
        for (Section &step : section.tables("step"))
            phase.steps.push_back(reader.read(step));
        if (phase.steps.empty())
            section.wrong("step", "a phase needs at least one step");
        section.finish();
        plan.book.phases.push_back(std::move(phase));
    }
    if (plan.book.phases.empty())
        plan.root.wrong("phase", "a playbook needs at least one phase");
    reader.checkCircles();
}

} // namespace fw::config
