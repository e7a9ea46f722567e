// Everything the engine is configured with, as one value that is swapped whole or not at all.
#pragma once

#include "floor/site.h"
#include "procedures/contacts.h"
#include "procedures/playbook.h"
#include "rules/rule.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fw::engine {

// `text` is one JSON document that holds every file it was made from, `sha256` (hex) its hash: config.loaded keeps
// both, so that an incident's playbook can be read again from the journal alone.
struct Configuration {
    floor::Site site;
    std::vector<rules::Rule> rules;
    std::vector<std::shared_ptr<const procedures::Playbook>> playbooks;
    std::vector<procedures::Contact> contacts;
    std::string sha256;
    std::string text;

    // By id, or by procedure number as text ("7").
    [[nodiscard]] std::shared_ptr<const procedures::Playbook> playbook(std::string_view idOrNumber) const;
};

} // namespace fw::engine
