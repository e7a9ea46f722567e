// Reads a site file (docs/configuration.md lists every key). Pure: bytes in, values and mistakes out.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"
#include "floor/site.h"

#include <string>
#include <vector>

namespace fw::config {

// One `NAME = …` under [procedure.PLAN], with its place: only the playbooks know whether it is right.
struct SettingOverride {
    std::string plan; // "7" or a playbook's id
    std::string name;
    std::string value; // as written: "30m", "3"
    bool isText = false;
    int line = 0;
    int column = 0;
    bool operator==(const SettingOverride &) const = default;
};

struct SiteFile {
    floor::Site site; // its `offsets` are filled by whoever knows time zones
    std::vector<SettingOverride> overrides;
    bool operator==(const SiteFile &) const = default;
};

// No value if there is any mistake: a floor watched by half of its limits is worse than the message.
[[nodiscard]] Read<SiteFile> readSite(const SourceFile &file);

} // namespace fw::config
