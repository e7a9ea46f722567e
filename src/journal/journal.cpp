#include "journal/journal.h"

#include "journal/journal_file.h"
#include "journal/kept_state.h"
#include "journal/read_only.h"

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <iterator>
#include <mutex>
#include <stop_token>
#include <thread>

namespace fw::journal {
namespace {

constexpr std::size_t kMostPerCommit = 10'000; // bounds how long one commit takes
constexpr int kAttemptsAtEnd = 3;              // while the disk refuses, after the writer was told to stop
// A turn or two of the scheduler costs more than a short look: the hand-over of single records is faster so.
constexpr int kSpins = 200;

} // namespace

// The queue between the caller and the writer's thread. Everything but `file` is under `mutex` or atomic.
struct Writer::Impl {
    Impl(std::unique_ptr<JournalFile> opened, OpenOptions wanted, OnCommit commit, OnError error)
        : file(std::move(opened)), options(wanted), onCommit(std::move(commit)), onError(std::move(error)),
          path(file->path()), journalId(file->journalId()), pulseFound(file->pulseFound()), foundSeq(file->lastSeq()),
          appended(foundSeq), durable(foundSeq), told(foundSeq)
    {
    }

    void run(const std::stop_token &stop);
    bool takeBatch(const std::stop_token &stop);
    bool writeBatch(const std::stop_token &stop);
    void keepIfDurable();
    void committed();
    void refused(const Error &error);
    bool waitToRetry(const std::stop_token &stop, Duration delay);

    std::unique_ptr<JournalFile> file; // the writer's thread alone, once it runs
    const OpenOptions options;
    const OnCommit onCommit;
    const OnError onError;
    const std::filesystem::path path;
    const std::string journalId;
    const std::optional<WallTime> pulseFound;
    const std::uint64_t foundSeq;

    mutable std::mutex mutex;
    std::condition_variable_any work; // for the writer: there is something to do
    std::condition_variable done;     // for callers: something was written, or refused
    std::vector<record::Record> queue;
    std::optional<WallTime> pulse;
    std::optional<record::State> given; // to be kept
    std::optional<Error> trouble;       // since the last attempt failed
    std::uint64_t failures = 0;
    bool retryNow = false;

    std::atomic<bool> hasWork{false};
    std::atomic<std::uint64_t> appended;
    std::atomic<std::uint64_t> durable;
    std::atomic<std::uint64_t> told; // durable, and onCommit has returned

    std::vector<record::Record> batch; // the writer's thread alone
    std::optional<WallTime> batchPulse;
    std::optional<record::State> toKeep; // when its last entry is durable
    std::vector<Hash> hashes;

