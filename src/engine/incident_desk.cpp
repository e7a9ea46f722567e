#include "engine/incident_desk.h"

#include <algorithm>

namespace fw::engine {

using procedures::Playbook;
using record::Incident;
using record::Kind;
using rules::RuleChange;
using rules::Truth;

std::string incidentSubject(const Playbook &book, const std::string &ruleSubject, const floor::Site &site)
{
    if (book.key == "site")
        return "site";
    return book.key == "queue" ? site.subjectOf(QueueId{ruleSubject}) : ruleSubject;
}

floor::Figures totalsOf(const Playbook &book, const std::string &subject, const floor::Floor &floor, Duration now,
                        Duration without)
{
    const bool one = book.key == "queue" && floor.queue(floor.site().queuesOf(subject).front()) != nullptr;
    floor::Figures sum;
    for (const auto &[id, queue] : floor.queues()) {
        const bool counts =
            one ? floor.site().subjectOf(id) == subject : queue.config().role == floor::QueueRole::inbound;
        if (!counts)
            continue;
        sum += queue.total();
        if (without > Duration{0})
            sum -= queue.inLast(without + Duration{1}, now); // the onset itself counts
    }
    return sum;
}

namespace {

constexpr int kHigh = 3; // attention

// How long what comes back after the closing is still the same emergency: a high alarm always is another.
Duration cooldownOf(const Incident &closed, const Playbook &book)
{
    return closed.level >= kHigh ? Duration{0} : book.cooldown;
}

// What an open incident runs on whose playbook cannot be read any more: nothing of it can be asked or proven, so it can
// only be closed against the rule.
std::shared_ptr<const Playbook> unreadable(const Incident &incident)
{
    auto book = std::make_shared<Playbook>();
    book->id = incident.playbook;
    book->procedure = incident.procedure;
    book->title = {incident.playbook, incident.playbook};
    book->attention = incident.level;
    const auto never = rules::Expression::parse("false", rules::FloorVocabulary{}).value();
    book->closing = {{"playbook", {}, never, inBoth({"incident.playbook_unreadable", {}})}};
    return book;
}

} // namespace

// ---- runs -----------------------------------------------------------------------------------------------------------

IncidentRun *IncidentDesk::run(int id)
{
    const auto it = m_runs.find(id);
    return it == m_runs.end() ? nullptr : &it->second;
}

std::optional<int> IncidentDesk::openFor(const std::string &playbook, const std::string &subject,
                                         const World &world) const
{
    for (const auto &[id, run] : m_runs) {
        const Incident &incident = *world.incident(id);
        if (incident.playbook == playbook && (incident.subject == subject || incident.hasMember(subject)))
            return id;
    }
    return std::nullopt;
}

void IncidentDesk::watchSeats(const Incident &incident, World &world)
{
    for (const std::string &member : incident.members) {
        const auto agent = incident.agents.find(member);
        if (agent != incident.agents.end())
            world.floor.watchSeat(SeatId{member}, {AgentId{agent->second}});
    }
}

void IncidentDesk::restore(World &world, const BookOf &bookOf)
{
    for (const auto &[id, incident] : world.state().incidents) {
        const auto book = bookOf(incident);
        if (incident.open()) {
            m_runs.try_emplace(id, id, book ? book : unreadable(incident), std::nullopt, book == nullptr);
            watchSeats(incident, world);
            for (const auto &[rule, member] : incident.troubles)
                world.floor.assumeOnBattery(member); // if it is a UPS: until it says otherwise
        } else if (const Duration cooldown = book ? cooldownOf(incident, *book) : Duration{0};
                   cooldown > Duration{0} && *incident.closedAt + cooldown > world.now().wall) {
            m_cooling.insert(id);
        }
    }
}

void IncidentDesk::advanceAll(World &world)
{
    noteOpenPlaybooks(world);
    for (auto &[id, run] : m_runs)
        run.advance(world);
}

void IncidentDesk::noteOpenPlaybooks(World &world) const
{
    world.openPlaybooks.clear();
    for (const auto &[id, run] : m_runs)
        world.openPlaybooks.insert(run.book().id);
}

// ---- a rule's change ------------------------------------------------------------------------------------------------

void IncidentDesk::onRuleChange(const RuleChange &change, World &world)
{
    rules::Condition::Change what = change.change;
    if (what.to == Truth::no && world.state().troubled(change.rule->id, change.subject))
        what.from = Truth::yes; // by the records: the program, or the rules, began after it had become true
    if (worthRecording(what))
        world.recorder.add(conditionDraft(change.rule->id, change.subject, what, change.why, change.figures, 0, world));
    if (change.change.to != Truth::yes)
        return;
    for (const auto &book : world.config->playbooks) {
        if (std::ranges::find(book->startRules, change.rule->id) == book->startRules.end())
            continue;
        handle({book.get(), book, &change, incidentSubject(*book, change.subject, world.config->site), change.subject},
               world);
    }
}

void IncidentDesk::handle(const Trouble &trouble, World &world)
{
    if (const auto open = openFor(trouble.book->id, trouble.subject, world)) {
        join(*open, trouble, false, world);
        return;
    }
    const Incident *closed = cooling(*trouble.book, trouble.subject, world);
    if (closed != nullptr && trouble.change->rule->attention < kHigh) {
        join(closed->id, trouble, true, world);
    } else if (trouble.book->key != "seat" || (!joinFolded(trouble, world) && !fold(trouble, world))) {
        openFor(trouble, closed == nullptr ? 0 : closed->id, world);
    }
}

// Whether another of the conditions that start this playbook for this subject is true.
bool IncidentDesk::othersHold(const Trouble &trouble, const World &world)
{
    return std::ranges::any_of(world.watch.standings(), [&](const rules::Standing &standing) {
        const bool itself = standing.rule->id == trouble.change->rule->id && standing.subject == trouble.member;
        const bool starts =
            std::ranges::find(trouble.book->startRules, standing.rule->id) != trouble.book->startRules.end();
        return !itself && starts && standing.shown == Truth::yes &&
               incidentSubject(*trouble.book, standing.subject, world.config->site) == trouble.subject;
    });
}

// Whether the records say of a condition that led here, for this subject, that it is true or was when it was last
// known: rules that have begun anew may not know it yet. Of itself only then, else it has been seen to clear.
bool IncidentDesk::hasNotCleared(const Incident &incident, const Trouble &trouble, bool first, const World &world)
{
    return std::ranges::any_of(incident.troubles, [&](const std::pair<std::string, std::string> &known) {
        const auto &[rule, member] = known;
        const bool itself = rule == trouble.change->rule->id && member == trouble.member;
        return (first || !itself) && incidentSubject(*trouble.book, member, world.config->site) == trouble.subject;
    });
}

void IncidentDesk::join(int id, const Trouble &trouble, bool inCooldown, World &world)
{
    const RuleChange &change = *trouble.change;
    const Moment since = change.change.since;
    const auto [it, isNew] = m_joined.try_emplace({id, change.rule->id, trouble.member}, since.steady);
    if (!isNew && it->second == since.steady)
        return; // only unknown for a while: the same stretch
    it->second = since.steady;
    const bool again = !othersHold(trouble, world) && !hasNotCleared(*world.incident(id), trouble, isNew, world);

    Json data{{"condition", change.rule->id},
              {"member", trouble.member},
              {"in_cooldown", inCooldown},
              {"since", isoText(since.wall)},
              {"again", again}};
    const bool newSeat = trouble.book->key == "seat" && !world.incident(id)->hasMember(trouble.member);
    if (newSeat && !inCooldown) {
        const auto agents = agentsAt({trouble.member}, world);
        if (!agents.empty())
            data["agent"] = agents.begin()->second;
    }
    world.recorder.add({Kind::incidentJoined,
                        id,
                        {},
                        "rule:" + change.rule->id,
                        {inCooldown ? "incident.joined_in_cooldown" : "incident.joined",
                         {{"what", change.why}, {"member", trouble.member}}},
                        std::move(data),
                        {},
                        {},
                        0});
    if (inCooldown)
        return;
    watchSeats(*world.incident(id), world);
    // A graver condition raises what it joins.
    if (change.rule->attention > world.incident(id)->level) {
        const int level = change.rule->attention;
        world.recorder.add({Kind::incidentRaised,
                            id,
                            {},
                            "rule:" + change.rule->id,
                            {"incident.raised", {{"level", std::int64_t{level}}, {"why", change.why}}},
                            {{"level", level}, {"why", change.why.en}},
                            {},
                            {},
                            0});
    }
    if (change.rule->attention > 0 || newSeat)
        world.recorder.effect(Announce{world.incident(id)->level, id});
}

std::map<std::string, std::string> IncidentDesk::agentsAt(const std::vector<std::string> &seats, const World &world)
{
    std::map<std::string, std::string> agents;
    for (const std::string &seat : seats) {
        const SeatId id{seat};
        const auto there = world.floor.seatLostAt(id) ? world.floor.lostAgents(id) : world.floor.agentsAt(id);
        if (!there.empty())
            agents[seat] = there.begin()->str();
    }
    return agents;
}

void IncidentDesk::openFor(const Trouble &trouble, int follows, World &world)
{
    const RuleChange &change = *trouble.change;
    const int id = open({trouble.bookPointer,
                         trouble.subject,
                         {trouble.member},
                         change.change.since.wall,
                         "rule:" + change.rule->id,
                         std::max(trouble.book->attention, change.rule->attention),
                         follows,
                         change.why},
                        world);
    m_joined[{id, change.rule->id, trouble.member}] = change.change.since.steady;
}

int IncidentDesk::open(const Opening &opening, World &world)
{
    const Playbook &book = *opening.book;
    const int id = world.state().nextIncident();
    Json data{{"playbook", book.id},
              {"procedure", book.procedure},
              {"config", world.state().config},
              {"subject", opening.subject},
              {"members", opening.members},
              {"since", isoText(opening.since)},
              {"by", opening.by},
              {"level", opening.level},
              {"title", {{"en", book.title.en}, {"zh", book.title.zh}}}};
    const auto agents = book.key == "seat" ? agentsAt(opening.members, world) : std::map<std::string, std::string>{};
    if (!agents.empty())
        data["agents"] = agents;
    if (opening.follows != 0)
        data["follows"] = opening.follows;
    const bool byRule = opening.by.starts_with("rule:");
    const Text subject = subjectText(opening.subject);
    world.recorder.add({Kind::incidentOpened,
                        id,
                        {},
                        byRule ? opening.by : "operator",
                        {byRule ? "incident.opened_by_rule" : "incident.opened_by_hand",
                         {{"title", book.title}, {"subject", subject}, {"why", opening.why}}},
                        std::move(data),
                        {},
                        {},
                        0});
    std::optional<floor::Figures> baseline;
    if (world.floor.pbxKnown()) // from the onset on, not from the opening
        baseline = totalsOf(book, opening.subject, world.floor, world.now().steady, world.now().wall - opening.since);
    m_runs.try_emplace(id, id, opening.book, baseline);
    if (book.key == "seat")
        watchSeats(*world.incident(id), world);
    world.recorder.effect(Announce{opening.level, id});
    return id;
}

// ---- seats: mass failure --------------------------------------------------------------------------------------------

bool IncidentDesk::joinFolded(const Trouble &trouble, World &world)
{
    const auto lostAt = world.floor.seatLostAt(SeatId{trouble.member});
    if (!lostAt)
        return false;
    for (auto &[id, last] : m_lastLoss) {
        const Incident &incident = *world.incident(id);
        const bool near = lostAt->steady - last <= trouble.book->duration("fold_join_within");
        if (!incident.open() || incident.playbook != trouble.book->id || !near)
            continue;
        last = std::max(last, lostAt->steady);
        join(id, trouble, false, world);
        return true;
    }
    return false;
}

bool IncidentDesk::fold(const Trouble &trouble, World &world)
{
    const Moment now = world.now();
    std::vector<std::pair<Duration, std::string>> lost; // steady, seat: first lost first
    for (const auto &[id, seat] : world.floor.seats()) {
        const bool lately = seat.lostAt && now.steady - seat.lostAt->steady < trouble.book->duration("fold_within");
        if (lately && world.floor.seatLost(id, now).value_or(false) && !openFor(trouble.book->id, id.str(), world))
            lost.emplace_back(seat.lostAt->steady, id.str());
    }
    const int foldAt = int(trouble.book->setting("fold_at"));
    const bool itself =
        std::ranges::find(lost, trouble.member, &std::pair<Duration, std::string>::second) != lost.end();
    if (!itself || foldAt <= 0 || int(lost.size()) < foldAt)
        return false;
    std::ranges::sort(lost);
    std::vector<std::string> members;
    for (auto &[at, seat] : lost)
        members.push_back(seat);
    const RuleChange &change = *trouble.change;
    const WallTime since = world.asOfNow(*world.floor.seatLostAt(SeatId{members.front()})).wall;
    const int id = open({trouble.bookPointer, members.front(), members, since, "rule:" + change.rule->id,
                         std::max(trouble.book->attention, change.rule->attention), 0, change.why},
                        world);
    m_lastLoss[id] = lost.back().first;
    for (const std::string &member : members) // their own conditions say nothing new
        m_joined[{id, change.rule->id, member}] = world.floor.seatLostAt(SeatId{member})->steady;
    return true;
}

// ---- cool-down ------------------------------------------------------------------------------------------------------

const Incident *IncidentDesk::cooling(const Playbook &book, const std::string &subject, const World &world) const
{
    for (auto it = m_cooling.rbegin(); it != m_cooling.rend(); ++it) {
        const Incident *incident = world.incident(*it);
        if (incident != nullptr && incident->playbook == book.id &&
            (incident->subject == subject || incident->hasMember(subject)))
            return incident;
    }
    return nullptr;
}

void IncidentDesk::closed(int id, World &world)
{
    const IncidentRun *closing = run(id);
    const Incident &incident = *world.incident(id);
    for (const auto &[seat, agent] : incident.agents)
        world.floor.unwatchSeat(SeatId{seat});
    if (cooldownOf(incident, closing->book()) > Duration{0})
        m_cooling.insert(id);
    else
        forgetJoined(id);
    m_lastLoss.erase(id);
    m_runs.erase(id);
}

// Nothing joins it any more.
void IncidentDesk::forgetJoined(int id)
{
    std::erase_if(m_joined, [&](const auto &item) { return std::get<0>(item.first) == id; });
}

std::optional<WallTime> IncidentDesk::nextCooldownEnd(const World &world) const
{
    std::optional<WallTime> next;
    for (const int id : m_cooling) {
        const Incident *incident = world.incident(id);
        if (incident == nullptr) // forgotten
            continue;
        const auto book = world.config->playbook(incident->playbook);
        const WallTime end = *incident->closedAt + (book ? book->cooldown : Duration{0});
        if (!next || end < *next)
            next = end;
    }
    return next;
}

void IncidentDesk::endCooldowns(World &world)
{
    const std::set<int> ids = m_cooling;
    for (const int id : ids) {
        const Incident *closed = world.incident(id);
        const auto book = closed != nullptr ? world.config->playbook(closed->playbook) : nullptr;
        if (book && *closed->closedAt + book->cooldown > world.now().wall)
            continue;
        m_cooling.erase(id);
        forgetJoined(id);
        if (book && !openFor(book->id, closed->subject, world))
            openAgain(*closed, book, world);
    }
}

// Whatever starts this playbook for the same subject and is true now, the first that began in front.
std::vector<rules::Standing> IncidentDesk::standingFor(const Incident &closed, const Playbook &book, const World &world)
{
    std::vector<rules::Standing> standing;
    for (rules::Standing &one : world.watch.standings()) {
        const bool starts = std::ranges::find(book.startRules, one.rule->id) != book.startRules.end();
        const bool same =
            incidentSubject(book, one.subject, world.config->site) == closed.subject || closed.hasMember(one.subject);
        if (!starts || !same || one.shown != Truth::yes)
            continue;
        one.since = world.asOfNow(*one.since);
        standing.push_back(std::move(one));
    }
    std::ranges::stable_sort(standing, {}, [](const rules::Standing &s) { return s.since->steady; });
    return standing;
}

std::vector<IncidentDesk::Returned> IncidentDesk::returned(const World &world) const
{
    std::vector<Returned> all;
    for (const int id : m_cooling) {
        const Incident *closed = world.incident(id);
        const auto book = closed != nullptr ? world.config->playbook(closed->playbook) : nullptr;
        if (!book || openFor(book->id, closed->subject, world))
            continue;
        if (auto conditions = standingFor(*closed, *book, world); !conditions.empty())
            all.push_back({id, *closed->closedAt + book->cooldown, std::move(conditions)});
    }
    return all;
}

void IncidentDesk::openAgain(const Incident &closed, const std::shared_ptr<const Playbook> &book, World &world)
{
    const std::vector<rules::Standing> standing = standingFor(closed, *book, world);
    if (standing.empty())
        return;
    const rules::Standing &first = standing.front();
    const int id = open({book,
                         incidentSubject(*book, first.subject, world.config->site),
                         {first.subject},
                         first.since->wall,
                         "rule:" + first.rule->id,
                         std::max(book->attention, first.rule->attention),
                         closed.id,
                         first.why},
                        world);
    m_joined[{id, first.rule->id, first.subject}] = first.since->steady;
    for (auto it = standing.begin() + 1; it != standing.end(); ++it) {
        const RuleChange change{it->rule, it->subject, {Truth::no, Truth::yes, *it->since}, it->why, Json::object()};
        join(id, {book.get(), book, &change, closed.subject, it->subject}, false, world);
    }
}

} // namespace fw::engine
