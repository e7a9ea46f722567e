#include "journal/verify.h"

#include "journal/entry_rows.h"
#include "journal/kept_state.h"
#include "journal/projection.h"
#include "journal/read_only.h"
#include "journal/schema.h"

#include <algorithm>
#include <fmt/format.h>
#include <sqlite3.h>

namespace fw::journal {
namespace {

class Verifier {
public:
    Verifier(const Database &db, const Database &again) : m_db(db), m_again(again), m_projection(again), m_kept(db) {}

    Result<Verified> run();

private:
    Result<void> checkEntries();
    Result<void> checkEntry(const Statement &row);
    Result<void> explain(const Statement &row);
    Result<void> foldEntry(const Statement &row);
    Result<void> checkBeginning(const record::Record &first);
    Result<void> compare(const ProjectionTable &table);
    Result<void> checkFile();

    const Database &m_db;
    const Database &m_again; // folded once more, in memory
    Projection m_projection;
    record::State m_state; // the same, as a start folds it
    KeptStateCheck m_kept;
    CanonicalBytes m_bytes;
    std::int64_t m_seq = 0; // the entry checked last
    Hash m_last{};
    std::optional<Error> m_unfoldable; // told only when the chain itself is whole
};

tl::unexpected<Error> wrong(std::int64_t seq, std::string_view what)
{
    return fail(Errc::corrupt, fmt::format("entry {}{}", seq, what));
}

Result<void> Verifier::checkEntries()
{
    auto rows = m_db.prepare(fmt::format("SELECT {} FROM entry ORDER BY seq", kEntryColumns));
    if (!rows)
        return tl::unexpected(rows.error());
    int code = rows->step();
    for (; code == SQLITE_ROW; code = rows->step()) {
        if (auto checked = checkEntry(*rows); !checked)
            return checked;
        if (auto folded = foldEntry(*rows); !folded && !m_unfoldable)
            m_unfoldable = folded.error();
    }
    if (code != SQLITE_DONE)
        return wrong(m_seq + 1, " cannot be read: " + m_db.error(code).message);
    if (m_unfoldable)
        return tl::unexpected(*m_unfoldable);
    return {};
}

Result<void> Verifier::checkEntry(const Statement &row)
{
    const std::int64_t seq = row.integer(0);
    if (seq <= m_seq)
        return wrong(seq, fmt::format(" stands out of order: after entry {}", m_seq));
    if (seq > m_seq + 1)
        return wrong(m_seq + 1, " is missing");
    encodeRow(m_bytes, row);
    const Hash hash = sha256(m_bytes.bytes());
    if (!std::ranges::equal(row.blob(kHashedColumns), hash) || row.type(kHashedColumns) != SQLITE_BLOB)
        return explain(row);
    if (!std::ranges::equal(row.blob(kHashedColumns - 1), m_last))
        return wrong(seq, fmt::format(" does not continue entry {}: one of them was replaced", m_seq));
    if (row.integer(1) != kEpoch || row.text(2) != kAlgorithm)
        return wrong(seq, ": its epoch or algorithm is unknown to this program");
    m_seq = seq;
    m_last = hash;
    return {};
}

// A row that does not match its hash: was it written at another place in the chain?
Result<void> Verifier::explain(const Statement &row)
{
    const std::int64_t seq = row.integer(0);
    const auto count = m_db.value("SELECT max(seq) FROM entry");
    const std::int64_t last = count && *count ? std::stoll(**count) : seq;
    CanonicalBytes bytes;
    for (std::int64_t other = 1; other <= last + 1; ++other) {
        encodeRow(bytes, row, other);
        if (std::ranges::equal(row.blob(kHashedColumns), sha256(bytes.bytes())))
            return wrong(seq, fmt::format(" stands out of order: it was written as entry {}", other));
    }
    return wrong(seq, ": content does not match its hash");
}

Result<void> Verifier::foldEntry(const Statement &row)
{
    const auto record = recordFromRow(row);
    if (!record)
        return tl::unexpected(record.error());
    if (m_seq == 1) {
        if (auto beginning = checkBeginning(*record); !beginning)
            return beginning;
    }
    if (const int code = m_projection.apply(*record); code != SQLITE_OK)
        return wrong(m_seq, " cannot be folded: " + m_again.error(code).message);
    if (auto folded = foldInto(m_state, *record); !folded)
        return folded;
    m_kept.look(m_state, m_last);
    return {};
}

// The mode and id beside the chain are those that the first entry says.
Result<void> Verifier::checkBeginning(const record::Record &first)
{
    if (first.kind != record::Kind::journalBegan)
        return {};
    for (const char *key : {"journal_id", "mode", "epoch", "algorithm"}) {
        const auto stored = m_db.value(fmt::format("SELECT value FROM meta WHERE key = '{}'", key));
        if (!stored)
            return tl::unexpected(stored.error());
        const auto said = first.data.find(key);
        if (said == first.data.end())
            continue;
        if (*stored != (said->is_string() ? said->get<std::string>() : said->dump()))
            return fail(Errc::corrupt, fmt::format("the journal's {} is not what entry 1 says", key));
    }
    return {};
}

std::string keyText(const Statement &row, std::string_view key)
{
    const auto columns = std::ranges::count(key, ',') + 1;
    std::string out;
    for (int column = 0; column < columns; ++column)
        out += fmt::format("{}{} {}", column == 0 ? "" : ", ", row.name(column), row.text(column));
    return out;
}

bool sameValue(const Statement &a, const Statement &b, int column)
{
    return a.type(column) == b.type(column) && std::ranges::equal(a.blob(column), b.blob(column));
}

// Both tables row by row in the order of their keys, which come first.
Result<void> Verifier::compare(const ProjectionTable &table)
{
    const std::string sql = fmt::format("SELECT {0}, t.* FROM {1} t ORDER BY {0}", table.key, table.name);
    auto stored = m_db.prepare(sql);
    auto folded = m_again.prepare(sql);
    if (!stored || !folded)
        return tl::unexpected(!stored ? stored.error() : folded.error());
    for (;;) {
        const int a = stored->step();
        const int b = folded->step();
        if (a != SQLITE_ROW && a != SQLITE_DONE)
            return fail(Errc::corrupt, fmt::format("table {} cannot be read: {}", table.name, m_db.error(a).message));
        if (b != SQLITE_ROW && b != SQLITE_DONE)
            return tl::unexpected(m_again.error(b));
        if (a == SQLITE_DONE && b == SQLITE_DONE)
            return {};
        for (int column = 0; a == b && column < folded->columns(); ++column) {
            if (!sameValue(*stored, *folded, column))
                return fail(Errc::corrupt, fmt::format("table {}, {}: {} is not what the entries add up to", table.name,
                                                       keyText(*folded, table.key), folded->name(column)));
        }
        if (a != b)
            return fail(Errc::corrupt, fmt::format("table {}, {}: the row {}", table.name,
                                                   keyText(a == SQLITE_ROW ? *stored : *folded, table.key),
                                                   a == SQLITE_ROW ? "does not come from the entries" : "is missing"));
    }
}

Result<void> Verifier::checkFile()
{
    if (auto schema = checkSchema(m_db); !schema)
        return schema;
    const auto report = m_db.value("PRAGMA integrity_check(1)");
    if (!report)
        return tl::unexpected(report.error());
    if (*report != "ok")
        return fail(Errc::corrupt, "the file is damaged: " + report->value_or(""));
    return {};
}

Result<Verified> Verifier::run()
{
    auto done = m_db.run("BEGIN").and_then([&] { return checkEntries(); });
    for (const auto &table : kProjectionTables)
        done = done.and_then([&] { return compare(table); });
    done = done.and_then([&] { return m_kept.finish(); }).and_then([&] { return checkFile(); });
    (void)m_db.run("COMMIT");
    if (!done)
        return tl::unexpected(done.error());
    return Verified{static_cast<std::uint64_t>(m_seq), hexText(m_last)};
}

} // namespace

Result<Verified> verify(const std::filesystem::path &path)
{
    const auto named = [&](const Error &error) {
        return fail(error.code, error.message, error.context.empty() ? path.string() : error.context);
    };
    const auto db = openReadOnly(path);
    if (!db)
        return named(db.error());
    const auto again = Database::open({}, Access::memory);
    if (!again)
        return named(again.error());
    if (auto made = createProjectionTables(*again); !made)
        return named(made.error());
    auto verified = Verifier(*db, *again).run();
    if (!verified)
        return named(verified.error());
    return verified;
}

} // namespace fw::journal
