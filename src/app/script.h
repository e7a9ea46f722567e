// The --script of run and replay, and the acknowledgements of --acks.
#pragma once

#include "engine/effect.h"
#include "journal/journal.h"
#include "options.h"
#include "protocol/acts.h"

#include <memory>
#include <string>

namespace fw::app {

// `runToken` makes the ids of commands without one new in each run.
[[nodiscard]] Result<protocol::Acts> readScript(const std::string &path, std::optional<WallTime> start,
                                                const std::string &runToken);
// On stderr what the script names and the site does not have.
void warnOfUnknownNames(const protocol::Acts &acts, const std::string &script, const floor::Site &site);
// One line "seq hash" on stdout after each commit; nothing if `wanted` is false.
[[nodiscard]] journal::Writer::OnCommit acknowledgements(bool wanted);
[[nodiscard]] journal::Writer::OnError journalErrors();
// `file` of a script's {"config": FILE} line, beside the script or absolute; the rest of the profile stays.
[[nodiscard]] runtime::Configured reconfigure(runtime::ProfilePaths paths, const std::string &script,
                                              const std::string &file);
// A refused command on stderr, with its time since `start`.
void printRefusal(const engine::Output &out, WallTime start);
// A path that a script names: relative ones are beside it.
[[nodiscard]] std::string beside(const std::string &script, const std::string &path);

} // namespace fw::app
