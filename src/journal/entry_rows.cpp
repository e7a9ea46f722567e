#include "journal/entry_rows.h"

#include "journal/schema.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace fw::journal {

Result<EntryInsert> EntryInsert::prepare(const Database &db)
{
    // OR FAIL: with triggers on the table, the default (ABORT) would copy every page it touches once more.
    auto statement = db.prepare(fmt::format(
        "INSERT OR FAIL INTO entry({}) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18)",
        kEntryColumns));
    if (!statement)
        return tl::unexpected(statement.error());
    return EntryInsert(std::move(*statement));
}

void EntryInsert::put(int column, std::int64_t value)
{
    m_statement.bind(column, value);
    m_bytes.integer(value);
}

void EntryInsert::put(int column, std::string_view text)
{
    m_statement.bind(column, text);
    m_bytes.text(text);
}

void EntryInsert::putNull(int column)
{
    m_statement.bindNull(column);
    m_bytes.null();
}

int EntryInsert::add(const record::Record &record)
{
    m_args = record.sentence.args.empty() ? "{}" : jsonText(toJson(record.sentence));
    m_data = record.data.empty() && record.data.is_object() ? "{}" : jsonText(record.data);
    m_bytes.clear();
    put(1, static_cast<std::int64_t>(record.seq));
    put(2, kEpoch);
    put(3, kAlgorithm);
    put(4, millis(record.happenedAt));
    put(5, millis(record.recordedAt));
    put(6, record::kindName(record.kind));
    if (record.incident != 0)
        put(7, std::int64_t{record.incident});
    else
        putNull(7);
    if (!record.step.empty())
        put(8, record.step);
    else
        putNull(8);
    put(9, record.actor);
    put(10, record.source);
    put(11, record.sentence.id);
    put(12, m_args);
    put(13, record.summaryEn);
    put(14, record.summaryZh);
    put(15, m_data);
    if (record.corrects != 0)
        put(16, static_cast<std::int64_t>(record.corrects));
    else
        putNull(16);
    m_statement.bind(17, Bytes(m_last));
    m_bytes.blob(m_last);
    const Hash hash = sha256(m_bytes.bytes());
    m_statement.bind(18, Bytes(hash));
    const int code = m_statement.execute();
    if (code == SQLITE_OK)
        m_last = hash;
    return code;
}

Result<record::Record> recordFromRow(const Statement &row)
{
    record::Record out;
    out.seq = static_cast<std::uint64_t>(row.integer(0));
    const auto bad = [&](std::string_view what) {
        return fail(Errc::corrupt, fmt::format("entry {}: {}", out.seq, what));
    };
    out.happenedAt = WallTime{Duration{row.integer(3)}};
    out.recordedAt = WallTime{Duration{row.integer(4)}};
    const auto kind = record::kindFromName(row.text(5));
    if (!kind)
        return bad(fmt::format("kind \"{}\" is unknown to this program", row.text(5)));
    out.kind = *kind;
    out.incident = static_cast<int>(row.integer(6));
    out.step = row.text(7);
    out.actor = row.text(8);
    out.source = row.text(9);
    const auto args = Json::parse(row.text(11), nullptr, false);
    if (!args.is_object())
        return bad("sentence_args is not a JSON object");
    try {
        out.sentence = sentenceFromJson(std::string(row.text(10)), args);
    } catch (const Json::exception &) {
        return bad("sentence_args holds a value that no sentence has");
    }
    out.summaryEn = row.text(12);
    out.summaryZh = row.text(13);
    out.data = Json::parse(row.text(14), nullptr, false);
    if (!out.data.is_object())
        return bad("data is not a JSON object");
    out.corrects = static_cast<std::uint64_t>(row.integer(15));
    return out;
}

Result<void> foldInto(record::State &state, const record::Record &record)
{
    try {
        record::apply(state, record);
    } catch (const Json::exception &e) {
        return fail(Errc::corrupt, fmt::format("entry {}: its data cannot be used: {}", record.seq, e.what()));
    }
    return {};
}

} // namespace fw::journal
