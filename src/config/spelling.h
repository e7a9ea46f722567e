// "Did you mean …?" for names that people type. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace fw::config {

// The known name nearest to `word`, or "" if none is near enough to be a slip.
[[nodiscard]] std::string nearest(std::string_view word, const std::vector<std::string> &known);

// " (did you mean 'X'?)" or "".
[[nodiscard]] std::string didYouMean(std::string_view word, const std::vector<std::string> &known);

} // namespace fw::config
