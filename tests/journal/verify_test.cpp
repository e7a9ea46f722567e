#include "made_up.h"

#include "journal/rebuild.h"
#include "journal/verify.h"

#include <fstream>
#include <gmock/gmock.h>

namespace fw::journal {
namespace {

using testing::AnyOf;
using testing::HasSubstr;

std::string verdict(const std::filesystem::path &path)
{
    const auto verified = verify(path);
    return verified ? "whole" : verified.error().text();
}

// A copy of a journal of 32 entries, changed by any SQLite tool.
std::string afterChange(const std::string &sql)
{
    const Folder folder;
    writeAll(folder / "j.db", wholeStory());
    {
        RawConnection raw(folder / "j.db");
        raw.dropTriggers();
        EXPECT_EQ(raw.run(sql), "");
    }
    return verdict(folder / "j.db");
}

TEST(JournalVerify, FindsAnUntouchedJournalWhole)
{
    const Folder folder;
    const auto told = writeAll(folder / "j.db", wholeStory());
    const auto verified = verify(folder / "j.db");
    ASSERT_TRUE(verified) << verified.error().text();
    EXPECT_EQ(verified->entries, told.size());
    EXPECT_EQ(verified->lastHash, told.back().hash);
}

struct Change {
    const char *column;
    const char *value; // in SQL, of entry 14: contact.tried with an incident, a step and an actor
};

class JournalVerifyColumn : public testing::TestWithParam<Change> {};

TEST_P(JournalVerifyColumn, NamesTheEntryWhoseColumnWasChanged)
{
    const std::string sql =
        std::string("UPDATE entry SET ") + GetParam().column + " = " + GetParam().value + " WHERE seq = 14";
    EXPECT_THAT(afterChange(sql), HasSubstr("entry 14: content does not match its hash"));
}

INSTANTIATE_TEST_SUITE_P(
    AllColumns, JournalVerifyColumn,
    testing::Values(Change{"epoch", "2"}, Change{"algorithm", "'sha257'"}, Change{"happened_at", "happened_at + 1"},
                    Change{"recorded_at", "recorded_at - 1"}, Change{"kind", "'contact.trief'"},
                    Change{"kind", "'note.written'"}, Change{"incident", "2"}, Change{"incident", "NULL"},
                    Change{"step", "'telm'"}, Change{"step", "NULL"}, Change{"step", "''"}, Change{"actor", "'08'"},
                    Change{"actor", "''"}, Change{"source", "'operatos'"}, Change{"sentence_id", "'made.uq'"},
                    Change{"sentence_args", "replace(sentence_args, '23', '24')"},
                    Change{"sentence_args", "sentence_args || ' '"}, Change{"summary_en", "summary_en || '.'"},
                    Change{"summary_zh", "summary_zh || '。'"}, Change{"data", "replace(data, '8001', '8002')"},
                    Change{"data", "'x'"}, Change{"corrects", "3"}, Change{"prev_hash", "zeroblob(32)"},
                    Change{"prev_hash", "CAST(substr(prev_hash, 1, 31) || x'00' AS BLOB)"},
                    Change{"hash", "zeroblob(32)"}, Change{"hash", "x''"}, Change{"data", "data || char(0)"}));

// The same with every single byte of the entry's long columns.
TEST(JournalVerify, FindsEveryChangedByteOfAnEntry)
{
    const Folder folder;
    writeAll(folder / "j.db", notes(3));
    RawConnection raw(folder / "j.db");
    raw.dropTriggers();
    ASSERT_EQ(raw.run("CREATE TEMP TABLE kept AS SELECT * FROM entry WHERE seq = 3"), "");
    for (const char *column : {"kind", "sentence_args", "summary_en", "summary_zh", "data", "hash", "prev_hash"}) {
        const std::string name = column;
        const int size = std::stoi(raw.value("SELECT length(CAST(" + name + " AS BLOB)) FROM entry WHERE seq = 3"));
        const std::string type = name.ends_with("hash") ? "BLOB" : "TEXT";
        for (int i = 1; i <= size; ++i) {
            const std::string n = std::to_string(i);
            const std::string bytes = "CAST(" + name + " AS BLOB)";
            // '~' stands for the byte, '!' where the byte was '~'.
            ASSERT_EQ(raw.run("UPDATE entry SET " + name + " = CAST(substr(" + bytes + ", 1, " + n +
                              " - 1) || iif(substr(" + bytes + ", " + n + ", 1) = x'7e', x'21', x'7e') || substr(" +
                              bytes + ", " + n + " + 1) AS " + type + ") WHERE seq = 3"),
                      "");
            EXPECT_THAT(verdict(folder / "j.db"), HasSubstr("entry 3: content does not match")) << name << " " << i;
            ASSERT_EQ(raw.run("UPDATE entry SET " + name + " = (SELECT " + name + " FROM kept) WHERE seq = 3"), "");
        }
    }
}

TEST(JournalVerify, NamesADeletedEntry)
{
    EXPECT_THAT(afterChange("DELETE FROM entry WHERE seq = 18"), HasSubstr("entry 18 is missing"));
    EXPECT_THAT(afterChange("DELETE FROM entry WHERE seq = 1"), HasSubstr("entry 1 is missing"));
}

TEST(JournalVerify, NamesTheFirstEntryThatWasMovedUpIntoAGap)
{
    EXPECT_THAT(afterChange("DELETE FROM entry WHERE seq = 18; UPDATE entry SET seq = seq - 1 WHERE seq > 18"),
                HasSubstr("entry 18 stands out of order: it was written as entry 19"));
}

TEST(JournalVerify, NamesSwappedEntries)
{
    EXPECT_THAT(afterChange("UPDATE entry SET seq = -1 WHERE seq = 12; UPDATE entry SET seq = 12 WHERE seq = 13; "
                            "UPDATE entry SET seq = 13 WHERE seq = -1"),
                HasSubstr("entry 12 stands out of order: it was written as entry 13"));
}

TEST(JournalVerify, NamesAnInsertedEntry)
{
    const std::string makeRoom = "UPDATE entry SET seq = -seq - 1 WHERE seq > 18; "
                                 "UPDATE entry SET seq = -seq WHERE seq < 0; CREATE TEMP TABLE more AS SELECT * FROM "
                                 "entry WHERE seq = 18; UPDATE more SET seq = 19; ";
    EXPECT_THAT(afterChange(makeRoom + "INSERT INTO entry SELECT * FROM more"),
                HasSubstr("entry 19 stands out of order: it was written as entry 18"));
    EXPECT_THAT(afterChange(makeRoom + "UPDATE more SET actor = '99'; INSERT INTO entry SELECT * FROM more"),
                HasSubstr("entry 19: content does not match its hash"));
    EXPECT_THAT(afterChange("CREATE TEMP TABLE more AS SELECT * FROM entry WHERE seq = 18; UPDATE more SET seq = 0; "
                            "INSERT INTO entry SELECT * FROM more"),
                HasSubstr("entry 0 stands out of order"));
}

TEST(JournalVerify, NamesAProjectionThatWasChanged)
{
    EXPECT_THAT(afterChange("UPDATE clock SET state = 'kept' WHERE clock = 'relogin_within:1005' AND run = 1"),
                HasSubstr("table clock, incident 1, clock relogin_within:1005, run 1: state is not what"));
    EXPECT_THAT(afterChange("UPDATE incident SET level = 1 WHERE incident = 1"),
                HasSubstr("table incident, incident 1: level is not what"));
    EXPECT_THAT(afterChange("DELETE FROM step WHERE incident = 2"),
                HasSubstr("table step, incident 2, step cover: the row is missing"));
    EXPECT_THAT(afterChange("INSERT INTO loan(seq, agent) VALUES(1, 'nobody')"),
                HasSubstr("table loan, seq 1: the row does not come from the entries"));
}

TEST(JournalVerify, NamesWhatElseWasChanged)
{
    EXPECT_THAT(afterChange("UPDATE meta SET value = 'drill' WHERE key = 'mode'"),
                HasSubstr("the journal's mode is not what entry 1 says"));
    EXPECT_THAT(afterChange("SELECT 1"), HasSubstr("trigger entry_delete is missing"));
    EXPECT_THAT(afterChange("DROP VIEW v_steps; CREATE VIEW v_steps AS SELECT * FROM step"),
                AnyOf(HasSubstr("v_steps was changed"), HasSubstr("trigger entry_delete is missing")));
}

TEST(JournalVerify, SaysWhatAFileIsThatIsNoJournal)
{
    const Folder folder;
    EXPECT_THAT(verdict(folder / "none.db"), HasSubstr("no such journal"));
    EXPECT_FALSE(std::filesystem::exists(folder / "none.db"));
    EXPECT_THAT(verdict(folder.path()), HasSubstr("this is a folder"));
    std::ofstream(folder / "text") << std::string(5000, 'x');
    EXPECT_THAT(verdict(folder / "text"), HasSubstr("not a journal"));
    std::ofstream(folder / "empty").close();
    EXPECT_THAT(verdict(folder / "empty"), HasSubstr("the file is empty"));
}

// Whatever byte of the file is damaged, the answer is an error or, where the byte holds nothing, "whole"; never a
// crash.
TEST(JournalVerify, SurvivesADamagedFile)
{
    const Folder folder;
    writeAll(folder / "j.db", wholeStory());
    std::ifstream in(folder / "j.db", std::ios::binary);
    const std::string good{std::istreambuf_iterator<char>(in), {}};
    std::size_t found = 0;
    std::size_t tried = 0;
    for (std::size_t position = 5; position < good.size(); position += 331, ++tried) {
        std::string bad = good;
        bad[position] = static_cast<char>(bad[position] ^ 0x55);
        std::ofstream(folder / "bad.db", std::ios::binary | std::ios::trunc) << bad;
        found += verdict(folder / "bad.db") != "whole";
        std::filesystem::remove(folder / "bad.db-wal");
        std::filesystem::remove(folder / "bad.db-shm");
    }
    EXPECT_GT(found, tried / 10);
    for (const std::size_t size : {std::size_t{50}, std::size_t{4096}, good.size() / 2, good.size() - 4096}) {
        std::ofstream(folder / "cut.db", std::ios::binary | std::ios::trunc) << good.substr(0, size);
        EXPECT_NE(verdict(folder / "cut.db"), "whole") << size;
        std::filesystem::remove(folder / "cut.db-wal");
        std::filesystem::remove(folder / "cut.db-shm");
    }
}

TEST(JournalRebuild, FoldsTheProjectionsAgain)
{
    const Folder folder;
    writeAll(folder / "j.db", wholeStory());
    ASSERT_EQ(RawConnection(folder / "j.db")
                  .run("UPDATE clock SET state = 'kept'; DELETE FROM step; UPDATE incident SET members = '[]'; "
                       "INSERT INTO loan(seq) VALUES(1); DROP VIEW v_slips; DROP TRIGGER entry_delete"),
              "");
    ASSERT_NE(verdict(folder / "j.db"), "whole");
    const auto rebuilt = rebuild(folder / "j.db");
    ASSERT_TRUE(rebuilt) << rebuilt.error().text();
    EXPECT_EQ(verdict(folder / "j.db"), "whole");
}

TEST(JournalRebuild, NeedsToBeTheOnlyWriter)
{
    const Folder folder;
    const auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(writer);
    const auto rebuilt = rebuild(folder / "j.db");
    ASSERT_FALSE(rebuilt);
    EXPECT_THAT(rebuilt.error().text(), HasSubstr("another console writes"));
}

} // namespace
} // namespace fw::journal
