#include "journal/sqlite.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace fw::journal {
namespace {

Errc errcOf(int code)
{
    switch (code & 0xff) {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_MISMATCH:
        return Errc::corrupt;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_CONSTRAINT:
        return Errc::refused;
    default:
        return Errc::io;
    }
}

// A path as the body of a file: URI.
std::string uriPath(const std::string &path)
{
    std::string out;
    for (const char c : path) {
        if (c == '?' || c == '#' || c == '%')
            out += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
        else
            out += c;
    }
    return out;
}

} // namespace

void Statement::Finalize::operator()(sqlite3_stmt *stmt) const
{
    sqlite3_finalize(stmt);
}

void Database::Close::operator()(sqlite3 *db) const
{
    sqlite3_close_v2(db);
}

void Statement::bind(int index, std::int64_t value)
{
    sqlite3_bind_int64(m_stmt.get(), index, value);
}

void Statement::bind(int index, std::string_view text)
{
    const char *data = text.data() == nullptr ? "" : text.data();
    sqlite3_bind_text64(m_stmt.get(), index, data, text.size(), SQLITE_STATIC, SQLITE_UTF8);
}

void Statement::bind(int index, Bytes blob)
{
    sqlite3_bind_blob64(m_stmt.get(), index, blob.data(), blob.size(), SQLITE_STATIC);
}

void Statement::bindNull(int index)
{
    sqlite3_bind_null(m_stmt.get(), index);
}

int Statement::step()
{
    return sqlite3_step(m_stmt.get());
}

void Statement::reset()
{
    sqlite3_reset(m_stmt.get());
}

int Statement::execute()
{
    int code = step();
    while (code == SQLITE_ROW)
        code = step();
    reset();
    return code == SQLITE_DONE ? SQLITE_OK : code;
}

int Statement::columns() const
{
    return sqlite3_column_count(m_stmt.get());
}

std::string_view Statement::name(int column) const
{
    return sqlite3_column_name(m_stmt.get(), column);
}

int Statement::type(int column) const
{
    return sqlite3_column_type(m_stmt.get(), column);
}

bool Statement::isNull(int column) const
{
    return type(column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const
{
    return sqlite3_column_int64(m_stmt.get(), column);
}

double Statement::real(int column) const
{
    return sqlite3_column_double(m_stmt.get(), column);
}

std::string_view Statement::text(int column) const
{
    const auto blob = this->blob(column);
    return {reinterpret_cast<const char *>(blob.data()), blob.size()};
}

Bytes Statement::blob(int column) const
{
    // For a text this is its UTF-8; numbers are asked for as text first, so that they have a form to show.
    if (const int kind = type(column); kind == SQLITE_INTEGER || kind == SQLITE_FLOAT)
        (void)sqlite3_column_text(m_stmt.get(), column);
    const auto *data = static_cast<const unsigned char *>(sqlite3_column_blob(m_stmt.get(), column));
    const auto size = static_cast<std::size_t>(sqlite3_column_bytes(m_stmt.get(), column));
    return data == nullptr ? Bytes{} : Bytes{data, size};
}

Result<Database> Database::open(const std::filesystem::path &path, Access access)
{
    Database out;
    out.m_name = path.string();
    std::string name = path.string();
    int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (access) {
    case Access::readWrite:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Access::readOnly:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Access::mainFileOnly:
        flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        name = "file:" + uriPath(name) + "?immutable=1";
        break;
    case Access::memory:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        name = ":memory:";
        break;
    }
    sqlite3 *db = nullptr;
    const int code = sqlite3_open_v2(name.c_str(), &db, flags, nullptr);
    out.m_db.reset(db);
    if (code != SQLITE_OK)
        return tl::unexpected(out.error(code));
    sqlite3_busy_timeout(db, 5000);
    sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    sqlite3_db_config(db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    return out;
}

Result<Statement> Database::prepare(std::string_view sql) const
{
    sqlite3_stmt *stmt = nullptr;
    const int code = sqlite3_prepare_v3(m_db.get(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &stmt, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(code));
    return Statement(stmt);
}

Result<void> Database::run(const std::string &sql) const
{
    const int code = sqlite3_exec(m_db.get(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return tl::unexpected(error(code));
    return {};
}

Result<std::optional<std::string>> Database::value(std::string_view sql) const
{
    auto statement = prepare(sql);
    if (!statement)
        return tl::unexpected(statement.error());
    switch (const int code = statement->step()) {
    case SQLITE_ROW:
        if (statement->isNull(0))
            return std::nullopt;
        return std::string(statement->text(0));
    case SQLITE_DONE:
        return std::nullopt;
    default:
        return tl::unexpected(error(code));
    }
}

Error Database::error() const
{
    return error(sqlite3_extended_errcode(m_db.get()));
}

Error Database::error(int code) const
{
    // The connection's own text is more exact than the code's, where the connection has one.
    const bool own = m_db != nullptr && sqlite3_extended_errcode(m_db.get()) == code;
    const char *text = own ? sqlite3_errmsg(m_db.get()) : sqlite3_errstr(code);
    return Error{errcOf(code), fmt::format("{} (SQLite {})", text, code), m_name};
}

} // namespace fw::journal
