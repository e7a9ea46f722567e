#include "commands.h"
#include "options.h"

#include "config/check.h"
#include "config/config_files.h"
#include "runtime/time_zone.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <limits>

namespace fw::app {

namespace {

// What a profile's site refers to: the rules/ and playbooks/ beside it, but for the files that are checked themselves.
void addBeside(const std::vector<config::SourceFile> &files, config::Sources &sources)
{
    namespace fs = std::filesystem;
    const auto isGiven = [&](const config::SourceFile &file) {
        std::error_code error;
        return std::ranges::any_of(files,
                                   [&](const auto &given) { return fs::equivalent(given.name, file.name, error); });
    };
    const auto add = [&](std::vector<config::SourceFile> &to, const fs::path &folder) {
        const auto beside = config::readFolder(folder);
        for (const config::SourceFile &file : beside ? *beside : std::vector<config::SourceFile>{}) {
            if (!isGiven(file) && std::ranges::find(to, file.name, &config::SourceFile::name) == to.end())
                to.push_back(file);
        }
    };
    for (const config::SourceFile &file : files) {
        if (config::kindOf(file) != config::FileKind::site)
            continue;
        add(sources.rules, fs::path(file.name).parent_path() / "rules");
        add(sources.playbooks, fs::path(file.name).parent_path() / "playbooks");
    }
}

} // namespace

int runCheck(const QStringList &words)
{
    const Options options(words, {{"profile", "DIR", "check a whole profile"}, {"json", nullptr, "print as JSON"}}, 0,
                          std::numeric_limits<int>::max());
    config::Sources shipped = runtime::shippedSources();
    std::vector<config::Mistake> mistakes;
    if (options.has("profile")) {
        const auto loaded = runtime::loadConfiguration({options.text("profile"), {}, {}});
        if (!loaded)
            return fail(loaded.error());
        mistakes = loaded->mistakes;
        if (loaded->configuration) {
            const auto warnings =
                config::chainWarnings(*loaded->configuration, options.text("profile") + "/contacts.csv");
            mistakes.insert(mistakes.end(), warnings.begin(), warnings.end());
        }
    } else if (options.arguments().empty()) {
        throw UsageError{"a FILE is missing"};
    }
    std::vector<config::SourceFile> files;
    for (const std::string &path : options.arguments()) {
        auto file = config::readFile(path);
        if (file)
            files.push_back(std::move(*file));
        else
            mistakes.push_back({path, 0, 0, {}, file.error().message});
    }
    addBeside(files, shipped);
    const auto found = config::checkFiles(files, shipped, runtime::knownTimeZone);
    mistakes.insert(mistakes.end(), found.begin(), found.end());
    if (options.has("json")) {
        Json list = Json::array();
        for (const config::Mistake &m : mistakes) {
            list.push_back({{"file", m.file},
                            {"line", m.line},
                            {"column", m.column},
                            {"field", m.field},
                            {"message", m.message},
                            {"severity", m.severity == config::Severity::warning ? "warning" : "error"}});
        }
        std::puts(list.dump(2).c_str());
        return config::hasErrors(mistakes) ? kFailed : kDone;
    }
    return printMistakes(mistakes) ? kFailed : kDone;
}

} // namespace fw::app
