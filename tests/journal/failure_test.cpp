// What happens when the disk is full, when the queue is, and when the program is killed.
#include "made_up.h"

#include "journal/verify.h"

#include <atomic>
#include <condition_variable>
#include <gmock/gmock.h>
#include <mutex>
#include <random>
#include <sys/wait.h>
#include <unistd.h>

namespace fw::journal {
namespace {

using testing::HasSubstr;

// SQLite's own file system, but for writes that fail while `refusing` holds a code.
std::atomic<int> refusing{0};

struct ShimFile {
    sqlite3_file base;
    sqlite3_io_methods methods;
    sqlite3_file *real;
};

sqlite3_vfs *realVfs()
{
    static sqlite3_vfs *vfs = sqlite3_vfs_find("unix");
    return vfs;
}

sqlite3_file *real(sqlite3_file *file)
{
    return reinterpret_cast<ShimFile *>(file)->real;
}

int shimOpen(sqlite3_vfs *, const char *name, sqlite3_file *file, int flags, int *outFlags)
{
    auto *shim = reinterpret_cast<ShimFile *>(file);
    shim->real = reinterpret_cast<sqlite3_file *>(shim + 1);
    const int code = realVfs()->xOpen(realVfs(), name, shim->real, flags, outFlags);
    if (shim->real->pMethods == nullptr)
        return code;
    sqlite3_io_methods &m = shim->methods;
    m.iVersion = 2;
    m.xClose = [](sqlite3_file *f) { return real(f)->pMethods->xClose(real(f)); };
    m.xRead = [](sqlite3_file *f, void *p, int n, sqlite3_int64 o) {
        return real(f)->pMethods->xRead(real(f), p, n, o);
    };
    m.xWrite = [](sqlite3_file *f, const void *p, int n, sqlite3_int64 o) {
        const int refused = refusing.load();
        return refused != 0 ? refused : real(f)->pMethods->xWrite(real(f), p, n, o);
    };
    m.xTruncate = [](sqlite3_file *f, sqlite3_int64 n) { return real(f)->pMethods->xTruncate(real(f), n); };
    m.xSync = [](sqlite3_file *f, int n) { return real(f)->pMethods->xSync(real(f), n); };
    m.xFileSize = [](sqlite3_file *f, sqlite3_int64 *n) { return real(f)->pMethods->xFileSize(real(f), n); };
    m.xLock = [](sqlite3_file *f, int n) { return real(f)->pMethods->xLock(real(f), n); };
    m.xUnlock = [](sqlite3_file *f, int n) { return real(f)->pMethods->xUnlock(real(f), n); };
    m.xCheckReservedLock = [](sqlite3_file *f, int *n) { return real(f)->pMethods->xCheckReservedLock(real(f), n); };
    m.xFileControl = [](sqlite3_file *f, int op, void *p) { return real(f)->pMethods->xFileControl(real(f), op, p); };
    m.xSectorSize = [](sqlite3_file *f) { return real(f)->pMethods->xSectorSize(real(f)); };
    m.xDeviceCharacteristics = [](sqlite3_file *f) { return real(f)->pMethods->xDeviceCharacteristics(real(f)); };
    m.xShmMap = [](sqlite3_file *f, int page, int size, int extend, void volatile **p) {
        return real(f)->pMethods->xShmMap(real(f), page, size, extend, p);
    };
    m.xShmLock = [](sqlite3_file *f, int o, int n, int flag) {
        return real(f)->pMethods->xShmLock(real(f), o, n, flag);
    };
    m.xShmBarrier = [](sqlite3_file *f) { real(f)->pMethods->xShmBarrier(real(f)); };
    m.xShmUnmap = [](sqlite3_file *f, int del) { return real(f)->pMethods->xShmUnmap(real(f), del); };
    shim->base.pMethods = &m;
    return code;
}

// While it lives, every file that SQLite opens goes through the shim.
class RefusingDisk {
public:
    RefusingDisk() : m_vfs(*realVfs())
    {
        m_vfs.zName = "refusing";
        m_vfs.szOsFile = static_cast<int>(sizeof(ShimFile)) + realVfs()->szOsFile;
        m_vfs.xOpen = shimOpen;
        sqlite3_vfs_register(&m_vfs, 1);
    }
    ~RefusingDisk()
    {
        refusing = 0;
        sqlite3_vfs_unregister(&m_vfs);
        sqlite3_vfs_register(realVfs(), 1);
    }
    RefusingDisk(const RefusingDisk &) = delete;
    RefusingDisk &operator=(const RefusingDisk &) = delete;

private:
    sqlite3_vfs m_vfs;
};

class DiskRefusing : public testing::TestWithParam<int> {};

TEST_P(DiskRefusing, LosesAndReordersNothing)
{
    RefusingDisk disk;
    const Folder folder;
    const auto story = wholeStory();
    const auto half = story.begin() + 14;
    std::vector<Error> errors;
    std::vector<std::uint64_t> told;
    auto writer = Writer::open(
        folder / "j.db", {.mode = Mode::test, .retryFirst = Duration{1}, .retryMost = Duration{2}},
        [&](const auto &entries) {
            for (const auto &entry : entries)
                told.push_back(entry.seq);
        },
        [&](const Error &error) { errors.push_back(error); });
    ASSERT_TRUE(writer) << writer.error().text();
    ASSERT_TRUE((*writer)->append({story.begin(), story.begin() + 8}));
    ASSERT_TRUE((*writer)->flush());
    refusing = GetParam();
    ASSERT_TRUE((*writer)->append({story.begin() + 8, half}));
    for (int i = 0; i < 3; ++i) {
        const auto flushed = (*writer)->flush();
        ASSERT_FALSE(flushed);
        EXPECT_THAT(flushed.error().text(), HasSubstr(std::to_string(GetParam())));
    }
    ASSERT_TRUE((*writer)->append({half, story.end()}));
    EXPECT_EQ((*writer)->durableSeq(), 8U);
    EXPECT_EQ((*writer)->waiting(), story.size() - 8);
    refusing = 0;
    // An attempt that began before may still fail once.
    while (!(*writer)->flush()) {
    }
    EXPECT_EQ((*writer)->durableSeq(), story.size());
    writer->reset();
    EXPECT_GE(errors.size(), 3U);
    EXPECT_TRUE(std::ranges::is_sorted(told));
    EXPECT_EQ(told.size(), story.size());
    EXPECT_EQ(readAll(folder / "j.db"), story);
    const auto verified = verify(folder / "j.db");
    EXPECT_TRUE(verified) << verified.error().text();
}

INSTANTIATE_TEST_SUITE_P(Codes, DiskRefusing, testing::Values(SQLITE_FULL, SQLITE_IOERR_WRITE));

TEST(JournalQueue, RefusesWhatDoesNotFitUntilTheDiskIsBack)
{
    RefusingDisk disk;
    const Folder folder;
    const auto all = notes(9);
    auto writer = Writer::open(
        folder / "j.db", {.mode = Mode::test, .queueLimit = 5, .retryFirst = Duration{1}, .retryMost = Duration{1}});
    ASSERT_TRUE(writer);
    refusing = SQLITE_FULL;
    ASSERT_TRUE((*writer)->append({all.begin(), all.begin() + 4}));
    EXPECT_FALSE((*writer)->append({all.begin() + 4, all.begin() + 6})) << "both or none";
    EXPECT_TRUE((*writer)->append({all[4]}));
    EXPECT_FALSE((*writer)->append({all[5]}));
    refusing = 0;
    while (!(*writer)->flush()) {
    }
    EXPECT_TRUE((*writer)->append({all.begin() + 5, all.end()}));
    EXPECT_TRUE((*writer)->flush());
    writer->reset();
    EXPECT_EQ(readAll(folder / "j.db"), all);
}

TEST(JournalQueue, WaitsForRoomWhereItMay)
{
    const Folder folder;
    const auto all = notes(500);
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::replay, .queueLimit = 3, .blockWhenFull = true});
    ASSERT_TRUE(writer);
    for (const auto &record : all)
        ASSERT_TRUE((*writer)->append({record}));
    ASSERT_TRUE((*writer)->flush());
    writer->reset();
    EXPECT_EQ(readAll(folder / "j.db"), all);
}

