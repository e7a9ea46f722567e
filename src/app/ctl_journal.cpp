#include "commands.h"
#include "options.h"

#include "journal/export.h"
#include "journal/rebuild.h"
#include "journal/verify.h"
#include "runtime/time_zone.h"

#include <cstdio>
#include <iostream>
#include <map>

namespace fw::app {
namespace {

int finish(const Result<> &result)
{
    return result ? kDone : fail(result.error());
}

// Times are shown as the site's clocks showed them then: the zone stands in the configuration that the journal keeps
// last.
journal::Page pageOf(const Options &options, const journal::Reader &reader)
{
    journal::Page page{options.language(), options.has("json"), {}};
    std::string configuration;
    (void)reader.forEachEntry({.kind = "config.loaded"}, [&](const journal::Row &row) {
        configuration = row.at("data").value("text", configuration);
    });
    const auto read = config::fromBundle(configuration);
    if (read.value && runtime::knownTimeZone(read.value->site.timezone))
        page.offsetAt = [offsets = runtime::zoneOffsets(read.value->site.timezone)](WallTime moment) {
            return floor::offsetAt(offsets, moment);
        };
    return page;
}

int verify(const Options &options)
{
    const auto verified = journal::verify(options.arguments()[1]);
    if (!verified)
        return fail(verified.error());
    if (options.has("json"))
        std::cout << Json{{"ok", true}, {"entries", verified->entries}, {"last_hash", verified->lastHash}}.dump()
                  << '\n';
    else
        std::cout << verified->entries << " entries, chain verified, last hash " << verified->lastHash << '\n';
    return kDone;
}

template <class Print> int withReader(const Options &options, Print print)
{
    const auto reader = journal::Reader::open(options.arguments()[1]);
    return reader ? finish(print(*reader)) : fail(reader.error());
}

int list(const Options &options)
{
    journal::Filter filter;
    filter.incident = int(options.number("incident", 1, 1e9).value_or(0));
    filter.kind = options.text("kind");
    filter.last = std::uint64_t(options.number("last", 1, 1e9).value_or(0));
    return withReader(options, [&](const journal::Reader &reader) {
        return journal::printEntries(reader, filter, pageOf(options, reader), std::cout);
    });
}

int show(const Options &options)
{
    bool ok = false;
    const int incident = QString::fromStdString(options.arguments()[2]).toInt(&ok);
    if (!ok)
        throw UsageError{options.arguments()[2] + " is not the number of an incident"};
    return withReader(options, [&](const journal::Reader &reader) {
        return journal::printIncident(reader, incident, pageOf(options, reader), std::cout);
    });
}

int exportAs(const Options &options)
{
    const std::string format = options.required("format");
    if (format != "csv" && format != "json")
        throw UsageError{"--format: csv or json"};
    return withReader(options, [&](const journal::Reader &reader) {
        return journal::exportEntries(reader, format == "csv" ? journal::Format::csv : journal::Format::json,
                                      std::cout);
    });
}

int backup(const Options &options)
{
    return withReader(options, [&](const journal::Reader &reader) { return reader.backup(options.arguments()[2]); });
}

int stats(const Options &options)
{
    return withReader(options, [&](const journal::Reader &reader) {
        return journal::printStats(reader, pageOf(options, reader), std::cout);
    });
}

int rebuild(const Options &options)
{
    return finish(journal::rebuild(options.arguments()[1]));
}

struct Verb {
    int (*run)(const Options &);
    std::size_t arguments;
};

} // namespace

int runJournal(const QStringList &words)
{
    const Options options(words,
                          {{"json", nullptr, "print as JSON"},
                           {"lang", "LANG", "zh_CN or en"},
                           {"format", "FORMAT", "csv or json"},
                           {"incident", "N", "only this incident's entries"},
                           {"kind", "KIND", "only entries of this kind"},
                           {"last", "N", "only the newest"}},
                          1, 3);
    const std::map<std::string, Verb> verbs{{"verify", {verify, 2}},   {"list", {list, 2}},     {"show", {show, 3}},
                                            {"export", {exportAs, 2}}, {"backup", {backup, 3}}, {"stats", {stats, 2}},
                                            {"rebuild", {rebuild, 2}}};
    const auto verb = verbs.find(options.arguments().front());
    if (verb == verbs.end())
        throw UsageError{"unknown: journal " + options.arguments().front()};
    if (options.arguments().size() != verb->second.arguments)
        throw UsageError{"journal " + verb->first + ": wrong number of arguments"};
    return verb->second.run(options);
}

} // namespace fw::app
