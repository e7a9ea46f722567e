// What the engine says, as data: an id of the table in table.cpp and named arguments. A record keeps the
// sentence and both renderings, so that what was shown is what is kept.
#pragma once

#include "base/json.h"
#include "base/moment.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fw {

enum class Language { en, zh };

// A text that comes in both languages (a playbook's, a rule's).
struct Text {
    std::string en;
    std::string zh;

    bool operator==(const Text &) const = default;
    [[nodiscard]] bool empty() const { return en.empty() && zh.empty(); }
    [[nodiscard]] const std::string &in(Language language) const { return language == Language::zh ? zh : en; }
};

using SentenceArg = std::variant<std::string, std::int64_t, Duration, Text>;

struct Sentence {
    std::string id;
    std::vector<std::pair<std::string, SentenceArg>> args;

    bool operator==(const Sentence &) const = default;
};

// The sentence in a language; "{name}" in the table is replaced by the argument. An id that the table does not have
// renders as the id itself, a missing argument as "—".
[[nodiscard]] std::string render(const Sentence &sentence, Language language);
[[nodiscard]] Text inBoth(const Sentence &sentence);

// All ids of the table, sorted; for tests and documentation.
[[nodiscard]] std::vector<std::string_view> sentenceIds();

// "{name}" placeholders of a template replaced through `lookup(name)`; "{{" is a brace. Used for the table, for rule
// and playbook texts. `lookup` returns the text to put in.
template <class Lookup> [[nodiscard]] std::string fill(std::string_view pattern, Lookup lookup)
{
    std::string out;
    for (std::size_t i = 0; i < pattern.size();) {
        if (pattern.substr(i, 2) == "{{") {
            out += '{';
            i += 2;
            continue;
        }
        const std::size_t end = pattern[i] == '{' ? pattern.find('}', i) : std::string_view::npos;
        if (end == std::string_view::npos) {
            out += pattern[i++];
            continue;
        }
        out += lookup(pattern.substr(i + 1, end - i - 1));
        i = end + 1;
    }
    return out;
}

// The names between braces, in order of appearance; for checks when a file is read.
[[nodiscard]] std::vector<std::string> placeholders(std::string_view pattern);

// How people say a duration: "15 s" / "15 秒", "4:38", "1 h 02" / "1 小时 02 分". Under a minute seconds, under an hour
// m:ss, else hours and minutes.
[[nodiscard]] std::string say(Duration d, Language language);

// Arguments as JSON and back: text and whole numbers as they are, durations {"ms": n}, texts {"en":…, "zh":…}.
[[nodiscard]] Json toJson(const Sentence &sentence);
[[nodiscard]] Sentence sentenceFromJson(const std::string &id, const Json &args);

} // namespace fw
