// A live session on a thread of its own, as a screen sees it: snapshots come out at most ten times a second (an
// incident's change at once), commands go in. Signals are emitted on the core thread; connect them queued.
#pragma once

#include "journal/journal.h"
#include "record/command.h"
#include "runtime/live_session.h"
#include "snapshot/snapshot.h"

#include <QObject>
#include <QThread>

#include <memory>

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
    // Records program.stopped, flushes, ends the thread. Waits for it.
    void stop();
    // Any thread.
    void send(const record::Command &command);

signals:
    void snapshotMade(const std::shared_ptr<const fw::snapshot::Snapshot> &snapshot);
    void commandRefused(const QString &commandId, const fw::Text &why);

private:
    QThread m_thread;
    CoreWorker *m_worker; // lives on the thread
};

} // namespace fw::runtime
