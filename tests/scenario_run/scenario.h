// A golden scenario: a script of acts, "----", and the records and effects it must give (docs/acts.md).
#pragma once

#include "protocol/acts.h"
#include "runtime/replay_session.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace fw::test {

struct Outcome {
    std::vector<record::Record> records;
    std::string text; // as in the golden half
    record::State state;
};

[[nodiscard]] std::vector<std::filesystem::path> scenarioFiles();
[[nodiscard]] std::string contentOf(const std::filesystem::path &file);
// Reads the script half of a scenario; a mistake is an exception, which fails the test with its text.
[[nodiscard]] protocol::Acts actsOf(const std::filesystem::path &file);
// Runs it on a journal of its own at `journal`, which must not exist.
[[nodiscard]] Outcome run(const protocol::Acts &acts, const std::filesystem::path &file,
                          const std::filesystem::path &journal);

} // namespace fw::test
