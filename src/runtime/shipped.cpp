#include "runtime/shipped.h"

#include "config/check.h"
#include "config/config_files.h"
#include "runtime/time_zone.h"

#include <QDir>
#include <QFile>

#include <spdlog/spdlog.h>

namespace fw::runtime {
namespace {

std::vector<config::SourceFile> resourceFolder(const QString &folder)
{
    std::vector<config::SourceFile> files;
    const QDir dir(folder);
    for (const QString &name : dir.entryList({"*.toml"}, QDir::Files, QDir::Name)) {
        QFile file(dir.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files.push_back({name.toStdString(), file.readAll().toStdString(), true});
    }
    return files;
}

std::shared_ptr<const engine::Configuration> withTimeZone(engine::Configuration configuration)
{
    configuration.site.offsets = zoneOffsets(configuration.site.timezone);
    return std::make_shared<const engine::Configuration>(std::move(configuration));
}

} // namespace

config::Sources shippedSources()
{
    config::Sources sources;
    sources.rules = resourceFolder(":/floorwarden/rules");
    sources.playbooks = resourceFolder(":/floorwarden/playbooks");
    return sources;
}

config::Sources shippedSourcesOfAnySite()
{
    config::Sources sources = shippedSources();
    sources.site = {"site.toml", "[site]\nname = \"any\"\n", true};
    return sources;
}

Result<Loaded> loadConfiguration(const ProfilePaths &paths)
{
    config::Sources sources = shippedSources();
    if (!paths.profile.empty()) {
        auto profile = config::readProfile(paths.profile, std::move(sources));
        if (!profile)
            return tl::unexpected(profile.error());
        sources = std::move(*profile);
    }
    if (!paths.site.empty()) {
        auto site = config::readFile(paths.site);
        if (!site)
            return tl::unexpected(site.error());
        sources.site = std::move(*site);
    }
    if (!paths.contacts.empty()) {
        auto contacts = config::readFile(paths.contacts);
        if (!contacts)
            return tl::unexpected(contacts.error());
        sources.contacts = std::move(*contacts);
    }
    if (sources.site.name.empty())
        return fail(Errc::badInput, "No site file: name one with --site or --profile");
    config::Read<engine::Configuration> read = config::assemble(sources);
    Loaded loaded;
    loaded.mistakes = std::move(read.mistakes);
    if (read.value && !knownTimeZone(read.value->site.timezone)) {
        loaded.mistakes.push_back(config::noTimeZone(sources.site.name, read.value->site.timezone));
    } else if (read.value) {
        loaded.configuration = withTimeZone(std::move(*read.value));
    }
    return loaded;
}

std::map<std::string, std::shared_ptr<const engine::Configuration>>
olderConfigurations(const record::State &state, const engine::Configuration &current)
{
    std::map<std::string, std::shared_ptr<const engine::Configuration>> older;
    for (const auto &[id, incident] : state.incidents) {
        if (!incident.open() || incident.config == current.sha256)
            continue;
        const auto text = state.configTexts.find(incident.config);
        if (!older.contains(incident.config) && text != state.configTexts.end()) {
            if (auto read = config::fromBundle(text->second); read.value)
                older[incident.config] = withTimeZone(std::move(*read.value));
        }
        const auto it = older.find(incident.config);
        if (it == older.end() || it->second->playbook(incident.playbook) == nullptr) {
            spdlog::error("incident {}: the playbook '{}' it was opened with cannot be read any more; {}", id,
                          incident.playbook,
                          current.playbook(incident.playbook) ? "it goes on with the one that is in force now"
                                                              : "it can only be closed against the rule");
        }
    }
    return older;
}

} // namespace fw::runtime
