// The whole console under load: a PBX double that plays the recorded surge many times side by side, over TCP into the
// real client, through engine and journal to a window that paints. Prints one JSON line; the machine's figures, not
// asserted here. usage: bench_console COPIES SECONDS
#include "app/console_link.h"
#include "app/options.h"
#include "console/design/theme.h"
#include "console/window/main_window.h"
#include "runtime/core.h"
#include "runtime/recall.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QHostAddress>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTimer>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <fmt/format.h>
#include <numeric>
#include <sys/resource.h>

namespace {

using namespace fw;

constexpr int kSettle = 12'000; // ms before anything is counted: the first snapshot of thousands of agents
constexpr int kBreath = 1'000;  // ms until everything that was sent is shown
constexpr int kLook = 5;        // ms between two looks at the event loop

double cpuSeconds()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    const auto seconds = [](const timeval &t) { return double(t.tv_sec) + double(t.tv_usec) / 1e6; };
    return seconds(used.ru_utime) + seconds(used.ru_stime);
}

double peakMegabytes()
{
    rusage used{};
    getrusage(RUSAGE_SELF, &used);
    return double(used.ru_maxrss) / 1024;
}

Duration bootTime()
{
    timespec t{};
    clock_gettime(CLOCK_BOOTTIME, &t);
    return Duration{t.tv_sec * 1000 + t.tv_nsec / 1'000'000};
}

QByteArray siteFor(int copies, const QByteArray &port)
{
    QByteArray site = "[site]\nname = \"load\"\n[pbx]\nport = " + port +
                      "\nuser = \"console\"\nsecret_env = \"FLOORWARDEN_AMI_SECRET\"\n";
    for (int copy = 1; copy <= copies; ++copy) {
        for (const char *queue : {"tickets", "drama", "venues", "outbound"}) {
            const QByteArray id = copy == 1 ? QByteArray(queue) : QByteArray(queue) + '-' + QByteArray::number(copy);
            site +=
                "[[queue]]\nid = \"" + id + "\"\nlimits = { waiting = 10, longest_wait = \"30s\", for = \"15s\" }\n";
        }
    }
    return site;
}

// What the window does while it is watched.
class Meter : public QObject {
public:
    explicit Meter(console::MainWindow &window) : m_window(window)
    {
        window.installEventFilter(this);
        connect(&m_look, &QTimer::timeout, this,
                [this] { m_longestBlock = std::max(m_longestBlock, m_gap.restart() - kLook); });
        m_look.setTimerType(Qt::PreciseTimer);
    }
    void begin()
    {
        m_paints = 0;
        m_longestBlock = 0;
        m_ages.clear();
        m_gap.start();
        m_look.start(kLook);
    }
    void onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
    {
        if (snapshot->newsSince)
            m_shown = m_shown ? std::min(*m_shown, *snapshot->newsSince) : snapshot->newsSince;
        m_newest = snapshot;
    }
    [[nodiscard]] int paints() const { return m_paints; }
    [[nodiscard]] qint64 longestBlock() const { return m_longestBlock; }
    [[nodiscard]] const std::shared_ptr<const snapshot::Snapshot> &newest() const { return m_newest; }
    [[nodiscard]] double age(double part)
    {
        std::ranges::sort(m_ages);
        return m_ages.empty() ? 0 : m_ages[std::min(m_ages.size() - 1, std::size_t(part * double(m_ages.size())))];
    }

protected:
    bool eventFilter(QObject *object, QEvent *event) override
    {
        if (object == &m_window && event->type() == QEvent::UpdateRequest) {
            ++m_paints;
            if (m_shown)
                m_ages.push_back(double((bootTime() - *m_shown).count()));
            m_shown.reset();
        }
        return false;
    }

private:
    console::MainWindow &m_window;
    QTimer m_look;
    QElapsedTimer m_gap;
    int m_paints = 0;
    qint64 m_longestBlock = 0;
    std::optional<Duration> m_shown; // of the snapshot that waits to be painted
    std::vector<double> m_ages;      // ms from the first input to the paint
    std::shared_ptr<const snapshot::Snapshot> m_newest;
};

// Every copy plays the same calls: nothing is lost if all copies of a queue count the same, but for the calls of the
// moment.
int farthestApart(const snapshot::Snapshot &snapshot)
{
    std::map<std::string, std::pair<int, int>> counted; // least and most offered
    for (const snapshot::Queue &queue : snapshot.queues) {
        const std::string name = queue.id.str().substr(0, queue.id.str().find('-'));
        const int offered = queue.figures.today.offered;
        const auto [it, isNew] = counted.try_emplace(name, offered, offered);
        it->second = {std::min(it->second.first, offered), std::max(it->second.second, offered)};
    }
    int apart = 0;
    for (const auto &[name, range] : counted)
        apart = std::max(apart, range.second - range.first);
    return apart;
}

