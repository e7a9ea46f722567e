#include "journal/reader.h"

#include "journal/entry_rows.h"
#include "journal/place.h"
#include "journal/read_only.h"
#include "journal/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>
#include <system_error>

namespace fw::journal {
namespace {

namespace fs = std::filesystem;

// One read transaction: every statement in it sees the same state.
class Snapshot {
public:
    explicit Snapshot(const Database &db) : m_db(db) { (void)m_db.run("BEGIN"); }
    ~Snapshot() { (void)m_db.run("COMMIT"); }
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

private:
    const Database &m_db;
};

bool holdsJson(std::string_view column)
{
    return column == "data" || column == "members" || column == "impact";
}

Json valueOf(const Statement &row, int column)
{
    switch (row.type(column)) {
    case SQLITE_NULL:
        return nullptr;
    case SQLITE_INTEGER:
        return row.integer(column);
    case SQLITE_FLOAT:
        return row.real(column);
    default:
        break;
    }
    if (holdsJson(row.name(column))) {
        if (Json parsed = Json::parse(row.text(column), nullptr, false); !parsed.is_discarded())
            return parsed;
    }
    return std::string(row.text(column));
}

Row rowOf(const Statement &row)
{
    Row out = Json::object();
    for (int column = 0; column < row.columns(); ++column)
        out[std::string(row.name(column))] = valueOf(row, column);
    return out;
}

template <class Visit, class... Values>
Result<void> each(const Database &db, std::string_view sql, Visit visit, const Values &...values)
{
    auto rows = db.prepare(sql);
    if (!rows)
        return tl::unexpected(rows.error());
    int index = 0;
    (rows->bind(++index, values), ...);
    int code = rows->step();
    for (; code == SQLITE_ROW; code = rows->step()) {
        if (Result<void> visited = visit(*rows); !visited)
            return visited;
    }
    if (code != SQLITE_DONE)
        return tl::unexpected(db.error(code));
    return {};
}

template <class... Values>
Result<void> collect(const Database &db, std::vector<Row> &into, std::string_view sql, const Values &...values)
{
    const auto add = [&](const Statement &row) -> Result<void> {
        into.push_back(rowOf(row));
        return {};
    };
    return each(db, sql, add, values...);
}

std::uintmax_t sizeOf(const fs::path &path)
{
    std::error_code error;
    const auto size = fs::file_size(path, error);
    return error ? 0 : size;
}

} // namespace

Result<Database> openReadOnly(const fs::path &path)
{
    std::error_code error;
    if (!fs::exists(path, error))
        return fail(Errc::notFound, "there is no such journal", path);
    if (fs::is_directory(path, error))
        return fail(Errc::badInput, "this is a folder, not a journal", path);
    if (auto belongs = checkWalBelongs(path); !belongs)
        return tl::unexpected(belongs.error());
    auto db = Database::open(path, Access::readOnly);
    if (!db)
        return db;
    auto identity = checkIdentity(*db);
    if (identity)
        return db;
    // Reading a WAL file needs the files beside it; where they cannot be made the main file has to do.
    const int code = sqlite3_extended_errcode(db->handle()) & 0xff;
    if ((code == SQLITE_CANTOPEN || code == SQLITE_READONLY) && sizeOf(fs::path(path) += "-wal") == 0) {
        db = Database::open(path, Access::mainFileOnly);
        if (db)
            identity = checkIdentity(*db);
    }
    if (!identity)
        return tl::unexpected(identity.error());
    return db;
}

struct Reader::Impl {
    Database db;
    fs::path path;
};

Reader::Reader(std::unique_ptr<Impl> impl) : m_impl(std::move(impl)) {}
Reader::Reader(Reader &&) noexcept = default;
Reader &Reader::operator=(Reader &&) noexcept = default;
Reader::~Reader() = default;

Result<Reader> Reader::open(const fs::path &path)
{
    auto db = openReadOnly(path);
    if (!db)
        return tl::unexpected(db.error());
    return Reader(std::make_unique<Impl>(Impl{std::move(*db), path}));
}

Result<void> Reader::forEachEntry(const Filter &filter, const std::function<void(const Row &)> &visit) const
{
    // The newest N are found from the end and given oldest first. Only a condition that says nothing else uses the
    // index.
    const auto limit = filter.last == 0 ? std::int64_t{-1} : static_cast<std::int64_t>(filter.last);
    const std::string where = fmt::format("WHERE seq > ?1 AND {} AND (?3 = '' OR kind = ?3)",
                                          filter.incident == 0 ? "?2 = 0" : "incident = ?2");
    const std::string sql =
        filter.last == 0
            ? fmt::format("SELECT * FROM v_entries {} AND ?4 < 0 ORDER BY seq", where)
            : fmt::format("SELECT v.* FROM v_entries v JOIN (SELECT seq FROM entry {} ORDER BY seq DESC LIMIT ?4) "
                          "wanted ON v.seq = wanted.seq ORDER BY v.seq",
                          where);
    const auto give = [&](const Statement &row) -> Result<void> {
        visit(rowOf(row));
        return {};
    };
    return each(m_impl->db, sql, give, static_cast<std::int64_t>(filter.after), std::int64_t{filter.incident},
                filter.kind, limit);
}

Result<void> Reader::forEachRecord(std::uint64_t last, const std::function<void(const record::Record &)> &visit) const
{
    const auto give = [&](const Statement &row) -> Result<void> {
        const auto record = recordFromRow(row);
        if (!record)
            return fail(record.error().code, record.error().message, m_impl->path);
        visit(*record);
        return {};
    };
    return each(m_impl->db, fmt::format("SELECT {} FROM entry WHERE seq <= ?1 ORDER BY seq", kEntryColumns), give,
                static_cast<std::int64_t>(last));
}

Result<std::vector<Row>> Reader::incidents() const
{
    std::vector<Row> out;
    if (auto done = collect(m_impl->db, out, "SELECT * FROM v_incidents ORDER BY incident"); !done)
        return tl::unexpected(done.error());
    return out;
}

Result<IncidentRows> Reader::incident(int number) const
{
    const Database &db = m_impl->db;
    const Snapshot snapshot(db);
    const std::int64_t id{number};
    std::vector<Row> found;
    if (auto done = collect(db, found, "SELECT * FROM v_incidents WHERE incident = ?1", id); !done)
        return tl::unexpected(done.error());
    if (found.empty())
        return fail(Errc::notFound, fmt::format("there is no incident {}", number), m_impl->path);
    IncidentRows out;
    out.incident = found.front();
    auto done =
        collect(db, out.clocks, "SELECT * FROM v_clocks WHERE incident = ?1 ORDER BY started_at, clock, run", id)
            .and_then([&] {
                return collect(db, out.steps,
                               "SELECT v.*, s.whom AS whom, strftime('%Y-%m-%dT%H:%M:%fZ', s.until / 1000.0, "
                               "'unixepoch') AS until FROM v_steps v JOIN step s USING (incident, step) "
                               "WHERE v.incident = ?1 ORDER BY coalesce(v.activated_at, v.finished_at), v.step",
                               id);
            })
            .and_then([&] {
                return collect(db, out.contacts, "SELECT * FROM v_contacts WHERE incident = ?1 ORDER BY at", id);
            })
            .and_then([&] {
                return collect(db, out.entries, "SELECT * FROM v_entries WHERE incident = ?1 ORDER BY seq", id);
            });
    if (!done)
        return tl::unexpected(done.error());
    return out;
}

Result<Json> Reader::stats() const
{
    const Database &db = m_impl->db;
    const Snapshot snapshot(db);
    Json out = Json::object();
    const auto merge = [&](const Statement &row) -> Result<void> {
        for (int column = 0; column < row.columns(); ++column)
            out[std::string(row.name(column))] = valueOf(row, column);
        return {};
    };
    const auto count = [&](const char *key) {
        out[key] = Json::object();
        return [&counts = out[key]](const Statement &row) -> Result<void> {
            counts[std::string(row.text(0))] = row.integer(1);
            return {};
        };
    };
    auto done =
        each(db,
             "SELECT (SELECT value FROM meta WHERE key = 'journal_id') AS journal_id, "
             "(SELECT value FROM meta WHERE key = 'mode') AS mode, "
             "(SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'epoch') AS epoch, "
             "(SELECT value FROM meta WHERE key = 'algorithm') AS algorithm, (SELECT count(*) FROM entry) AS entries, "
             "(SELECT recorded_at FROM v_entries ORDER BY seq LIMIT 1) AS first_at, "
             "(SELECT recorded_at FROM v_entries ORDER BY seq DESC LIMIT 1) AS last_at, "
             "(SELECT strftime('%Y-%m-%dT%H:%M:%fZ', at / 1000.0, 'unixepoch') FROM pulse) AS last_pulse, "
             "(SELECT count(*) FROM v_incidents) AS incidents, "
             "(SELECT count(*) FROM v_incidents WHERE closed_at IS NULL) AS open",
             merge)
            .and_then([&] {
                out["bytes"] = sizeOf(m_impl->path) + sizeOf(fs::path(m_impl->path) += "-wal");
                return each(db, "SELECT kind, count(*) FROM entry GROUP BY kind ORDER BY kind", count("by_kind"));
            })
            .and_then([&] {
                return each(db, "SELECT procedure, count(*) FROM v_incidents GROUP BY procedure ORDER BY procedure",
                            count("by_procedure"));
            });
    if (!done)
        return tl::unexpected(done.error());
    return out;
}

Result<void> Reader::backup(const fs::path &out) const
{
    const auto path = resolve(out);
    if (!path)
        return tl::unexpected(path.error());
    if (auto made = createEmpty(*path); !made)
        return made;
    const auto copy = Database::open(*path, Access::readWrite);
    if (!copy)
        return tl::unexpected(copy.error());
    sqlite3_backup *work = sqlite3_backup_init(copy->handle(), "main", m_impl->db.handle(), "main");
    if (work == nullptr)
        return tl::unexpected(copy->error());
    int code = sqlite3_backup_step(work, -1);
    const int finished = sqlite3_backup_finish(work);
    if (code == SQLITE_DONE)
        code = finished;
    if (code != SQLITE_OK) {
        std::error_code ignored;
        fs::remove(*path, ignored);
        return tl::unexpected(copy->error(code));
    }
    return {};
}

} // namespace fw::journal
