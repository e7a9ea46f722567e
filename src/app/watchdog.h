// The watchdog: a small process beside the console that hears its heart on a pipe. No beat for ten seconds is a console
// that hangs, the end of the pipe without a good-bye is one that died: both are announced on screen and by sound, and
// one key starts the console again, into the step it was in. It stays until another one watches the new console.
#pragma once

#include "options.h"

#include <QElapsedTimer>
#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace fw::app {

// In the console: starts the watchdog and beats once a second for as long as the event loop turns.
class Heart : public QObject {
    Q_OBJECT
public:
    static constexpr int kMostStarts = 4; // of one that ends again and again

    // `arguments`: how `program`, the console, was started, to be started again so.
    Heart(QString program, const QStringList &arguments, QObject *parent = nullptr);
    // Ends in order: the watchdog goes too. Else its silence is an alarm.
    void sayGoodbye();

signals:
    // The watchdog has ended and nobody asked it to: the console is not watched. `again`: another one is started.
    void lost(bool again);

private:
    void start();
    void onStarted();
    void onEnded();

    QString m_program;
    QStringList m_arguments;
    QProcess m_process;
    QTimer m_beat;
    QTimer m_again;
    QElapsedTimer m_sinceStart;
    int m_starts = 0; // that did not last
    int m_former;     // socket to the watchdog that started this console; -1: none waits
};

// What the pipe says, apart from any process; times in ms.
class Pulse {
public:
    static constexpr qint64 kLongestSilence = 10'000;
    enum class Finding { alive, hung, died, left };

    explicit Pulse(qint64 now, qint64 longestSilence = kLongestSilence) : m_longestSilence(longestSilence), m_last(now)
    {
    }
    void hear(const QByteArray &bytes, qint64 now);
    void closed() { m_closed = true; }
    [[nodiscard]] bool isClosed() const { return m_closed; }
    [[nodiscard]] Finding find(qint64 now) const;

private:
    qint64 m_longestSilence;
    qint64 m_last;
    QByteArray m_tail; // of what was heard: a word may come in two pieces
    bool m_goodbye = false;
    bool m_closed = false;
};

// The watchdog process: words are the console's process id and its arguments, of the console's `options`.
int runWatchdog(int argc, char *argv[], const std::vector<Options::Option> &options);

} // namespace fw::app
