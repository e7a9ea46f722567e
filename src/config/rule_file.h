// Reads a rule file (docs/playbooks.md, "Rule"). Pure: bytes in, values and mistakes out.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"
#include "rules/rule.h"

#include <string>
#include <vector>

namespace fw::config {

// `setting.NAME` somewhere in the rule, with its place: only the procedure's playbook knows whether it is there.
struct SettingUse {
    std::string name;
    std::string field;
    int line = 0;
    int column = 0;
    bool operator==(const SettingUse &) const = default;
};

struct RuleFile {
    rules::Rule rule;
    std::vector<SettingUse> settings;
    bool operator==(const RuleFile &) const = default;
};

// No value if there is any mistake.
[[nodiscard]] Read<RuleFile> readRule(const SourceFile &file);

} // namespace fw::config
