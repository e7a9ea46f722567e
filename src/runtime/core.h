// A live session on a thread of its own, as a screen sees it: snapshots come out at most ten times a second (an
// incident's change sooner), commands go in. Signals are emitted on the thread that made the Core. A screen that is
// slower than the core gets the newest snapshot and none of those in between.
#pragma once

#include "journal/journal.h"
#include "record/command.h"
#include "runtime/live_session.h"
#include "snapshot/snapshot.h"

#include <QObject>
#include <QThread>

#include <memory>
#include <optional>

namespace fw::runtime {

class CoreWorker;

class Core : public QObject {
    Q_OBJECT
public:
    // `recalled`: records from before this start that a screen shows, oldest first.
    Core(LivePlan plan, ConsoleClock clock, record::State restored, const std::vector<record::Record> &recalled,
         std::unique_ptr<journal::Writer> writer);
    ~Core() override; // stops

    void start();
    // Records program.stopped, flushes, ends the thread. Waits for it. Gives how many entries are not in the journal.
    std::size_t stop();
    // Any thread.
    void send(const record::Command &command);

signals:
    void snapshotMade(const std::shared_ptr<const fw::snapshot::Snapshot> &snapshot);
    // In the order in which they were sent. A snapshot that comes later was made later.
    void commandAnswered(const QString &commandId, const std::optional<fw::Text> &refused);

private:
    void onWaiting();

    QThread m_thread;
    CoreWorker *m_worker; // lives on the thread
};

} // namespace fw::runtime
