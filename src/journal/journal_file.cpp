#include "journal/journal_file.h"

#include "journal/kept_state.h"
#include "journal/schema.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace fw::journal {
namespace {

constexpr int kCheckpointPages = 1000;          // 4 MB, SQLite's own default
constexpr std::size_t kWalBytes = 4'608 * 1024; // those pages with their headers, and a little more
constexpr const char *kMarkWal = "UPDATE pulse SET wal_starts = wal_starts + 1";

std::string newId(bool random)
{
    std::array<unsigned char, 16> bytes{};
    if (random)
        randombytes_buf(bytes.data(), bytes.size());
    return hexText(bytes);
}

Result<std::string> meta(const Database &db, std::string_view key)
{
    auto value = db.value(fmt::format("SELECT value FROM meta WHERE key = '{}'", key));
    if (!value)
        return tl::unexpected(value.error());
    if (!*value)
        return fail(Errc::corrupt, fmt::format("the journal does not say its {}", key), db.error().context);
    return **value;
}

} // namespace

std::string_view modeName(Mode mode)
{
    switch (mode) {
    case Mode::live:
        return "live";
    case Mode::drill:
        return "drill";
    case Mode::replay:
        return "replay";
    case Mode::test:
        break;
    }
    return "test";
}

JournalFile::JournalFile(std::filesystem::path path, WriterLock lock, Database db)
    : m_path(std::move(path)), m_lock(std::move(lock)), m_db(std::move(db)), m_checkpointAt(kCheckpointPages)
{
}

Result<std::unique_ptr<JournalFile>> JournalFile::open(const std::filesystem::path &name, const OpenOptions &options)
{
    if (sodium_init() < 0)
        return fail(Errc::io, "libsodium cannot be started");
    auto path = resolve(name);
    if (!path)
        return tl::unexpected(path.error());
    std::error_code ignored;
    const auto exists = [&] { return std::filesystem::exists(*path, ignored); };
    if (options.mustNotExist && exists())
        return fail(Errc::exists, "the file exists already: a new journal is wanted here", *path);
    if (auto place = checkPlace(*path); !place)
        return tl::unexpected(place.error());
    auto lock = WriterLock::take(*path);
    if (!lock)
        return tl::unexpected(lock.error());
    if (options.mustNotExist || !exists()) {
        if (auto made = createEmpty(*path); !made)
            return tl::unexpected(made.error());
    } else if (auto belongs = checkWalBelongs(*path); !belongs) {
        return tl::unexpected(belongs.error());
    }
    auto db = Database::open(*path, Access::readWrite);
    if (!db)
        return tl::unexpected(db.error());
    if (sqlite3_db_readonly(db->handle(), "main") != 0)
        return fail(Errc::io, "the file cannot be written: give its user the right to", *path);
    std::unique_ptr<JournalFile> file(new JournalFile(*path, std::move(*lock), std::move(*db)));
    const auto empty = file->m_db.value("SELECT count(*) FROM sqlite_schema");
    if (!empty)
        return fail(empty.error().code,
                    "this is not a journal of floorwarden, or it is damaged: " + empty.error().message, *path);
    auto opened = *empty == "0" ? file->create(options.mode) : checkIdentity(file->m_db);
    opened = opened.and_then([&] { return file->prepareConnection(); })
                 .and_then([&] { return file->readMeta(options.mode); })
                 .and_then([&] { return file->repairDerived(); })
                 .and_then([&] { return file->readChainEnd(); })
                 .and_then([&] { return file->prepareStatements(); });
    if (!opened)
        return tl::unexpected(opened.error());
    if (options.mode == Mode::live || options.mode == Mode::drill)
        fillWal(*path, kWalBytes);
    return file;
}

