// The state beside the chain: a start uses it when it is that of its entry, folds everything when it is not, and verify
// says what is wrong with it.
#include "made_up.h"

#include "journal/canonical.h"
#include "journal/rebuild.h"
#include "journal/verify.h"

#include <gmock/gmock.h>

namespace fw::journal {
namespace {

using testing::HasSubstr;

constexpr std::size_t kKept = 20; // entries that the kept state is of

class KeptState : public testing::Test {
protected:
    KeptState()
    {
        writeAll(path(), m_story);
        keep(foldOf({m_story.begin(), m_story.begin() + kKept}));
    }
    [[nodiscard]] std::filesystem::path path() const { return m_folder / "j.db"; }
    void keep(const record::State &state) const
    {
        auto writer = Writer::open(path(), {.mode = Mode::test});
        ASSERT_TRUE(writer) << writer.error().text();
        (*writer)->keep(state);
    }
    [[nodiscard]] Restored restored() const
    {
        const auto writer = Writer::open(path(), {.mode = Mode::test});
        EXPECT_TRUE(writer) << writer.error().text();
        const auto found = (*writer)->restore();
        EXPECT_TRUE(found) << found.error().text();
        return *found;
    }
    // After a change to the file, everything is folded, for this reason; verify's word.
    std::string afterChange(const std::string &sql, const std::string &reason)
    {
        EXPECT_EQ(RawConnection(path()).run(sql), "");
        const Restored found = restored();
        EXPECT_EQ(found.state, foldOf(m_story));
        EXPECT_EQ(found.folded, m_story.size());
        EXPECT_THAT(found.unusable, HasSubstr(reason));
        const auto verified = verify(path());
        return verified ? "" : verified.error().message;
    }

