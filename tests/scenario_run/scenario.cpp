#include "scenario.h"

#include "base/overloaded.h"
#include "base/time_text.h"
#include "runtime/shipped.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace fw::test {
namespace {

namespace fs = std::filesystem;

std::string effectText(const engine::Effect &effect)
{
    constexpr std::array kUrgency{"", "low", "medium", "high"};
    return std::visit(overloaded{
                          [&](const engine::Announce &a) {
                              return fmt::format("announce {} #{}", kUrgency[std::size_t(a.urgency)], a.incident);
                          },
                          [](const engine::Silence &s) { return fmt::format("silence #{}", s.incident); },
                          [](const engine::ReloadConfig &) { return std::string("reload config"); },
                      },
                      effect);
}

// ISO moments of the scenario as time since its ms 0: easier to read beside the script.
Json readable(const Json &value, WallTime start)
{
    if (value.is_string()) {
        const auto t = parseIso(value.get<std::string>());
        return t && *t >= start ? Json(offsetText(*t - start)) : value;
    }
    if (!value.is_structured())
        return value;
    Json out = value.is_array() ? Json::array() : Json::object();
    for (const auto &[key, item] : value.items()) {
        if (value.is_array())
            out.push_back(readable(item, start));
        else if (key == "sha256" || key == "config")
            out[key] = "<hash>";
        else if (key == "text" && value.contains("sha256"))
            out[key] = "<once>";
        else if (key != "command_id")
            out[key] = readable(item, start);
    }
    return out;
}

std::string recordText(const record::Record &r, WallTime start)
{
    std::string where;
    if (r.incident != 0)
        where = fmt::format(" #{}", r.incident) + (r.step.empty() ? "" : "/" + r.step);
    const std::string happened = offsetText(r.happenedAt - start);
    const std::string recorded = r.recordedAt == r.happenedAt ? "" : " (at " + offsetText(r.recordedAt - start) + ")";
    return fmt::format("{}{} {}{} {}\n", happened, recorded, kindName(r.kind), where, readable(r.data, start).dump());
}

runtime::ProfilePaths pathsOf(const protocol::Acts &acts, const fs::path &file)
{
    const fs::path folder = file.parent_path();
    const std::string site = acts.header.site.value_or("two-queues.toml");
    return {{}, (folder / site).string(), acts.header.contacts ? (folder / *acts.header.contacts).string() : ""};
}

// Read once: it is the larger part of a short scenario's time.
std::shared_ptr<const engine::Configuration> load(const runtime::ProfilePaths &paths)
{
    static std::map<std::pair<std::string, std::string>, std::shared_ptr<const engine::Configuration>> known;
    auto &configuration = known[{paths.site, paths.contacts}];
    if (configuration)
        return configuration;
    const auto loaded = runtime::loadConfiguration(paths);
    if (!loaded)
        throw std::runtime_error(loaded.error().text());
    for (const config::Mistake &mistake : loaded->mistakes)
        throw std::runtime_error(mistake.text());
    configuration = loaded->configuration;
    return configuration;
}

} // namespace

std::vector<fs::path> scenarioFiles()
{
    std::vector<fs::path> files;
    for (const auto &entry : fs::directory_iterator(FW_SCENARIOS)) {
        if (entry.path().extension() == ".scenario")
            files.push_back(entry.path());
    }
    std::ranges::sort(files);
    return files;
}

std::string contentOf(const fs::path &file)
{
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

protocol::Acts actsOf(const fs::path &file)
{
    auto acts = protocol::readActs(contentOf(file), {file.filename().string(), {}, {}});
    if (!acts)
        throw std::runtime_error(acts.error().text());
    return std::move(*acts);
}

Outcome run(const protocol::Acts &acts, const fs::path &file, const fs::path &journal)
{
    runtime::ReplayPlan plan;
    plan.acts = acts;
    plan.start = acts.start;
    plan.until = acts.header.until;
    plan.mode = "test";
    plan.programStarts = true;
    const runtime::ProfilePaths paths = pathsOf(acts, file);
    plan.reload = [&] { return load(paths); };
    plan.readConfig = [&](const std::string &site) {
        runtime::ProfilePaths other = paths;
        other.site = (file.parent_path() / site).string();
        return load(other);
    };
    auto writer =
        journal::Writer::open(journal, {.mode = journal::Mode::test, .mustNotExist = true, .blockWhenFull = true});
    if (!writer)
        throw std::runtime_error(writer.error().text());
    Outcome outcome;
    auto report = runtime::replay(plan, load(paths), **writer, [&](const engine::Output &out) {
        for (const record::Record &r : out.records) {
            outcome.records.push_back(r);
            outcome.text += recordText(r, acts.start);
        }
        for (const engine::Effect &effect : out.effects)
            outcome.text += "  -> " + effectText(effect) + "\n";
    });
    if (!report)
        throw std::runtime_error(report.error().text());
    outcome.state = std::move(report->state);
    return outcome;
}

} // namespace fw::test
