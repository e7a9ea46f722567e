// The engine while nothing may be decided, because the journal takes no more records: the floor follows what the feeds
// say, so that what is shown of it stays true, and nothing happens that would be a record. Afterwards feeds and
// memberships are recorded as they are then, and the rules look at everything. A canary that comes meanwhile stays
// unanswered, as an alarm would.
#include "base/overloaded.h"
#include "engine/engine.h"

namespace fw::engine {

void Engine::holdDecisions(bool held)
{
    if (held && !m_missed)
        m_missed = Missed{};
    m_held = held;
}

Output Engine::countOnly(const Input &input)
{
    const Moment now = at(input.at.steady); // a step of the wall clock is recorded afterwards
    m_world.recorder.begin(now);
    std::visit(overloaded{
                   [&](const SignalIn &in) {
                       if (const auto change = heard(in.signal))
                           miss(*change);
                       miss(m_world.floor.apply(in.signal, now));
                   },
                   [&](const FeedIn &in) {
                       if (const auto change = m_feeds.set(in, now))
                           miss(*change);
                   },
                   [&](const CommandIn &) { m_world.recorder.output().refused = inBoth(refusal("not_recorded")); },
                   [&](const Wake &) {
                       for (const FeedChange &change : m_feeds.age(now))
                           miss(change);
                       beginDayIfDue();
                   },
                   [](const auto &) {}, // start, stop and another configuration need a program that decides
               },
               input.body);
    return m_world.recorder.take();
}

void Engine::miss(const FeedChange &change)
{
    miss(m_world.floor.setFeed(change.feed, change.state, m_world.now()));
    m_missed->feeds.insert_or_assign(change.feed, change);
}

void Engine::miss(const floor::Changes &changes)
{
    m_missed->memberships.insert(changes.memberships.begin(), changes.memberships.end());
    m_missed->snapshotEnded = m_missed->snapshotEnded || changes.snapshotEnded;
    m_missed->pbxRestarted = m_missed->pbxRestarted || changes.pbxRestarted;
}

void Engine::catchUp()
{
    const Missed missed = *std::exchange(m_missed, std::nullopt);
    for (const auto &[feed, change] : missed.feeds)
        recordFeed(change);
    m_world.changes.memberships = missed.memberships;
    m_world.changes.snapshotEnded = missed.snapshotEnded;
    recordMemberships(missed.pbxRestarted ? "restart" : missed.snapshotEnded ? "snapshot" : "event");
    m_world.changes = {};
    m_world.changes.everything = true;
    m_touched = true;
}

} // namespace fw::engine
