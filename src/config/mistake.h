// What a reader of this module found wrong, and what it could read all the same. Values; any thread.
#pragma once

#include "base/result.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::config {

// A warning does not keep the file from being used.
enum class Severity { error, warning };

// One mistake in one file. `line` and `column` count from 1, columns in characters; 0 if the file as a whole is meant.
// `field` is the dotted way to the key ("queue.limits.waiting"), empty for a mistake of syntax. `message` is one
// sentence for the person who edits the file; it never repeats a secret.
struct Mistake {
    std::string file;
    int line = 0;
    int column = 0;
    std::string field;
    std::string message;
    Severity severity = Severity::error;

    bool operator==(const Mistake &) const = default;
    [[nodiscard]] std::string text() const; // "file:line:column: field: message"
    [[nodiscard]] Error error() const;      // its place as the context
};

// All mistakes of what was read, in the order of the file. `value` is there unless a mistake makes it useless.
template <class T> struct Read {
    std::optional<T> value;
    std::vector<Mistake> mistakes;
};

[[nodiscard]] bool hasErrors(const std::vector<Mistake> &mistakes);

} // namespace fw::config
