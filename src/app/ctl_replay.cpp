#include "commands.h"
#include "options.h"
#include "script.h"

#include "base/time_text.h"
#include "runtime/replay_session.h"

#include <cstdio>
#include <fmt/format.h>

namespace fw::app {
namespace {

const std::vector<Options::Option> kOptions{
    {"site", "FILE", "site file"},
    {"profile", "DIR", "profile folder"},
    {"contacts", "FILE", "contacts.csv"},
    {"journal", "FILE", "journal to write; must not exist"},
    {"script", "FILE", "acts to play"},
    {"until", "HH:MM:SS", "how far the clock runs after the last input"},
    {"start", "ISO", "the moment of ms 0"},
    {"acks", nullptr, "print seq and hash of every entry"},
    {"json", nullptr, "print the result as JSON"},
};

constexpr WallTime kDefaultStart{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};

std::optional<WallTime> startOf(const Options &options)
{
    if (!options.has("start"))
        return std::nullopt;
    const auto start = parseIso(options.text("start"));
    if (!start)
        throw UsageError{"--start: " + options.text("start") + " is not an ISO-8601 moment"};
    return start;
}

Json secondsOrNull(const std::optional<Duration> &d)
{
    return d ? Json(double(d->count()) / 1000.0) : Json();
}

// Counts are of the day; the ratios and averages of the last 15 minutes.
Json asJson(const runtime::ReplayReport &report, std::uint64_t entries)
{
    Json json{{"messages", report.messages},
              {"entries", entries},
              {"refused", report.refused},
              {"length", offsetText(report.length)}};
    for (const auto &[id, q] : report.queues) {
        json["queues"][id.str()] = {{"offered", q.today.offered},
                                    {"answered", q.today.answered},
                                    {"abandoned", q.today.abandoned},
                                    {"short_abandoned", q.today.shortAbandoned},
                                    {"ended_by_pbx", q.today.endedByPbx},
                                    {"exited", q.today.exited},
                                    {"cut_calls", q.today.cut},
                                    {"waiting", q.waiting},
                                    {"longest_wait_s", secondsOrNull(q.longestWait)},
                                    {"service_level", q.serviceLevel ? Json(*q.serviceLevel) : Json()},
                                    {"asa_s", secondsOrNull(q.averageAnswer)},
                                    {"aht_s", secondsOrNull(q.averageHandling)},
                                    {"arrivals_per_hour", q.arrivalsPerHour}};
    }
    for (const auto &[id, incident] : report.state.incidents) {
        json["incidents"].push_back({{"incident", id},
                                     {"playbook", incident.playbook},
                                     {"subject", incident.subject},
                                     {"opened_at", isoText(incident.openedAt)},
                                     {"level", incident.level},
                                     {"open", incident.open()}});
    }
    return json;
}

void print(const runtime::ReplayReport &report, std::uint64_t entries)
{
    fmt::print("{} of the recording: {} messages, {} entries, {} commands refused\n", offsetText(report.length),
               report.messages, entries, report.refused);
    if (report.messages > 0) {
        fmt::print("{:<16}{:>9}{:>10}{:>11}{:>7}{:>9}{:>9}{:>9}{:>9}\n", "queue", "offered", "answered", "abandoned",
                   "short", "by PBX", "waiting", "ASA s", "SL %");
    }
    for (const auto &[id, q] : report.queues) {
        if (report.messages == 0)
            break;
        const std::string asa = q.averageAnswer ? fmt::format("{:.1f}", double(q.averageAnswer->count()) / 1000) : "—";
        const std::string level = q.serviceLevel ? fmt::format("{:.0f}", *q.serviceLevel * 100) : "too few";
        fmt::print("{:<16}{:>9}{:>10}{:>11}{:>7}{:>9}{:>9}{:>9}{:>9}\n", id.str(), q.today.offered, q.today.answered,
                   q.today.abandoned, q.today.shortAbandoned, q.today.endedByPbx, q.waiting, asa, level);
    }
    for (const auto &[id, incident] : report.state.incidents) {
        fmt::print("incident {}: {}, {}, opened {}, level {}, {}\n", id, incident.playbook, incident.subject,
                   isoText(incident.openedAt), incident.level, incident.open() ? "open" : "closed");
    }
}

} // namespace

int runReplay(const QStringList &words)
{
    const Options options(words, kOptions, 0, 1);
    const std::string journalPath = options.required("journal");
    const std::string script = options.text("script");
    if (options.arguments().empty() && script.empty())
        throw UsageError{"a TRACE or a --script is missing"};

    runtime::ReplayPlan plan;
    plan.until = options.offset("until");
    auto acts = readScript(script, startOf(options), {});
    if (!acts)
        return fail(acts.error());
    plan.acts = std::move(*acts);
    plan.start = script.empty() ? startOf(options).value_or(kDefaultStart) : plan.acts.start;
    if (!plan.until)
        plan.until = plan.acts.header.until;
    if (!options.arguments().empty()) {
        auto trace = feeds::readTrace(options.arguments().front());
        if (!trace)
            return fail(trace.error());
        plan.trace = std::move(*trace);
    }
    runtime::ProfilePaths paths = options.profile();
    if (paths.site.empty() && plan.acts.header.site)
        paths.site = beside(script, *plan.acts.header.site);
    if (paths.contacts.empty() && plan.acts.header.contacts)
        paths.contacts = beside(script, *plan.acts.header.contacts);
    if (paths.site.empty() && paths.profile.empty())
        throw UsageError{"--site is missing"};
    const auto configuration = configurationOf(paths).value_or(nullptr);
    if (!configuration)
        return kFailed;
    warnOfUnknownNames(plan.acts, script, configuration->site);
    plan.reload = [&] { return configurationOf(paths); };
    plan.readConfig = [&](const std::string &file) { return reconfigure(paths, script, file); };

    auto writer =
        journal::Writer::open(journalPath, {.mode = journal::Mode::replay, .mustNotExist = true, .blockWhenFull = true},
                              acknowledgements(options.has("acks")), journalErrors());
    if (!writer)
        return fail(writer.error());
    const auto report = runtime::replay(plan, configuration, **writer,
                                        [&plan](const engine::Output &out) { printRefusal(out, plan.start); });
    if (!report)
        return fail(report.error());
    if (options.has("json"))
        std::puts(asJson(*report, (*writer)->durableSeq()).dump(2).c_str());
    else if (!options.has("acks"))
        print(*report, (*writer)->durableSeq());
    return kDone;
}

} // namespace fw::app
