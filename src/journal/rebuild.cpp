#include "journal/rebuild.h"

#include "journal/journal_file.h"
#include "journal/read_only.h"

#include <sqlite3.h>

namespace fw::journal {

Result<void> rebuild(const std::filesystem::path &name)
{
    const auto path = resolve(name);
    if (!path)
        return tl::unexpected(path.error());
    if (const auto found = openReadOnly(*path); !found)
        return tl::unexpected(found.error());
    if (auto place = checkPlace(*path); !place)
        return place;
    const auto lock = WriterLock::take(*path);
    if (!lock)
        return tl::unexpected(lock.error());
    const auto db = Database::open(*path, Access::readWrite);
    if (!db)
        return tl::unexpected(db.error());
    int persist = 1;
    sqlite3_file_control(db->handle(), "main", SQLITE_FCNTL_PERSIST_WAL, &persist);
    return db->run("PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 16777216;").and_then([&] {
        return refold(*db);
    });
}

} // namespace fw::journal