Result<void> JournalFile::prepareConnection()
{
    int persist = 1;
    sqlite3_file_control(m_db.handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
    sqlite3_wal_hook(
        m_db.handle(),
        [](void *self, sqlite3 *, const char *, int pages) {
            static_cast<JournalFile *>(self)->m_walPages = pages;
            return SQLITE_OK;
        },
        this);
    ::chmod(m_path.c_str(), 0600);
    // With a size limit an orderly close leaves an empty -wal behind, not a full one.
    const auto mode = m_db.value("PRAGMA journal_mode = WAL");
    if (!mode)
        return tl::unexpected(mode.error());
    if (*mode != "wal")
        return fail(Errc::io, "this disk cannot hold a journal (SQLite's WAL mode is refused): use a local disk",
                    m_path);
    return m_db.run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;");
}

Result<void> JournalFile::create(Mode mode)
{
    auto made = prepareConnection().and_then([&] { return m_db.run("BEGIN IMMEDIATE"); }).and_then([&] {
        return createSchema(m_db);
    });
    if (!made)
        return made;
    const std::string journalId = newId(mode == Mode::live || mode == Mode::drill);
    const std::string fileId = newId(true);
    return m_db
        .run(fmt::format("INSERT INTO meta(key, value) VALUES('journal_id', '{}'), ('mode', '{}'), ('epoch', '{}'), "
                         "('algorithm', '{}'), ('file_id', '{}'); INSERT INTO pulse VALUES(1, NULL, '{}', 0); COMMIT;",
                         journalId, modeName(mode), kEpoch, kAlgorithm, fileId, fileId))
        // Into the main file at once: from here on a -wal of another journal is recognised.
        .and_then([&] { return m_db.run("PRAGMA wal_checkpoint(PASSIVE)"); });
}

Result<void> JournalFile::readMeta(Mode mode)
{
    const auto id = meta(m_db, "journal_id");
    const auto found = meta(m_db, "mode");
    const auto algorithm = meta(m_db, "algorithm");
    if (!id || !found || !algorithm)
        return tl::unexpected(!id ? id.error() : !found ? found.error() : algorithm.error());
    if (*found != modeName(mode))
        return fail(Errc::refused,
                    fmt::format("this is a {} journal and cannot be continued as {}", *found, modeName(mode)), m_path);
    if (*algorithm != kAlgorithm)
        return fail(Errc::badInput, fmt::format("its hash algorithm {} is unknown to this program", *algorithm),
                    m_path);
    m_journalId = *id;
    const auto pulse = m_db.value("SELECT at FROM pulse");
    if (!pulse)
        return tl::unexpected(pulse.error());
    if (*pulse)
        m_pulse = WallTime{Duration{std::stoll(**pulse)}};
    return {};
}

// Projections, triggers and views are derived: where one is missing or not as this program makes it, all are made anew.
Result<void> JournalFile::repairDerived()
{
    if (checkSchema(m_db))
        return {};
    if (auto folded = refold(m_db); !folded)
        return folded;
    if (auto schema = checkSchema(m_db); !schema)
        return fail(schema.error().code, schema.error().message, m_path);
    return {};
}

Result<void> JournalFile::readChainEnd()
{
    auto rows = m_db.prepare(fmt::format("SELECT {} FROM entry ORDER BY seq DESC LIMIT 2", kEntryColumns));
    if (!rows)
        return tl::unexpected(rows.error());
    int code = rows->step();
    if (code == SQLITE_ROW) {
        m_lastSeq = static_cast<std::uint64_t>(rows->integer(0));
        CanonicalBytes bytes;
        encodeRow(bytes, *rows);
        m_lastHash = sha256(bytes.bytes());
        const auto stored = rows->blob(kHashedColumns);
        const auto previous = rows->blob(kHashedColumns - 1);
        std::vector<unsigned char> expected(previous.begin(), previous.end());
        bool whole = std::ranges::equal(stored, m_lastHash);
        code = rows->step();
        if (code == SQLITE_ROW)
            whole = whole && std::ranges::equal(rows->blob(kHashedColumns), expected);
        if (!whole)
            return fail(Errc::corrupt,
                        fmt::format("entry {}, the last, does not match its hash: nothing can be added. Keep this file "
                                    "and start with a new one; floorwardenctl journal verify says more",
                                    m_lastSeq),
                        m_path);
    }
    if (code != SQLITE_ROW && code != SQLITE_DONE)
        return tl::unexpected(m_db.error(code));
    return {};
}

Result<void> JournalFile::prepareStatements()
{
    const auto prepare = [&](Statement &into, std::string_view sql) -> Result<void> {
        auto statement = m_db.prepare(sql);
        if (!statement)
            return tl::unexpected(statement.error());
        into = std::move(*statement);
        return {};
    };
    return prepare(m_begin, "BEGIN IMMEDIATE")
        .and_then([&] { return prepare(m_commit, "COMMIT"); })
        .and_then([&] { return prepare(m_rollback, "ROLLBACK"); })
        .and_then([&] { return prepare(m_putPulse, "UPDATE pulse SET at = ?1"); })
        .and_then([&] { return prepare(m_markWal, kMarkWal); })
        .and_then([&]() -> Result<void> {
            auto insert = EntryInsert::prepare(m_db);
            if (!insert)
                return tl::unexpected(insert.error());
            m_insert = std::move(*insert);
            m_insert->continueFrom(m_lastHash);
            return {};
        });
}

int JournalFile::addAll(std::span<const record::Record> records, std::optional<WallTime> pulse,
                        std::vector<Hash> &hashes)
{
    for (const auto &record : records) {
        int code = m_insert->add(record);
        if (code == SQLITE_OK)
            code = m_projection.apply(record);
        if (code != SQLITE_OK)
            return code;
        hashes.push_back(m_insert->last());
    }
    if (m_walToMark) {
        if (const int code = m_markWal.execute(); code != SQLITE_OK)
            return code;
    }
    if (!pulse)
        return SQLITE_OK;
    m_putPulse.bind(1, millis(*pulse));
    return m_putPulse.execute();
}

Result<void> JournalFile::write(std::span<const record::Record> records, std::optional<WallTime> pulse,
                                std::vector<Hash> &hashes)
{
    hashes.clear();
    int code = m_begin.execute();
    if (code == SQLITE_OK)
        code = addAll(records, pulse, hashes);
    if (code == SQLITE_OK)
        code = m_commit.execute();
    if (code == SQLITE_OK) {
        m_lastHash = m_insert->last();
        m_lastSeq += records.size();
        m_walToMark = false;
        return {};
    }
    const Error error = m_db.error(code);
    if (sqlite3_get_autocommit(m_db.handle()) == 0)
        (void)m_rollback.execute();
    m_insert->continueFrom(m_lastHash);
    m_projection.forget();
    hashes.clear();
    return tl::unexpected(error);
}

// NORMAL: the commit is not synced by itself; the next one that is brings it along.
template <class Write> Result<void> JournalFile::withoutWait(Write write)
{
    return m_db.run("PRAGMA synchronous = NORMAL").and_then([&]() -> Result<void> {
        Result<void> written = write();
        if (auto back = m_db.run("PRAGMA synchronous = FULL"); !back)
            return back;
        return written;
    });
}

Result<void> JournalFile::writePulse(WallTime at)
{
    return withoutWait([&]() -> Result<void> {
        m_putPulse.bind(1, millis(at));
        if (const int code = m_putPulse.execute(); code != SQLITE_OK)
            return tl::unexpected(m_db.error(code));
        return {};
    });
}

Result<void> JournalFile::keep(const record::State &state)
{
    return withoutWait([&] {
        auto done = m_db.run("BEGIN IMMEDIATE")
                        .and_then([&] { return m_walToMark ? m_db.run(kMarkWal) : Result<void>{}; })
                        .and_then([&] { return keepState(m_db, state); })
                        .and_then([&] { return m_db.run("COMMIT"); });
        if (done)
            m_walToMark = false;
        else if (sqlite3_get_autocommit(m_db.handle()) == 0)
            (void)m_rollback.execute();
        return done;
    });
}

void JournalFile::checkpointIfDue()
{
    if (m_walPages < m_checkpointAt)
        return;
    int pages = 0;
    int moved = 0;
    const int code = sqlite3_wal_checkpoint_v2(m_db.handle(), "main", SQLITE_CHECKPOINT_PASSIVE, &pages, &moved);
    // A reader that holds an old snapshot keeps the -wal from starting anew: tried again when it has grown further.
    m_walToMark = code == SQLITE_OK && moved == pages;
    m_checkpointAt = m_walToMark ? kCheckpointPages : m_walPages + kCheckpointPages;
}

Result<void> refold(const Database &db)
{
    const auto fold = [&]() -> Result<void> {
        auto rows = db.prepare(fmt::format("SELECT {} FROM entry ORDER BY seq", kEntryColumns));
        if (!rows)
            return tl::unexpected(rows.error());
        Projection projection(db);
        record::State state;
        bool whole = true; // nothing is kept of a state that an entry cannot be folded into
        int code = rows->step();
        for (; code == SQLITE_ROW; code = rows->step()) {
            const auto record = recordFromRow(*rows);
            if (!record)
                return tl::unexpected(record.error());
            if (const int applied = projection.apply(*record); applied != SQLITE_OK)
                return tl::unexpected(db.error(applied));
            whole = whole && foldInto(state, *record);
        }
        if (code != SQLITE_DONE)
            return tl::unexpected(db.error(code));
        return whole && state.lastSeq > 0 ? keepState(db, state) : Result<void>{};
    };
    auto done = db.run("BEGIN IMMEDIATE").and_then([&] { return recreateDerived(db); }).and_then(fold);
    if (done)
        done = db.run("COMMIT");
    if (!done && sqlite3_get_autocommit(db.handle()) == 0)
        (void)db.run("ROLLBACK");
    return done;
}

} // namespace fw::journal
