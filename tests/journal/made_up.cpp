#include "made_up.h"

#include <unistd.h>

namespace fw::journal {

using enum record::Kind;
using record::Record;

Folder::Folder()
{
    std::string name = testing::TempDir() + "fw-journal-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr)
        std::abort();
    m_path = name;
}

Folder::~Folder()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

Record Recorder::make(record::Kind kind, int incident, Json data, std::string step)
{
    m_now += std::chrono::seconds{1};
    Record out;
    out.seq = ++m_seq;
    out.happenedAt = m_now;
    out.recordedAt = m_now + Duration{7};
    out.kind = kind;
    out.incident = incident;
    out.step = std::move(step);
    out.source = "engine";
    out.sentence = {"made.up", {{"name", std::string("seat 23")}, {"n", std::int64_t{-4}}, {"d", Duration{1500}}}};
    out.summaryEn = "Something made up happened";
    out.summaryZh = "发生了一件虚构的事";
    out.data = std::move(data);
    return out;
}

Record Recorder::byOperator(record::Kind kind, int incident, Json data, std::string step)
{
    Record out = make(kind, incident, std::move(data), std::move(step));
    out.actor = "07";
    out.source = "operator";
    return out;
}

Record Recorder::began()
{
    return make(
        journalBegan, 0,
        {{"schema", 1}, {"journal_id", std::string(32, '0')}, {"mode", "test"}, {"epoch", 1}, {"algorithm", "sha256"}});
}

Record Recorder::note()
{
    return byOperator(noteWritten, 0, {{"text", "a note, 一条备注"}});
}

std::vector<Record> notes(std::size_t count)
{
    Recorder recorder;
    std::vector<Record> out{recorder.began()};
    for (std::size_t i = 0; i < count; ++i)
        out.push_back(recorder.note());
    return out;
}

std::vector<Record> wholeStory()
{
    Recorder r;
    std::vector<Record> out;
    const auto clock = [](const char *name, const char *kind, const char *due) {
        return Json{{"clock", name}, {"clock_kind", kind}, {"run", 1}, {"from", "opened"}, {"due_at", due}};
    };
    out.push_back(r.began());
    out.push_back(r.make(incidentOpened, 1,
                         {{"playbook", "seat-failure"},
                          {"procedure", 1},
                          {"config", "ab12"},
                          {"subject", "1005"},
                          {"members", {"1005"}},
                          {"since", "2000-01-01T00:00:00.250Z"},
                          {"by", "rule:seat-lost"},
                          {"level", 1},
                          {"follows", nullptr}}));
    out.push_back(
        r.make(clockStarted, 1, clock("relogin_within:1005", "deadline", "2000-01-01T00:05:02.000Z"), "assign"));
    out.push_back(r.make(clockStarted, 1, clock("level2_after", "escalation", "2000-01-01T00:30:02.000Z")));
    out.push_back(r.make(clockStarted, 1, clock("back_for", "hold", "2000-01-01T00:00:20.000Z")));
    out.push_back(r.make(stepActivated, 1, {{"role", "shift_leader"}}, "assign"));
    out.push_back(r.make(incidentJoined, 1, {{"rule", "seat-lost"}, {"member", "1011"}, {"in_cooldown", false}}));
    out.push_back(r.make(incidentJoined, 1, {{"rule", "seat-lost"}, {"member", "1011"}, {"in_cooldown", false}}));
    out.push_back(r.byOperator(incidentAcknowledged, 1, {{"operator", "07"}, {"until", "2000-01-01T00:10:00Z"}}));
    out.push_back(r.byOperator(incidentCommanded, 1, {{"operator", "07"}}));
    out.push_back(r.byOperator(stepDone, 1, {{"evidence", "operator:07"}, {"role", "shift_leader"}}, "assign"));
    out.push_back(
        r.byOperator(stepWaiting, 1, {{"whom", "system maintenance"}, {"until", "2000-01-01T00:15:00Z"}}, "tell"));
    out.push_back(r.make(stepOverdue, 1, Json::object(), "tell"));
    out.push_back(r.byOperator(contactTried, 1,
                               {{"chain", "system_maintenance"},
                                {"position", 1},
                                {"person", "First Contact"},
                                {"post", "on-call technician"},
                                {"number", "8001"},
                                {"through", "mobile"},
                                {"outcome", "no_answer"}},
                               "tell"));
    out.push_back(r.make(timeStepped, 0, {{"delta_ms", 60000}}));
    out.push_back(r.make(clockPaused, 1, {{"clock", "back_for"}, {"run", 1}}));
    out.push_back(r.make(clockResumed, 1, {{"clock", "back_for"}, {"run", 1}, {"due_at", "2000-01-01T00:03:00.000Z"}}));
    out.push_back(
        r.make(clockFired, 1,
               {{"clock", "relogin_within:1005"}, {"run", 1}, {"due_at", "2000-01-01T00:06:02.000Z"}, {"late", true}}));
    out.push_back(r.make(incidentRaised, 1, {{"level", 2}, {"why", "clock:relogin_within:1005"}}));
    out.push_back(r.make(clockFired, 1, {{"clock", "back_for"}, {"run", 1}, {"late", false}}));
    out.push_back(
        r.make(clockStopped, 1, {{"clock", "level2_after"}, {"run", 1}, {"result", "cancelled"}, {"by", "close"}}));
    Json again = clock("relogin_within:1005", "deadline", "2000-01-01T00:09:00.000Z");
    again["run"] = 2;
    out.push_back(r.make(clockStarted, 1, again, "assign"));
    out.push_back(
        r.make(clockStopped, 1, {{"clock", "relogin_within:1005"}, {"run", 2}, {"result", "kept"}, {"by", "signal"}}));
    out.push_back(
        r.byOperator(stepSkipped, 1, {{"reason", "6"}, {"text", "moved by hand"}, {"role", "shift_leader"}}, "tell"));
    out.push_back(r.make(stepSkipped, 1, {{"reason", "1"}, {"by", "close"}}, "return_seat"));
    out.push_back(r.byOperator(incidentClosed, 1,
                               {{"close_kind", "override"},
                                {"reason", "the seat is being replaced"},
                                {"clock_reasons", {{"relogin_within:1005", "2"}}},
                                {"impact", {{"seat_minutes", 6}, {"abandoned", nullptr}}}}));
    out.push_back(r.make(incidentOpened, 2,
                         {{"playbook", "quake"},
                          {"procedure", 0},
                          {"subject", "building"},
                          {"members", Json::array()},
                          {"since", "2000-01-01T00:00:25Z"},
                          {"by", "operator:07"},
                          {"level", 3},
                          {"follows", 1}}));
    out.push_back(r.make(stepActivated, 2, {{"role", "agent"}}, "cover"));
    out.push_back(r.byOperator(stepDone, 2, {{"evidence", "operator:07"}}, "cover"));
    out.push_back(r.byOperator(stepReopened, 2, {{"role", "agent"}}, "cover"));
    // Comes back inside the cool-down: recorded on the closed incident, whose members stay.
    out.push_back(r.make(incidentJoined, 1, {{"rule", "seat-lost"}, {"member", "1018"}, {"in_cooldown", true}}));
    Record correction = r.byOperator(entryCorrected, 0, {{"corrects", 11}, {"field", "happened_at"}, {"value", "x"}});
    correction.corrects = 11;
    out.push_back(correction);
    return out;
}

std::vector<Committed> writeAll(const std::filesystem::path &path, const std::vector<Record> &records)
{
    std::vector<Committed> hashes;
    auto writer = Writer::open(path, {.mode = Mode::test}, [&](const auto &entries) {
        hashes.insert(hashes.end(), entries.begin(), entries.end());
    });
    if (!writer) {
        ADD_FAILURE() << writer.error().text();
        return hashes;
    }
    EXPECT_TRUE((*writer)->append(records));
    const auto flushed = (*writer)->flush();
    EXPECT_TRUE(flushed) << flushed.error().text();
    writer->reset();
    return hashes;
}

record::State foldOf(const std::vector<Record> &records)
{
    record::State state;
    for (const Record &record : records)
        record::apply(state, record);
    return state;
}

std::vector<Record> readAll(const std::filesystem::path &path)
{
    std::vector<Record> out;
    const auto reader = Reader::open(path);
    if (!reader) {
        ADD_FAILURE() << reader.error().text();
        return out;
    }
    const auto read =
        reader->forEachRecord(~std::uint64_t{0} >> 1, [&](const Record &record) { out.push_back(record); });
    EXPECT_TRUE(read) << read.error().text();
    return out;
}

RawConnection::RawConnection(const std::filesystem::path &path)
{
    EXPECT_EQ(sqlite3_open(path.c_str(), &m_db), SQLITE_OK);
}

RawConnection::~RawConnection()
{
    sqlite3_close(m_db);
}

std::string RawConnection::run(const std::string &sql)
{
    const int code = sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr);
    return code == SQLITE_OK ? "" : sqlite3_errmsg(m_db);
}

std::string RawConnection::value(const std::string &sql)
{
    sqlite3_stmt *statement = nullptr;
    EXPECT_EQ(sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr), SQLITE_OK) << sqlite3_errmsg(m_db);
    std::string out;
    if (sqlite3_step(statement) == SQLITE_ROW && sqlite3_column_text(statement, 0) != nullptr)
        out = reinterpret_cast<const char *>(sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return out;
}

void RawConnection::dropTriggers()
{
    EXPECT_EQ(run("DROP TRIGGER entry_insert; DROP TRIGGER entry_update; DROP TRIGGER entry_delete;"), "");
}

} // namespace fw::journal
