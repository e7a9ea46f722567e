#include "journal/canonical.h"

#include <bit>
#include <sqlite3.h>

namespace fw::journal {
namespace {

constexpr std::string_view kPrefix = "FWENTRY1";

} // namespace

CanonicalBytes::CanonicalBytes()
{
    m_bytes.reserve(2048);
    clear();
}

void CanonicalBytes::clear()
{
    m_bytes.assign(kPrefix.begin(), kPrefix.end());
}

void CanonicalBytes::number(unsigned char tag, std::uint64_t value)
{
    std::array<unsigned char, 9> out{tag};
    for (std::size_t i = 8; i > 0; --i) {
        out[i] = static_cast<unsigned char>(value & 0xff);
        value >>= 8;
    }
    m_bytes.insert(m_bytes.end(), out.begin(), out.end());
}

void CanonicalBytes::integer(std::int64_t value)
{
    number('I', static_cast<std::uint64_t>(value));
}

void CanonicalBytes::text(std::string_view text)
{
    number('T', text.size());
    m_bytes.insert(m_bytes.end(), text.begin(), text.end());
}

void CanonicalBytes::blob(Bytes bytes)
{
    number('B', bytes.size());
    m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
}

void CanonicalBytes::null()
{
    m_bytes.push_back('N');
}

void CanonicalBytes::real(double value)
{
    number('R', std::bit_cast<std::uint64_t>(value));
}

void encodeRow(CanonicalBytes &out, const Statement &row, std::optional<std::int64_t> seq)
{
    out.clear();
    for (int column = 0; column < kHashedColumns; ++column) {
        switch (row.type(column)) {
        case SQLITE_INTEGER:
            out.integer(column == 0 && seq ? *seq : row.integer(column));
            break;
        case SQLITE_FLOAT:
            out.real(row.real(column));
            break;
        case SQLITE_TEXT:
            out.text(row.text(column));
            break;
        case SQLITE_BLOB:
            out.blob(row.blob(column));
            break;
        default:
            out.null();
        }
    }
}

std::string hexText(Bytes bytes)
{
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string out;
    out.reserve(bytes.size() * 2);
    for (const unsigned char byte : bytes) {
        out += kDigits[byte >> 4];
        out += kDigits[byte & 15];
    }
    return out;
}

} // namespace fw::journal
