// An engine behind the console, in the same thread, with the shipped playbooks and a clock that only the test moves.
// Commands are carried out at once; snapshots go out when the event loop turns, as they do from the core's thread.
#pragma once

#include "console/link.h"
#include "engine/timeline.h"
#include "snapshot/builder.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::test {

class TestLink : public console::Link {
public:
    // `site`: a file of tests/data/console.
    explicit TestLink(const std::string &site = "site.toml");

    void send(const record::Command &command) override;
    void signal(floor::Signal signal);
    void feed(const std::string &feed, engine::FeedState state, Text why = {});
    void advance(Duration d);
    void reload(const std::string &site);
    // Snapshots are made from now on, or not: a core that has stopped.
    void stall(bool stalled) { m_stalled = stalled; }
    // Records after the first `seq` are not in the journal yet; nothing: all are.
    void durableUpTo(std::optional<std::uint64_t> seq) { m_durable = seq; }
    void diskRefuses(bool refuses) { m_diskRefuses = refuses; }
    // The journal takes nothing any more: every act is refused.
    void holdDecisions(bool held) { m_engine.holdDecisions(held); }
    // Answers come with the next snapshot, or, while they are held, later.
    void holdAnswers(bool held) { m_holdsAnswers = held; }
    void publish();
    // Whatever was not published yet.
    void publishIfChanged();

    [[nodiscard]] const record::State &state() const { return m_engine.state(); }
    [[nodiscard]] const std::vector<record::Record> &records() const { return m_records; }
    [[nodiscard]] const record::Record *last(record::Kind kind) const; // null: none
    [[nodiscard]] std::vector<const record::Record *> all(record::Kind kind) const;
    [[nodiscard]] const snapshot::Snapshot &snapshot() const { return *m_snapshot; }
    [[nodiscard]] const std::shared_ptr<const snapshot::Snapshot> &shared() const { return m_snapshot; }
    [[nodiscard]] Moment now() const { return m_now; }
    [[nodiscard]] const engine::Configuration &configuration() const { return m_engine.configuration(); }

private:
    void put(engine::InputBody body);

    Moment m_now;
    engine::Engine m_engine;
    engine::Timeline m_timeline;
    snapshot::Builder m_builder;
    std::vector<record::Record> m_records;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    std::optional<std::uint64_t> m_durable;
    std::vector<std::pair<QString, std::optional<Text>>> m_answers;
    bool m_diskRefuses = false;
    bool m_changed = false;
    bool m_stalled = false;
    bool m_holdsAnswers = false;
};

} // namespace fw::test
