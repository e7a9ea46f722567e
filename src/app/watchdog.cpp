#include "watchdog.h"

#include "console/sound/player.h"
#include "console/window/alarm_window.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QLocale>
#include <QSocketNotifier>
#include <QTranslator>

#include <csignal>
#include <unistd.h>

namespace fw::app {
namespace {

constexpr int kBeatEvery = 1'000;   // ms
constexpr int kSoundEvery = 10'000; // ms
constexpr const char *kGoodbye = "bye";

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
        const auto n = ::read(STDIN_FILENO, bytes.data(), std::size_t(bytes.size()));
        if (n <= 0) {
            m_input.setEnabled(false);
            m_pulse.closed();
        } else {
            m_pulse.hear(bytes.left(int(n)), m_clock.elapsed());
        }
        onLook();
    }

    void onLook()
    {
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
            return alarm(console::AlarmWindow::hungText());
        case Pulse::Finding::died:
            return alarm(console::AlarmWindow::diedText());
        }
    }

    void alarm(const QString &text)
    {
        m_window.announce(text);
        m_player->play(console::Sound::lost);
        m_sound.start(kSoundEvery);
    }

    // A console that hangs holds the journal: it is ended before another one starts.
    void restart()
    {
        if (m_found == Pulse::Finding::hung)
            ::kill(pid_t(m_console), SIGKILL);
        QProcess::startDetached(QCoreApplication::applicationFilePath(), m_arguments);
        QCoreApplication::quit();
    }

    qint64 m_console;
    QStringList m_arguments;
    Pulse m_pulse;
    Pulse::Finding m_found = Pulse::Finding::alive;
    QElapsedTimer m_clock;
    std::unique_ptr<console::Player> m_player;
    QSocketNotifier m_input;
    QTimer m_look;
    QTimer m_sound;
    console::AlarmWindow m_window;
};

} // namespace

// ---- the console's side ---------------------------------------------------------------------------------------------

Heart::Heart(const QStringList &arguments, QObject *parent) : QObject(parent), m_process(this), m_beat(this)
{
    m_process.setProcessChannelMode(QProcess::ForwardedChannels);
    QStringList words{QStringLiteral("--watchdog"), QString::number(QCoreApplication::applicationPid())};
    m_process.start(QCoreApplication::applicationFilePath(), words + arguments);
    connect(&m_beat, &QTimer::timeout, this, [this] { m_process.write("beat\n"); });
    m_beat.start(kBeatEvery);
}

void Heart::sayGoodbye()
{
    constexpr int kPatience = 2'000; // ms
    m_beat.stop();
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
    return now - m_last > kLongestSilence ? Finding::hung : Finding::alive;
}

// ---- the watchdog's side --------------------------------------------------------------------------------------------

int runWatchdog(int argc, char *argv[])
{
    QApplication application(argc, argv);
    console::setUpApplication(application);
    QApplication::setApplicationName(QStringLiteral("Floorwarden watchdog"));
    QApplication::setQuitOnLastWindowClosed(false);
    const QStringList words = QApplication::arguments().mid(2); // after "--watchdog"
    const bool chinese =
        words.contains(QStringLiteral("zh_CN")) || QLocale::system().name().startsWith(QLatin1String("zh"));
    QTranslator translator;
    if (chinese && translator.load(QStringLiteral(":/i18n/floorwarden_zh_CN.qm")))
        QApplication::installTranslator(&translator);
    Guard guard(words.value(0).toLongLong(), words.mid(1));
    return QApplication::exec();
}

} // namespace fw::app
