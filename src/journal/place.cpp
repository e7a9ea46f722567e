#include "journal/place.h"

#include "journal/sqlite.h"

#include <cerrno>
#include <fcntl.h>
#include <fmt/format.h>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <system_error>
#include <unistd.h>
#include <vector>

namespace fw::journal {
namespace {

namespace fs = std::filesystem;

fs::path beside(const fs::path &journal, const char *ending)
{
    return fs::path(journal) += ending;
}

std::string systemText(int code)
{
    return std::generic_category().message(code);
}

// What lies at the path itself, links not followed.
std::optional<struct stat> look(const fs::path &path)
{
    struct stat out {};
    if (::lstat(path.c_str(), &out) != 0)
        return std::nullopt;
    return out;
}

Result<void> checkFolder(const fs::path &folder)
{
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0)
        return fail(Errc::notFound, "the folder cannot be read: " + systemText(errno), folder);
    const bool sticky = (info.st_mode & S_ISVTX) != 0;
    // A group that carries its user's number is that user's own (Debian's user private groups).
    const bool byGroup = (info.st_mode & S_IWGRP) != 0 && info.st_gid != info.st_uid;
    const bool byAll = (info.st_mode & S_IWOTH) != 0;
    if (!sticky && (byGroup || byAll))
        return fail(Errc::refused,
                    "others can write to the folder, so they could put a false -wal beside the journal: run chmod "
                    "go-w on it or choose another folder",
                    folder);
    return {};
}

// A -wal or -journal beside the file is read as part of it, so it must be the same owner's plain file.
Result<void> checkSidecar(const fs::path &sidecar, const std::optional<struct stat> &main)
{
    const auto info = look(sidecar);
    if (!info)
        return {};
    if (!S_ISREG(info->st_mode))
        return fail(Errc::refused, "this is not a plain file: move it away", sidecar);
    if (!main && info->st_size > 0)
        return fail(Errc::refused,
                    "this is left over from another journal (there is no journal beside it): move it away, or put its "
                    "journal back",
                    sidecar);
    const auto owner = main ? main->st_uid : ::geteuid();
    if (info->st_uid != owner)
        return fail(Errc::refused,
                    "this belongs to another user than the journal: find out who put it there, and move it away",
                    sidecar);
    return {};
}

Result<std::optional<std::string>> idIn(const fs::path &journal, Access access, std::string_view sql)
{
    const auto db = Database::open(journal, access);
    if (!db)
        return tl::unexpected(db.error());
    return db->value(sql);
}

} // namespace

Result<WriterLock> WriterLock::take(const fs::path &journal)
{
    const auto path = beside(journal, ".lock");
    const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0)
        return fail(Errc::io, "the lock file cannot be opened: " + systemText(errno), path);
    WriterLock lock(fd);
    if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EWOULDBLOCK)
            return fail(Errc::refused,
                        "another console writes this journal: close it first, or give this one a journal of its own",
                        journal);
        return fail(Errc::io, "the lock file cannot be locked: " + systemText(errno), path);
    }
    return lock;
}

WriterLock::~WriterLock()
{
    if (m_fd >= 0)
        ::close(m_fd);
}

Result<fs::path> resolve(const fs::path &journal)
{
    std::error_code error;
    const auto absolute = fs::absolute(journal, error);
    if (error || absolute.filename().empty())
        return fail(Errc::badInput, "this is not the name of a file", journal);
    const auto folder = fs::canonical(absolute.parent_path(), error);
    if (error)
        return fail(Errc::notFound, "the folder of the journal is not there: " + error.message(),
                    absolute.parent_path());
    const auto path = folder / absolute.filename();
    if (!fs::is_symlink(path, error))
        return path;
    const auto target = fs::canonical(path, error);
    if (error)
        return fail(Errc::notFound, "this link leads nowhere: " + error.message(), path);
    return target;
}

Result<void> checkPlace(const fs::path &journal)
{
    if (auto folder = checkFolder(journal.parent_path()); !folder)
        return folder;
    const auto main = look(journal);
    if (main && !S_ISREG(main->st_mode))
        return fail(Errc::badInput, "this is not a plain file", journal);
    if (auto wal = checkSidecar(beside(journal, "-wal"), main); !wal)
        return wal;
    return checkSidecar(beside(journal, "-journal"), main);
}

Result<void> checkWalBelongs(const fs::path &journal)
{
    const auto wal = look(beside(journal, "-wal"));
    if (!wal || wal->st_size == 0)
        return {};
    // A file whose first transactions are still in the -wal has no id of its own yet: nothing to compare.
    const auto alone = idIn(journal, Access::mainFileOnly, "SELECT value FROM meta WHERE key = 'file_id'");
    if (!alone || !*alone)
        return {};
    const auto together = idIn(journal, Access::readOnly, "SELECT file_id FROM pulse");
    if (!together && together.error().code != Errc::corrupt)
        return tl::unexpected(together.error());
    if (!together || *together != *alone)
        return fail(Errc::refused,
                    "this belongs to another journal, or does not fit its own any more: keep it, but move it away",
                    beside(journal, "-wal"));
    return {};
}

void fillWal(const fs::path &journal, std::size_t bytes)
{
    const int fd = ::open(beside(journal, "-wal").c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return;
    struct stat info {};
    if (::fstat(fd, &info) == 0) {
        const std::vector<char> zeros(64 * 1024);
        for (auto at = info.st_size; at < static_cast<off_t>(bytes);) {
            const ssize_t n = ::pwrite(fd, zeros.data(), zeros.size(), at);
            if (n <= 0) {
                // No room: what was there is kept, the rest is given back.
                (void)!::ftruncate(fd, info.st_size);
                break;
            }
            at += n;
        }
        ::fdatasync(fd);
    }
    ::close(fd);
}

Result<void> createEmpty(const fs::path &journal)
{
    const int fd = ::open(journal.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (fd < 0) {
        if (errno == EEXIST)
            return fail(Errc::exists, "the file exists already", journal);
        return fail(Errc::io, "the file cannot be created: " + systemText(errno), journal);
    }
    ::close(fd);
    return {};
}

} // namespace fw::journal
