#include "protocol/ami_parser.h"

#include <cstring>

namespace fw::protocol {

namespace {

constexpr std::string_view kBannerBegin = "Asterisk Call Manager/";
constexpr std::size_t kBannerLimit = 256;        // a longer first line is not the banner
constexpr std::size_t kKeptCapacity = 64 * 1024; // a larger buffer is given back after the message that needed it

constexpr char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
}

bool sameKey(std::string_view a, std::string_view b)
{
    if (a.size() != b.size())
        return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (a[i] != b[i] && lower(a[i]) != lower(b[i]))
            return false;
    }
    return true;
}

std::size_t findByte(std::string_view bytes, char byte, std::size_t from)
{
    const void *found = std::memchr(bytes.data() + from, byte, bytes.size() - from);
    return found == nullptr ? std::string_view::npos
                            : static_cast<std::size_t>(static_cast<const char *>(found) - bytes.data());
}

// A line as it stands between two LFs, the CR still on it.
bool isEmptyLine(std::string_view raw)
{
    return raw.empty() || raw == "\r";
}

AmiHeader splitHeader(std::string_view raw)
{
    if (raw.back() == '\r')
        raw.remove_suffix(1);
    const void *found = std::memchr(raw.data(), ':', raw.size());
    if (found == nullptr)
        return {.key = {}, .value = raw};
    const auto colon = static_cast<std::size_t>(static_cast<const char *>(found) - raw.data());
    std::string_view value = raw.substr(colon + 1);
    if (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    return {.key = raw.substr(0, colon), .value = value};
}

} // namespace

std::string_view AmiMessage::value(std::string_view key) const
{
    for (const AmiHeader &header : m_headers) {
        if (sameKey(header.key, key))
            return header.value;
    }
    return {};
}

bool AmiMessage::has(std::string_view key) const
{
    for (const AmiHeader &header : m_headers) {
        if (sameKey(header.key, key))
            return true;
    }
    return false;
}

AmiParser::AmiParser(AmiLimits limits) : m_limits(limits) {}

void AmiParser::reset()
{
    m_banner.reset();
    m_dropped = 0;
    m_headers.clear();
    forgetPending();
    m_atStart = true;
    m_skipping = false;
    m_skippedLine.clear();
}

void AmiParser::feed(std::string_view bytes, const Sink &sink)
{
    if (m_atStart)
        takeFirstLine(bytes, sink);
    else
        consume(bytes, sink);
}

void AmiParser::takeFirstLine(std::string_view bytes, const Sink &sink)
{
    const std::size_t newline = bytes.empty() ? std::string_view::npos : findByte(bytes, '\n', 0);
    const std::size_t taken = newline == std::string_view::npos ? bytes.size() : newline + 1;
    if (newline == std::string_view::npos && m_pending.size() + taken <= kBannerLimit) {
        m_pending += bytes;
        return;
    }
    m_atStart = false;
    std::string before;
    before.swap(m_pending);
    if (newline != std::string_view::npos && before.size() + newline <= kBannerLimit) {
        std::string line = before + std::string(bytes.substr(0, newline));
        if (line.starts_with(kBannerBegin)) {
            if (line.back() == '\r')
                line.pop_back();
            m_banner = line.substr(kBannerBegin.size());
            consume(bytes.substr(taken), sink);
            return;
        }
    }
    consume(before, sink);
    consume(bytes, sink);
}

void AmiParser::consume(std::string_view bytes, const Sink &sink)
{
    std::size_t position = 0;
    while (position < bytes.size()) {
        if (m_skipping) {
            position += skip(bytes.substr(position));
            continue;
        }
        if (!m_pending.empty()) {
            position += resume(bytes.substr(position), sink);
            continue;
        }
        const std::size_t begin = position;
        switch (scanMessage(bytes, position)) {
        case Outcome::complete:
            if (!m_headers.empty())
                sink(AmiMessage(m_headers));
            break;
        case Outcome::incomplete:
            keep(bytes.substr(begin));
            m_pendingLine = position - begin;
            m_pendingLines = m_headers.size();
            return;
        case Outcome::dropped:
            startSkipping({});
            break;
        }
    }
}

