// What `floorwardenctl check FILE…` does: tells from a file's text what it is, and finds every mistake in it. Pure.
#pragma once

#include "config/assemble.h"

#include <functional>
#include <string>
#include <vector>

namespace fw::config {

enum class FileKind { site, rule, playbook, contacts, ruleTest, other };

// By its ending (.csv: contacts) and by the tables in it, so that a file with a mistake of syntax has a kind too.
[[nodiscard]] FileKind kindOf(const SourceFile &file);

[[nodiscard]] Mistake noTimeZone(const std::string &file, const std::string &name);

// Every mistake in the files, which are read together and on top of the shipped ones: a site's [procedure.N] against
// the playbooks, a playbook's rules against the rules. Mistakes in files that were not given are not named.
// A site's time zone must be one for `isTimeZone`.
[[nodiscard]] std::vector<Mistake> checkFiles(const std::vector<SourceFile> &files, const Sources &shipped,
                                              const std::function<bool(const std::string &)> &isTimeZone);

} // namespace fw::config
