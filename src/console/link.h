// What the console needs from outside: snapshots come in, commands go out. The session behind it runs on a thread of
// its own; everything here is on the GUI thread. The console keeps the newest snapshot and asks for nothing else.
#pragma once

#include "record/command.h"
#include "snapshot/snapshot.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace fw::console {

class Link : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    virtual void send(const record::Command &command) = 0;

signals:
    void snapshotMade(const std::shared_ptr<const fw::snapshot::Snapshot> &snapshot);
    // In the order in which they were sent: carried out, or why not. A snapshot that comes later shows what it did.
    void commandAnswered(const QString &commandId, const std::optional<fw::Text> &refused);
};

} // namespace fw::console
