// A journal opened read-only, while a console writes it or not: entries, incidents, figures, as values of the public
// views. One thread at a time; each call sees one state of the file.
#pragma once

#include "base/json.h"
#include "base/result.h"
#include "record/record.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::journal {

// A row of a public view: its columns by name, in their order. `data`, `members` and `impact` are JSON, the rest text,
// whole numbers and null.
using Row = Json;

// One incident with everything that hangs on it.
struct IncidentRows {
    Row incident;              // v_incidents
    std::vector<Row> clocks;   // v_clocks
    std::vector<Row> steps;    // v_steps, with whom and until of a waiting one
    std::vector<Row> contacts; // v_contacts
    std::vector<Row> entries;  // v_entries
};

struct Filter {
    int incident = 0;        // 0: all
    std::string kind{};      // "": all
    std::uint64_t after = 0; // entries with a seq above it
    std::uint64_t last = 0;  // only so many, the newest; 0: all
};

class Reader {
public:
    // Errors: no such file, not a journal, a newer one, a damaged file.
    [[nodiscard]] static Result<Reader> open(const std::filesystem::path &path);
    Reader(Reader &&) noexcept;
    Reader &operator=(Reader &&) noexcept;
    ~Reader();

    // Oldest first.
    [[nodiscard]] Result<void> forEachEntry(const Filter &filter, const std::function<void(const Row &)> &visit) const;
    // Records 1 … last, as they were appended.
    [[nodiscard]] Result<void> forEachRecord(std::uint64_t last,
                                             const std::function<void(const record::Record &)> &visit) const;
    [[nodiscard]] Result<std::vector<Row>> incidents() const;      // v_incidents, by number
    [[nodiscard]] Result<IncidentRows> incident(int number) const; // notFound when there is none
    // journal_id, mode, epoch, algorithm, entries, first_at, last_at, last_pulse, bytes, incidents, open, by_kind,
    // by_procedure.
    [[nodiscard]] Result<Json> stats() const;
    // A copy of the journal as it is now, which must not exist yet (0600).
    [[nodiscard]] Result<void> backup(const std::filesystem::path &out) const;

private:
    struct Impl;
    explicit Reader(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> m_impl;
};

} // namespace fw::journal
