// The smallest files that are right, for tests that change one thing in them.
#pragma once

#include "config/assemble.h"
#include "config/config_files.h"
#include "config/source_file.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace fw::config::samples {

inline constexpr std::string_view kSite = R"toml([site]
name = "Floor"
[[queue]]
id = "tickets"
)toml";

inline constexpr std::string_view kRule = R"toml(format = 1
id = "queue-waiting"
over = "queue"
procedure = 7
when = "waiting >= limit.waiting"
for = "limit.for"
why.en = "{waiting} callers wait in {subject}"
why.zh = "{subject} 排队 {waiting} 人"
)toml";

inline constexpr std::string_view kPlaybook = R"toml(format = 1
id = "inbound-growth"
procedure = 7
title.en = "Abnormal inbound growth"
title.zh = "呼入量异常增长"
key = "queue"

[settings]
level1_within = "5m"
level2_after = "30m"
helpers = 3

[start]
rules = ["queue-waiting"]

[[phase]]
id = "level1"
[[phase.step]]
id = "order"
role = "supervisor"
title.en = "Order level 1"
title.zh = "启动一级支持"
within = "level1_within"

[[close]]
id = "calm"
need = "step('order')"
missing.en = "Level 1 was not ordered"
missing.zh = "尚未启动一级支持"
)toml";

inline SourceFile file(std::string name, std::string_view text, bool shipped = false)
{
    return {std::move(name), std::string{text}, shipped};
}

// The first `from` in the text replaced by `to`.
inline std::string changed(std::string_view text, std::string_view from, std::string_view to)
{
    std::string result{text};
    const std::size_t at = result.find(from);
    return at == std::string::npos ? "the sample does not hold: " + std::string{from}
                                   : result.replace(at, from.size(), to);
}

inline Sources sources()
{
    return {
        file("site.toml", kSite), {file("rules/w.toml", kRule, true)}, {file("playbooks/7.toml", kPlaybook, true)}, {}};
}

// The rules and playbooks that come with the program, as they lie in the source tree. Without a site.
inline Sources shipped()
{
    const auto folder = [](const char *name) {
        auto files = readFolder(std::filesystem::path{FW_RESOURCES} / name).value();
        for (SourceFile &file : files)
            file.shipped = true;
        return files;
    };
    Sources sources;
    sources.rules = folder("rules");
    sources.playbooks = folder("playbooks");
    return sources;
}

template <class T> std::string textOf(const Read<T> &read)
{
    std::string text;
    for (const Mistake &mistake : read.mistakes)
        text += mistake.text() + "\n";
    return text;
}

} // namespace fw::config::samples
