// One TOML file while it is read: its tree, its lines and the mistakes found in it so far. Private to this module,
// lives for one call.
#pragma once

#include "config/mistake.h"
#include "config/source_file.h"

#include <optional>
#include <string>
#include <string_view>
#include <toml++/toml.h>
#include <vector>

namespace fw::config {

struct Position {
    int line = 0;
    int column = 0;
    auto operator<=>(const Position &) const = default;
};

[[nodiscard]] Position positionOf(const toml::node &node);
[[nodiscard]] Position positionOf(const toml::key &key);

class TomlSource {
public:
    explicit TomlSource(const SourceFile &file);

    // Nothing if the file is not TOML; the mistake is noted then.
    [[nodiscard]] const toml::table *root() const { return m_root ? &*m_root : nullptr; }

    void mistake(Position at, std::string field, std::string message, Severity severity = Severity::error);
    // In the order of the file.
    [[nodiscard]] std::vector<Mistake> takeMistakes();
    [[nodiscard]] bool failed() const { return hasErrors(m_mistakes); }

    // True if the string stands in the file as it is: on one line, between single quotation marks, without escapes.
    [[nodiscard]] bool isPlain(const toml::node &string) const;
    // Where the character `offset` (from 0) of a plain string stands in the file; the string's start otherwise.
    [[nodiscard]] Position within(const toml::node &string, std::size_t offset) const;

private:
    std::string m_name;
    std::string m_text;
    std::vector<std::size_t> m_lines; // where each begins
    std::optional<toml::table> m_root;
    std::vector<Mistake> m_mistakes;
};

} // namespace fw::config
