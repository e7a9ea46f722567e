// A record as a row of entry, and back.
#pragma once

#include "journal/canonical.h"
#include "journal/sqlite.h"
#include "record/state.h"

namespace fw::journal {

[[nodiscard]] inline std::int64_t millis(WallTime t)
{
    return t.time_since_epoch().count();
}

// Adds records to entry, each linked to the one before. Keeps its statement and buffers; used by the writer's thread.
class EntryInsert {
public:
    [[nodiscard]] static Result<EntryInsert> prepare(const Database &db);
    // Where the chain stands; given again after a roll-back.
    void continueFrom(const Hash &last) { m_last = last; }
    [[nodiscard]] const Hash &last() const { return m_last; }
    // 0 or SQLite's error. The hash of the new row is then last().
    [[nodiscard]] int add(const record::Record &record);

private:
    explicit EntryInsert(Statement statement) : m_statement(std::move(statement)) {}
    void put(int column, std::int64_t value);
    void put(int column, std::string_view text);
    void putNull(int column);

    Statement m_statement;
    CanonicalBytes m_bytes;
    std::string m_args;
    std::string m_data;
    Hash m_last{};
};

// A row selected as kEntryColumns. An error says what cannot be read in it.
[[nodiscard]] Result<record::Record> recordFromRow(const Statement &row);
// record::apply; an error when the record's data has another shape than this program writes.
[[nodiscard]] Result<void> foldInto(record::State &state, const record::Record &record);

} // namespace fw::journal
