#include "engine/engine.h"

#include "base/time_text.h"
#include "wording/feed_names.h"

#include <algorithm>

namespace fw::engine {

using record::Kind;

namespace {

constexpr Duration kWallStep = std::chrono::seconds{2}; // a smaller difference is the clocks' own

constexpr int kSchema = 1;

} // namespace

rules::Watch Engine::watchFor(const std::shared_ptr<const Configuration> &config)
{
    return {config->rules,
            [config](int procedure, std::string_view name) { return settingOf(*config, procedure, name); }};
}

Engine::Engine(Options options, std::shared_ptr<const Configuration> config, record::State restored,
               std::map<std::string, std::shared_ptr<const Configuration>> older)
    : m_options(std::move(options)), m_older(std::move(older)),
      m_world{config, floor::Floor(config->site), watchFor(config), Recorder(std::move(restored)), {}, {}},
      m_feeds(m_options.feedsAge, config->site.pbx.staleAfter), m_commands(m_world, m_incidents)
{
    for (const auto &[seat, reference] : m_world.state().seatsOut)
        m_world.floor.setSeatOut(SeatId{seat}, true);
}

Moment Engine::at(Duration steady) const
{
    return {WallTime{m_wallOffset.value_or(Duration{0}) + steady}, steady};
}

std::shared_ptr<const procedures::Playbook> Engine::bookOf(const record::Incident &incident) const
{
    const auto it = m_older.find(incident.config);
    if (incident.config != m_world.config->sha256 && it != m_older.end()) {
        if (auto book = it->second->playbook(incident.playbook))
            return book;
    }
    return m_world.config->playbook(incident.playbook);
}

// ---- one input ------------------------------------------------------------------------------------------------------

// The engine's wall clock runs with the steady one; a real step of the wall clock is a record and moves what is due.
Moment Engine::follow(Moment at)
{
    const Duration offset = at.wall.time_since_epoch() - at.steady;
    if (!m_wallOffset)
        m_wallOffset = offset;
    const Duration delta = offset - *m_wallOffset;
    const bool stepped = delta > kWallStep || delta < -kWallStep;
    if (stepped)
        m_wallOffset = offset;
    const Moment now = this->at(at.steady);
    m_world.recorder.begin(now);
    if (stepped) {
        m_world.programStart += delta;
        m_world.recorder.add(
            {Kind::timeStepped,
             0,
             {},
             "engine",
             {"time.stepped", {{"delta", delta}}},
             {{"delta", durationText(delta < Duration{0} ? -delta : delta)}, {"delta_ms", delta.count()}},
             {},
             {},
             0});
        m_touched = true;
    }
    return now;
}

Output Engine::step(const Input &input)
{
    m_world.changes = {};
    m_touched = false;
    if (m_held)
        return countOnly(input);
    (void)follow(input.at);
    if (m_missed)
        catchUp();
    std::visit([&](const auto &in) { handle(in); }, input.body);
    const floor::Changes changes = std::exchange(m_world.changes, {});
    const bool anything = changes.everything || !changes.queues.empty() || !changes.seats.empty() ||
                          !changes.upses.empty() || !changes.zones.empty() || !changes.systems.empty();
    if (anything || changes.canary)
        react(m_world.watch.look(m_world.floor, changes, m_world.now()));
    if (anything || m_touched)
        m_incidents.advanceAll(m_world);
    return m_world.recorder.take();
}

void Engine::react(std::vector<rules::RuleChange> changes)
{
    for (rules::RuleChange &change : changes) {
        change.change.since = m_world.asOfNow(change.change.since);
        if (change.rule->over == rules::SubjectKind::canary) {
            m_canary = m_world.floor.canary();
            continue;
        }
        m_incidents.onRuleChange(change, m_world);
        m_touched = true;
    }
}

std::optional<Duration> Engine::nextWake() const
{
    std::optional<Duration> next = m_feeds.nextDue();
    const auto offer = [&](std::optional<Duration> due) {
        if (due && (!next || *due < *next))
            next = due;
    };
    const auto offerWall = [&](std::optional<WallTime> due) {
        if (due)
            offer(due->time_since_epoch() - m_wallOffset.value_or(Duration{0}));
    };
    if (m_held) {
        offerWall(m_nextDay);
        return next;
    }
    if (m_missed)
        return m_world.now().steady;
    offer(m_world.watch.nextDue());
    for (const auto &[id, run] : m_incidents.runs()) {
        offer(run.conditionsDue());
        offerWall(run.nextDue(m_world));
    }
    offerWall(m_incidents.nextCooldownEnd(m_world));
    offerWall(m_nextDay);
    return next;
}

void Engine::handle(const Wake &)
{
    for (const FeedChange &change : m_feeds.age(m_world.now()))
        onFeed(change);
    react(m_world.watch.lookAtDue(m_world.floor, m_world.now()));
    beginDayIfDue();
    m_incidents.endCooldowns(m_world);
    m_touched = true;
}

void Engine::beginDayIfDue()
{
    if (!m_nextDay || *m_nextDay > m_world.now().wall)
        return;
    m_world.floor.beginDay();
    scheduleDay();
}

void Engine::scheduleDay()
{
    const WallTime now = m_world.now().wall;
    const Duration offset = m_world.config->site.offsetAt(now);
    m_nextDay = WallTime{std::chrono::floor<std::chrono::days>(now + offset) + std::chrono::days{1} - offset};
}

// ---- signals and feeds ----------------------------------------------------------------------------------------------

procedures::Context Engine::contextOf(const IncidentRun &run, Moment now) const
{
    procedures::Context context = run.context(m_world);
    context.now = now;
    return context;
}

std::optional<FeedChange> Engine::heard(const floor::Signal &signal)
{
    if (std::holds_alternative<floor::Canary>(signal))
        return std::nullopt;
    return m_feeds.heard(floor::feedOf(signal), m_world.now());
}

void Engine::handle(const SignalIn &in)
{
    if (const auto change = heard(in.signal))
        onFeed(*change);
    floor::Changes changes = m_world.floor.apply(in.signal, m_world.now());
    changes.everything = changes.everything || m_world.changes.everything;
    m_world.changes = std::move(changes);
    const bool snapshot = std::holds_alternative<floor::MemberSeen>(in.signal) || m_world.changes.snapshotEnded;
    recordMemberships(m_world.changes.pbxRestarted ? "restart" : snapshot ? "snapshot" : "event");
}

void Engine::handle(const FeedIn &in)
{
    if (const auto change = m_feeds.set(in, m_world.now()))
        onFeed(*change);
}

void Engine::onFeed(const FeedChange &change)
{
    recordFeed(change);
    m_world.changes = m_world.floor.setFeed(change.feed, change.state, m_world.now());
    recordMemberships("restart"); // nothing else of a feed changes them
}

void Engine::recordFeed(const FeedChange &change)
{
    const std::string state(feedStateName(change.state));
    m_world.recorder.add(
        {Kind::feedChanged,
         0,
         {},
         "feed:" + change.feed,
         {"feed." + state,
          {{"feed", feedName(change.feed)}, {"why", change.why}, {"since", m_world.localTime(change.since.wall)}}},
         {{"feed", change.feed}, {"state", state}, {"since", isoText(change.since.wall)}, {"why", change.why.en}},
         {},
         {},
         0});
}

// Who is signed in is a record where it differs from what the records already say.
void Engine::recordMemberships(const char *cause)
{
    if (m_world.changes.snapshotEnded) {
        for (const auto &[key, signIn] : std::map(m_world.state().signedIn))
            recordMembership(AgentId{key.first}, Interface{key.second}, cause, true);
    }
    const bool removalsToo = !m_world.floor.inSnapshot();
    for (const auto &[agent, interface] : m_world.changes.memberships)
        recordMembership(agent, interface, cause, removalsToo);
}

void Engine::recordMembership(const AgentId &agent, const Interface &interface, const char *cause, bool removalsToo)
{
    const std::set<QueueId> queues = m_world.floor.queuesOf(agent, interface);
    const auto it = m_world.state().signedIn.find({agent.str(), interface.str()});
    const bool isKnown = it != m_world.state().signedIn.end();
    const std::set<std::string> before = isKnown ? it->second.queues : std::set<std::string>{};
    std::vector<std::string> now;
    bool more = false;
    for (const QueueId &queue : queues) {
        now.push_back(queue.str());
        more = more || !before.contains(queue.str());
    }
    std::vector<std::string> gone;
    for (const std::string &queue : before) {
        if (removalsToo && !queues.contains(QueueId{queue}))
            gone.push_back(queue);
    }
    const auto put = [&](Kind kind, const std::string &seat, const std::vector<std::string> &names) {
        std::string list;
        for (const std::string &name : names)
            list += (list.empty() ? "" : ", ") + name;
        m_world.recorder.add({kind,
                              0,
                              {},
                              "feed:pbx",
                              {std::string(kindName(kind)), {{"agent", agent.str()}, {"seat", seat}, {"queues", list}}},
                              {{"agent", agent.str()},
                               {"seat", seat},
                               {"interface", interface.str()},
                               {"queues", names},
                               {"cause", cause}},
                              {},
                              {},
                              0});
    };
    const std::string seat = isKnown ? it->second.seat : m_world.floor.seatOfMember(agent, interface).str();
    if (!gone.empty())
        put(Kind::agentSignedOut, seat, gone);
    if (more)
        put(Kind::agentSignedIn, m_world.floor.seatOfMember(agent, interface).str(), now);
}

// ---- commands -------------------------------------------------------------------------------------------------------

void Engine::handle(const CommandIn &in)
{
    const record::Command &command = in.command;
    if (m_world.state().commands.contains(command.id)) {
        m_world.recorder.output().duplicate = true;
        return;
    }
    m_world.recorder.causedBy(command.op, command.id);
    m_touched = true;
    if (const Refusal refused = m_commands.carryOut(command))
        refuse(command, *refused);
}

void Engine::refuse(const record::Command &command, const Sentence &sentence)
{
    const Text why = inBoth(sentence);
    const std::string verb(verbName(command.verb));
    const bool known = m_world.state().knows(command.incident);
    m_world.recorder.add({Kind::commandRefused,
                          known ? command.incident : 0,
                          command.step,
                          "operator",
                          {"command.refused", {{"command", verb}, {"why", why}}},
                          {{"command", verb}, {"why", why.en}, {"args", command.args}},
                          {},
                          command.op,
                          0});
    m_world.recorder.output().refused = why;
}

// ---- the program ----------------------------------------------------------------------------------------------------

void Engine::loadConfig(const std::optional<record::Command> &asked)
{
    if (asked)
        m_world.recorder.causedBy(asked->op, asked->id);
    const Configuration &config = *m_world.config;
    Json data{{"sha256", config.sha256}};
    if (!m_world.state().configTexts.contains(config.sha256))
        data["text"] = config.text;
    Json overrides = Json::object();
    for (const auto &[procedure, names] : config.site.procedures) {
        for (const auto &[name, value] : names)
            overrides[procedure][name] = value;
    }
    data["overrides"] = std::move(overrides);
    m_world.recorder.add({Kind::configLoaded,
                          0,
                          {},
                          asked ? "operator" : "engine",
                          {"config.loaded", {{"sha", config.sha256.substr(0, 12)}}},
                          std::move(data),
                          {},
                          {},
                          0});
}

// A hold begins anew when its condition is seen true again.
void Engine::cancelHolds()
{
    for (const auto &[id, incident] : m_world.state().incidents) {
        if (!incident.open())
            continue;
        for (const record::Clock &clock : std::vector(incident.clocks)) {
            const bool runs = clock.state == record::ClockState::running || clock.state == record::ClockState::paused;
            const auto book = bookOf(incident);
            const procedures::Clock *plan = book ? book->clock(procedures::splitKey(clock.clock).id) : nullptr;
            if (!runs || plan == nullptr || plan->of.empty())
                continue;
            m_world.recorder.add(
                {Kind::clockStopped,
                 id,
                 {},
                 "engine",
                 {"clock.cancelled", {{"clock", clock.clock}, {"by", "program.started"}}},
                 {{"clock", clock.clock}, {"run", clock.run}, {"result", "cancelled"}, {"by", "program.started"}},
                 {},
                 {},
                 0});
        }
    }
}

void Engine::handle(const Started &in)
{
    const record::State &state = m_world.state();
    const bool isNew = state.lastSeq == 0;
    const WallTime lastEntry = state.lastEntryAt;
    m_world.programStart = m_world.now().wall;
    const auto open = std::ranges::count_if(state.incidents, [](const auto &item) { return item.second.open(); });
    if (isNew) {
        m_world.recorder.add({Kind::journalBegan,
                              0,
                              {},
                              "engine",
                              {"journal.began", {}},
                              {{"schema", kSchema},
                               {"journal_id", m_options.journalId},
                               {"mode", m_options.mode},
                               {"epoch", 1},
                               {"algorithm", "sha256"}},
                              {},
                              {},
                              0});
    }
    if (in.recorded) {
        Json data{{"version", in.version}, {"open_incidents", open}};
        Sentence sentence{"program.started", {{"open", std::int64_t{open}}}};
        if (!isNew) {
            const WallTime lastAlive = std::max(in.lastPulse.value_or(lastEntry), lastEntry);
            const Duration down = std::max(m_world.now().wall - lastAlive, Duration{0});
            data["last_entry"] = isoText(lastEntry);
            data["last_pulse"] = in.lastPulse ? Json(isoText(*in.lastPulse)) : Json();
            data["down_for"] = durationText(down);
            sentence = {"program.started_after", {{"down", down}, {"open", std::int64_t{open}}}};
        }
        if (in.speed != 1)
            data["speed"] = in.speed;
        m_world.recorder.add({Kind::programStarted, 0, {}, "engine", std::move(sentence), std::move(data), {}, {}, 0});
    }
    loadConfig({});
    if (!isNew) {
        if (const auto change = m_feeds.set({"pbx", FeedState::stale, {"program start", "程序启动"}}, m_world.now()))
            onFeed(*change);
        cancelHolds();
    }
    m_incidents.restore(m_world, [this](const record::Incident &incident) { return bookOf(incident); });
    scheduleDay();
    m_touched = true;
}

void Engine::handle(const Stopped &)
{
    m_world.recorder.add(
        {Kind::programStopped, 0, {}, "engine", {"program.stopped", {}}, {{"clean", true}}, {}, {}, 0});
}

// The whole set is swapped. Rules begin as unknown; open incidents keep their playbooks; the floor keeps its calls.
void Engine::handle(const ConfigIn &in)
{
    m_older[m_world.config->sha256] = m_world.config;
    m_world.config = in.configuration;
    m_world.floor.reconfigure(in.configuration->site);
    m_world.watch = watchFor(in.configuration);
    m_incidents.rulesBeginAnew();
    m_feeds.setStaleAfter(in.configuration->site.pbx.staleAfter);
    scheduleDay();
    loadConfig(in.asked);
    std::erase_if(m_older, [&](const auto &item) { // incidents that are closed need theirs no longer
        return std::ranges::none_of(m_world.state().incidents,
                                    [&](const auto &of) { return of.second.open() && of.second.config == item.first; });
    });
    m_world.changes.everything = true;
    m_touched = true;
}

void Engine::handle(const ConfigRefused &in)
{
    m_world.recorder.causedBy(in.asked.op, in.asked.id);
    Error why = in.why;
    why.context.erase(0, why.context.find_last_of('/') + 1); // a record names a file, not where this machine has it
    refuse(in.asked, refusal("config", {{"mistake", why.text()}}));
}

} // namespace fw::engine
