// floorwardenctl: everything without a screen.
#include "commands.h"
#include "options.h"

#include <QCoreApplication>

#include <array>
#include <cstdio>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace {

using namespace fw::app;

struct Command {
    const char *name;
    int (*run)(const QStringList &words);
    const char *usage;
};

constexpr std::array kCommands{
    Command{"run", runLive, "run --site S --journal J [--for SECONDS] [--script ACTS] [--speed N] [--acks]"},
    Command{"replay", runReplay,
            "replay [TRACE] --site S --journal J [--script ACTS] [--until T] [--start ISO] [--acks]"},
    Command{"play", runPlay, "play TRACE --port P [--speed N] [--from S] [--loop] [--times N]"},
    Command{"check", runCheck, "check FILE…"},
    Command{"rules", runRules, "rules test FILE…"},
    Command{"playbook", runPlaybook, "playbook ID [--lang zh_CN|en] [--json]"},
    Command{"journal", runJournal,
            "journal verify J | list J | show J INCIDENT | export J --format csv|json | backup J OUT | stats J | "
            "rebuild J"},
};

int usage(std::FILE *out)
{
    std::fputs("floorwardenctl COMMAND …\n", out);
    for (const Command &command : kCommands)
        std::fprintf(out, "  %s\n", command.usage);
    std::fputs(
        "  --profile DIR (site.toml, rules/, playbooks/, contacts.csv), --contacts FILE, --lang zh_CN|en and --json "
        "where they fit\n",
        out);
    return out == stdout ? kDone : kUsage;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QCoreApplication::setApplicationName("floorwardenctl");
    QCoreApplication::setApplicationVersion(FW_VERSION);
    spdlog::set_default_logger(spdlog::stderr_logger_mt("floorwardenctl"));
    spdlog::set_level(spdlog::level::warn);

    QStringList words = QCoreApplication::arguments().mid(1);
    if (words.isEmpty())
        return usage(stderr);
    const QString name = words.takeFirst();
    if (name == "--help" || name == "-h" || name == "help")
        return usage(stdout);
    if (name == "--version") {
        std::puts("floorwardenctl " FW_VERSION);
        return kDone;
    }
    for (const Command &command : kCommands) {
        if (name != command.name)
            continue;
        try {
            return command.run(words);
        } catch (const UsageError &error) {
            std::fprintf(stderr, "%s\nusage: floorwardenctl %s\n", error.message.c_str(), command.usage);
            return kUsage;
        }
    }
    std::fprintf(stderr, "unknown command: %s\n", qPrintable(name));
    return usage(stderr);
}
