#include "config/toml_source.h"

#include <algorithm>
#include <tuple>

namespace fw::config {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

Position from(const toml::source_position &at)
{
    return {static_cast<int>(at.line), static_cast<int>(at.column)};
}

} // namespace

Position positionOf(const toml::node &node)
{
    return from(node.source().begin);
}
Position positionOf(const toml::key &key)
{
    return from(key.source().begin);
}

TomlSource::TomlSource(const SourceFile &file) : m_name(file.name), m_text(file.text)
{
    if (m_text.size() > kMaxFileSize) {
        mistake({}, "", "the file is larger than 1 MB");
        return;
    }
    if (m_text.starts_with(kByteOrderMark))
        m_text.erase(0, kByteOrderMark.size());
    m_lines.push_back(0);
    for (std::size_t i = 0; i < m_text.size(); ++i)
        if (m_text[i] == '\n')
            m_lines.push_back(i + 1);
    try {
        m_root = toml::parse(std::string_view{m_text});
    } catch (const toml::parse_error &error) {
        mistake(from(error.source().begin), "", std::string{error.description()});
    }
}

void TomlSource::mistake(Position at, std::string field, std::string message, Severity severity)
{
    m_mistakes.push_back({m_name, at.line, at.column, std::move(field), std::move(message), severity});
}

std::vector<Mistake> TomlSource::takeMistakes()
{
    std::ranges::stable_sort(m_mistakes, {}, [](const Mistake &m) { return std::tuple{m.line, m.column}; });
    return std::move(m_mistakes);
}

bool TomlSource::isPlain(const toml::node &string) const
{
    const auto *value = string.as_string();
    const Position at = positionOf(string);
    if (value == nullptr || at.line < 1 || at.line > static_cast<int>(m_lines.size()))
        return false;
    std::size_t i = m_lines[static_cast<std::size_t>(at.line - 1)];
    for (int column = 1; column < at.column && i < m_text.size(); ++column)
        do
            ++i;
        while (i < m_text.size() && (static_cast<unsigned char>(m_text[i]) & 0xC0U) == 0x80U);
    const std::string &text = value->get();
    const std::string_view raw = std::string_view{m_text}.substr(std::min(i, m_text.size()));
    const bool quoted = raw.size() > text.size() + 1 && (raw[0] == '"' || raw[0] == '\'');
    return quoted && raw.substr(1, text.size()) == text && raw[text.size() + 1] == raw[0];
}

Position TomlSource::within(const toml::node &string, std::size_t offset) const
{
    Position at = positionOf(string);
    if (isPlain(string))
        at.column += 1 + static_cast<int>(offset);
    return at;
}

} // namespace fw::config
