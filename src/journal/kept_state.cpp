#include "journal/kept_state.h"

#include "journal/canonical.h"
#include "journal/entry_rows.h"
#include "journal/schema.h"
#include "record/state_json.h"

#include <algorithm>
#include <fmt/format.h>
#include <sqlite3.h>

namespace fw::journal {
namespace {

constexpr std::string_view kUnreadable = "it cannot be read";

std::string textOf(const record::State &state)
{
    return jsonText(record::toJson(state));
}

Bytes bytesOf(std::string_view text)
{
    return {reinterpret_cast<const unsigned char *>(text.data()), text.size()};
}

// Binds the text to its entry, and tells a damaged text from a whole one.
Hash digestOf(Bytes entryHash, std::string_view text)
{
    CanonicalBytes bytes;
    bytes.blob(entryHash);
    bytes.text(text);
    return sha256(bytes.bytes());
}

Result<record::State> stateOf(std::string_view text)
{
    const Json json = Json::parse(text, nullptr, false);
    return json.is_discarded() ? fail(Errc::corrupt, std::string(kUnreadable)) : record::stateFromJson(json);
}

// The kept state where it can be used; else why not, "" when nothing is kept.
tl::expected<record::State, std::string> usable(const Database &db, std::uint64_t last)
{
    auto row = db.prepare("SELECT k.seq, k.entry_hash, k.state, k.digest, e.hash FROM kept_state k "
                          "LEFT JOIN entry e ON e.seq = k.seq");
    if (!row)
        return tl::unexpected(row.error().message);
    const int code = row->step();
    if (code == SQLITE_DONE)
        return tl::unexpected(std::string());
    if (code != SQLITE_ROW)
        return tl::unexpected(db.error(code).message);
    const auto seq = static_cast<std::uint64_t>(row->integer(0));
    if (seq > last || row->isNull(4))
        return tl::unexpected(fmt::format("it is that of entry {}, which is not there", seq));
    if (!std::ranges::equal(row->blob(1), row->blob(4)))
        return tl::unexpected(fmt::format("it was not kept with this entry {}", seq));
    if (!std::ranges::equal(row->blob(3), digestOf(row->blob(1), row->text(2))))
        return tl::unexpected(std::string("it is damaged"));
    auto state = stateOf(row->text(2));
    if (!state)
        return tl::unexpected(state.error().message);
    if (state->lastSeq != seq)
        return tl::unexpected(fmt::format("it is not that of entry {}", seq));
    return std::move(*state);
}

} // namespace

Result<void> keepState(const Database &db, const record::State &state)
{
    const auto seq = static_cast<std::int64_t>(state.lastSeq);
    auto entry = db.prepare("SELECT hash FROM entry WHERE seq = ?1");
    if (!entry)
        return tl::unexpected(entry.error());
    entry->bind(1, seq);
    if (const int code = entry->step(); code != SQLITE_ROW)
        return code == SQLITE_DONE ? fail(Errc::notFound, fmt::format("there is no entry {}", seq))
                                   : tl::unexpected(db.error(code));
    auto put = db.prepare("INSERT OR REPLACE INTO kept_state(id, seq, entry_hash, state, digest) "
                          "VALUES(1, ?1, ?2, ?3, ?4)");
    if (!put)
        return tl::unexpected(put.error());
    const std::string text = textOf(state);
    const Hash digest = digestOf(entry->blob(0), text);
    put->bind(1, seq);
    put->bind(2, entry->blob(0));
    put->bind(3, std::string_view(text));
    put->bind(4, Bytes(digest));
    if (const int code = put->execute(); code != SQLITE_OK)
        return tl::unexpected(db.error(code));
    return {};
}

Result<Restored> restoreState(const Database &db, std::uint64_t last)
{
    Restored out;
    if (auto kept = usable(db, last))
        out.state = std::move(*kept);
    else
        out.unusable = std::move(kept.error());
    auto rows =
        db.prepare(fmt::format("SELECT {} FROM entry WHERE seq > ?1 AND seq <= ?2 ORDER BY seq", kEntryColumns));
    if (!rows)
        return tl::unexpected(rows.error());
    rows->bind(1, static_cast<std::int64_t>(out.state.lastSeq));
    rows->bind(2, static_cast<std::int64_t>(last));
    int code = rows->step();
    for (; code == SQLITE_ROW; code = rows->step()) {
        const auto record = recordFromRow(*rows);
        if (!record)
            return tl::unexpected(record.error());
        if (auto applied = foldInto(out.state, *record); !applied)
            return tl::unexpected(applied.error());
        ++out.folded;
    }
    if (code != SQLITE_DONE)
        return tl::unexpected(db.error(code));
    return out;
}

// ---- verify ---------------------------------------------------------------------------------------------------------

KeptStateCheck::KeptStateCheck(const Database &db)
{
    auto row = db.prepare("SELECT seq, entry_hash, state, digest FROM kept_state");
    if (!row || row->step() != SQLITE_ROW)
        return; // no such table: the check of the schema says so
    m_seq = static_cast<std::uint64_t>(row->integer(0));
    m_hash = row->text(1);
    m_text = row->text(2);
    m_digest = row->text(3);
}

void KeptStateCheck::look(const record::State &folded, Bytes hash)
{
    if (m_seq == 0 || folded.lastSeq != m_seq)
        return;
    m_found = true;
    if (!std::ranges::equal(bytesOf(m_hash), hash)) {
        m_wrong = "was kept with another entry of this number";
    } else if (!std::ranges::equal(bytesOf(m_digest), digestOf(hash, m_text))) {
        m_wrong = "is damaged";
    } else if (const auto kept = stateOf(m_text); !kept) {
        // Another version of the program kept it: this one cannot judge, and will not use it.
        m_wrong = kept.error().code == Errc::badInput ? "" : "cannot be read: " + kept.error().message;
    } else if (m_text != textOf(folded)) {
        m_wrong = "is not what the entries add up to";
    }
}

Result<void> KeptStateCheck::finish() const
{
    if (m_seq != 0 && !m_found)
        return fail(Errc::corrupt, fmt::format("the kept state is that of entry {}, which is not there: entries were "
                                               "cut off, or it is another journal's",
                                               m_seq));
    if (!m_wrong.empty())
        return fail(Errc::corrupt, fmt::format("the kept state of entry {} {}", m_seq, m_wrong));
    return {};
}

} // namespace fw::journal
