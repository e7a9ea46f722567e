// What comes inside the program: the eight playbooks and their rules. And what a person adds: a profile, a site,
// contacts.
#pragma once

#include "base/result.h"
#include "config/assemble.h"
#include "record/state.h"

#include <memory>
#include <string>
#include <vector>

namespace fw::runtime {

[[nodiscard]] config::Sources shippedSources();
// The same with a site that has a name and nothing else, to look at playbooks and rules without one.
[[nodiscard]] config::Sources shippedSourcesOfAnySite();

struct ProfilePaths {
    std::string profile;  // folder: site.toml, rules/, playbooks/, contacts.csv; "" for none
    std::string site;     // "" : the profile's
    std::string contacts; // "" : the profile's
};

struct Loaded {
    std::shared_ptr<const engine::Configuration> configuration; // null: the site cannot be used
    std::vector<config::Mistake> mistakes;
};

// A configuration that can be used, or the first mistake in it.
using Configured = Result<std::shared_ptr<const engine::Configuration>>;

// Everything read and assembled, the site's time zone filled in. Error: a file that cannot be read.
[[nodiscard]] Result<Loaded> loadConfiguration(const ProfilePaths &paths);

// The configurations that incidents of `state` were opened with, by hash, where they differ from the one in force.
[[nodiscard]] std::map<std::string, std::shared_ptr<const engine::Configuration>>
olderConfigurations(const record::State &state, const engine::Configuration &current);

} // namespace fw::runtime
