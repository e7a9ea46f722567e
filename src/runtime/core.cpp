#include "runtime/core.h"

#include "runtime/core_worker.h"

#include <algorithm>

namespace fw::runtime {
namespace {

constexpr int kTick = 100;           // ms: at most ten snapshots a second
constexpr int kSoonest = 40;         // ms after the one before, if an incident changed
constexpr int kAtLeast = 1'000;      // ms: a snapshot comes even if nothing changed
constexpr int kCanaryEvery = 30'000; // ms

} // namespace

// ---- on the core thread ---------------------------------------------------------------------------------------------

CoreWorker::CoreWorker(LivePlan plan, ConsoleClock clock, record::State restored,
                       const std::vector<record::Record> &recalled, std::unique_ptr<journal::Writer> writer)
    : m_start(Start{std::move(plan), std::move(restored)}), m_writer(std::move(writer)), m_clock(clock), m_tick(this),
      m_soon(this), m_canary(this)
{
    for (const record::Record &r : recalled)
        m_builder.recall(r);
    m_sincePublished.start(); // what comes before the first snapshot asks how long it is
    connect(&m_tick, &QTimer::timeout, this, &CoreWorker::onTick);
    m_soon.setSingleShot(true);
    connect(&m_soon, &QTimer::timeout, this, &CoreWorker::publish);
    connect(&m_canary, &QTimer::timeout, this, [this] { m_session->take(floor::Canary{++m_canaries}); });
}

CoreWorker::~CoreWorker() = default;

void CoreWorker::start()
{
    m_session =
        std::make_unique<LiveSession>(std::move(m_start->plan), m_clock, std::move(m_start->restored), *m_writer);
    m_start.reset();
    connect(m_session.get(), &LiveSession::output, this, &CoreWorker::onOutput);
    m_session->start();
    m_builder.soundOpenIncidents(m_session->engine().state(), m_clock.now().wall);
    m_session->take(floor::Canary{++m_canaries});
    m_tick.start(kTick);
    m_canary.start(kCanaryEvery);
    publish();
}

std::size_t CoreWorker::stop()
{
    m_tick.stop();
    m_canary.stop();
    m_soon.stop();
    m_session->stop();
    const std::size_t lost = m_session->notDurable();
    m_session.reset();
    m_writer.reset(); // the journal is closed when stop() returns
    return lost;
}

void CoreWorker::send(const record::Command &command)
{
    m_refused.reset();
    m_carriesOut = true;
    m_session->carryOut(command);
    m_carriesOut = false;
    emit commandAnswered(QString::fromStdString(command.id), m_refused);
}

void CoreWorker::onOutput(const engine::Output &out)
{
    m_builder.onOutput(out);
    if (m_carriesOut && out.refused)
        m_refused = out.refused;
    const bool incidentChanged =
        std::ranges::any_of(out.records, [](const record::Record &r) { return r.incident != 0; }) || m_carriesOut;
    if (incidentChanged && !m_soon.isActive())
        m_soon.start(std::max(0, kSoonest - int(m_sincePublished.elapsed())));
}

void CoreWorker::onTick()
{
    const bool changed = m_session->inputs() != m_inputs || m_writer->durableSeq() != m_durable;
    if (changed || m_sincePublished.elapsed() >= kAtLeast)
        publish();
}

void CoreWorker::publish()
{
    m_inputs = m_session->inputs();
    m_durable = m_writer->durableSeq();
    m_sincePublished.start();
    snapshot::Recorded recorded{m_durable, m_session->unrecorded(), m_writer->trouble().has_value(),
                                m_session->takeNewsSince()};
    {
        const std::scoped_lock lock(m_mutex);
        if (m_newest && m_newest->newsSince)
            recorded.newsSince = m_newest->newsSince; // nobody has seen that yet
    }
    auto made = m_builder.make(m_session->engine(), m_clock.now(), recorded);
    {
        const std::scoped_lock lock(m_mutex);
        m_newest.swap(made);
    }
    if (made == nullptr) // else there was one before it, and that was told
        emit snapshotWaiting();
}

std::shared_ptr<const snapshot::Snapshot> CoreWorker::takeNewest()
{
    const std::scoped_lock lock(m_mutex);
    return std::exchange(m_newest, nullptr);
}

// ---- on the thread of the screen ------------------------------------------------------------------------------------

Core::Core(LivePlan plan, ConsoleClock clock, record::State restored, const std::vector<record::Record> &recalled,
           std::unique_ptr<journal::Writer> writer)
    : m_worker(new CoreWorker(std::move(plan), clock, std::move(restored), recalled, std::move(writer)))
{
    m_thread.setObjectName(QStringLiteral("core"));
    m_worker->moveToThread(&m_thread);
    connect(&m_thread, &QThread::finished, m_worker, &QObject::deleteLater);
    connect(m_worker, &CoreWorker::snapshotWaiting, this, &Core::onWaiting);
    connect(m_worker, &CoreWorker::commandAnswered, this, &Core::commandAnswered);
}

Core::~Core()
{
    stop();
    if (!m_thread.isFinished() && m_worker != nullptr && !m_thread.isRunning())
        delete m_worker; // never started
}

void Core::start()
{
    m_thread.start();
    QMetaObject::invokeMethod(m_worker, &CoreWorker::start, Qt::QueuedConnection);
}

void Core::onWaiting()
{
    if (const auto newest = m_worker == nullptr ? nullptr : m_worker->takeNewest())
        emit snapshotMade(newest);
}

std::size_t Core::stop()
{
    if (!m_thread.isRunning())
        return 0;
    std::size_t lost = 0;
    QMetaObject::invokeMethod(m_worker, &CoreWorker::stop, Qt::BlockingQueuedConnection, &lost);
    m_thread.quit();
    m_thread.wait();
    m_worker = nullptr;
    return lost;
}

void Core::send(const record::Command &command)
{
    QMetaObject::invokeMethod(
        m_worker, [this, command] { m_worker->send(command); }, Qt::QueuedConnection);
}

} // namespace fw::runtime
