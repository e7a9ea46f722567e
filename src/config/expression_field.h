// Expressions and texts with placeholders as values of a TOML key. Private to this module.
#pragma once

#include "config/section.h"
#include "rules/expression.h"

#include <functional>
#include <string_view>

namespace fw::config {

enum class Wanted { truth, seconds };

// The expression of a key, empty if the key is missing or wrong (which is noted, at the column inside the text).
[[nodiscard]] rules::Expression readExpression(Section &section, std::string_view key, Wanted wanted,
                                               const rules::Vocabulary &vocabulary, Need need = Need::optional);

// key.en and key.zh; every {placeholder} must be one that `isKnown` accepts or a term of the vocabulary.
[[nodiscard]] Text readTexts(Section &section, std::string_view key, Need need, const rules::Vocabulary &vocabulary,
                             const std::function<bool(std::string_view)> &isKnown);

} // namespace fw::config
