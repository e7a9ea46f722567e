// The journal file: an append-only, hash-chained table of records in SQLite, with projections that make it readable.
// One writer per file, on a thread of its own; everybody else opens it read-only. Contract 12 of docs/architecture.md,
// columns and views in docs/journal.md.
#pragma once

#include "base/result.h"
#include "record/record.h"
#include "record/state.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::journal {

enum class Mode { live, drill, replay, test };

[[nodiscard]] std::string_view modeName(Mode mode); // "live"

struct OpenOptions {
    Mode mode = Mode::live;
    bool mustNotExist = false;
    std::size_t queueLimit = 100'000; // records waiting for the disk
    bool blockWhenFull = false;       // replay and drills wait; live refuses
    Duration retryFirst{100};         // after the disk refused; doubled each time
    Duration retryMost{5'000};
};

struct Committed {
    std::uint64_t seq = 0;
    std::string hash; // hex
};

struct Restored {
    record::State state;
    std::uint64_t folded = 0; // so many entries, one by one
    std::string unusable;     // why the kept state was not used, where there is one
};

// Owns the connection and the writer thread. append(), pulse() and flush() may be called from any one thread at a time;
// the callbacks come on the writer's thread and must not call back into the writer.
class Writer {
public:
    using OnCommit = std::function<void(const std::vector<Committed> &)>; // after each commit, every entry of it
    using OnError = std::function<void(const Error &)>;                   // the disk refused; it is tried again

    // Creates the file (0600) if it does not exist. Errors: a foreign or newer file, a journal of another mode, a
    // folder others can write to, a -wal that is not ours, a broken chain end, another writer.
    [[nodiscard]] static Result<std::unique_ptr<Writer>> open(const std::filesystem::path &path, OpenOptions options,
                                                              OnCommit onCommit = {}, OnError onError = {});
    // Writes what is queued; while the disk refuses, a few more attempts, and then what is left is lost.
    ~Writer();
    Writer(const Writer &) = delete;
    Writer &operator=(const Writer &) = delete;

    // What the entries add up to that were in the file when it was opened.
    [[nodiscard]] Result<Restored> restore() const;
    // The pulse found in the file when it was opened.
    [[nodiscard]] std::optional<WallTime> lastPulse() const;

    // Queued, written in order, as many as wait in one transaction; all of them or, on false, none. False: the queue is
    // full (NOT RECORDED; with blockWhenFull only while the disk refuses too), or their seqs do not follow the last
    // one's: records that were refused must be offered again before later ones.
    [[nodiscard]] bool append(std::vector<record::Record> records);
    // The one-row pulse outside the chain.
    void pulse(WallTime now);
    // The state of an entry that was appended, kept for the next start: written some time after that entry is durable,
    // unless a newer one comes before.
    void keep(record::State state);
    // Returns when everything appended so far is on the disk and onCommit has been told, or with the error that keeps
    // it from there (after one more attempt).
    [[nodiscard]] Result<void> flush();
    [[nodiscard]] std::uint64_t durableSeq() const; // any thread
    [[nodiscard]] std::size_t waiting() const;      // records appended and not yet durable; any thread
    // Why the disk refused the last attempt; nothing: it did not. Any thread.
    [[nodiscard]] std::optional<Error> trouble() const;
    // Random for live journals and drills, zeros for replay and test; 32 hex digits.
    [[nodiscard]] std::string journalId() const;

private:
    struct Impl;
    explicit Writer(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace fw::journal
