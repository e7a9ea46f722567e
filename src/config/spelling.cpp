#include "config/spelling.h"

#include <algorithm>
#include <fmt/format.h>
#include <numeric>
#include <utility>

namespace fw::config {

namespace {

constexpr std::size_t kLongestWord = 64;

// Levenshtein's: insertions, deletions and replacements.
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0U : 1U);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

std::string nearest(std::string_view word, const std::vector<std::string> &known)
{
    if (word.size() > kLongestWord)
        return {};
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(1, word.size() / 3) + 1;
    for (const std::string &name : known) {
        const std::size_t d = distance(word, name);
        if (d < bestDistance) {
            best = name;
            bestDistance = d;
        }
    }
    return best;
}

std::string didYouMean(std::string_view word, const std::vector<std::string> &known)
{
    const std::string name = nearest(word, known);
    return name.empty() ? std::string{} : fmt::format(" (did you mean '{}'?)", name);
}

} // namespace fw::config
