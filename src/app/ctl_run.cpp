#include "commands.h"
#include "interrupts.h"
#include "options.h"
#include "script.h"

#include "base/time_text.h"
#include "runtime/live_session.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <cstdio>
#include <fmt/format.h>

namespace fw::app {
namespace {

const std::vector<Options::Option> kOptions{
    {"site", "FILE", "site file"},
    {"profile", "DIR", "profile folder"},
    {"contacts", "FILE", "contacts.csv"},
    {"journal", "FILE", "journal to write"},
    {"for", "SECONDS", "stop after so long, by the console's clock"},
    {"script", "FILE", "acts to play, from the start on"},
    {"speed", "N", "run the console's clocks N times as fast (testing; a PBX on loopback only)"},
    {"acks", nullptr, "print seq and hash of every entry"},
};

// What a person who watches wants to know: feeds that come and go, incidents that open, rise and close.
void printNews(const engine::Output &out)
{
    using enum record::Kind;
    for (const record::Record &r : out.records) {
        const bool news = r.kind == feedChanged || r.kind == incidentOpened || r.kind == incidentRaised ||
                          r.kind == incidentClosable || r.kind == incidentClosed || r.kind == programStarted;
        if (news)
            fmt::print("{} {}{}\n", isoText(r.recordedAt), r.incident != 0 ? fmt::format("#{} ", r.incident) : "",
                       r.summaryEn);
    }
    std::fflush(stdout);
}

bool isLoopback(const std::string &host)
{
    return host == "localhost" || QHostAddress(QString::fromStdString(host)).isLoopback();
}

} // namespace

int runLive(const QStringList &words)
{
    const Options options(words, kOptions, 0, 0);
    const std::string journalPath = options.required("journal");
    const auto paths = options.profile();
    if (paths.site.empty() && paths.profile.empty())
        throw UsageError{"--site is missing"};
    const double speed = options.number("speed", 0.01, 10'000).value_or(1);
    const auto seconds = options.number("for", 0, 366.0 * 86400);

    runtime::LivePlan plan;
    plan.configuration = configurationOf(paths).value_or(nullptr);
    if (!plan.configuration)
        return kFailed;
    if (speed != 1 && !isLoopback(plan.configuration->site.pbx.host))
        throw UsageError{"--speed is for a PBX on loopback only"};
    auto secret = feeds::readSecret(plan.configuration->site.pbx);
    if (!secret)
        return fail(secret.error());
    auto writer = journal::Writer::open(journalPath, {.mode = journal::Mode::live},
                                        acknowledgements(options.has("acks")), journalErrors());
    if (!writer)
        return fail(writer.error());
    auto state = runtime::Recording::restore(**writer);
    if (!state)
        return fail(state.error());
    const runtime::ConsoleClock clock(speed, speed == 1 ? WallTime{} : state->lastEntryAt);
    const WallTime began = clock.now().wall;
    const bool quiet = options.has("acks"); // stdout is for them then
    const std::string script = options.text("script");
    auto acts = readScript(script, clock.now().wall, fmt::format("run{}-", state->lastSeq));
    if (!acts)
        return fail(acts.error());
    warnOfUnknownNames(*acts, script, plan.configuration->site);
    plan.acts = std::move(*acts);
    plan.secret = std::move(*secret);
    plan.speed = speed;
    plan.version = FW_VERSION;
    if (seconds)
        plan.runFor = Duration{std::int64_t(*seconds * 1000)};
    const auto usable = [speed](runtime::Configured configuration) -> runtime::Configured {
        if (!configuration || speed == 1 || isLoopback((*configuration)->site.pbx.host))
            return configuration;
        return fw::fail(Errc::refused, "--speed is for a PBX on loopback only");
    };
    plan.reload = [&] { return usable(configurationOf(paths)); };
    plan.readConfig = [&](const std::string &file) { return usable(reconfigure(paths, script, file)); };

    runtime::LiveSession session(std::move(plan), clock, *state, **writer);
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &session, &runtime::LiveSession::stop);
    QObject::connect(&session, &runtime::LiveSession::output, [&](const engine::Output &out) {
        printRefusal(out, began);
        if (!quiet)
            printNews(out);
    });
    QObject::connect(&session, &runtime::LiveSession::finished, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    session.start();
    QCoreApplication::exec();
    return session.notDurable() == 0 ? kDone : kFailed;
}

} // namespace fw::app
