// ActsFields: the fields of one ACTS line, taken one by one with their types. The first mistake stays; what is taken
// after it is empty. finish() finds the fields that nobody took, so that a typo is an error. Lives as long as its line
// is read.
#pragma once

#include "base/json.h"
#include "base/moment.h"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace fw::protocol {

class ActsFields {
public:
    ActsFields(const Json &line, WallTime start) : m_line(line), m_start(start) {}
    // The line's own time since `start`.
    void setAt(Duration at) { m_at = at; }

    [[nodiscard]] bool has(std::string_view key) const { return m_line.contains(key); }
    // Required ones complain when they are missing; texts must not be empty.
    std::string text(std::string_view key);
    std::string textOr(std::string_view key, std::string fallback);
    std::string textOrNumber(std::string_view key);
    // One of `words`; gives its place in the list.
    std::size_t word(std::string_view key, std::initializer_list<std::string_view> words);
    std::size_t wordOr(std::string_view key, std::initializer_list<std::string_view> words, std::size_t fallback);
    std::int64_t whole(std::string_view key, std::int64_t least, std::int64_t most);
    std::optional<double> number(std::string_view key, double least, double most);
    bool flagOr(std::string_view key, bool fallback);
    // Seconds as a number, or "1m30s".
    std::optional<Duration> duration(std::string_view key);
    // "00:02:10.000" since ms 0, or ISO-8601.
    std::optional<WallTime> moment(std::string_view key);
    const Json &object(std::string_view key);
    const Json &any(std::string_view key);

    void complain(std::string_view key, const std::string &what);
    [[nodiscard]] const std::optional<std::string> &complaint() const { return m_complaint; }
    // Complains of fields that were not taken.
    void finish();

    [[nodiscard]] WallTime start() const { return m_start; }
    [[nodiscard]] Duration at() const { return m_at; }

private:
    const Json *take(std::string_view key); // nullptr: not there
    const Json *need(std::string_view key); // complains

    const Json &m_line;
    WallTime m_start;
    Duration m_at{};
    std::set<std::string, std::less<>> m_taken;
    std::optional<std::string> m_complaint;
};

// parseOffset with a bound on the text.
[[nodiscard]] std::optional<Duration> offsetOf(std::string_view text);

} // namespace fw::protocol
