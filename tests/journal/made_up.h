// A folder of its own for each test, and made-up records: an incident from its opening to its closing, and notes.
#pragma once

#include "base/time_text.h"
#include "journal/journal.h"
#include "journal/reader.h"

#include <filesystem>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <string>
#include <vector>

namespace fw::journal {

inline WallTime at(const char *iso)
{
    return parseIso(iso).value();
}

class Folder {
public:
    Folder();
    ~Folder();
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    [[nodiscard]] std::filesystem::path path() const { return m_path; }
    [[nodiscard]] std::filesystem::path operator/(const char *name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};

// Numbers the records 1, 2, 3 … and lets a second pass between them.
class Recorder {
public:
    record::Record make(record::Kind kind, int incident = 0, Json data = Json::object(), std::string step = {});
    record::Record byOperator(record::Kind kind, int incident, Json data, std::string step = {});
    record::Record began();
    record::Record note();

private:
    std::uint64_t m_seq = 0;
    WallTime m_now = at("2000-01-01T00:00:00Z");
};

// journal.began, one incident with everything a projection folds, closed; a second one that stays open.
std::vector<record::Record> wholeStory();
// journal.began and `count` notes.
std::vector<record::Record> notes(std::size_t count);

// Opens in test mode, appends, flushes, closes. The hashes of the commits.
std::vector<Committed> writeAll(const std::filesystem::path &path, const std::vector<record::Record> &records);
record::State foldOf(const std::vector<record::Record> &records);
std::vector<record::Record> readAll(const std::filesystem::path &path);

// Any SQLite tool: a connection without our rules.
class RawConnection {
public:
    explicit RawConnection(const std::filesystem::path &path);
    ~RawConnection();
    RawConnection(const RawConnection &) = delete;
    RawConnection &operator=(const RawConnection &) = delete;
    // "" or SQLite's message.
    std::string run(const std::string &sql);
    std::string value(const std::string &sql); // the first column of the first row, "" for null or none
    void dropTriggers();

private:
    sqlite3 *m_db = nullptr;
};

} // namespace fw::journal
