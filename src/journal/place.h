// Where a journal file may lie, and who may write it. The folder must be one that only its user can write, the -wal
// beside the file must be its own (SQLite would take over the pages of any other), and one process at a time may write.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <utility>

namespace fw::journal {

// Held while a program may write the journal; the lock file NAME.lock stays behind, the lock ends with the process.
class WriterLock {
public:
    [[nodiscard]] static Result<WriterLock> take(const std::filesystem::path &journal);
    WriterLock(WriterLock &&other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    WriterLock &operator=(WriterLock &&other) noexcept
    {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~WriterLock();

private:
    explicit WriterLock(int fd) : m_fd(fd) {}
    int m_fd = -1;
};

// The absolute path with links resolved; an error when the folder is not there.
[[nodiscard]] Result<std::filesystem::path> resolve(const std::filesystem::path &journal);
// The folder, the file itself if there is one, its -wal and -journal: errors name the cure.
[[nodiscard]] Result<void> checkPlace(const std::filesystem::path &journal);
// Is the -wal that of this file? The writer puts the file's id into every -wal it starts (table pulse); it must be the
// one that the main file alone says (table meta).
[[nodiscard]] Result<void> checkWalBelongs(const std::filesystem::path &journal);
// Zeros at the end of the -wal until it has `bytes` (SQLite takes them for no pages): a commit then does not change the
// file's length, which costs a disk more than the commit itself. Without room on the disk it is left as it is. Only
// while nobody writes.
void fillWal(const std::filesystem::path &journal, std::size_t bytes);
// An empty file, mode 0600. An error when it exists.
[[nodiscard]] Result<void> createEmpty(const std::filesystem::path &journal);

} // namespace fw::journal
