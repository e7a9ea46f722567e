// The SQLite C API, owned: a connection and its statements. Values of the journal module, not for others; each object
// is used by one thread at a time. Codes are SQLite's extended result codes.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace fw::journal {

using Bytes = std::span<const unsigned char>;

// A prepared statement. Bound texts and blobs are not copied: they must live until reset().
class Statement {
public:
    Statement() = default;
    explicit Statement(sqlite3_stmt *stmt) : m_stmt(stmt) {}

    void bind(int index, std::int64_t value);
    void bind(int index, std::string_view text);
    void bind(int index, Bytes blob);
    void bindNull(int index);
    template <class T> void bind(int index, const std::optional<T> &value)
    {
        if (value)
            bind(index, *value);
        else
            bindNull(index);
    }

    [[nodiscard]] int step(); // SQLITE_ROW, SQLITE_DONE or an error
    void reset();
    // step() to the end and reset(): 0 or the error.
    [[nodiscard]] int execute();

    [[nodiscard]] int columns() const;
    [[nodiscard]] std::string_view name(int column) const;
    [[nodiscard]] int type(int column) const;
    [[nodiscard]] bool isNull(int column) const;
    [[nodiscard]] std::int64_t integer(int column) const;
    [[nodiscard]] double real(int column) const;
    [[nodiscard]] std::string_view text(int column) const; // valid until the next step() or reset()
    [[nodiscard]] Bytes blob(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt *stmt) const;
    };
    std::unique_ptr<sqlite3_stmt, Finalize> m_stmt;
};

enum class Access { readWrite, readOnly, mainFileOnly /* read-only, without looking at the -wal */, memory };

class Database {
public:
    [[nodiscard]] static Result<Database> open(const std::filesystem::path &path, Access access);

    [[nodiscard]] Result<Statement> prepare(std::string_view sql) const;
    [[nodiscard]] Result<void> run(const std::string &sql) const; // any number of statements
    // The first column of the first row; nothing when there is no row.
    [[nodiscard]] Result<std::optional<std::string>> value(std::string_view sql) const;
    // What SQLite says now, as an Error about this file.
    [[nodiscard]] Error error() const;
    [[nodiscard]] Error error(int code) const;
    [[nodiscard]] sqlite3 *handle() const { return m_db.get(); }

private:
    struct Close {
        void operator()(sqlite3 *db) const;
    };
    std::unique_ptr<sqlite3, Close> m_db;
    std::string m_name;
};

} // namespace fw::journal
