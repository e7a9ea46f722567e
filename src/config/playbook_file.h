// Reads a playbook file (docs/playbooks.md). Pure: bytes in, values and mistakes out.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"
#include "procedures/playbook.h"

#include <string>
#include <vector>

namespace fw::config {

// A name that another file defines: a rule that starts this playbook, a playbook that follows it.
struct OtherFile {
    std::string id;
    std::string field;
    int line = 0;
    int column = 0;
    bool operator==(const OtherFile &) const = default;
};

struct PlaybookFile {
    procedures::Playbook playbook;
    int procedureLine = 0; // where its number stands
    int procedureColumn = 0;
    std::vector<OtherFile> rules;
    std::vector<OtherFile> playbooks;
    bool operator==(const PlaybookFile &) const = default;
};

// No value if there is any mistake.
[[nodiscard]] Read<PlaybookFile> readPlaybook(const SourceFile &file);

} // namespace fw::config
