#include "watchdog.h"

#include "console/sound/player.h"
#include "console/window/alarm_window.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QTranslator>

#include <array>
#include <csignal>
#include <fcntl.h>
#include <memory>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace fw::app {
namespace {

constexpr int kBeatEvery = 1'000;        // ms
constexpr int kSoundEvery = 10'000;      // ms
constexpr qint64 kLongestStart = 60'000; // ms: a long journal is read before the window is there
constexpr int kStartAgainAfter = 1'000;  // ms
constexpr qint64 kLasts = 60'000;        // ms: a watchdog that lived so long may be started again as at first
constexpr const char *kGoodbye = "bye";
// Holds the socket on which a console that was started again says good-bye to the watchdog that started it, once
// another one watches.
constexpr const char *kFormer = "FLOORWARDEN_FORMER_WATCHDOG";

class Guard : public QObject {
public:
    Guard(qint64 console, QStringList arguments)
        : m_console(console), m_arguments(std::move(arguments)), m_pulse(0), m_player(console::makeAlsaPlayer()),
          m_input(STDIN_FILENO, QSocketNotifier::Read)
    {
        m_clock.start();
        connect(&m_input, &QSocketNotifier::activated, this, &Guard::onInput);
        connect(&m_look, &QTimer::timeout, this, &Guard::onLook);
        connect(&m_sound, &QTimer::timeout, this, [this] { m_player->play(console::Sound::lost); });
        connect(&m_window, &console::AlarmWindow::restartWanted, this, &Guard::restart);
        connect(&m_window, &console::AlarmWindow::leaveWanted, qApp, &QCoreApplication::quit);
        m_look.start(kBeatEvery);
    }

private:
    void onInput()
    {
        QByteArray bytes(256, '\0');
        const auto n = ::read(int(m_input.socket()), bytes.data(), std::size_t(bytes.size()));
        if (n > 0) {
            m_pulse.hear(bytes.left(int(n)), m_clock.elapsed());
        } else {
            m_input.setEnabled(false);
            if (m_input.socket() != STDIN_FILENO) // whose number must not become another file's
                ::close(int(m_input.socket()));
            m_pulse.closed();
            if (m_startAtEnd)
                return startConsole();
        }
        onLook();
    }

    void onLook()
    {
        m_window.setSound(m_player->works());
        const Pulse::Finding finding = m_pulse.find(m_clock.elapsed());
        if (finding == m_found)
            return;
        m_found = finding;
        switch (finding) {
        case Pulse::Finding::alive:
            m_window.hide();
            m_sound.stop();
            return;
        case Pulse::Finding::left:
            return QCoreApplication::quit();
        case Pulse::Finding::hung:
            return alarm(m_restarting ? console::AlarmWindow::notStartedText() : console::AlarmWindow::hungText());
        case Pulse::Finding::died:
            return alarm(m_restarting ? console::AlarmWindow::notStartedText() : console::AlarmWindow::diedText());
        }
    }

    void alarm(const QString &text)
    {
        m_window.announce(text, console::AlarmWindow::Offer::restart);
        m_player->play(console::Sound::lost);
        m_sound.start(kSoundEvery);
    }

    // A console that hangs holds the journal: it is ended, and has ended when its pipe does, before another one starts.
    void restart()
    {
        const bool isThere = !m_pulse.isClosed();
        m_restarting = true;
        expectConsole();
        if (!isThere)
            return startConsole();
        m_startAtEnd = true;
        ::kill(pid_t(m_console), SIGKILL);
    }

    void expectConsole()
    {
        m_pulse = Pulse(m_clock.elapsed(), kLongestStart);
        m_found = Pulse::Finding::alive;
        m_sound.stop();
        m_window.announce(console::AlarmWindow::startingText(), console::AlarmWindow::Offer::nothing);
    }

    void startConsole()
    {
        m_startAtEnd = false;
        expectConsole();
        std::array<int, 2> line{-1, -1};
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line.data()) != 0 ||
            ::fcntl(line[1], F_SETFD, 0) != 0) {
            m_pulse.closed();
            return onLook();
        }
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QString::fromLatin1(kFormer), QString::number(line[1]));
        QProcess console;
        console.setProgram(QCoreApplication::applicationFilePath());
        console.setArguments(m_arguments);
        console.setStandardInputFile(QProcess::nullDevice());
        console.setProcessEnvironment(environment);
        console.startDetached(&m_console); // one that does not start holds no end of the line, and so has died
        ::close(line[1]);
        m_input.setSocket(line[0]);
        m_input.setEnabled(true);
    }

    qint64 m_console;
    QStringList m_arguments;
    Pulse m_pulse;
    Pulse::Finding m_found = Pulse::Finding::alive;
    bool m_restarting = false; // since the first time that a restart was wanted
    bool m_startAtEnd = false; // of the console that is being ended
    QElapsedTimer m_clock;
    std::unique_ptr<console::Player> m_player;
    QSocketNotifier m_input;
    QTimer m_look;
    QTimer m_sound;
    console::AlarmWindow m_window;
};

} // namespace

