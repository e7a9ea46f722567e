#include "made_up.h"

#include "journal/export.h"

#include <gmock/gmock.h>
#include <sstream>

namespace fw::journal {
namespace {

using testing::HasSubstr;

class JournalViews : public testing::Test {
protected:
    JournalViews()
    {
        writeAll(m_folder / "j.db", wholeStory());
        m_raw.emplace(m_folder / "j.db");
    }
    std::string row(const std::string &view, const std::string &columns, const std::string &where)
    {
        std::string expression;
        std::istringstream list(columns);
        for (std::string column; list >> column;)
            expression += (expression.empty() ? "" : " || '|' || ") + ("coalesce(" + column + ", '-')");
        return m_raw->value("SELECT " + expression + " FROM " + view + " WHERE " + where);
    }
    std::string columns(const std::string &view)
    {
        return m_raw->value("SELECT group_concat(name, ' ') FROM pragma_table_info('" + view + "')");
    }

    Folder m_folder;
    std::optional<RawConnection> m_raw;
};

TEST_F(JournalViews, HaveThePublicColumns)
{
    EXPECT_EQ(columns("v_entries"), "seq happened_at recorded_at kind incident procedure step actor source drill "
                                    "summary_en summary_zh data corrects hash");
    EXPECT_EQ(columns("v_incidents"),
              "incident procedure playbook subject members follows since opened_at opened_by commander first_act_at "
              "closed_at closed_by close_kind level clocks_kept clocks_missed steps_done steps_skipped drill reason "
              "impact");
    EXPECT_EQ(columns("v_steps"), "incident step role state activated_at due_at finished_at evidence reason missed");
    EXPECT_EQ(columns("v_clocks"), "incident clock run kind started_at due_at fired_at stopped_at state late");
    EXPECT_EQ(columns("v_contacts"), "incident at person post number through chain_position outcome");
    EXPECT_EQ(columns("v_loans"), "incident agent from_queue to_queue lent_at seen_at returned_at");
    EXPECT_EQ(columns("v_slips"), "incident number at agent caller name matter told urgency callback_state "
                                  "backfilled_at reference");
    EXPECT_EQ(columns("v_reports"), "at service region symptom number incident");
}

TEST_F(JournalViews, ShowAClosedIncident)
{
    EXPECT_EQ(
        row("v_incidents", "procedure playbook subject members follows since opened_at opened_by", "incident = 1"),
        "1|seat-failure|1005|[\"1005\",\"1011\"]|-|2000-01-01T00:00:00.250Z|2000-01-01T00:00:02.000Z|"
        "rule:seat-lost");
    EXPECT_EQ(row("v_incidents", "commander first_act_at closed_at closed_by close_kind level", "incident = 1"),
              "07|2000-01-01T00:00:10.000Z|2000-01-01T00:00:26.000Z|07|override|2");
    EXPECT_EQ(
        row("v_incidents", "clocks_kept clocks_missed steps_done steps_skipped drill reason impact", "incident = 1"),
        "1|1|1|1|0|the seat is being replaced|{\"seat_minutes\":6,\"abandoned\":null}");
}

TEST_F(JournalViews, ShowAPlaybookOfTheSitesOwnByItsName)
{
    EXPECT_EQ(row("v_incidents", "procedure members follows opened_by level closed_at", "incident = 2"),
              "quake|[]|1|operator:07|3|-");
    EXPECT_EQ(row("v_entries", "procedure", "incident = 2 LIMIT 1"), "quake");
    EXPECT_EQ(row("v_entries", "procedure", "incident = 1 LIMIT 1"), "1");
}

TEST_F(JournalViews, ShowSteps)
{
    const std::string all = "role state activated_at due_at finished_at evidence reason missed";
    EXPECT_EQ(row("v_steps", all, "step = 'assign'"), "shift_leader|done|2000-01-01T00:00:06.000Z|"
                                                      "2000-01-01T00:09:00.000Z|2000-01-01T00:00:11.000Z|operator:07|"
                                                      "-|0");
    EXPECT_EQ(m_raw->value("SELECT count(*) FROM v_steps WHERE due_at IS NOT NULL"), "1") << "its clock ran twice";
    EXPECT_EQ(row("v_steps", all, "step = 'tell'"),
              "shift_leader|skipped|-|-|2000-01-01T00:00:24.000Z|-|6: moved by hand|1");
    EXPECT_EQ(row("v_steps", all, "step = 'cover'"), "agent|active|2000-01-01T00:00:30.000Z|-|-|-|-|0");
}

TEST_F(JournalViews, ShowEachRunOfAClock)
{
    const std::string all = "kind started_at due_at fired_at stopped_at state late";
    EXPECT_EQ(row("v_clocks", all, "clock = 'relogin_within:1005' AND run = 1"),
              "deadline|2000-01-01T00:00:03.000Z|2000-01-01T00:06:02.000Z|2000-01-01T00:00:18.000Z|-|missed|1");
    EXPECT_EQ(row("v_clocks", all, "clock = 'relogin_within:1005' AND run = 2"),
              "deadline|2000-01-01T00:00:22.000Z|2000-01-01T00:09:00.000Z|-|2000-01-01T00:00:23.000Z|kept|0");
    EXPECT_EQ(row("v_clocks", all, "clock = 'level2_after'"),
              "escalation|2000-01-01T00:00:04.000Z|2000-01-01T00:31:02.000Z|-|2000-01-01T00:00:21.000Z|cancelled|0");
    EXPECT_EQ(row("v_clocks", all, "clock = 'back_for'"),
              "hold|2000-01-01T00:00:05.000Z|2000-01-01T00:03:00.000Z|2000-01-01T00:00:20.000Z|-|fired|0");
}

TEST_F(JournalViews, ShowContactsAndCorrections)
{
    EXPECT_EQ(row("v_contacts", "incident at person post number through chain_position outcome", "1"),
              "1|2000-01-01T00:00:14.000Z|First Contact|on-call technician|8001|mobile|1|no_answer");
    EXPECT_EQ(row("v_entries", "corrects incident step", "kind = 'entry.corrected'"), "11|-|-");
}

TEST_F(JournalViews, SayTimesToTheMillisecond)
{
    Recorder recorder;
    std::vector<record::Record> records;
    std::vector<std::string> expected;
    WallTime t = at("2038-01-19T03:14:07.000Z");
    for (int i = 0; i < 1000; ++i, t += Duration{86'399'001}) {
        records.push_back(recorder.note());
        records.back().happenedAt = t;
        expected.push_back(isoText(t));
    }
    const Folder folder;
    writeAll(folder / "t.db", records);
    const auto reader = Reader::open(folder / "t.db");
    ASSERT_TRUE(reader);
    std::vector<std::string> said;
    ASSERT_TRUE(reader->forEachEntry({}, [&](const Row &row) { said.push_back(row.at("happened_at")); }));
    EXPECT_EQ(said, expected);
}

TEST_F(JournalViews, MarkADrill)
{
    const Folder folder;
    {
        auto writer = Writer::open(folder / "d.db", {.mode = Mode::drill});
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->append(wholeStory()));
    }
    RawConnection raw(folder / "d.db");
    EXPECT_EQ(raw.value("SELECT min(drill) || max(drill) FROM v_entries"), "11");
    EXPECT_EQ(raw.value("SELECT min(drill) || max(drill) FROM v_incidents"), "11");
    EXPECT_EQ(m_raw->value("SELECT max(drill) FROM v_entries"), "0");
}

TEST_F(JournalViews, FoldWhatIsMissingAsNothing)
{
    Recorder r;
    using enum record::Kind;
    const Json odd = {{"members", "x"}, {"procedure", "y"}, {"since", 4}, {"follows", "z"}, {"level", nullptr}};
    std::vector<record::Record> records;
    for (const auto kind : {incidentOpened, incidentJoined, incidentRaised, incidentCommanded, incidentClosed,
                            stepActivated, stepDone, stepSkipped, stepWaiting, stepOverdue, stepReopened, clockStarted,
                            clockStopped, clockFired, clockPaused, clockResumed, contactTried, timeStepped}) {
        records.push_back(r.make(kind, 1, Json::object(), "s"));
        records.push_back(r.make(kind, 2, odd));
        records.push_back(r.make(kind, 0, odd));
    }
    const Folder folder;
    EXPECT_EQ(writeAll(folder / "o.db", records).size(), records.size());
    EXPECT_EQ(readAll(folder / "o.db"), records);
}

// ---- reading --------------------------------------------------------------------------------------------------------

TEST_F(JournalViews, AreExportedAsCsv)
{
    std::ostringstream out;
    ASSERT_TRUE(exportEntries(*Reader::open(m_folder / "j.db"), Format::csv, out));
    std::istringstream lines(out.str());
    std::string line;
    std::getline(lines, line);
    EXPECT_EQ(line, "seq,happened_at,recorded_at,kind,incident,procedure,step,actor,source,drill,summary_en,summary_zh,"
                    "data,corrects,hash");
    std::getline(lines, line);
    EXPECT_THAT(line, HasSubstr("1,2000-01-01T00:00:01.000Z,2000-01-01T00:00:01.007Z,journal.began,,,,,engine,0,"));
    EXPECT_THAT(line, HasSubstr("发生了一件虚构的事,\"{\"\"schema\"\":1,"));
}

TEST_F(JournalViews, AreExportedAsJson)
{
    std::ostringstream out;
    ASSERT_TRUE(exportEntries(*Reader::open(m_folder / "j.db"), Format::json, out));
    const Json entries = Json::parse(out.str());
    const auto story = wholeStory();
    ASSERT_EQ(entries.size(), story.size());
    EXPECT_EQ(entries[1].at("data"), story[1].data);
    EXPECT_EQ(entries[1].at("incident"), 1);
    EXPECT_EQ(entries[0].at("incident"), nullptr);
}

TEST_F(JournalViews, AreListedByIncidentKindAndLast)
{
    const auto reader = Reader::open(m_folder / "j.db");
    ASSERT_TRUE(reader);
    const auto seqs = [&](const Filter &filter) {
        std::vector<int> out;
        EXPECT_TRUE(reader->forEachEntry(filter, [&](const Row &row) { out.push_back(row.at("seq")); }));
        return out;
    };
    EXPECT_EQ(seqs({.incident = 2}), (std::vector{27, 28, 29, 30}));
    EXPECT_EQ(seqs({.incident = 2, .last = 2}), (std::vector{29, 30}));
    EXPECT_EQ(seqs({.kind = "incident.opened"}), (std::vector{2, 27}));
    EXPECT_EQ(seqs({.after = 29}), (std::vector{30, 31, 32}));
    EXPECT_EQ(seqs({.last = 1}), (std::vector{32}));
}

TEST_F(JournalViews, MakeAPageForAnIncidentInBothLanguages)
{
    const auto reader = Reader::open(m_folder / "j.db");
    ASSERT_TRUE(reader);
    std::ostringstream en;
    const auto china = [](WallTime) -> Duration { return std::chrono::hours{8}; };
    ASSERT_TRUE(printIncident(*reader, 1, {.language = Language::en, .offsetAt = china}, en));
    EXPECT_THAT(en.str(), HasSubstr("Incident 1 · procedure 1 · 1005 · level 2"));
    EXPECT_THAT(en.str(), HasSubstr("relogin_within:1005  deadline  missed  2000-01-01 08:00:18  due 2000-01-01 "
                                    "08:06:02  late"));
    EXPECT_THAT(en.str(), HasSubstr("assign  shift_leader  done  2000-01-01 08:00:11  operator:07"));
    EXPECT_THAT(en.str(), HasSubstr("Something made up happened"));
    std::ostringstream zh;
    ASSERT_TRUE(printIncident(*reader, 1, {.language = Language::zh}, zh));
    EXPECT_THAT(zh.str(), HasSubstr("经过"));
    EXPECT_THAT(zh.str(), HasSubstr("发生了一件虚构的事"));
    std::ostringstream json;
    ASSERT_TRUE(printIncident(*reader, 1, {.json = true}, json));
    EXPECT_EQ(Json::parse(json.str()).at("clocks").size(), 4U);
    const auto none = printIncident(*reader, 9, {}, json);
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().code, Errc::notFound);
}

