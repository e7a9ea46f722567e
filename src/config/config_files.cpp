#include "config/config_files.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <fstream>

namespace fw::config {

namespace fs = std::filesystem;

namespace {

Result<> append(std::vector<SourceFile> &files, const fs::path &folder)
{
    Result<std::vector<SourceFile>> more = readFolder(folder);
    if (!more)
        return tl::unexpected<Error>(more.error());
    files.insert(files.end(), std::make_move_iterator(more->begin()), std::make_move_iterator(more->end()));
    return {};
}

} // namespace

Result<SourceFile> readFile(const fs::path &path, std::size_t most)
{
    std::error_code error;
    const auto status = fs::status(path, error);
    if (!fs::exists(status))
        return fail(Errc::notFound, "there is no such file", path.string());
    if (!fs::is_regular_file(status))
        return fail(Errc::io, "this is not a file", path.string());
    std::ifstream in{path, std::ios::binary};
    std::string text;
    std::array<char, 64 * 1024> block{};
    while (in && text.size() <= most) {
        in.read(block.data(), block.size());
        text.append(block.data(), static_cast<std::size_t>(in.gcount()));
    }
    if (in.bad() || (in.fail() && !in.eof()))
        return fail(Errc::io, "the file cannot be read", path.string());
    if (text.size() > most)
        return fail(Errc::limit, fmt::format("the file is larger than {} MB", most >> 20), path.string());
    return SourceFile{path.string(), std::move(text)};
}

Result<std::vector<SourceFile>> readFolder(const fs::path &folder)
{
    std::vector<fs::path> paths;
    std::error_code error;
    for (fs::directory_iterator entry{folder, error}, end; !error && entry != end; entry.increment(error))
        if (entry->path().extension() == ".toml")
            paths.push_back(entry->path());
    if (error && error != std::errc::no_such_file_or_directory)
        return fail(Errc::io, fmt::format("the folder cannot be read: {}", error.message()), folder.string());
    std::ranges::sort(paths);
    std::vector<SourceFile> files;
    for (const fs::path &path : paths) {
        Result<SourceFile> file = readFile(path);
        if (!file)
            return tl::unexpected<Error>(file.error());
        files.push_back(std::move(*file));
    }
    return files;
}

Result<Sources> readProfile(const fs::path &folder, Sources shipped)
{
    std::error_code error;
    if (!fs::is_directory(folder, error))
        return fail(Errc::notFound, "there is no such folder", folder.string());
    if (fs::exists(folder / "site.toml", error)) {
        Result<SourceFile> site = readFile(folder / "site.toml");
        if (!site)
            return tl::unexpected<Error>(site.error());
        shipped.site = std::move(*site);
    }
    if (fs::exists(folder / "contacts.csv", error)) {
        Result<SourceFile> contacts = readFile(folder / "contacts.csv");
        if (!contacts)
            return tl::unexpected<Error>(contacts.error());
        shipped.contacts = std::move(*contacts);
    }
    if (auto done = append(shipped.rules, folder / "rules"); !done)
        return tl::unexpected<Error>(done.error());
    if (auto done = append(shipped.playbooks, folder / "playbooks"); !done)
        return tl::unexpected<Error>(done.error());
    return shipped;
}

} // namespace fw::config
