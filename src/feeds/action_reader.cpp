#include "feeds/action_reader.h"

#include "feeds/pbx_fields.h"

#include <algorithm>

namespace fw::feeds {

namespace {

constexpr std::size_t kLine = 1024;
constexpr int kLines = 128;

} // namespace

void ActionReader::feed(std::string_view bytes, const Sink &sink)
{
    while (!bytes.empty()) {
        const std::size_t end = std::min(bytes.find('\n'), bytes.size());
        const std::string_view piece = bytes.substr(0, end);
        if (m_line.size() + piece.size() > kLine)
            m_tooLong = true;
        else
            m_line.append(piece);
        if (end == bytes.size())
            return;
        bytes.remove_prefix(end + 1);
        if (m_line.ends_with('\r'))
            m_line.pop_back();
        takeLine(m_line, sink);
        m_line.clear();
        m_tooLong = false;
    }
}

void ActionReader::takeLine(std::string_view line, const Sink &sink)
{
    if (m_tooLong) {
        m_fault = "Failed to parse message: line too long";
        return;
    }
    if (!line.empty()) {
        if (++m_lines > kLines)
            m_fault = "Too many lines in message or allocation failure";
        else
            m_action.append(line).append("\n");
        return;
    }
    if (m_lines > 0 || !m_fault.empty()) {
        splitHeaders(m_action, m_headers);
        sink(protocol::AmiMessage(m_headers), m_fault);
    }
    m_action.clear();
    m_lines = 0;
    m_fault = {};
}

} // namespace fw::feeds
