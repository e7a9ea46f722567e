// What lives on the core thread: the session and the maker of snapshots. Private to Core.
#pragma once

#include "runtime/core.h"
#include "snapshot/builder.h"

#include <QElapsedTimer>
#include <QTimer>

#include <mutex>

namespace fw::runtime {

class CoreWorker : public QObject {
    Q_OBJECT
public:
    CoreWorker(LivePlan plan, ConsoleClock clock, record::State restored, const std::vector<record::Record> &recalled,
               std::unique_ptr<journal::Writer> writer);
    ~CoreWorker() override;

    void start();
    std::size_t stop(); // how many entries are not in the journal
    void send(const record::Command &command);
    // The newest snapshot; null: it was taken already. Any thread.
    [[nodiscard]] std::shared_ptr<const snapshot::Snapshot> takeNewest();

signals:
    void snapshotWaiting();
    void commandAnswered(const QString &commandId, const std::optional<fw::Text> &refused);

private:
    void onOutput(const engine::Output &out);
    void onTick();
    void publish();

    struct Start { // kept until start(), which makes the session on its own thread
        LivePlan plan;
        record::State restored;
    };
    std::optional<Start> m_start;
    std::unique_ptr<journal::Writer> m_writer;
    ConsoleClock m_clock;
    std::unique_ptr<LiveSession> m_session;
    snapshot::Builder m_builder;
    QTimer m_tick;   // looks whether there is something new
    QTimer m_soon;   // an incident changed: now
    QTimer m_canary; // proves the way from a signal to the screen
    QElapsedTimer m_sincePublished;
    std::uint64_t m_inputs = 0; // when published
    std::uint64_t m_durable = 0;
    std::uint64_t m_canaries = 0;
    bool m_carriesOut = false;     // a command
    std::optional<Text> m_refused; // why that one was
    std::mutex m_mutex;
    std::shared_ptr<const snapshot::Snapshot> m_newest; // under the mutex
};

} // namespace fw::runtime
