#include "journal/projection.h"

#include "base/time_text.h"
#include "journal/entry_rows.h"

#include <sqlite3.h>

namespace fw::journal {
namespace {

using record::Kind;
using record::Record;
using Number = std::optional<std::int64_t>;
using Words = std::optional<std::string>;

const Json *find(const Json &data, const char *key)
{
    const auto it = data.find(key);
    return it == data.end() || it->is_null() ? nullptr : &*it;
}

// A text as it is, any other value as JSON.
Words words(const Json &data, const char *key)
{
    const Json *value = find(data, key);
    if (value == nullptr)
        return std::nullopt;
    return value->is_string() ? value->get<std::string>() : jsonText(*value);
}

Number number(const Json &data, const char *key)
{
    const Json *value = find(data, key);
    return value != nullptr && value->is_number_integer() ? Number(value->get<std::int64_t>()) : std::nullopt;
}

bool flag(const Json &data, const char *key)
{
    const Json *value = find(data, key);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

// An ISO-8601 text as milliseconds.
Number moment(const Json &data, const char *key)
{
    const Json *value = find(data, key);
    if (value == nullptr || !value->is_string())
        return std::nullopt;
    const auto time = parseIso(value->get_ref<const std::string &>());
    return time ? Number(millis(*time)) : std::nullopt;
}

// A list as JSON: json_insert needs one.
std::string list(const Json &data, const char *key)
{
    const Json *value = find(data, key);
    return value != nullptr && value->is_array() ? jsonText(*value) : "[]";
}

Words nonEmpty(const std::string &text)
{
    return text.empty() ? std::nullopt : Words(text);
}

// An operator's record on an incident is an act of theirs, but for these.
bool isAct(Kind kind)
{
    return kind != Kind::incidentAcknowledged && kind != Kind::incidentOpened && kind != Kind::incidentJoined &&
           kind != Kind::commandRefused;
}

} // namespace

// Values are bound in order, as ?1, ?2 …; they live until the statement has run.
template <class... Values> int Projection::run(std::string_view sql, const Values &...values)
{
    auto it = m_statements.find(sql);
    if (it == m_statements.end()) {
        auto statement = m_db.prepare(sql);
        if (!statement)
            return sqlite3_extended_errcode(m_db.handle());
        it = m_statements.emplace(sql, std::move(*statement)).first;
    }
    int index = 0;
    (it->second.bind(++index, values), ...);
    return it->second.execute();
}

int Projection::apply(const Record &record)
{
    if (record.kind == Kind::timeStepped) {
        const Number delta = number(record.data, "delta_ms");
        return delta ? run("UPDATE clock SET due_at = due_at + ?1 WHERE state = 'running'", *delta) : SQLITE_OK;
    }
    if (record.kind == Kind::contactTried) {
        if (const int code = addContact(record); code != SQLITE_OK)
            return code;
    }
    if (record.incident == 0)
        return SQLITE_OK;
    int code = applyIncident(record);
    if (code == SQLITE_OK)
        code = applyStep(record);
    if (code == SQLITE_OK)
        code = applyClock(record);
    if (code == SQLITE_OK && record.source == "operator" && isAct(record.kind))
        code = noteFirstAct(record);
    return code;
}

int Projection::noteFirstAct(const Record &record)
{
    if (m_acted.contains(record.incident))
        return SQLITE_OK;
    const int code = run("UPDATE incident SET first_act_at = ?2 WHERE incident = ?1 AND first_act_at IS NULL",
                         std::int64_t{record.incident}, millis(record.happenedAt));
    if (code == SQLITE_OK)
        m_acted.insert(record.incident);
    return code;
}

// ---- incidents ------------------------------------------------------------------------------------------------------

int Projection::applyIncident(const Record &record)
{
    const std::int64_t incident{record.incident};
    switch (record.kind) {
    case Kind::incidentOpened:
        return openIncident(record);
    case Kind::incidentJoined:
        return joinIncident(record);
    case Kind::incidentRaised:
        return run("UPDATE incident SET level = coalesce(?2, level) WHERE incident = ?1", incident,
                   number(record.data, "level"));
    case Kind::incidentCommanded:
        return run("UPDATE incident SET commander = ?2 WHERE incident = ?1", incident, words(record.data, "operator"));
    case Kind::incidentClosed:
        return closeIncident(record);
    default:
        return SQLITE_OK;
    }
}

int Projection::openIncident(const Record &record)
{
    m_acted.erase(record.incident);
    const Json &data = record.data;
    return run("INSERT OR REPLACE INTO incident(incident, procedure, playbook, subject, members, follows, since, "
               "opened_at, opened_by, level) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
               std::int64_t{record.incident}, number(data, "procedure").value_or(0),
               words(data, "playbook").value_or(""), words(data, "subject"), list(data, "members"),
               number(data, "follows"), moment(data, "since"), millis(record.happenedAt), words(data, "by"),
               number(data, "level"));
}

int Projection::joinIncident(const Record &record)
{
    // What comes back inside the cool-down is recorded on the closed incident, whose members stay.
    const Words member = words(record.data, "member");
    if (!member || member->empty() || flag(record.data, "in_cooldown"))
        return SQLITE_OK;
    return run("UPDATE incident SET members = json_insert(members, '$[#]', ?2) WHERE incident = ?1 "
               "AND NOT EXISTS (SELECT 1 FROM json_each(members) WHERE value = ?2)",
               std::int64_t{record.incident}, *member);
}

int Projection::closeIncident(const Record &record)
{
    const Json *impact = find(record.data, "impact");
    return run("UPDATE incident SET closed_at = ?2, closed_by = ?3, close_kind = ?4, reason = ?5, impact = ?6 "
               "WHERE incident = ?1",
               std::int64_t{record.incident}, millis(record.happenedAt), nonEmpty(record.actor),
               words(record.data, "close_kind"), words(record.data, "reason"),
               impact == nullptr ? std::nullopt : Words(jsonText(*impact)));
}

// ---- steps ----------------------------------------------------------------------------------------------------------

int Projection::applyStep(const Record &record)
{
    const Json &data = record.data;
    const std::int64_t incident{record.incident};
    const std::int64_t at = millis(record.happenedAt);
    const Words role = words(data, "role");
    switch (record.kind) {
    case Kind::stepActivated:
    case Kind::stepReopened:
        return run("INSERT INTO step(incident, step, role, state, activated_at, missed, by_close) "
                   "VALUES(?1, ?2, ?3, 'active', ?4, 0, 0) ON CONFLICT DO UPDATE SET state = 'active', "
                   "role = coalesce(?3, role), activated_at = ?4, finished_at = NULL, evidence = NULL, reason = NULL, "
                   "whom = NULL, until = NULL, by_close = 0",
                   incident, record.step, role, at);
    case Kind::stepDone:
        return run("INSERT INTO step(incident, step, role, state, finished_at, evidence, missed, by_close) "
                   "VALUES(?1, ?2, ?3, 'done', ?4, ?5, 0, 0) ON CONFLICT DO UPDATE SET state = 'done', "
                   "role = coalesce(?3, role), finished_at = ?4, evidence = ?5, reason = NULL, whom = NULL, "
                   "until = NULL, by_close = 0",
                   incident, record.step, role, at, words(data, "evidence"));
    case Kind::stepSkipped: {
        Words reason = words(data, "reason");
        if (const Words text = words(data, "text"); text && !text->empty())
            reason = reason ? *reason + ": " + *text : *text;
        const bool byClose = words(data, "by").has_value(); // by the closing or the playbook, not by a person
        return run("INSERT INTO step(incident, step, role, state, finished_at, reason, missed, by_close) "
                   "VALUES(?1, ?2, ?3, 'skipped', ?4, ?5, 0, ?6) ON CONFLICT DO UPDATE SET state = 'skipped', "
                   "role = coalesce(?3, role), finished_at = ?4, evidence = NULL, reason = ?5, whom = NULL, "
                   "until = NULL, by_close = ?6",
                   incident, record.step, role, at, reason, std::int64_t{byClose});
    }
    case Kind::stepWaiting:
        return run("INSERT INTO step(incident, step, role, state, whom, until, missed, by_close) "
                   "VALUES(?1, ?2, ?3, 'waiting', ?4, ?5, 0, 0) ON CONFLICT DO UPDATE SET state = 'waiting', "
                   "role = coalesce(?3, role), whom = ?4, until = ?5",
                   incident, record.step, role, words(data, "whom"), moment(data, "until"));
    case Kind::stepOverdue:
        return run("INSERT INTO step(incident, step, role, state, missed, by_close) "
                   "VALUES(?1, ?2, ?3, 'active', 1, 0) ON CONFLICT DO UPDATE SET missed = 1",
                   incident, record.step, role);
    default:
        return SQLITE_OK;
    }
}

// ---- clocks and contacts --------------------------------------------------------------------------------------------

int Projection::startClock(const Record &record)
{
    const Json &data = record.data;
    return run("INSERT OR REPLACE INTO clock(incident, clock, run, kind, step, started_at, due_at, state, paused, "
               "late) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, 'running', 0, 0)",
               std::int64_t{record.incident}, words(data, "clock").value_or(""), number(data, "run").value_or(1),
               words(data, "clock_kind").value_or(""), nonEmpty(record.step),
               moment(data, "from_at").value_or(millis(record.happenedAt)), moment(data, "due_at"));
}

int Projection::applyClock(const Record &record)
{
    const Json &data = record.data;
    const std::int64_t incident{record.incident};
    const std::int64_t at = millis(record.happenedAt);
    const auto name = [&] { return words(data, "clock").value_or(""); };
    const std::int64_t run = number(data, "run").value_or(1);
    switch (record.kind) {
    case Kind::clockStarted:
        return startClock(record);
    case Kind::clockStopped: {
        const std::string_view state = words(data, "result") == "kept" ? "kept" : "cancelled";
        return this->run("UPDATE clock SET state = ?4, stopped_at = ?5, paused = 0 "
                         "WHERE incident = ?1 AND clock = ?2 AND run = ?3",
                         incident, name(), run, state, at);
    }
    case Kind::clockFired:
        return this->run("UPDATE clock SET state = CASE kind WHEN 'deadline' THEN 'missed' ELSE 'fired' END, "
                         "fired_at = ?4, late = ?5, due_at = coalesce(?6, due_at), paused = 0 "
                         "WHERE incident = ?1 AND clock = ?2 AND run = ?3",
                         incident, name(), run, at, std::int64_t{flag(data, "late")}, moment(data, "due_at"));
    case Kind::clockPaused:
        return this->run("UPDATE clock SET paused = 1 WHERE incident = ?1 AND clock = ?2 AND run = ?3", incident,
                         name(), run);
    case Kind::clockResumed:
        return this->run("UPDATE clock SET paused = 0, due_at = coalesce(?4, due_at) "
                         "WHERE incident = ?1 AND clock = ?2 AND run = ?3",
                         incident, name(), run, moment(data, "due_at"));
    default:
        return SQLITE_OK;
    }
}

int Projection::addContact(const Record &record)
{
    const Json &data = record.data;
    return run("INSERT OR REPLACE INTO contact(seq, incident, at, chain, person, post, number, through, "
               "chain_position, outcome) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
               static_cast<std::int64_t>(record.seq), record.incident == 0 ? std::nullopt : Number(record.incident),
               millis(record.happenedAt), words(data, "chain"), words(data, "person"), words(data, "post"),
               words(data, "number"), words(data, "through"), number(data, "position"), words(data, "outcome"));
}

} // namespace fw::journal
