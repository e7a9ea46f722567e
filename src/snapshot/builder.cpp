#include "snapshot/builder.h"

#include <algorithm>

namespace fw::snapshot {
namespace {

constexpr Duration kNearestEvery = std::chrono::seconds{1};
constexpr std::size_t kNearest = 5;

// What a supervisor wants to read in one line; the rest is for the history.
bool isNews(record::Kind kind)
{
    using enum record::Kind;
    switch (kind) {
    case agentSignedIn:
    case conditionChanged: // the incident it opens says it, and the board's marks
    case agentSignedOut:
    case stepActivated:
    case stepLapsed:
    case clockStarted:
    case clockStopped:
    case clockPaused:
    case clockResumed:
    case incidentClosable:
    case journalBegan:
    case configLoaded:
        return false;
    default:
        return true;
    }
}

template <class T> void keepNewest(std::deque<T> &items, T item, std::size_t most)
{
    items.push_front(std::move(item));
    if (items.size() > most)
        items.pop_back();
}

Trend trendOf(const std::deque<std::optional<double>> &samples, WallTime last)
{
    return {Builder::kSampleEvery, last, {samples.begin(), samples.end()}};
}

constexpr std::size_t kMinute = std::chrono::minutes{1} / Builder::kSampleEvery; // in samples

// From totals at samples, newest last; all must be known.
std::optional<double> perMinute(const std::deque<std::optional<int>> &totals)
{
    const auto known = [](const std::optional<int> &total) { return total.has_value(); };
    if (totals.size() < 2 || !std::ranges::all_of(totals, known))
        return std::nullopt;
    return double(*totals.back() - *totals.front()) * double(kMinute) / double(totals.size() - 1);
}

template <class T> void append(std::deque<T> &samples, T sample)
{
    samples.push_back(std::move(sample));
    if (samples.size() > Builder::kSamples)
        samples.pop_front();
}

} // namespace

void Builder::recall(const record::Record &r)
{
    const Entry entry{r.seq,      r.happenedAt, r.recordedAt, r.kind,
                      r.incident, r.step,       r.actor,      {r.summaryEn, r.summaryZh}};
    if (r.kind == record::Kind::seatAssigned)
        m_assigned[r.incident][r.data.value("from", std::string())] = r.data.value("to", std::string());
    if (r.kind == record::Kind::incidentOpened) {
        const auto why = std::ranges::find(r.sentence.args, "why", &std::pair<std::string, SentenceArg>::first);
        const bool known = why != r.sentence.args.end() && std::holds_alternative<Text>(why->second);
        m_why[r.incident] = known ? std::get<Text>(why->second) : entry.text;
    }
    if (r.incident != 0)
        keepNewest(m_timelines[r.incident], entry, kTimeline);
    if (isNews(r.kind))
        keepNewest(m_news, entry, kNews);
}

void Builder::onOutput(const engine::Output &out)
{
    for (const record::Record &r : out.records) {
        recall(r);
        if (r.kind == record::Kind::incidentClosed)
            m_sounding.erase(r.incident);
    }
    for (const engine::Effect &effect : out.effects) {
        if (const auto *announce = std::get_if<engine::Announce>(&effect))
            m_sounding[announce->incident] = std::max(m_sounding[announce->incident], announce->urgency);
        if (const auto *silence = std::get_if<engine::Silence>(&effect))
            m_sounding.erase(silence->incident);
    }
}

void Builder::soundOpenIncidents(const record::State &state, WallTime now)
{
    for (const auto &[id, incident] : state.incidents) {
        if (incident.open() && !(incident.ownedUntil && *incident.ownedUntil > now))
            m_sounding[id] = incident.level;
    }
}

// A sample stands for the time since the one before; a stretch without samples (the machine slept) is a gap.
void Builder::sample(const engine::Engine &engine, Moment now)
{
    if (m_sampled && now.steady < m_sampled->steady + kSampleEvery)
        return;
    const auto missed = m_sampled ? (now.steady - m_sampled->steady) / kSampleEvery - 1 : 0;
    const bool known = engine.floor().pbxKnown();
    for (const auto &[id, queue] : engine.floor().queues()) {
        Samples &samples = m_samples[id];
        for (auto i = std::min<std::int64_t>(missed, kSamples); i > 0; --i) {
            append<std::optional<double>>(samples.waiting, std::nullopt);
            append<std::optional<double>>(samples.arrivals, std::nullopt);
        }
        if (missed > 0)
            samples.offered.clear();
        append(samples.waiting, known ? std::optional(double(queue.waiting().size())) : std::nullopt);
        samples.offered.push_back(known ? std::optional(queue.total().offered) : std::nullopt);
        if (samples.offered.size() > kMinute + 1)
            samples.offered.pop_front();
        append(samples.arrivals, perMinute(samples.offered));
    }
    std::erase_if(m_samples, [&](const auto &entry) { return engine.floor().queue(entry.first) == nullptr; });
    m_sampled = now;
}

std::shared_ptr<const Snapshot> Builder::make(const engine::Engine &engine, Moment now, const Recorded &recorded)
{
    sample(engine, now);
    const floor::Floor &floor = engine.floor();
    auto made = std::make_shared<Snapshot>();
    made->at = now;
    made->newsSince = recorded.newsSince;
    made->site = floor.site().name;
    made->offsets = floor.site().offsets;
    made->pbxKnown = floor.pbxKnown();
    made->feeds = feedsOf(engine);
    made->seats = seatsOf(engine, m_assigned, now);
    made->upses = upsesOf(engine);
    made->zones = zonesOf(engine);
    made->systems = systemsOf(engine);
    made->queues = queuesOf(engine, now);
    for (Queue &queue : made->queues) {
        const Samples &samples = m_samples[queue.id];
        queue.waiting = trendOf(samples.waiting, m_sampled->wall);
        queue.arrivals = trendOf(samples.arrivals, m_sampled->wall);
    }
    if (!m_nearestAt || now.steady >= *m_nearestAt + kNearestEvery) {
        m_nearest.clear();
        for (rules::Near &near : engine.watch().nearest(floor, now, kNearest)) {
            const auto since = near.pendingSince ? std::optional(near.pendingSince->wall) : std::nullopt;
            m_nearest.push_back({near.rule->id, near.subject, near.nearness, std::move(near.text), since});
        }
        m_nearestAt = now.steady;
    }
    made->nearest = m_nearest;
    made->incidents = incidentsOf(engine, now);
    for (Incident &incident : made->incidents) {
        const auto &timeline = m_timelines[incident.id];
        incident.timeline.assign(timeline.begin(), timeline.end());
        incident.why = m_why[incident.id];
    }
    const auto closed = [&](const auto &entry) { return made->incident(entry.first) == nullptr; };
    std::erase_if(m_timelines, closed);
    std::erase_if(m_assigned, closed);
    std::erase_if(m_why, closed);
    made->returned = returnedOf(engine, now);
    made->procedures = proceduresOf(engine, made->incidents);
    for (const procedures::Contact &contact : engine.configuration().contacts)
        made->contacts.push_back({contact.name, contact.post, contact.number});
    made->onDuty = engine.state().onDuty;
    made->news.assign(m_news.begin(), m_news.end());
    made->sounding = m_sounding;
    made->lastSeq = engine.state().lastSeq;
    made->durableSeq = recorded.durableSeq;
    made->unrecorded = recorded.unrecorded;
    made->diskRefuses = recorded.diskRefuses;
    made->canary = engine.canary();
    return made;
}

} // namespace fw::snapshot
