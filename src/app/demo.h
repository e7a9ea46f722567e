// The demo: a recorded real PBX stream and a simulated UPS, played on loopback into the real clients, so that
// everything can be tried with nothing installed. Its files come inside the program and go to a folder of its own.
#pragma once

#include "base/result.h"
#include "wording/sentence.h"

#include <QTemporaryDir>
#include <QThread>

#include <string>

namespace fw::app {

class Demo {
public:
    Demo();
    ~Demo();
    Demo(const Demo &) = delete;
    Demo &operator=(const Demo &) = delete;

    // Starts PBX and UPS; the folder then holds a profile that points at them, its names in `language`.
    [[nodiscard]] Result<void> start(Language language);
    [[nodiscard]] std::string profile() const { return m_folder.path().toStdString(); }
    [[nodiscard]] std::string journal() const { return m_folder.filePath(QStringLiteral("journal.db")).toStdString(); }

private:
    [[nodiscard]] Result<void> unpack(Language language) const;
    [[nodiscard]] Result<void> writeSite(int pbxPort, int upsPort) const;

    QTemporaryDir m_folder;
    QThread m_thread;
    QObject *m_doubles = nullptr; // on the thread
};

} // namespace fw::app
