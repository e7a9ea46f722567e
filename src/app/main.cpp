// floorwarden: the console. Composition only: reads the command line, opens the journal, starts the core, the window
// and the watchdog.
#include "console_link.h"
#include "demo.h"
#include "interrupts.h"
#include "options.h"
#include "script.h"
#include "watchdog.h"

#include "console/sound/player.h"
#include "console/window/main_window.h"
#include "feeds/ami_client.h"
#include "runtime/core.h"
#include "runtime/recall.h"

#include <QApplication>
#include <QDir>
#include <QStandardPaths>

#include <cstdio>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace {

using namespace fw;
using namespace fw::app;

constexpr const char *kUsageText =
    "floorwarden --demo | --profile DIR | --site FILE [--contacts FILE] [--journal FILE] "
    "[--lang zh_CN|en] [--dark] [--wallboard SCREEN] [--no-watchdog]";
const std::vector<Options::Option> kOptions{
    {"demo", nullptr, "play a recorded PBX and a simulated UPS: nothing needs to be installed"},
    {"profile", "DIR", "profile folder: site.toml, rules/, playbooks/, contacts.csv"},
    {"site", "FILE", "site file"},
    {"contacts", "FILE", "contacts.csv"},
    {"journal", "FILE", "journal to write; left out: one in the user's data folder"},
    {"lang", "zh_CN|en", "language; left out: the environment's"},
    {"dark", nullptr, "the dark theme"},
    {"wallboard", "SCREEN", "name of the wallboard's screen"},
    {"wallboard-factor", "N", "wallboard sizes times N"},
    {"no-watchdog", nullptr, "do not start the watchdog"},
};

std::string defaultJournal()
{
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    QDir().mkpath(folder);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return QDir(folder).filePath(QStringLiteral("journal.db")).toStdString();
}

// Everything behind the screen; null: it was said on stderr why not.
std::unique_ptr<runtime::Core> makeCore(const runtime::ProfilePaths &paths, const std::string &journalPath)
{
    runtime::LivePlan plan;
    plan.configuration = configurationOf(paths).value_or(nullptr);
    if (!plan.configuration)
        return nullptr;
    auto secret = feeds::readSecret(plan.configuration->site.pbx);
    auto writer = secret ? journal::Writer::open(journalPath, {.mode = journal::Mode::live}, {}, journalErrors())
                         : Result<std::unique_ptr<journal::Writer>>(tl::unexpected(secret.error()));
    auto state = writer ? runtime::Recording::restore(**writer) : Result<record::State>(tl::unexpected(writer.error()));
    auto recalled = state ? runtime::recall(journalPath, *state)
                          : Result<std::vector<record::Record>>(tl::unexpected(state.error()));
    if (!recalled) {
        (void)fail(recalled.error());
        return nullptr;
    }
    plan.secret = std::move(*secret);
    plan.version = FW_VERSION;
    plan.reload = [paths] { return configurationOf(paths); };
    return std::make_unique<runtime::Core>(std::move(plan), runtime::ConsoleClock(), std::move(*state),
                                           std::move(*recalled), std::move(*writer));
}

int runConsole(const Options &options, const QStringList &words)
{
    Demo demo;
    runtime::ProfilePaths paths = options.profile();
    std::string journalPath = options.text("journal");
    if (options.has("demo")) {
        if (const auto started = demo.start(options.language()); !started)
            return fail(started.error());
        paths = {demo.profile(), {}, {}};
        journalPath = journalPath.empty() ? demo.journal() : journalPath;
    }
    if (journalPath.empty())
        journalPath = defaultJournal();
    const auto core = makeCore(paths, journalPath);
    if (!core)
        return kFailed;

    ConsoleLink link(*core);
    console::WindowOptions look;
    look.language = options.language();
    look.theme = options.has("dark") ? console::ThemeKind::dark : console::ThemeKind::light;
    look.wallboardScreen = QString::fromStdString(options.text("wallboard"));
    look.wallboardFactor = options.number("wallboard-factor", 0.2, 5).value_or(1);
    console::MainWindow window(link, console::makeAlsaPlayer(), look);
    window.resize(1600, 900);
    window.showMaximized();
    if (options.has("wallboard"))
        window.perform(console::ActId::wallboard);
    core->start();
    std::unique_ptr<Heart> heart;
    if (!options.has("no-watchdog")) {
        heart = std::make_unique<Heart>(QCoreApplication::applicationFilePath(), words);
        QObject::connect(heart.get(), &Heart::lost, &window, [&window](bool again) {
            spdlog::error("the watchdog has ended: {}",
                          again ? "it is started again" : "nobody watches this console any more");
            window.showWatchdogLost(again);
        });
    }
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, &window, &QWidget::close);
    const int code = QApplication::exec();
    const std::size_t lost = core->stop();
    if (heart)
        heart->sayGoodbye();
    return lost > 0 ? kFailed : code;
}

// Help and version need no display.
std::optional<int> answerWithoutScreen(const QStringList &words)
{
    if (words.contains(QStringLiteral("--version"))) {
        std::puts("floorwarden " FW_VERSION);
        return kDone;
    }
    if (words.contains(QStringLiteral("--help")) || words.contains(QStringLiteral("-h"))) {
        std::printf("%s\n", kUsageText);
        for (const Options::Option &option : kOptions)
            std::printf("  --%s%s%s  %s\n", option.name, option.value != nullptr ? " " : "",
                        option.value != nullptr ? option.value : "", option.help);
        return kDone;
    }
    return std::nullopt;
}

} // namespace

int main(int argc, char *argv[])
{
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromLocal8Bit(argv[i]));
    if (const auto answered = answerWithoutScreen(words))
        return *answered;
    spdlog::set_default_logger(spdlog::stderr_logger_mt("floorwarden"));
    spdlog::set_level(spdlog::level::warn);
    try {
        if (!words.isEmpty() && words.front() == QLatin1String("--watchdog"))
            return runWatchdog(argc, argv, kOptions);
        const Options options(words, kOptions, 0, 0);
        if (!options.has("demo") && !options.has("profile") && !options.has("site"))
            throw UsageError{"which floor? Try --demo, or give a --profile or a --site"};
        QApplication application(argc, argv);
        console::setUpApplication(application);
        QApplication::setApplicationName(QStringLiteral("floorwarden"));
        QApplication::setApplicationVersion(QStringLiteral(FW_VERSION));
        return runConsole(options, words);
    } catch (const UsageError &error) {
        std::fprintf(stderr, "%s\nusage: %s\n", error.message.c_str(), kUsageText);
        return fw::app::kUsage;
    }
}