// Reads lines from `position` on into m_headers. complete: `position` is behind the empty line. incomplete: `position`
// is where the last line, not ended yet, begins. dropped: a limit is broken and `position` is where that line begins.
AmiParser::Outcome AmiParser::scanMessage(std::string_view bytes, std::size_t &position)
{
    const std::size_t begin = position;
    m_headers.clear();
    while (position < bytes.size()) {
        const std::size_t newline = findByte(bytes, '\n', position);
        const std::size_t end = newline == std::string_view::npos ? bytes.size() : newline;
        const std::string_view raw = bytes.substr(position, end - position);
        const std::size_t size = end - begin + (newline == std::string_view::npos ? 0 : 1);
        if (raw.size() > m_limits.line || size > m_limits.message)
            return Outcome::dropped;
        if (newline == std::string_view::npos)
            return Outcome::incomplete;
        if (isEmptyLine(raw)) {
            position = newline + 1;
            return Outcome::complete;
        }
        if (m_headers.size() == m_limits.headers)
            return Outcome::dropped;
        m_headers.push_back(splitHeader(raw));
        position = newline + 1;
    }
    return Outcome::incomplete;
}

// Goes on with the message in m_pending and returns how many of `bytes` it took. A message that ends here is read again
// as a whole, so that the views of its headers lie in one buffer.
std::size_t AmiParser::resume(std::string_view bytes, const Sink &sink)
{
    std::size_t position = 0;
    while (position < bytes.size()) {
        const std::size_t newline = findByte(bytes, '\n', position);
        const std::size_t end = newline == std::string_view::npos ? bytes.size() : newline;
        const std::size_t next = newline == std::string_view::npos ? end : newline + 1;
        const std::string_view more = bytes.substr(position, end - position);
        const std::string_view before = std::string_view(m_pending).substr(m_pendingLine);
        const bool ended = newline != std::string_view::npos;
        const bool empty = ended && (before.empty() ? isEmptyLine(more) : more.empty() && before == "\r");
        if (before.size() + more.size() > m_limits.line || m_pending.size() + next - position > m_limits.message ||
            (ended && !empty && m_pendingLines == m_limits.headers)) {
            startSkipping(before);
            return position;
        }
        m_pending += bytes.substr(position, next - position);
        position = next;
        if (empty) {
            std::size_t whole = 0;
            if (scanMessage(m_pending, whole) == Outcome::complete && !m_headers.empty())
                sink(AmiMessage(m_headers));
            forgetPending();
            return position;
        }
        if (ended) {
            m_pendingLine = m_pending.size();
            ++m_pendingLines;
        }
    }
    return position;
}

void AmiParser::startSkipping(std::string_view unfinishedLine)
{
    ++m_dropped;
    m_skipping = true;
    m_skippedLine = unfinishedLine.substr(0, 2);
    forgetPending();
}

std::size_t AmiParser::skip(std::string_view bytes)
{
    std::size_t position = 0;
    while (position < bytes.size()) {
        const std::size_t newline = findByte(bytes, '\n', position);
        const bool ended = newline != std::string_view::npos;
        const std::size_t end = ended ? newline : bytes.size();
        m_skippedLine += bytes.substr(position, std::min<std::size_t>(end - position, 2));
        position = ended ? end + 1 : end;
        if (ended && isEmptyLine(m_skippedLine)) {
            m_skippedLine.clear();
            m_skipping = false;
            return position;
        }
        if (ended)
            m_skippedLine.clear();
        else
            m_skippedLine.resize(std::min<std::size_t>(m_skippedLine.size(), 2));
    }
    return position;
}

void AmiParser::keep(std::string_view bytes)
{
    m_pending = bytes;
}

void AmiParser::forgetPending()
{
    m_pending.clear();
    if (m_pending.capacity() > kKeptCapacity)
        m_pending.shrink_to_fit();
    m_pendingLine = 0;
    m_pendingLines = 0;
}

} // namespace fw::protocol
