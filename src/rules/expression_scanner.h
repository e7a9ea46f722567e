// The words, signs and literals of an expression's text, taken from the front. Used by the parser alone; the text
// outlives it.
#pragma once

#include "rules/expression.h"

#include <string>
#include <string_view>

namespace fw::rules {

class ExpressionScanner {
public:
    explicit ExpressionScanner(std::string_view text) : m_text(text) {}

    [[nodiscard]] std::size_t start(); // where the next word or sign begins
    [[nodiscard]] bool atEnd();
    [[nodiscard]] char peek(); // '\0' at the end
    [[nodiscard]] bool atDigit();
    [[nodiscard]] std::string_view nameHere() const; // empty if no name begins here
    [[nodiscard]] std::string wordHere() const;      // what a message quotes
    [[nodiscard]] std::string_view since(std::size_t at) const { return m_text.substr(at, m_at - at); }

    [[nodiscard]] bool takeWord(std::string_view word);
    [[nodiscard]] bool takeSign(std::string_view sign);
    [[nodiscard]] std::string_view takeDottedName(); // starts at a name
    [[nodiscard]] std::string_view takeId();         // a name that may have hyphens and dots, or nothing
    [[nodiscard]] tl::expected<double, ExpressionError> takeNumber();
    [[nodiscard]] tl::expected<std::string, ExpressionError> takeQuoted();

    [[nodiscard]] tl::unexpected<ExpressionError> bad(std::size_t at, std::string message) const;

private:
    std::string_view m_text;
    std::size_t m_at = 0;
};

} // namespace fw::rules
