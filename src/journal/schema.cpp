#include "journal/schema.h"

#include <fmt/format.h>
#include <map>
#include <sqlite3.h>

namespace fw::journal {
namespace {

constexpr const char *kTables = R"sql(
CREATE TABLE meta(
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE pulse(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  at INTEGER,
  file_id TEXT NOT NULL,
  wal_starts INTEGER NOT NULL
) STRICT;
CREATE TABLE entry(
  seq INTEGER PRIMARY KEY,
  epoch INTEGER NOT NULL,
  algorithm TEXT NOT NULL,
  happened_at INTEGER NOT NULL,
  recorded_at INTEGER NOT NULL,
  kind TEXT NOT NULL,
  incident INTEGER,
  step TEXT,
  actor TEXT NOT NULL,
  source TEXT NOT NULL,
  sentence_id TEXT NOT NULL,
  sentence_args TEXT NOT NULL,
  summary_en TEXT NOT NULL,
  summary_zh TEXT NOT NULL,
  data TEXT NOT NULL,
  corrects INTEGER,
  prev_hash BLOB NOT NULL,
  hash BLOB NOT NULL
) STRICT;
)sql";

constexpr const char *kTriggers = R"sql(
CREATE TRIGGER entry_insert BEFORE INSERT ON entry
WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM entry)
BEGIN SELECT RAISE(FAIL, 'an entry can only be added after the last'); END;
CREATE TRIGGER entry_update BEFORE UPDATE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entry_delete BEFORE DELETE ON entry
BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
)sql";

constexpr const char *kProjections = R"sql(
CREATE TABLE incident(
  incident INTEGER PRIMARY KEY,
  procedure INTEGER NOT NULL,
  playbook TEXT NOT NULL,
  subject TEXT,
  members TEXT NOT NULL,
  follows INTEGER,
  since INTEGER,
  opened_at INTEGER NOT NULL,
  opened_by TEXT,
  commander TEXT,
  first_act_at INTEGER,
  closed_at INTEGER,
  closed_by TEXT,
  close_kind TEXT,
  level INTEGER,
  reason TEXT,
  impact TEXT
) STRICT;
CREATE TABLE step(
  incident INTEGER NOT NULL,
  step TEXT NOT NULL,
  role TEXT,
  state TEXT NOT NULL,
  activated_at INTEGER,
  finished_at INTEGER,
  evidence TEXT,
  reason TEXT,
  missed INTEGER NOT NULL,
  whom TEXT,
  until INTEGER,
  by_close INTEGER NOT NULL,
  PRIMARY KEY (incident, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE clock(
  incident INTEGER NOT NULL,
  clock TEXT NOT NULL,
  run INTEGER NOT NULL,
  kind TEXT NOT NULL,
  step TEXT,
  started_at INTEGER NOT NULL,
  due_at INTEGER,
  fired_at INTEGER,
  stopped_at INTEGER,
  state TEXT NOT NULL,
  paused INTEGER NOT NULL,
  late INTEGER NOT NULL,
  PRIMARY KEY (incident, clock, run)
) STRICT, WITHOUT ROWID;
CREATE TABLE contact(
  seq INTEGER PRIMARY KEY,
  incident INTEGER,
  at INTEGER NOT NULL,
  chain TEXT,
  person TEXT,
  post TEXT,
  number TEXT,
  through TEXT,
  chain_position INTEGER,
  outcome TEXT
) STRICT;
CREATE TABLE loan(
  seq INTEGER PRIMARY KEY,
  incident INTEGER,
  agent TEXT,
  from_queue TEXT,
  to_queue TEXT,
  lent_at INTEGER,
  seen_at INTEGER,
  returned_at INTEGER
) STRICT;
CREATE TABLE slip(
  seq INTEGER PRIMARY KEY,
  incident INTEGER,
  number TEXT,
  at INTEGER,
  agent TEXT,
  caller TEXT,
  name TEXT,
  matter TEXT,
  told TEXT,
  urgency TEXT,
  callback_state TEXT,
  backfilled_at INTEGER,
  reference TEXT
) STRICT;
CREATE TABLE report(
  seq INTEGER PRIMARY KEY,
  at INTEGER,
  service TEXT,
  region TEXT,
  symptom TEXT,
  number TEXT,
  incident INTEGER
) STRICT;
)sql";

// Entries of one incident, found without looking through all.
constexpr const char *kIndexes = R"sql(
CREATE INDEX entry_incident ON entry(incident) WHERE incident IS NOT NULL;
)sql";