TEST(JournalQueue, DoesNotWaitForADiskThatRefuses)
{
    RefusingDisk disk;
    const Folder folder;
    const auto all = notes(3);
    auto writer = Writer::open(folder / "j.db", {.mode = Mode::replay,
                                                 .queueLimit = 1,
                                                 .blockWhenFull = true,
                                                 .retryFirst = Duration{1},
                                                 .retryMost = Duration{1}});
    ASSERT_TRUE(writer);
    refusing = SQLITE_FULL;
    EXPECT_TRUE((*writer)->append({all[0]}));
    EXPECT_FALSE((*writer)->append({all[1]}));
    writer->reset(); // ends, though the disk never comes back
    refusing = 0;
    EXPECT_TRUE(readAll(folder / "j.db").empty());
}

// ---- kill -9 --------------------------------------------------------------------------------------------------------

// A child that goes on from what the journal holds, and says each committed seq and hash on the pipe until it is
// killed.
[[noreturn]] void writeUntilKilled(const std::filesystem::path &path, int pipe)
{
    auto writer = Writer::open(path, {.mode = Mode::test}, [&](const auto &entries) {
        std::string acks;
        for (const auto &entry : entries)
            acks += std::to_string(entry.seq) + " " + entry.hash + "\n";
        if (::write(pipe, acks.data(), acks.size()) < 0)
            ::_exit(3);
    });
    if (!writer)
        ::_exit(2);
    auto record = Recorder().note();
    std::mt19937 random(7);
    for (record.seq = (*writer)->durableSeq() + 1;;) {
        std::vector<record::Record> group;
        for (std::size_t i = random() % 20; i <= 20; ++i, ++record.seq) {
            record.kind = record.seq % 5 == 0 ? record::Kind::incidentOpened : record::Kind::noteWritten;
            record.incident = static_cast<int>(record.seq / 5);
            group.push_back(record);
        }
        if (!(*writer)->append(std::move(group)))
            (void)(*writer)->flush();
        if (random() % 4 == 0)
            (void)(*writer)->flush();
    }
}

