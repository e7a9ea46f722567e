#include "script.h"

#include "base/time_text.h"
#include "config/config_files.h"
#include "protocol/acts_names.h"

#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace fw::app {

namespace {

constexpr std::size_t kLongestScript = 64U << 20;

} // namespace

Result<protocol::Acts> readScript(const std::string &path, std::optional<WallTime> start, const std::string &runToken)
{
    if (path.empty())
        return protocol::Acts{};
    const auto file = config::readFile(path, kLongestScript);
    if (!file)
        return tl::unexpected(file.error());
    return protocol::readActs(file->text, {path, start, runToken});
}

void warnOfUnknownNames(const protocol::Acts &acts, const std::string &script, const floor::Site &site)
{
    for (const std::string &unknown : protocol::unknownNames(acts, site))
        fmt::print(stderr, "warning: {}: {}\n", script, unknown);
}

journal::Writer::OnCommit acknowledgements(bool wanted)
{
    if (!wanted)
        return {};
    return [](const std::vector<journal::Committed> &entries) {
        fmt::memory_buffer lines;
        for (const journal::Committed &entry : entries)
            fmt::format_to(std::back_inserter(lines), "{} {}\n", entry.seq, entry.hash);
        std::fwrite(lines.data(), 1, lines.size(), stdout);
        std::fflush(stdout);
    };
}

journal::Writer::OnError journalErrors()
{
    return [](const Error &error) { spdlog::error("NOT RECORDED: {}", error.text()); };
}

void printRefusal(const engine::Output &out, WallTime start)
{
    if (!out.refused)
        return;
    if (out.records.empty()) { // not even that could be recorded
        fmt::print(stderr, "{}\n", out.refused->en);
        return;
    }
    const record::Record &r = out.records.front();
    const std::string verb = r.data.value("command", std::string("command"));
    fmt::print(stderr, "{} {} refused: {}\n", offsetText(r.recordedAt - start), verb, out.refused->en);
}

std::string beside(const std::string &script, const std::string &path)
{
    const std::filesystem::path p(path);
    return p.is_absolute() ? path : (std::filesystem::path(script).parent_path() / p).string();
}

runtime::Configured reconfigure(runtime::ProfilePaths paths, const std::string &script, const std::string &file)
{
    paths.site = beside(script, file);
    return configurationOf(paths);
}

} // namespace fw::app
