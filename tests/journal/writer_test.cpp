#include "made_up.h"

#include "journal/verify.h"

#include <fstream>
#include <gmock/gmock.h>
#include <sys/stat.h>

namespace fw::journal {
namespace {

using testing::HasSubstr;

TEST(JournalWriter, GivesBackExactlyWhatWasAppended)
{
    const Folder folder;
    auto story = wholeStory();
    story[1].sentence.args.emplace_back("t", Text{"door", "门"});
    story[1].data["odd"] = {{"float", 0.1}, {"list", {1, nullptr, true, "引号\" \\ \n"}}, {"empty", Json::object()}};
    writeAll(folder / "j.db", story);
    EXPECT_EQ(readAll(folder / "j.db"), story);
}

TEST(JournalWriter, RestoresFromTheRecordsItFoundAndNotItsOwn)
{
    const Folder folder;
    const auto story = wholeStory();
    const std::size_t half = story.size() / 2;
    writeAll(folder / "j.db", {story.begin(), story.begin() + half});
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(writer) << writer.error().text();
    EXPECT_EQ((*writer)->durableSeq(), half);
    ASSERT_TRUE((*writer)->append({story.begin() + half, story.end()}));
    ASSERT_TRUE((*writer)->flush());
    const auto found = (*writer)->restore();
    ASSERT_TRUE(found) << found.error().text();
    EXPECT_EQ(found->state, foldOf({story.begin(), story.begin() + half}));
    EXPECT_EQ(found->folded, half);
    writer->reset();
    EXPECT_EQ(readAll(folder / "j.db"), story);
    EXPECT_TRUE(verify(folder / "j.db"));
}

TEST(JournalWriter, TellsEveryEntryOnceInOrderWithTheHashInTheFile)
{
    const Folder folder;
    const auto told = writeAll(folder / "j.db", notes(25));
    ASSERT_EQ(told.size(), 26U);
    RawConnection raw(folder / "j.db");
    for (std::size_t i = 0; i < told.size(); ++i) {
        EXPECT_EQ(told[i].seq, i + 1);
        EXPECT_EQ(told[i].hash, raw.value("SELECT hash FROM v_entries WHERE seq = " + std::to_string(i + 1)));
    }
}

TEST(JournalWriter, WritesWhatWaitsTogether)
{
    const Folder folder;
    std::vector<std::size_t> commits;
    std::uint64_t durableWhenTold = 0;
    std::unique_ptr<Writer> writer;
    auto opened = Writer::open(folder / "j.db", {.mode = Mode::test}, [&](const auto &entries) {
        commits.push_back(entries.size());
        durableWhenTold = writer->durableSeq();
    });
    ASSERT_TRUE(opened) << opened.error().text();
    writer = std::move(*opened);
    ASSERT_TRUE(writer->append(notes(99)));
    ASSERT_TRUE(writer->flush());
    EXPECT_EQ(commits, std::vector<std::size_t>{100});
    EXPECT_EQ(durableWhenTold, 100U);
    EXPECT_EQ(writer->waiting(), 0U);
}

TEST(JournalWriter, SameRecordsMakeTheSameHashes)
{
    const Folder folder;
    const auto first = writeAll(folder / "a.db", wholeStory());
    const auto second = writeAll(folder / "b.db", wholeStory());
    EXPECT_EQ(first.back().hash, second.back().hash);
}

TEST(JournalWriter, NumbersALiveJournalAtRandomAndAReplayWithZeros)
{
    const Folder folder;
    const auto live = Writer::open(folder / "live.db", {.mode = Mode::live});
    const auto other = Writer::open(folder / "other.db", {.mode = Mode::live});
    const auto replay = Writer::open(folder / "replay.db", {.mode = Mode::replay});
    ASSERT_TRUE(live && other && replay);
    EXPECT_EQ((*live)->journalId().size(), 32U);
    EXPECT_NE((*live)->journalId(), (*other)->journalId());
    EXPECT_EQ((*replay)->journalId(), std::string(32, '0'));
}

TEST(JournalWriter, RefusesRecordsThatLeaveAGap)
{
    const Folder folder;
    const auto all = notes(3);
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(writer);
    EXPECT_FALSE((*writer)->append({all[1]}));
    EXPECT_TRUE((*writer)->append({all[0], all[1]}));
    EXPECT_FALSE((*writer)->append({all[3]}));
    EXPECT_TRUE((*writer)->append({all[2], all[3]}));
    EXPECT_TRUE((*writer)->flush());
    EXPECT_EQ((*writer)->durableSeq(), 4U);
}

TEST(JournalWriter, KeepsThePulseOfTheLastRun)
{
    const Folder folder;
    const WallTime first = at("2000-01-01T00:00:10Z");
    for (const auto &[expected, next] :
         {std::pair{std::optional<WallTime>{}, first}, std::pair{std::optional{first}, at("2000-01-01T00:00:20Z")}}) {
        auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
        ASSERT_TRUE(writer) << writer.error().text();
        EXPECT_EQ((*writer)->lastPulse(), expected);
        (*writer)->pulse(next);
        EXPECT_EQ((*writer)->lastPulse(), expected);
    }
    EXPECT_TRUE(verify(folder / "j.db"));
}

TEST(JournalWriter, RefusesASecondWriterUntilTheFirstIsGone)
{
    const Folder folder;
    auto first = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(first);
    const auto second = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_FALSE(second);
    EXPECT_THAT(second.error().text(), HasSubstr("another console writes this journal"));
    first->reset();
    EXPECT_TRUE(Writer::open(folder / "j.db", {.mode = Mode::test}));
}

TEST(JournalWriter, ReadersSeeCommittedEntriesWhileItWrites)
{
    const Folder folder;
    const auto all = notes(20);
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(writer);
    ASSERT_TRUE((*writer)->append({all.begin(), all.begin() + 10}));
    ASSERT_TRUE((*writer)->flush());
    EXPECT_EQ(readAll(folder / "j.db").size(), 10U);
    const auto checked = verify(folder / "j.db");
    ASSERT_TRUE(checked) << checked.error().text();
    EXPECT_EQ(checked->entries, 10U);
    ASSERT_TRUE((*writer)->append({all.begin() + 10, all.end()}));
    ASSERT_TRUE((*writer)->flush());
    EXPECT_EQ(readAll(folder / "j.db"), all);
}

TEST(JournalWriter, ManySmallCommitsAndTheirCheckpointsLoseNothing)
{
    const Folder folder;
    const auto all = notes(1200);
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::test});
    ASSERT_TRUE(writer);
    for (const auto &record : all) {
        ASSERT_TRUE((*writer)->append({record}));
        ASSERT_TRUE((*writer)->flush());
    }
    EXPECT_GT(std::filesystem::file_size(folder / "j.db"), 200'000U) << "nothing was moved into the main file";
    writer->reset();
    EXPECT_EQ(readAll(folder / "j.db"), all);
    EXPECT_TRUE(verify(folder / "j.db"));
}

// ---- what it refuses to open ---------------------------------------------------------------------------------------

std::string openError(const std::filesystem::path &path, OpenOptions options = {.mode = Mode::test})
{
    const auto writer = Writer::open(path, options);
    return writer ? "" : writer.error().text();
}

TEST(JournalOpen, MakesAFileThatOnlyItsUserReads)
{
    const Folder folder;
    writeAll(folder / "j.db", notes(1));
    struct stat info {};
    ASSERT_EQ(::stat((folder / "j.db").c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST(JournalOpen, RefusesAFileThatIsThereWhereANewOneIsWanted)
{
    const Folder folder;
    EXPECT_EQ(openError(folder / "j.db", {.mode = Mode::test, .mustNotExist = true}), "");
    EXPECT_THAT(openError(folder / "j.db", {.mode = Mode::test, .mustNotExist = true}), HasSubstr("exists already"));
}

TEST(JournalOpen, RefusesAFolderThatOthersCanWrite)
{
    const Folder folder;
    ASSERT_EQ(::chmod(folder.path().c_str(), 0777), 0);
    EXPECT_THAT(openError(folder / "j.db"), HasSubstr("chmod go-w"));
    ASSERT_EQ(::chmod(folder.path().c_str(), 01777), 0);
    EXPECT_EQ(openError(folder / "j.db"), "");
}

TEST(JournalOpen, RefusesAFolderThatIsNotThere)
{
    const Folder folder;
    EXPECT_THAT(openError(folder / "no" / "j.db"), HasSubstr("not there"));
}

TEST(JournalOpen, RefusesAWalWithoutItsJournal)
{
    const Folder folder;
    writeAll(folder / "a.db", notes(1));
    std::ofstream(folder / "j.db-wal") << "pages of somebody";
    EXPECT_THAT(openError(folder / "j.db"), HasSubstr("move it away"));
}

TEST(JournalOpen, RefusesAWalOfAnotherJournal)
{
    const Folder folder;
    // Long enough for the other's -wal to have started anew several times.
    auto other = Writer::open(folder / "other.db", {.mode = Mode::test});
    ASSERT_TRUE(other);
    const auto all = notes(3000);
    writeAll(folder / "j.db", {all.begin(), all.begin() + 1500});
    for (auto from = all.begin(); from < all.end(); from += 3) {
        ASSERT_TRUE((*other)->append({from, std::min(from + 3, all.end())}));
        ASSERT_TRUE((*other)->flush());
        if ((from - all.begin()) % 600 != 0)
            continue;
        std::filesystem::copy_file(folder / "other.db-wal", folder / "j.db-wal",
                                   std::filesystem::copy_options::overwrite_existing);
        EXPECT_THAT(openError(folder / "j.db"), HasSubstr("j.db-wal: this belongs to another journal"));
        EXPECT_THAT(verify(folder / "j.db").error().text(), HasSubstr("another journal"));
    }
    std::filesystem::remove(folder / "j.db-wal");
    EXPECT_EQ(openError(folder / "j.db"), "");
    EXPECT_EQ(readAll(folder / "j.db").size(), 1500U);
}

TEST(JournalOpen, RefusesWhatIsNotAJournal)
{
    const Folder folder;
    std::ofstream(folder / "text") << std::string(5000, 'x');
    EXPECT_THAT(openError(folder / "text"), HasSubstr("not a journal"));
    RawConnection(folder / "other").run("CREATE TABLE t(x)");
    EXPECT_THAT(openError(folder / "other"), HasSubstr("another program"));
    writeAll(folder / "newer", notes(1));
    RawConnection(folder / "newer").run("PRAGMA user_version = 99");
    EXPECT_THAT(openError(folder / "newer"), HasSubstr("newer floorwarden"));
}

TEST(JournalOpen, ContinuesNoJournalOfAnotherMode)
{
    const Folder folder;
    ASSERT_EQ(openError(folder / "j.db", {.mode = Mode::drill}), "");
    EXPECT_THAT(openError(folder / "j.db", {.mode = Mode::live}), HasSubstr("drill journal"));
}

TEST(JournalOpen, RefusesABrokenChainEnd)
{
    const Folder folder;
    writeAll(folder / "j.db", notes(5));
    {
        RawConnection raw(folder / "j.db");
        raw.dropTriggers();
        ASSERT_EQ(raw.run("UPDATE entry SET actor = '08' WHERE seq = 6"), "");
    }
    EXPECT_THAT(openError(folder / "j.db"), HasSubstr("entry 6, the last, does not match its hash"));
}

TEST(JournalOpen, MakesDerivedTablesAnewThatAreMissing)
{
    const Folder folder;
    writeAll(folder / "j.db", wholeStory());
    RawConnection raw(folder / "j.db");
    const std::string before = raw.value("SELECT group_concat(clock || state) FROM v_clocks");
    ASSERT_EQ(raw.run("DROP VIEW v_clocks; DROP TABLE clock; DROP TRIGGER entry_update"), "");
    EXPECT_EQ(openError(folder / "j.db"), "");
    EXPECT_EQ(raw.value("SELECT group_concat(clock || state) FROM v_clocks"), before);
    EXPECT_TRUE(verify(folder / "j.db"));
}

TEST(JournalOpen, TakesAnEmptyFileThatACrashLeft)
{
    const Folder folder;
    std::ofstream(folder / "j.db").close();
    EXPECT_EQ(openError(folder / "j.db"), "");
}

TEST(JournalTable, IsOnlyEverAddedToAtItsEnd)
{
    const Folder folder;
    writeAll(folder / "j.db", notes(5));
    RawConnection raw(folder / "j.db");
    EXPECT_THAT(raw.run("UPDATE entry SET actor = '08' WHERE seq = 3"), HasSubstr("never changed"));
    EXPECT_THAT(raw.run("DELETE FROM entry WHERE seq = 3"), HasSubstr("never deleted"));
    const std::string columns = "epoch, algorithm, happened_at, recorded_at, kind, incident, step, actor, source, "
                                "sentence_id, sentence_args, summary_en, summary_zh, data, corrects, prev_hash, hash";
    for (const char *seq : {"3", "9", "NULL", "-1"}) {
        EXPECT_THAT(raw.run("INSERT OR REPLACE INTO entry(seq, " + columns + ") SELECT " + seq + ", " + columns +
                            " FROM entry WHERE seq = 5"),
                    HasSubstr("only be added after the last"))
            << seq;
    }
}

} // namespace
} // namespace fw::journal
