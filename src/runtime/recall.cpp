#include "runtime/recall.h"

#include "base/time_text.h"
#include "journal/reader.h"

#include <algorithm>

namespace fw::runtime {
namespace {

constexpr std::uint64_t kOfIncident = 100;
constexpr std::uint64_t kNewest = 40;

record::Record recordOf(const journal::Row &row)
{
    const auto text = [&](const char *key) {
        const auto it = row.find(key);
        return it != row.end() && it->is_string() ? it->get<std::string>() : std::string();
    };
    record::Record r;
    r.seq = row.at("seq").get<std::uint64_t>();
    r.happenedAt = parseIso(text("happened_at")).value_or(WallTime{});
    r.recordedAt = parseIso(text("recorded_at")).value_or(WallTime{});
    r.kind = record::kindFromName(text("kind")).value_or(record::Kind::noteWritten);
    r.incident = row.at("incident").is_number() ? row.at("incident").get<int>() : 0;
    r.step = text("step");
    r.actor = text("actor");
    r.source = text("source");
    r.summaryEn = text("summary_en");
    r.summaryZh = text("summary_zh");
    r.data = row.at("data");
    return r;
}

} // namespace

Result<std::vector<record::Record>> recall(const std::filesystem::path &path, const record::State &state)
{
    auto reader = journal::Reader::open(path);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<record::Record> records;
    const auto read = [&](const journal::Filter &filter) {
        return reader->forEachEntry(filter, [&](const journal::Row &row) { records.push_back(recordOf(row)); });
    };
    for (const auto &[id, incident] : state.incidents) {
        if (!incident.open())
            continue;
        for (const char *kind : {"", "incident.opened", "seat.assigned"}) { // "": all; the others are told however old
            if (auto done = read({.incident = id, .kind = kind, .last = kOfIncident}); !done)
                return tl::unexpected(done.error());
        }
    }
    if (auto done = read({.last = kNewest}); !done)
        return tl::unexpected(done.error());
    std::ranges::sort(records, {}, &record::Record::seq);
    const auto sameSeq = [](const record::Record &a, const record::Record &b) { return a.seq == b.seq; };
    records.erase(std::unique(records.begin(), records.end(), sameSeq), records.end());
    return records;
}

} // namespace fw::runtime