constexpr const char *kKeptState = R"sql(
CREATE TABLE kept_state(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  seq INTEGER NOT NULL,
  entry_hash BLOB NOT NULL,
  state TEXT NOT NULL,
  digest BLOB NOT NULL
) STRICT;
)sql";

// "{iso:X}" stands for the column X, milliseconds since 1970, as ISO-8601 UTC.
constexpr std::string_view kViews = R"sql(
CREATE VIEW v_entries AS SELECT
  e.seq AS seq, {iso:e.happened_at} AS happened_at, {iso:e.recorded_at} AS recorded_at, e.kind AS kind,
  e.incident AS incident,
  CASE WHEN i.procedure > 0 THEN i.procedure ELSE i.playbook END AS procedure,
  e.step AS step, e.actor AS actor, e.source AS source,
  (SELECT value = 'drill' FROM meta WHERE key = 'mode') AS drill,
  e.summary_en AS summary_en, e.summary_zh AS summary_zh, e.data AS data, e.corrects AS corrects,
  lower(hex(e.hash)) AS hash
FROM entry e LEFT JOIN incident i ON i.incident = e.incident;
CREATE VIEW v_incidents AS SELECT
  i.incident AS incident,
  CASE WHEN i.procedure > 0 THEN i.procedure ELSE i.playbook END AS procedure,
  i.playbook AS playbook, i.subject AS subject, i.members AS members, i.follows AS follows,
  {iso:i.since} AS since, {iso:i.opened_at} AS opened_at, i.opened_by AS opened_by, i.commander AS commander,
  {iso:i.first_act_at} AS first_act_at, {iso:i.closed_at} AS closed_at, i.closed_by AS closed_by,
  i.close_kind AS close_kind, i.level AS level,
  (SELECT count(*) FROM clock c WHERE c.incident = i.incident AND c.kind = 'deadline' AND c.state = 'kept')
    AS clocks_kept,
  (SELECT count(*) FROM clock c WHERE c.incident = i.incident AND c.kind = 'deadline' AND c.state = 'missed')
    AS clocks_missed,
  (SELECT count(*) FROM step s WHERE s.incident = i.incident AND s.state = 'done') AS steps_done,
  (SELECT count(*) FROM step s WHERE s.incident = i.incident AND s.state = 'skipped' AND s.by_close = 0)
    AS steps_skipped,
  (SELECT value = 'drill' FROM meta WHERE key = 'mode') AS drill,
  i.reason AS reason, i.impact AS impact
FROM incident i;
CREATE VIEW v_steps AS SELECT
  s.incident AS incident, s.step AS step, s.role AS role, s.state AS state, {iso:s.activated_at} AS activated_at,
  (SELECT {iso:c.due_at} FROM clock c WHERE c.incident = s.incident AND c.step = s.step AND c.state != 'cancelled'
    ORDER BY c.run DESC LIMIT 1) AS due_at,
  {iso:s.finished_at} AS finished_at, s.evidence AS evidence, s.reason AS reason, s.missed AS missed
FROM step s;
CREATE VIEW v_clocks AS SELECT
  incident, clock, run, kind, {iso:started_at} AS started_at, {iso:due_at} AS due_at, {iso:fired_at} AS fired_at,
  {iso:stopped_at} AS stopped_at, state, late
FROM clock;
CREATE VIEW v_contacts AS SELECT
  incident, {iso:at} AS at, person, post, number, through, chain_position, outcome
FROM contact;
CREATE VIEW v_loans AS SELECT
  incident, agent, from_queue, to_queue, {iso:lent_at} AS lent_at, {iso:seen_at} AS seen_at,
  {iso:returned_at} AS returned_at
FROM loan;
CREATE VIEW v_slips AS SELECT
  incident, number, {iso:at} AS at, agent, caller, name, matter, told, urgency, callback_state,
  {iso:backfilled_at} AS backfilled_at, reference
FROM slip;
CREATE VIEW v_reports AS SELECT
  {iso:at} AS at, service, region, symptom, number, incident
FROM report;
)sql";