    Folder m_folder;
    std::vector<record::Record> m_story = wholeStory();
};

TEST_F(KeptState, SparesAStartTheEntriesBeforeIt)
{
    const Restored found = restored();
    EXPECT_EQ(found.unusable, "");
    EXPECT_EQ(found.folded, m_story.size() - kKept);
    EXPECT_EQ(found.state, foldOf(m_story));
    EXPECT_TRUE(verify(path()));
}

TEST_F(KeptState, IsNotMissedWhenThereIsNone)
{
    EXPECT_EQ(afterChange("DELETE FROM kept_state", ""), "");
}

TEST_F(KeptState, IsReplacedByTheNextOne)
{
    keep(foldOf(m_story));
    EXPECT_EQ(restored().folded, 0U);
    EXPECT_EQ(RawConnection(path()).value("SELECT count(*) FROM kept_state"), "1");
}

TEST_F(KeptState, IsWrittenOnlyWhenItsLastEntryIs)
{
    const Folder folder;
    const auto file = folder / "later.db";
    {
        auto writer = Writer::open(file, {.mode = Mode::test});
        ASSERT_TRUE(writer);
        ASSERT_TRUE((*writer)->append({m_story.begin(), m_story.begin() + 10}));
        (*writer)->keep(foldOf({m_story.begin(), m_story.begin() + 15})); // five of which are not even appended
        ASSERT_TRUE((*writer)->flush());
        EXPECT_EQ(RawConnection(file).value("SELECT count(*) FROM kept_state"), "0");
        ASSERT_TRUE((*writer)->append({m_story.begin() + 10, m_story.end()}));
        ASSERT_TRUE((*writer)->flush());
    }
    EXPECT_EQ(RawConnection(file).value("SELECT seq FROM kept_state"), "15");
    EXPECT_TRUE(verify(file));
}

TEST_F(KeptState, IsNotUsedWhenItIsDamaged)
{
    EXPECT_THAT(afterChange("UPDATE kept_state SET state = replace(state, 'seat-failure', 'seat-failurf')", "damaged"),
                HasSubstr("the kept state of entry 20 is damaged"));
    EXPECT_THAT(afterChange("UPDATE kept_state SET state = substr(state, 1, 100)", "damaged"), HasSubstr("is damaged"));
}

TEST_F(KeptState, IsNotUsedWhenItIsThatOfAnotherEntry)
{
    EXPECT_THAT(afterChange("UPDATE kept_state SET seq = 19", "not kept with this entry 19"),
                HasSubstr("the kept state of entry 19 was kept with another entry of this number"));
    EXPECT_THAT(afterChange("UPDATE kept_state SET seq = 900", "entry 900, which is not there"),
                HasSubstr("the kept state is that of entry 900, which is not there: entries were cut off"));
}

TEST_F(KeptState, IsNotUsedWhenItSaysAnotherNumberThanItsRow)
{
    EXPECT_THAT(
        afterChange("UPDATE kept_state SET seq = 19, entry_hash = (SELECT hash FROM entry WHERE seq = 19)", "damaged"),
        HasSubstr("the kept state of entry 19 is damaged"));
}

// Whoever knows how it is made can make one that a start believes; verify does not.
TEST_F(KeptState, IsHeldAgainstTheEntriesByVerify)
{
    record::State forged = foldOf({m_story.begin(), m_story.begin() + kKept});
    forged.incidents.at(1).level = 3;
    keep(forged);
    const auto verified = verify(path());
    ASSERT_FALSE(verified);
    EXPECT_THAT(verified.error().message, HasSubstr("the kept state of entry 20 is not what the entries add up to"));
}

TEST_F(KeptState, OfAnotherVersionIsFoldedAnewAndNoMistake)
{
    // A state that says another format, with the digest that belongs to it.
    const Folder folder;
    RawConnection raw(path());
    const std::string text = raw.value("SELECT replace(state, '\"format\":', '\"format\":9') FROM kept_state");
    CanonicalBytes bytes;
    const std::string hash = raw.value("SELECT hash FROM entry WHERE seq = 20");
    bytes.blob({reinterpret_cast<const unsigned char *>(hash.data()), hash.size()});
    bytes.text(text);
    EXPECT_EQ(afterChange("UPDATE kept_state SET state = replace(state, '\"format\":', '\"format\":9'), digest = x'" +
                              hexText(sha256(bytes.bytes())) + "'",
                          "another version"),
              "");
}

TEST_F(KeptState, IsMadeAnewByRebuild)
{
    ASSERT_EQ(RawConnection(path()).run("UPDATE kept_state SET state = 'x'"), "");
    ASSERT_TRUE(rebuild(path()));
    const Restored found = restored();
    EXPECT_EQ(found.folded, 0U);
    EXPECT_EQ(found.state, foldOf(m_story));
    EXPECT_TRUE(verify(path()));
}

TEST_F(KeptState, IsMadeForAJournalThatHasNoTableForIt)
{
    ASSERT_EQ(RawConnection(path()).run("DROP TABLE kept_state"), "");
    EXPECT_EQ(restored().folded, 0U);
    EXPECT_TRUE(verify(path()));
}

TEST_F(KeptState, DoesNotHideAnEntryThatCannotBeFolded)
{
    Recorder recorder;
    std::vector<record::Record> records{recorder.began()};
    records.push_back(recorder.make(record::Kind::incidentOpened, 1));
    records.push_back(recorder.make(record::Kind::incidentJoined, 1, {{"in_cooldown", "perhaps"}}));
    const Folder folder;
    writeAll(folder / "odd.db", records);
    const auto verified = verify(folder / "odd.db");
    ASSERT_FALSE(verified);
    EXPECT_THAT(verified.error().message, HasSubstr("entry 3: its data cannot be used"));
    ASSERT_TRUE(rebuild(folder / "odd.db")); // the projections can be made; no state is kept
    EXPECT_EQ(RawConnection(folder / "odd.db").value("SELECT count(*) FROM kept_state"), "0");
    auto writer = Writer::open(folder / "odd.db", {.mode = Mode::test});
    ASSERT_TRUE(writer);
    EXPECT_FALSE((*writer)->restore());
}

} // namespace
} // namespace fw::journal
