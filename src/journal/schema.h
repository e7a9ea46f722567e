// The tables, triggers and views of a journal file. Views are public (docs/journal.md), tables are ours.
#pragma once

#include "journal/sqlite.h"

#include <array>
#include <string>
#include <string_view>

namespace fw::journal {

inline constexpr int kApplicationId = 0x46574a31; // "FWJ1"
inline constexpr int kSchemaVersion = 1;

// The columns of entry in the order of the canonical bytes; the hash comes last.
inline constexpr std::string_view kEntryColumns =
    "seq, epoch, algorithm, happened_at, recorded_at, kind, incident, step, actor, source, sentence_id, sentence_args, "
    "summary_en, summary_zh, data, corrects, prev_hash, hash";

// Caches folded from the entries, with the columns that name a row.
struct ProjectionTable {
    std::string_view name;
    std::string_view key;
};
inline constexpr std::array<ProjectionTable, 7> kProjectionTables{{{"incident", "incident"},
                                                                   {"step", "incident, step"},
                                                                   {"clock", "incident, clock, run"},
                                                                   {"contact", "seq"},
                                                                   {"loan", "seq"},
                                                                   {"slip", "seq"},
                                                                   {"report", "seq"}}};

// Everything, in an empty file and inside the caller's transaction; application_id and user_version too.
[[nodiscard]] Result<void> createSchema(const Database &db);
// The projection tables alone (verify folds into a second database).
[[nodiscard]] Result<void> createProjectionTables(const Database &db);
// Projections and kept state emptied and made anew, triggers and views as they should be; inside the caller's
// transaction.
[[nodiscard]] Result<void> recreateDerived(const Database &db);

// Is this file ours, and can this program read it? An error names what it is instead.
[[nodiscard]] Result<void> checkIdentity(const Database &db);
// Every table, trigger and view as this program makes them? An error names the first that differs.
[[nodiscard]] Result<void> checkSchema(const Database &db);

} // namespace fw::journal
