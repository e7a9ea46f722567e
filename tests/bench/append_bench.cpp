// Durable rows per second: the journal's writer beside a bare sqlite3 loop that writes the same columns and bytes under
// the same pragmas, without hash, triggers and projections. One row, or ten, are on the disk before the next are begun.
#include "journal/journal.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;
using fw::journal::Writer;
using fw::record::Record;

constexpr std::uint64_t kRows = 5'000; // in the longest run

// A folder that only we can write, on the disk that TMPDIR names; gone at the end.
class Folder {
public:
    Folder()
    {
        std::string pattern = (fs::temp_directory_path() / "append-XXXXXX").string();
        if (mkdtemp(pattern.data()) == nullptr)
            throw std::runtime_error("no folder for the benchmark");
        m_path = pattern;
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    ~Folder() { fs::remove_all(m_path); }
    [[nodiscard]] fs::path file(const char *name) const { return m_path / name; }

private:
    fs::path m_path;
};

Record note(std::uint64_t seq)
{
    Record record;
    record.seq = seq;
    record.happenedAt = record.recordedAt = fw::WallTime{std::chrono::milliseconds{946'684'800'000 + seq}};
    record.kind = fw::record::Kind::noteWritten;
    record.incident = 1;
    record.actor = "07";
    record.source = "operator";
    record.sentence = {"note.written", {{"text", "Callers ask about the second sale, row " + std::to_string(seq)}}};
    record.summaryEn = "Callers ask about the second sale, row " + std::to_string(seq);
    record.summaryZh = "来电询问第二次开票，第 " + std::to_string(seq) + " 行";
    record.data["text"] = record.summaryEn;
    return record;
}

void must(bool ok, const std::string &what)
{
    if (!ok)
        throw std::runtime_error(what);
}

std::unique_ptr<Writer> openJournal(const fs::path &path)
{
    auto writer = Writer::open(path, {.mode = fw::journal::Mode::test, .mustNotExist = true});
    must(writer.has_value(), writer ? "" : writer.error().text());
    return std::move(*writer);
}

std::vector<Record> notes(std::uint64_t first, std::uint64_t count)
{
    std::vector<Record> records;
    records.reserve(count);
    for (std::uint64_t i = 0; i < count; ++i)
        records.push_back(note(first + i));
    return records;
}

void append(Writer &writer, std::vector<Record> records)
{
    must(writer.append(std::move(records)), "the journal's queue is full");
    const auto flushed = writer.flush();
    must(flushed.has_value(), flushed ? "" : flushed.error().text());
}

void journal(benchmark::State &state)
{
    const Folder folder;
    const auto writer = openJournal(folder.file("ours.journal"));
    const auto group = static_cast<std::uint64_t>(state.range(0));
    std::vector<std::vector<Record>> groups; // made before, as the bare side's rows are
    for (std::uint64_t i = 0; i < std::uint64_t(state.max_iterations); ++i)
        groups.push_back(notes(1 + i * group, group));
    std::size_t next = 0;
    for (auto _ : state)
        append(*writer, std::move(groups[next++]));
    state.SetItemsProcessed(static_cast<std::int64_t>(next * group));
}

// ---- the bare side
struct CloseDb {
    void operator()(sqlite3 *db) const { sqlite3_close_v2(db); }
};
struct EndStatement {
    void operator()(sqlite3_stmt *statement) const { sqlite3_finalize(statement); }
};
struct FreeValue {
    void operator()(sqlite3_value *value) const { sqlite3_value_free(value); }
};
using Db = std::unique_ptr<sqlite3, CloseDb>;
using Statement = std::unique_ptr<sqlite3_stmt, EndStatement>;
using Row = std::vector<std::unique_ptr<sqlite3_value, FreeValue>>;

Db openDb(const fs::path &path)
{
    sqlite3 *db = nullptr;
    const int code = sqlite3_open(path.c_str(), &db);
    Db owned(db);
    must(code == SQLITE_OK, "sqlite3_open");
    return owned;
}

void run(const Db &db, const std::string &sql)
{
    must(sqlite3_exec(db.get(), sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK, sqlite3_errmsg(db.get()));
}

Statement prepare(const Db &db, const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    must(sqlite3_prepare_v2(db.get(), sql.c_str(), -1, &statement, nullptr) == SQLITE_OK, sqlite3_errmsg(db.get()));
    return Statement(statement);
}

// What the journal has written: the table's definition and its rows as they stand there.
struct Written {
    std::string table;
    std::vector<Row> rows;

    explicit Written(const fs::path &path)
    {
        const Db db = openDb(path);
        const Statement definition =
            prepare(db, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = 'entry'");
        must(sqlite3_step(definition.get()) == SQLITE_ROW, "the journal has no table entry");
        table = reinterpret_cast<const char *>(sqlite3_column_text(definition.get(), 0));
        const Statement select = prepare(db, "SELECT * FROM entry ORDER BY seq");
        while (sqlite3_step(select.get()) == SQLITE_ROW) {
            Row row;
            for (int i = 0; i < sqlite3_column_count(select.get()); ++i)
                row.emplace_back(sqlite3_value_dup(sqlite3_column_value(select.get(), i)));
            rows.push_back(std::move(row));
        }
        must(rows.size() >= kRows, "the journal lacks rows");
    }
};

const Written &written()
{
    static const Written once = [] {
        const Folder folder;
        const fs::path path = folder.file("sample.journal");
        const auto writer = openJournal(path);
        for (std::uint64_t seq = 1; seq <= kRows; seq += 1000)
            append(*writer, notes(seq, std::min<std::uint64_t>(1000, kRows - seq + 1)));
        return Written(path);
    }();
    return once;
}

void execute(const Db &db, const Statement &statement)
{
    must(sqlite3_step(statement.get()) == SQLITE_DONE, sqlite3_errmsg(db.get()));
    sqlite3_reset(statement.get());
}

void insert(const Db &db, const Statement &statement, const Row &row)
{
    for (std::size_t i = 0; i < row.size(); ++i)
        sqlite3_bind_value(statement.get(), static_cast<int>(i + 1), row[i].get());
    execute(db, statement);
}

void bare(benchmark::State &state)
{
    const Written &sample = written();
    const Folder folder;
    const Db db = openDb(folder.file("bare.db"));
    run(db, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;");
    run(db, sample.table);
    std::string marks = "?";
    for (std::size_t i = 1; i < sample.rows.front().size(); ++i)
        marks += ", ?";
    const Statement begin = prepare(db, "BEGIN IMMEDIATE");
    const Statement statement = prepare(db, "INSERT INTO entry VALUES (" + marks + ")");
    const Statement commit = prepare(db, "COMMIT");
    const auto group = static_cast<std::size_t>(state.range(0));
    std::size_t next = 0;
    for (auto _ : state) {
        execute(db, begin);
        for (std::size_t i = 0; i < group; ++i)
            insert(db, statement, sample.rows.at(next++));
        execute(db, commit);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(next));
}

BENCHMARK(journal)->Arg(1)->Iterations(1000)->Repetitions(3)->UseRealTime();
BENCHMARK(bare)->Arg(1)->Iterations(1000)->Repetitions(3)->UseRealTime();
BENCHMARK(journal)->Arg(10)->Iterations(kRows / 10)->Repetitions(3)->UseRealTime();
BENCHMARK(bare)->Arg(10)->Iterations(kRows / 10)->Repetitions(3)->UseRealTime();

} // namespace

BENCHMARK_MAIN();
