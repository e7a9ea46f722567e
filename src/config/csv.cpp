#include "config/csv.h"

#include <string_view>

namespace fw::config {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

unsigned char byteAt(std::string_view text, std::size_t i)
{
    return static_cast<unsigned char>(text[i]);
}

// The bytes of the UTF-8 character at `i`, 0 if there is none (overlong forms and surrogates are none).
std::size_t characterLength(std::string_view text, std::size_t i)
{
    const unsigned char lead = byteAt(text, i);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4 || i + length > text.size())
        return 0;
    for (std::size_t k = 1; k < length; ++k)
        if ((byteAt(text, i + k) & 0xC0U) != 0x80U)
            return 0;
    const unsigned char second = byteAt(text, i + 1);
    const bool bad = (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ||
                     (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return bad ? 0 : length;
}

class CsvReader {
public:
    explicit CsvReader(const SourceFile &file) : m_file(file), m_text(file.text)
    {
        if (m_text.starts_with(kByteOrderMark))
            m_text.remove_prefix(kByteOrderMark.size());
    }

    Read<std::vector<CsvRow>> read()
    {
        m_result.value.emplace();
        if (m_text.size() > kMaxFileSize)
            bad("the file is larger than 1 MB");
        while (m_at < m_text.size() && m_result.mistakes.empty()) {
            CsvRow row = readRow();
            if (m_result.mistakes.empty() && (row.size() > 1 || !row.front().text.empty()))
                m_result.value->push_back(std::move(row));
        }
        return std::move(m_result);
    }

private:
    CsvRow readRow()
    {
        CsvRow row;
        do
            row.push_back(readCell());
        while (m_result.mistakes.empty() && take(','));
        if (m_at < m_text.size() && m_result.mistakes.empty())
            newLine();
        return row;
    }

    CsvCell readCell()
    {
        CsvCell cell{{}, m_line, m_column};
        const bool quoted = take('"');
        while (m_at < m_text.size() && m_result.mistakes.empty()) {
            const char c = m_text[m_at];
            if (quoted && c == '"') {
                take('"');
                if (!take('"'))
                    return closed(cell);
                cell.text += '"';
            } else if (!quoted && (c == ',' || c == '\n' || c == '\r')) {
                return cell;
            } else if (!quoted && c == '"') {
                bad("a quotation mark stands inside a field that does not begin with one");
            } else {
                character(cell.text);
            }
        }
        if (quoted && m_result.mistakes.empty())
            bad("the closing quotation mark is missing", cell.line, cell.column);
        return cell;
    }

    CsvCell closed(CsvCell &cell)
    {
        const bool ends = m_at == m_text.size() || m_text[m_at] == ',' || m_text[m_at] == '\n' || m_text[m_at] == '\r';
        if (!ends)
            bad("a comma is missing after the closing quotation mark");
        return std::move(cell);
    }

    void character(std::string &out)
    {
        if (m_text[m_at] == '\n' || m_text[m_at] == '\r') {
            out += '\n';
            return newLine();
        }
        const std::size_t length = characterLength(m_text, m_at);
        if (length == 0)
            return bad("this is not UTF-8: save the sheet as \"CSV UTF-8\"");
        out += m_text.substr(m_at, length);
        m_at += length;
        ++m_column;
    }

    bool take(char c)
    {
        if (m_at == m_text.size() || m_text[m_at] != c)
            return false;
        ++m_at;
        ++m_column;
        return true;
    }

    void newLine()
    {
        m_at += m_text.substr(m_at, 2) == "\r\n" ? 2 : 1;
        ++m_line;
        m_column = 1;
    }

    void bad(std::string message) { bad(std::move(message), m_line, m_column); }
    void bad(std::string message, int line, int column)
    {
        m_result.mistakes.push_back({m_file.name, line, column, "", std::move(message)});
    }

    const SourceFile &m_file;
    std::string_view m_text;
    std::size_t m_at = 0;
    int m_line = 1;
    int m_column = 1;
    Read<std::vector<CsvRow>> m_result;
};

} // namespace

Read<std::vector<CsvRow>> readCsv(const SourceFile &file)
{
    return CsvReader{file}.read();
}

} // namespace fw::config