// Reads acks until the child has given `count`, kills it, and reads what it still said.
std::vector<Committed> killAfter(std::size_t count, pid_t child, int pipe)
{
    std::string said;
    std::array<char, 4096> buffer{};
    bool killed = false;
    for (ssize_t n = 1; n > 0;) {
        n = ::read(pipe, buffer.data(), buffer.size());
        if (n > 0)
            said.append(buffer.data(), static_cast<std::size_t>(n));
        if (!killed && static_cast<std::size_t>(std::ranges::count(said, '\n')) >= count) {
            ::kill(child, SIGKILL);
            killed = true;
        }
    }
    std::vector<Committed> out;
    std::istringstream lines(said.substr(0, said.rfind('\n') + 1));
    for (Committed entry; lines >> entry.seq >> entry.hash;)
        out.push_back(entry);
    return out;
}

TEST(JournalKilled, HoldsEverythingItSaidItHeld)
{
    const Folder folder;
    const auto path = folder / "j.db";
    std::mt19937 random(42);
    for (int round = 0; round < 30; ++round) {
        std::array<int, 2> ends{};
        ASSERT_EQ(::pipe(ends.data()), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(ends[0]);
            writeUntilKilled(path, ends[1]);
        }
        ::close(ends[1]);
        const auto acked = killAfter(1 + random() % 300, child, ends[0]);
        ::close(ends[0]);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status)) << "the child gave up by itself: " << status;
        const auto verified = verify(path);
        ASSERT_TRUE(verified) << "round " << round << ": " << verified.error().text();
        ASSERT_FALSE(acked.empty());
        ASSERT_GE(verified->entries, acked.back().seq);
        RawConnection raw(path);
        for (const auto &entry : acked)
            ASSERT_EQ(raw.value("SELECT lower(hex(hash)) FROM entry WHERE seq = " + std::to_string(entry.seq)),
                      entry.hash);
    }
}

} // namespace
} // namespace fw::journal
