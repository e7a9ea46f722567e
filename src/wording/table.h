// The table behind Sentence: one row an id, in both languages. The only place where the words of the engine and of the
// feeds stand.
#pragma once

#include <string_view>

namespace fw {

struct SentenceRow {
    std::string_view id;
    std::string_view en;
    std::string_view zh;
};

// The row of an id, or null.
[[nodiscard]] const SentenceRow *sentenceRow(std::string_view id);

} // namespace fw
