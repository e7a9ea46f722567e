// The watchdog: a small process beside the console that hears its heart on a pipe. No beat for ten seconds is a console
// that hangs, the end of the pipe without a good-bye is one that died: both are announced on screen and by sound, and
// one key starts the console again, into the step it was in.
#pragma once

#include <QObject>
#include <QProcess>
#include <QStringList>
#include <QTimer>

namespace fw::app {

// In the console: starts the watchdog and beats once a second for as long as the event loop turns.
class Heart : public QObject {
    Q_OBJECT
public:
    // `arguments`: how the console was started, to be started again so.
    explicit Heart(const QStringList &arguments, QObject *parent = nullptr);
    // Ends in order: the watchdog goes too. Else its silence is an alarm.
    void sayGoodbye();

private:
    QProcess m_process;
    QTimer m_beat;
};

// What the pipe says, apart from any process; `now` in ms.
class Pulse {
public:
    static constexpr qint64 kLongestSilence = 10'000; // ms
    enum class Finding { alive, hung, died, left };

    explicit Pulse(qint64 now) : m_last(now) {}
    void hear(const QByteArray &bytes, qint64 now);
    void closed() { m_closed = true; }
    [[nodiscard]] Finding find(qint64 now) const;

private:
    qint64 m_last;
    QByteArray m_tail; // of what was heard: a word may come in two pieces
    bool m_goodbye = false;
    bool m_closed = false;
};

// The watchdog process: words are the console's process id and its arguments.
int runWatchdog(int argc, char *argv[]);

} // namespace fw::app
