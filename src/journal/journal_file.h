// A journal file opened for writing: everything of the writer but its thread. Made on one thread, then used by one
// other.
#pragma once

#include "journal/entry_rows.h"
#include "journal/journal.h"
#include "journal/place.h"
#include "journal/projection.h"
#include "journal/sqlite.h"

#include <span>

namespace fw::journal {

class JournalFile {
public:
    [[nodiscard]] static Result<std::unique_ptr<JournalFile>> open(const std::filesystem::path &path,
                                                                   const OpenOptions &options);

    // One transaction, durable when it returns; on an error nothing is written. `hashes` gets those of the new entries.
    // A pulse rides along when there is one.
    [[nodiscard]] Result<void> write(std::span<const record::Record> records, std::optional<WallTime> pulse,
                                     std::vector<Hash> &hashes);
    // Durable with the next write; costs no wait for the disk.
    [[nodiscard]] Result<void> writePulse(WallTime at);
    // The state of an entry that is written; durable with the next write, as a pulse is.
    [[nodiscard]] Result<void> keep(const record::State &state);
    // Moves what the -wal holds into the main file when it has grown enough.
    void checkpointIfDue();

    [[nodiscard]] const std::filesystem::path &path() const { return m_path; }
    [[nodiscard]] const std::string &journalId() const { return m_journalId; }
    [[nodiscard]] std::uint64_t lastSeq() const { return m_lastSeq; }
    [[nodiscard]] std::optional<WallTime> pulseFound() const { return m_pulse; }

private:
    JournalFile(std::filesystem::path path, WriterLock lock, Database db);
    [[nodiscard]] Result<void> prepareConnection();
    [[nodiscard]] Result<void> create(Mode mode);
    [[nodiscard]] Result<void> readMeta(Mode mode);
    [[nodiscard]] Result<void> repairDerived();
    [[nodiscard]] Result<void> readChainEnd();
    [[nodiscard]] Result<void> prepareStatements();
    [[nodiscard]] int addAll(std::span<const record::Record> records, std::optional<WallTime> pulse,
                             std::vector<Hash> &hashes);
    template <class Write> [[nodiscard]] Result<void> withoutWait(Write write);

    std::filesystem::path m_path;
    WriterLock m_lock;
    Database m_db;
    Statement m_begin;
    Statement m_commit;
    Statement m_rollback;
    Statement m_putPulse;
    Statement m_markWal;
    std::optional<EntryInsert> m_insert;
    Projection m_projection{m_db};
    std::string m_journalId;
    std::optional<WallTime> m_pulse;
    std::uint64_t m_lastSeq = 0;
    Hash m_lastHash{};
    int m_walPages = 0;      // as the last commit left it
    bool m_walToMark = true; // the next write begins a new -wal: it gets this file's id
    int m_checkpointAt = 0;  // pages in the -wal at which the next checkpoint is tried
};

// Projections, the kept state, triggers and views made anew from the entries, in one transaction of `db`.
[[nodiscard]] Result<void> refold(const Database &db);

} // namespace fw::journal
