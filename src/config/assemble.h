// Makes one Configuration from all the files of a console, and makes it again from the text that the journal keeps.
// Pure.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"
#include "engine/configuration.h"

#include <optional>
#include <string_view>
#include <vector>

namespace fw::config {

// Shipped files come first; a profile's file with the same id replaces one.
struct Sources {
    SourceFile site;
    std::vector<SourceFile> rules;
    std::vector<SourceFile> playbooks;
    std::optional<SourceFile> contacts;
};

// A site with a mistake gives no value. A rule or playbook with a mistake is left out, the others stay; a shipped one
// stays in force if what should replace it is wrong. Two files of the profile with one id: the second is a mistake. The
// site's [procedure.N] values are applied to the playbooks' settings.
[[nodiscard]] Read<engine::Configuration> assemble(const Sources &sources);

// The same from Configuration::text: what an open incident runs on after a restart.
[[nodiscard]] Read<engine::Configuration> fromBundle(std::string_view text);

// Warnings for chains with fewer people than they need; `file` is what the messages name.
[[nodiscard]] std::vector<Mistake> chainWarnings(const engine::Configuration &configuration, const std::string &file);

} // namespace fw::config
