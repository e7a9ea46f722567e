// The journal for people and other programs: v_entries as CSV or JSON, and the pages that `floorwardenctl journal
// list`, `show` and `stats` print.
#pragma once

#include "journal/reader.h"
#include "wording/sentence.h"

#include <functional>
#include <iosfwd>

namespace fw::journal {

enum class Format { csv, json };

struct Page {
    Language language = Language::en;
    bool json = false;
    // How the page's times are shown: local = UTC + offset at that moment. Nothing: as UTC. JSON stays UTC.
    std::function<Duration(WallTime)> offsetAt{};
};

// csv: RFC 4180 with a heading, lines ended by LF, data as JSON text. json: one array, an entry a line.
[[nodiscard]] Result<void> exportEntries(const Reader &reader, Format format, std::ostream &out);
[[nodiscard]] Result<void> printEntries(const Reader &reader, const Filter &filter, const Page &page,
                                        std::ostream &out);
[[nodiscard]] Result<void> printIncident(const Reader &reader, int incident, const Page &page, std::ostream &out);
[[nodiscard]] Result<void> printStats(const Reader &reader, const Page &page, std::ostream &out);

} // namespace fw::journal
