#include "feeds/pbx_fields.h"

#include "protocol/ami_text.h"

#include <algorithm>

namespace fw::feeds {

PbxFields::PbxFields(const protocol::AmiMessage &message, std::initializer_list<std::string_view> keys)
{
    m_fields.reserve(keys.size());
    for (const std::string_view key : keys)
        m_fields.emplace_back(key, message.value(key));
}

const std::string &PbxFields::value(std::string_view key) const
{
    static const std::string kNone;
    for (const auto &[name, text] : m_fields) {
        if (name == key)
            return text;
    }
    return kNone;
}

std::int64_t PbxFields::number(std::string_view key) const
{
    return protocol::wholeNumber(value(key)).value_or(0);
}

void PbxFields::set(std::string_view key, std::string value)
{
    for (auto &[name, text] : m_fields) {
        if (name == key) {
            text = std::move(value);
            return;
        }
    }
    m_fields.emplace_back(key, std::move(value));
}

void PbxFields::update(const protocol::AmiMessage &message)
{
    for (auto &[name, text] : m_fields) {
        if (message.has(name))
            text = message.value(name);
    }
}

std::string PbxFields::lines() const
{
    std::string out;
    for (const auto &[key, value] : m_fields)
        appendLine(out, key, value);
    return out;
}

void splitHeaders(std::string_view text, std::vector<protocol::AmiHeader> &headers)
{
    headers.clear();
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        const std::size_t colon = line.find(':');
        if (line.empty() || colon == std::string_view::npos)
            continue;
        std::string_view value = line.substr(colon + 1);
        if (value.starts_with(' '))
            value.remove_prefix(1);
        headers.push_back({line.substr(0, colon), value});
    }
}

bool sameName(std::string_view a, std::string_view b)
{
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return a.size() == b.size() &&
           std::equal(a.begin(), a.end(), b.begin(), [&](char x, char y) { return lower(x) == lower(y); });
}

void appendLine(std::string &out, std::string_view key, std::string_view value)
{
    out.append(key).append(": ").append(value).append("\r\n");
}

} // namespace fw::feeds
