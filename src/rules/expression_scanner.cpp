#include "rules/expression_scanner.h"

#include "base/time_text.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

namespace fw::rules {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
bool isNameStart(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool isNamePart(char c)
{
    return isNameStart(c) || isDigit(c);
}
bool isBlank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

template <class Is> std::size_t endOfRun(std::string_view text, std::size_t at, Is is)
{
    while (at < text.size() && is(text[at]))
        ++at;
    return at;
}

} // namespace

// Columns count characters, as an editor does.
tl::unexpected<ExpressionError> ExpressionScanner::bad(std::size_t at, std::string message) const
{
    const std::string_view before = m_text.substr(0, std::min(at, m_text.size()));
    const auto characters = std::ranges::count_if(before, [](char c) { return !continuesCharacter(c); });
    return tl::unexpected<ExpressionError>(
        ExpressionError{std::move(message), static_cast<std::size_t>(characters) + 1});
}

std::size_t ExpressionScanner::start()
{
    m_at = endOfRun(m_text, m_at, isBlank);
    return m_at;
}

bool ExpressionScanner::atEnd()
{
    return start() == m_text.size();
}

char ExpressionScanner::peek()
{
    return atEnd() ? '\0' : m_text[m_at];
}

bool ExpressionScanner::atDigit()
{
    return isDigit(peek());
}

std::string_view ExpressionScanner::nameHere() const
{
    if (m_at == m_text.size() || !isNameStart(m_text[m_at]))
        return {};
    return m_text.substr(m_at, endOfRun(m_text, m_at, isNamePart) - m_at);
}

std::string ExpressionScanner::wordHere() const
{
    const std::string_view name = nameHere();
    if (!name.empty() || m_at == m_text.size())
        return std::string{name};
    return std::string{m_text.substr(m_at, endOfRun(m_text, m_at + 1, continuesCharacter) - m_at)};
}

bool ExpressionScanner::takeWord(std::string_view word)
{
    if (atEnd() || nameHere() != word)
        return false;
    m_at += word.size();
    return true;
}

bool ExpressionScanner::takeSign(std::string_view sign)
{
    if (atEnd() || m_text.substr(m_at, sign.size()) != sign)
        return false;
    m_at += sign.size();
    return true;
}

std::string_view ExpressionScanner::takeDottedName()
{
    const std::size_t at = m_at;
    m_at += nameHere().size();
    while (m_at + 1 < m_text.size() && m_text[m_at] == '.' && isNameStart(m_text[m_at + 1])) {
        ++m_at;
        m_at += nameHere().size();
    }
    return since(at);
}

std::string_view ExpressionScanner::takeId()
{
    const std::size_t at = m_at;
    if (!nameHere().empty())
        m_at = endOfRun(m_text, m_at, [](char c) { return isNamePart(c) || c == '-' || c == '.'; });
    return since(at);
}

tl::expected<double, ExpressionError> ExpressionScanner::takeNumber()
{
    const std::size_t at = m_at;
    m_at = endOfRun(m_text, m_at, [](char c) { return isDigit(c) || c == '.'; });
    const std::string_view digits = since(at);
    double value = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (read.ec != std::errc{} || read.ptr != digits.data() + digits.size() || digits.back() == '.')
        return bad(at, fmt::format("'{}' is not a number", digits));
    if (m_at < m_text.size() && m_text[m_at] == '%') {
        ++m_at;
        return value / 100;
    }
    if (nameHere().empty())
        return value;
    m_at += nameHere().size();
    const std::optional<Duration> duration = parseDuration(since(at));
    if (!duration)
        return bad(at, fmt::format("'{}' is not a duration: 15s, 5m, 1h30m", since(at)));
    return static_cast<double>(duration->count()) / 1000;
}

tl::expected<std::string, ExpressionError> ExpressionScanner::takeQuoted()
{
    const std::size_t end = m_text.find('\'', m_at + 1);
    if (end == std::string_view::npos)
        return bad(m_at, "the closing ' is missing");
    std::string text{m_text.substr(m_at + 1, end - m_at - 1)};
    m_at = end + 1;
    return text;
}

} // namespace fw::rules
