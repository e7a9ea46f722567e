// The line at the bottom: the newest entries, and whether everything is recorded.
#pragma once

#include "console/design/look.h"

#include <memory>

namespace fw::console {

class JournalLine : public Painted {
    Q_OBJECT
public:
    explicit JournalLine(QWidget *parent = nullptr);
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    // A sentence that stands before the entries for a while: why a command was not carried out, what can be undone.
    void setMessage(const QString &message, bool isRefusal);
    [[nodiscard]] QString recordedText() const;

protected:
    void onLook() override;
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();

    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    QString m_message;
    bool m_isRefusal = false;
};

} // namespace fw::console