// ---- the console's side ---------------------------------------------------------------------------------------------

Heart::Heart(QString program, const QStringList &arguments, QObject *parent)
    : QObject(parent), m_program(std::move(program)), m_arguments(arguments), m_process(this), m_beat(this),
      m_again(this), m_former(qEnvironmentVariableIsSet(kFormer) ? qEnvironmentVariableIntValue(kFormer) : -1)
{
    qunsetenv(kFormer);
    if (m_former >= 0)
        ::fcntl(m_former, F_SETFD, FD_CLOEXEC); // not the watchdog's
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    m_again.setSingleShot(true);
    connect(&m_process, &QProcess::started, this, &Heart::onStarted);
    connect(&m_process, &QProcess::finished, this, &Heart::onEnded);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart) // whatever else goes wrong, it finishes
            onEnded();
    });
    connect(&m_beat, &QTimer::timeout, this, [this] { m_process.write("beat\n"); });
    connect(&m_again, &QTimer::timeout, this, &Heart::start);
    start();
}

void Heart::start()
{
    ++m_starts;
    m_sinceStart.start();
    m_process.start(m_program,
                    QStringList{QStringLiteral("--watchdog"), QString::number(QCoreApplication::applicationPid())} +
                        m_arguments);
}

void Heart::onStarted()
{
    m_beat.start(kBeatEvery);
    if (m_former < 0)
        return;
    (void)::send(m_former, kGoodbye, qstrlen(kGoodbye), MSG_NOSIGNAL); // one that has gone needs none
    ::close(std::exchange(m_former, -1));
}

void Heart::onEnded()
{
    m_beat.stop();
    if (m_sinceStart.elapsed() >= kLasts)
        m_starts = 0;
    const bool again = m_starts < kMostStarts;
    if (again)
        m_again.start(kStartAgainAfter);
    emit lost(again);
}

void Heart::sayGoodbye()
{
    constexpr int kPatience = 2'000; // ms
    m_beat.stop();
    m_again.stop();
    disconnect(&m_process, nullptr, this, nullptr); // it ends because it is asked to
    if (m_process.state() == QProcess::NotRunning)
        return;
    m_process.write(kGoodbye);
    m_process.write("\n");
    m_process.closeWriteChannel();
    m_process.waitForFinished(kPatience);
}

// ---- what the pipe says ---------------------------------------------------------------------------------------------

void Pulse::hear(const QByteArray &bytes, qint64 now)
{
    m_last = now;
    m_tail += bytes;
    m_goodbye = m_goodbye || m_tail.contains(kGoodbye);
    m_tail = m_tail.right(qsizetype(qstrlen(kGoodbye)));
}

Pulse::Finding Pulse::find(qint64 now) const
{
    if (m_goodbye)
        return Finding::left;
    if (m_closed)
        return Finding::died;
    return now - m_last > m_longestSilence ? Finding::hung : Finding::alive;
}

// ---- the watchdog's side --------------------------------------------------------------------------------------------

int runWatchdog(int argc, char *argv[], const std::vector<Options::Option> &options)
{
    QApplication application(argc, argv);
    console::setUpApplication(application);
    QApplication::setApplicationName(QStringLiteral("Floorwarden watchdog"));
    QApplication::setQuitOnLastWindowClosed(false);
    std::signal(SIGINT, SIG_IGN); // Ctrl+C in a terminal is the console's: its watchdog goes with it
    const QStringList words = QApplication::arguments().mid(2); // after "--watchdog"
    const Options console(words.mid(1), options, 0, 0);
    QTranslator translator;
    if (console.language() == Language::zh && translator.load(QStringLiteral(":/i18n/floorwarden_zh_CN.qm")))
        QApplication::installTranslator(&translator);
    Guard guard(words.value(0).toLongLong(), words.mid(1));
    return QApplication::exec();
}

} // namespace fw::app