std::string viewsSql()
{
    constexpr std::string_view kMark = "{iso:";
    std::string out;
    std::string_view rest = kViews;
    for (auto at = rest.find(kMark); at != std::string_view::npos; at = rest.find(kMark)) {
        const auto end = rest.find('}', at);
        const auto column = rest.substr(at + kMark.size(), end - at - kMark.size());
        out += rest.substr(0, at);
        out += fmt::format("strftime('%Y-%m-%dT%H:%M:%fZ', {} / 1000.0, 'unixepoch')", column);
        rest.remove_prefix(end + 1);
    }
    return out.append(rest);
}

using Objects = std::map<std::string, std::string>; // "table entry" → its SQL

Result<Objects> objectsOf(const Database &db)
{
    auto rows = db.prepare("SELECT type || ' ' || name, coalesce(sql, '') FROM sqlite_schema "
                           "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'");
    if (!rows)
        return tl::unexpected(rows.error());
    Objects out;
    int code = rows->step();
    for (; code == SQLITE_ROW; code = rows->step())
        out.emplace(rows->text(0), rows->text(1));
    if (code != SQLITE_DONE)
        return tl::unexpected(db.error(code));
    return out;
}

Result<Objects> expectedObjects()
{
    auto db = Database::open({}, Access::memory);
    if (!db)
        return tl::unexpected(db.error());
    if (auto made = createSchema(*db); !made)
        return tl::unexpected(made.error());
    return objectsOf(*db);
}

} // namespace

Result<void> createProjectionTables(const Database &db)
{
    return db.run(kProjections);
}

Result<void> createSchema(const Database &db)
{
    return db.run(fmt::format("{}{}{}{}{}{}PRAGMA application_id = {}; PRAGMA user_version = {};", kTables, kIndexes,
                              kTriggers, kProjections, kKeptState, viewsSql(), kApplicationId, kSchemaVersion));
}

Result<void> recreateDerived(const Database &db)
{
    const auto objects = objectsOf(db);
    if (!objects)
        return tl::unexpected(objects.error());
    std::string sql;
    for (const std::string_view type : {"view", "trigger", "index"}) {
        for (const auto &[object, text] : *objects) {
            if (object.starts_with(type))
                sql += fmt::format("DROP {} \"{}\";", type, object.substr(type.size() + 1));
        }
    }
    for (const auto &table : kProjectionTables)
        sql += fmt::format("DROP TABLE IF EXISTS {};", table.name);
    sql += "DROP TABLE IF EXISTS kept_state;";
    return db.run(fmt::format("{}{}{}{}{}{}", sql, kProjections, kKeptState, kIndexes, kTriggers, viewsSql()));
}

Result<void> checkIdentity(const Database &db)
{
    const auto id = db.value("PRAGMA application_id");
    const auto version = db.value("PRAGMA user_version");
    if (!id || !version) {
        const Error error = !id ? id.error() : version.error();
        return fail(error.code, "this is not a journal of floorwarden, or it is damaged: " + error.message,
                    error.context);
    }
    const std::string name = db.error().context;
    const auto objects = db.value("SELECT count(*) FROM sqlite_schema");
    if (objects && *objects == "0")
        return fail(Errc::badInput, "the file is empty: no journal was ever begun in it", name);
    if (id->value_or("0") != std::to_string(kApplicationId))
        return fail(Errc::badInput, "this is another program's SQLite file, not a journal of floorwarden", name);
    if (std::stoll(version->value_or("0")) > kSchemaVersion)
        return fail(Errc::badInput, "this journal was written by a newer floorwarden: update the program to open it",
                    name);
    return {};
}

Result<void> checkSchema(const Database &db)
{
    const auto expected = expectedObjects();
    const auto found = objectsOf(db);
    if (!expected || !found)
        return tl::unexpected(!expected ? expected.error() : found.error());
    for (const auto &[object, sql] : *expected) {
        const auto it = found->find(object);
        if (it == found->end())
            return fail(Errc::corrupt, fmt::format("{} is missing", object));
        if (it->second != sql)
            return fail(Errc::corrupt, fmt::format("{} was changed", object));
    }
    for (const auto &[object, sql] : *found) {
        if (!expected->contains(object))
            return fail(Errc::corrupt, fmt::format("{} does not belong to the journal", object));
    }
    return {};
}

} // namespace fw::journal