    std::jthread thread; // last: stops before the rest goes
};

void Writer::Impl::run(const std::stop_token &stop)
{
    while (takeBatch(stop)) {
        if (batch.empty()) {
            if (batchPulse)
                (void)file->writePulse(*batchPulse); // the next one is ten seconds away
        } else if (!writeBatch(stop)) {
            return;
        }
        keepIfDurable();
        file->checkpointIfDue();
    }
}

// Waits for something to do; false when there is nothing left and the writer was told to stop.
bool Writer::Impl::takeBatch(const std::stop_token &stop)
{
    for (int i = 0; i < kSpins && !hasWork.load(std::memory_order_acquire); ++i)
        std::this_thread::yield();
    std::unique_lock lock(mutex);
    work.wait(lock, stop, [this] { return !queue.empty() || pulse || given; });
    batchPulse = std::exchange(pulse, std::nullopt);
    const bool newState = given.has_value();
    if (newState)
        toKeep = std::exchange(given, std::nullopt);
    if (queue.size() <= kMostPerCommit) {
        batch.swap(queue);
        hasWork = false;
    } else {
        const auto end = queue.begin() + static_cast<std::ptrdiff_t>(kMostPerCommit);
        batch.assign(std::make_move_iterator(queue.begin()), std::make_move_iterator(end));
        queue.erase(queue.begin(), end);
    }
    return !batch.empty() || batchPulse || newState;
}

void Writer::Impl::keepIfDurable()
{
    if (!toKeep || toKeep->lastSeq > durable)
        return;
    (void)file->keep(*toKeep); // without it a start folds more
    toKeep.reset();
}

// Tries until the disk takes it; false when the writer is to stop and the disk still refuses.
bool Writer::Impl::writeBatch(const std::stop_token &stop)
{
    Duration delay = options.retryFirst;
    int attemptsLeft = kAttemptsAtEnd;
    for (;;) {
        const auto written = file->write(batch, batchPulse, hashes);
        if (written) {
            committed();
            return true;
        }
        refused(written.error());
        if (stop.stop_requested() && --attemptsLeft == 0)
            return false;
        if (waitToRetry(stop, delay))
            delay = std::min(delay * 2, options.retryMost);
    }
}

void Writer::Impl::committed()
{
    durable.store(batch.back().seq, std::memory_order_release);
    if (onCommit) {
        std::vector<Committed> entries;
        entries.reserve(batch.size());
        for (std::size_t i = 0; i < batch.size(); ++i)
            entries.push_back({batch[i].seq, hexText(hashes[i])});
        onCommit(entries);
    }
    {
        const std::scoped_lock lock(mutex);
        trouble.reset();
        told.store(batch.back().seq, std::memory_order_release);
    }
    done.notify_all();
    batch.clear(); // here, and not when the next batch waits
}

void Writer::Impl::refused(const Error &error)
{
    if (onError)
        onError(error);
    {
        const std::scoped_lock lock(mutex);
        trouble = error;
        ++failures;
    }
    done.notify_all();
}

// True when the whole delay has passed, false when somebody wants the attempt now.
bool Writer::Impl::waitToRetry(const std::stop_token &stop, Duration delay)
{
    std::unique_lock lock(mutex);
    const auto asked = [this] { return retryNow; };
    const bool wanted = stop.stop_requested() ? work.wait_for(lock, options.retryFirst, asked)
                                              : work.wait_for(lock, stop, delay, asked);
    retryNow = false;
    return !wanted;
}

Writer::Writer(std::unique_ptr<Impl> impl) : m_impl(std::move(impl))
{
    m_impl->thread = std::jthread([impl = m_impl.get()](const std::stop_token &stop) { impl->run(stop); });
}

Writer::~Writer() = default;

Result<std::unique_ptr<Writer>> Writer::open(const std::filesystem::path &path, OpenOptions options, OnCommit onCommit,
                                             OnError onError)
{
    auto file = JournalFile::open(path, options);
    if (!file)
        return tl::unexpected(file.error());
    auto impl = std::make_unique<Impl>(std::move(*file), options, std::move(onCommit), std::move(onError));
    return std::unique_ptr<Writer>(new Writer(std::move(impl)));
}

Result<Restored> Writer::restore() const
{
    if (m_impl->foundSeq == 0)
        return Restored{};
    const auto db = openReadOnly(m_impl->path);
    if (!db)
        return tl::unexpected(db.error());
    auto restored = restoreState(*db, m_impl->foundSeq);
    if (!restored)
        return fail(restored.error().code, restored.error().message, m_impl->path);
    return restored;
}

std::optional<WallTime> Writer::lastPulse() const
{
    return m_impl->pulseFound;
}

bool Writer::append(std::vector<record::Record> records)
{
    if (records.empty())
        return true;
    Impl &impl = *m_impl;
    {
        std::unique_lock lock(impl.mutex);
        const auto room = [&] {
            const std::size_t waiting = impl.appended - impl.durable;
            return waiting == 0 || waiting + records.size() <= impl.options.queueLimit;
        };
        if (impl.options.blockWhenFull)
            impl.done.wait(lock, [&] { return room() || impl.trouble; });
        if (!room())
            return false;
        std::uint64_t next = impl.appended;
        for (const auto &record : records) {
            if (record.seq != ++next)
                return false;
        }
        impl.appended = next;
        if (impl.queue.empty())
            impl.queue = std::move(records);
        else
            std::ranges::move(records, std::back_inserter(impl.queue));
        impl.hasWork.store(true, std::memory_order_release);
    }
    impl.work.notify_one();
    return true;
}

void Writer::pulse(WallTime now)
{
    {
        const std::scoped_lock lock(m_impl->mutex);
        m_impl->pulse = now;
        m_impl->hasWork.store(true, std::memory_order_release);
    }
    m_impl->work.notify_one();
}

void Writer::keep(record::State state)
{
    {
        const std::scoped_lock lock(m_impl->mutex);
        m_impl->given = std::move(state);
        m_impl->hasWork.store(true, std::memory_order_release);
    }
    m_impl->work.notify_one();
}

Result<void> Writer::flush()
{
    Impl &impl = *m_impl;
    const std::uint64_t target = impl.appended;
    std::unique_lock lock(impl.mutex);
    if (impl.told >= target)
        return {};
    const std::uint64_t failures = impl.failures;
    impl.retryNow = impl.trouble.has_value();
    if (impl.retryNow)
        impl.work.notify_one();
    impl.done.wait(lock, [&] { return impl.told >= target || impl.failures != failures; });
    if (impl.told >= target)
        return {};
    return tl::unexpected(impl.trouble.value_or(Error{Errc::io, "the journal could not be written", impl.path}));
}

std::uint64_t Writer::durableSeq() const
{
    return m_impl->durable.load(std::memory_order_acquire);
}

std::optional<Error> Writer::trouble() const
{
    const std::scoped_lock lock(m_impl->mutex);
    return m_impl->trouble;
}

std::size_t Writer::waiting() const
{
    return m_impl->appended.load() - m_impl->durable.load();
}

std::string Writer::journalId() const
{
    return m_impl->journalId;
}

} // namespace fw::journal