// A second client of the same double, with the console's event mask: what was there to be seen.
class Witness {
public:
    explicit Witness(quint16 port)
    {
        QObject::connect(&m_socket, &QTcpSocket::connected, &m_socket, [this] {
            m_socket.write(
                "Action: Login\r\nUsername: witness\r\nSecret: any\r\nEvents: system,call,agent,user\r\n\r\n");
        });
        QObject::connect(&m_socket, &QTcpSocket::readyRead, &m_socket, [this] {
            while (m_socket.canReadLine()) {
                const QByteArray line = m_socket.readLine();
                m_events += line.startsWith("Event: ") ? 1 : 0;
                m_joins += line == "Event: QueueCallerJoin\r\n" ? 1 : 0;
            }
        });
        m_socket.connectToHost(QHostAddress::LocalHost, port);
    }
    [[nodiscard]] qint64 events() const { return m_events; }
    [[nodiscard]] int joins() const { return m_joins; }

private:
    QTcpSocket m_socket;
    qint64 m_events = 0;
    int m_joins = 0;
};

void wait(int ms)
{
    QEventLoop loop;
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
}

int offered(const snapshot::Snapshot &snapshot)
{
    return std::accumulate(snapshot.queues.begin(), snapshot.queues.end(), 0,
                           [](int sum, const snapshot::Queue &q) { return sum + q.figures.today.offered; });
}

// Calls that were announced and are in no queue's figures, while the double holds its breath and all has been read.
int missing(const QProcess &pbx, const Meter &meter, const Witness &witness)
{
    ::kill(pid_t(pbx.processId()), SIGSTOP);
    wait(kBreath);
    const int apart = witness.joins() - offered(*meter.newest());
    ::kill(pid_t(pbx.processId()), SIGCONT);
    return apart;
}

} // namespace

int main(int argc, char *argv[])
{
    if (argc < 3) {
        std::fputs("usage: bench_console COPIES SECONDS\n", stderr);
        return 2;
    }
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("FLOORWARDEN_AMI_SECRET", "any");
    QApplication application(argc, argv);
    console::setUpApplication(application);
    const int copies = std::atoi(argv[1]);
    const int seconds = std::atoi(argv[2]);

    QProcess pbx;
    pbx.start(FW_CTL, {"play", FW_DEMO "/surge", "--port", "0", "--from", "60", "--times", QString::number(copies)});
    if (!pbx.waitForReadyRead(60'000))
        return 1;
    const QByteArray line = pbx.readLine().trimmed();
    QTemporaryDir folder;
    QFile site(folder.filePath("site.toml"));
    if (!site.open(QIODevice::WriteOnly))
        return 1;
    const QByteArray port = line.mid(line.lastIndexOf(':') + 1);
    site.write(siteFor(copies, port));
    site.close();

    runtime::LivePlan plan;
    plan.configuration = app::configurationOf({{}, site.fileName().toStdString(), {}}).value_or(nullptr);
    auto writer = journal::Writer::open(folder.filePath("load.db").toStdString(), {.mode = journal::Mode::live});
    if (!plan.configuration || !writer)
        return 1;
    plan.secret = "any";
    plan.version = "bench";
    auto core = std::make_unique<runtime::Core>(std::move(plan), runtime::ConsoleClock(), record::State{},
                                                std::vector<record::Record>{}, std::move(*writer));
    app::ConsoleLink link(*core);
    console::MainWindow window(link, nullptr, {});
    Meter meter(window);
    QObject::connect(&link, &console::Link::snapshotMade, &meter, &Meter::onSnapshot);
    window.resize(1920, 1080);
    window.show();
    core->start();

    Witness witness(port.toUShort());
    wait(kSettle);
    const int before = missing(pbx, meter, witness); // those that came before the console was there
    wait(kBreath);
    const double cpu = cpuSeconds();
    const qint64 events = witness.events();
    meter.begin();
    wait(seconds * 1000);
    const double cpuUsed = (cpuSeconds() - cpu) / seconds;
    const double eventRate = double(witness.events() - events) / seconds;
    const double paintRate = double(meter.paints()) / seconds;
    const qint64 block = meter.longestBlock();
    const int lost = missing(pbx, meter, witness) - before;
    const snapshot::Snapshot &last = *meter.newest();
    fmt::print("{{\"agents\":{},\"queues\":{},\"events_per_second\":{:.0f},\"calls\":{},\"calls_lost\":{},"
               "\"copies_apart\":{},\"paints_per_second\":{:.1f},\"longest_block_ms\":{},\"cpu_of_one_core\":{:.3f},"
               "\"age_p50_ms\":{:.0f},\"age_p99_ms\":{:.0f},\"peak_mb\":{:.0f}}}\n",
               last.seats.size(), last.queues.size(), eventRate, witness.joins(), lost, farthestApart(last), paintRate,
               block, cpuUsed, meter.age(0.5), meter.age(0.99), peakMegabytes());
    core->stop();
    pbx.kill();
    pbx.waitForFinished(5'000);
    return 0;
}