TEST_F(JournalViews, ShowEachTimeAsTheClocksStoodThen)
{
    const auto reader = Reader::open(m_folder / "j.db");
    ASSERT_TRUE(reader);
    const auto summerTime = [](WallTime moment) -> Duration {
        return std::chrono::hours{moment < parseIso("2000-01-01T00:06:00.000Z") ? 1 : 2};
    };
    std::ostringstream out;
    ASSERT_TRUE(printIncident(*reader, 1, {.offsetAt = summerTime}, out));
    EXPECT_THAT(out.str(), HasSubstr("missed  2000-01-01 01:00:18  due 2000-01-01 02:06:02"));
    std::ostringstream list;
    ASSERT_TRUE(printEntries(*reader, {.last = 1}, {}, list));
    EXPECT_THAT(list.str(), HasSubstr(" 2000-01-01 00:00:32 ")) << "UTC where no zone is known";
}

TEST_F(JournalViews, AreCounted)
{
    const auto reader = Reader::open(m_folder / "j.db");
    ASSERT_TRUE(reader);
    const auto stats = reader->stats();
    ASSERT_TRUE(stats) << stats.error().text();
    EXPECT_EQ(stats->at("entries"), 32);
    EXPECT_EQ(stats->at("incidents"), 2);
    EXPECT_EQ(stats->at("open"), 1);
    EXPECT_EQ(stats->at("mode"), "test");
    EXPECT_EQ(stats->at("by_kind").at("clock.started"), 4);
    EXPECT_EQ(stats->at("by_procedure"), (Json{{"1", 1}, {"quake", 1}}));
}

TEST_F(JournalViews, AreTheSameInABackup)
{
    const auto reader = Reader::open(m_folder / "j.db");
    ASSERT_TRUE(reader);
    const auto copied = reader->backup(m_folder / "copy.db");
    ASSERT_TRUE(copied) << copied.error().text();
    EXPECT_EQ(readAll(m_folder / "copy.db"), wholeStory());
    EXPECT_FALSE(reader->backup(m_folder / "copy.db"));
}

} // namespace
} // namespace fw::journal
