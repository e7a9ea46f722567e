// A rule as data: which subjects it looks at, what it holds to be wrong, for how long. Made by config/ from a rule
// file.
#pragma once

#include "rules/expression.h"
#include "wording/sentence.h"

#include <string>

namespace fw::rules {

enum class SubjectKind { queue, seat, ups, zone, system, site, incident, member, canary };

struct Rule {
    std::string id;
    int procedure = 0; // whose settings `setting.NAME` reads
    SubjectKind over = SubjectKind::queue;
    Expression when;
    Expression heldFor;  // seconds; empty: at once
    Expression clearFor; // seconds; empty: at once
    int attention = 0;   // 1–3; 0: the playbook's own
    Text why;            // with {term} placeholders, for the change to true
    Text cleared;        // the same, for the change to false

    bool operator==(const Rule &) const = default;
};

} // namespace fw::rules
