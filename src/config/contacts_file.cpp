#include "config/contacts_file.h"

#include "config/csv.h"
#include "config/section.h"
#include "config/site_parts.h"
#include "config/spelling.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fmt/format.h>
#include <map>

namespace fw::config {

namespace {

using procedures::Contact;

constexpr std::array<std::string_view, 10> kColumns{"id",       "name",   "post",    "role",  "chain",
                                                    "position", "number", "through", "hours", "verified"};
constexpr std::array<std::string_view, 3> kNeeded{"id", "name", "number"};
constexpr int kMostInChain = 99;

bool isPhoneNumber(std::string_view text)
{
    return text.size() <= 40 && std::ranges::any_of(text, [](char c) { return c >= '0' && c <= '9'; }) &&
           text.find_first_not_of("0123456789+-*#(),. ") == std::string_view::npos;
}

// "08:00-18:00"; the end may lie on the next day.
bool isHours(std::string_view text)
{
    return text.size() == 11 && text[5] == '-' && timeOfDay(text.substr(0, 5)) && timeOfDay(text.substr(6));
}

bool isDate(std::string_view text)
{
    if (text.size() != 10 || text[4] != '-' || text[7] != '-')
        return false;
    const auto number = [&](std::size_t at, std::size_t length) {
        int value = -1;
        const auto read = std::from_chars(text.data() + at, text.data() + at + length, value);
        return read.ptr == text.data() + at + length ? value : -1;
    };
    const std::chrono::year_month_day date{std::chrono::year{number(0, 4)},
                                           std::chrono::month{static_cast<unsigned>(number(5, 2))},
                                           std::chrono::day{static_cast<unsigned>(number(8, 2))}};
    return date.ok() && number(0, 4) >= 1970;
}

class ContactsReader {
public:
    explicit ContactsReader(const SourceFile &file) : m_file(file) {}

    Read<std::vector<Contact>> read()
    {
        Read<std::vector<CsvRow>> rows = readCsv(m_file);
        m_mistakes = std::move(rows.mistakes);
        if (!rows.value || rows.value->empty()) {
            if (m_mistakes.empty())
                m_mistakes.push_back({m_file.name, 1, 1, "", "the header is missing: id,name,post,role,chain,…"});
            return {std::nullopt, std::move(m_mistakes)};
        }
        if (!readHeader(rows.value->front()))
            return {std::nullopt, std::move(m_mistakes)};
        for (std::size_t i = 1; i < rows.value->size(); ++i)
            readRow((*rows.value)[i]);
        return {std::move(m_contacts), std::move(m_mistakes)};
    }

private:
    bool readHeader(const CsvRow &header)
    {
        const std::size_t before = m_mistakes.size();
        for (std::size_t i = 0; i < header.size(); ++i) {
            const CsvCell &cell = header[i];
            if (std::ranges::find(kColumns, cell.text) == kColumns.end())
                wrong(cell, cell.text,
                      fmt::format("is not a column that is known{}",
                                  didYouMean(cell.text, {kColumns.begin(), kColumns.end()})));
            else if (!m_columns.emplace(cell.text, i).second)
                wrong(cell, cell.text, "stands here twice");
        }
        for (const std::string_view name : kNeeded)
            if (!m_columns.contains(name))
                wrong(header.front(), std::string{name}, "this column is missing");
        m_width = header.size();
        return m_mistakes.size() == before;
    }

    void readRow(const CsvRow &row)
    {
        const std::size_t before = m_mistakes.size();
        if (row.size() != m_width)
            return wrong(row.front(), "", fmt::format("this row has {} fields, the header {}", row.size(), m_width));
        m_row = &row;
        Contact contact{text("id"), text("name"),   text("post"),    text("role"),  text("chain"),
                        position(), text("number"), text("through"), text("hours"), text("verified")};
        if (contact.through.empty())
            contact.through = "pbx";
        check(contact);
        if (m_mistakes.size() == before)
            m_contacts.push_back(std::move(contact));
    }

    void check(const Contact &contact)
    {
        for (const std::string_view column : kNeeded)
            if (text(column).empty())
                wrong(column, "must not be empty");
        if (!contact.chain.empty() && !isId(contact.chain))
            wrong("chain", fmt::format("'{}' must be lower-case letters, digits and '-'", contact.chain));
        if (!contact.number.empty() && !isPhoneNumber(contact.number))
            wrong("number", fmt::format("'{}' is not a number that can be dialled", contact.number));
        if (std::ranges::find(kThrough, contact.through) == kThrough.end())
            wrong("through", fmt::format("'{}' must be one of: {}{}", contact.through, fmt::join(kThrough, ", "),
                                         didYouMean(contact.through, {kThrough.begin(), kThrough.end()})));
        if (!contact.hours.empty() && !isHours(contact.hours))
            wrong("hours", fmt::format("'{}' must be like 08:00-18:00, or empty for always", contact.hours));
        if (!contact.verified.empty() && !isDate(contact.verified))
            wrong("verified", fmt::format("'{}' must be a date like 2026-01-31, or empty", contact.verified));
        checkUnique(contact);
    }

    // One person may stand in several chains, each in a row of its own; one place in a chain has one person.
    void checkUnique(const Contact &contact)
    {
        const int line = m_row->front().line;
        const auto [person, isNew] = m_people.emplace(contact.id, std::pair{contact.name, line});
        if (!isNew && person->second.first != contact.name)
            wrong("id",
                  fmt::format("'{}' was already used for somebody else in line {}", contact.id, person->second.second));
        else if (const auto [place, first] = m_inChain.emplace(std::pair{contact.id, contact.chain}, line); !first)
            wrong("id", fmt::format("'{}' stands in this chain already, in line {}", contact.id, place->second));
        if (contact.chain.empty())
            return;
        const auto [place, free] = m_places.emplace(std::pair{contact.chain, contact.position}, line);
        if (!free)
            wrong("position", fmt::format("position {} of the chain '{}' was already given in line {}",
                                          contact.position, contact.chain, place->second));
    }

    [[nodiscard]] const CsvCell *cell(std::string_view column) const
    {
        const auto found = m_columns.find(column);
        return found == m_columns.end() ? nullptr : &(*m_row)[found->second];
    }

    [[nodiscard]] std::string text(std::string_view column) const
    {
        const CsvCell *found = cell(column);
        return found != nullptr ? found->text : std::string{};
    }

    int position()
    {
        const std::string written = text("position");
        int value = 1;
        if (written.empty())
            return value;
        const auto read = std::from_chars(written.data(), written.data() + written.size(), value);
        if (read.ec != std::errc{} || read.ptr != written.data() + written.size() || value < 1 || value > kMostInChain)
            wrong("position", fmt::format("'{}' must be a number from 1 to {}", written, kMostInChain));
        return value;
    }

    void wrong(std::string_view column, std::string message)
    {
        const CsvCell *at = cell(column);
        wrong(at != nullptr ? *at : m_row->front(), std::string{column}, std::move(message));
    }

    void wrong(const CsvCell &at, std::string field, std::string message)
    {
        m_mistakes.push_back({m_file.name, at.line, at.column, std::move(field), std::move(message)});
    }

    const SourceFile &m_file;
    std::vector<Mistake> m_mistakes;
    std::vector<Contact> m_contacts;
    std::map<std::string, std::size_t, std::less<>> m_columns;
    std::size_t m_width = 0;
    const CsvRow *m_row = nullptr;
    std::map<std::string, std::pair<std::string, int>> m_people;
    std::map<std::pair<std::string, std::string>, int> m_inChain;
    std::map<std::pair<std::string, int>, int> m_places;
};

} // namespace

Read<std::vector<Contact>> readContacts(const SourceFile &file)
{
    return ContactsReader{file}.read();
}

} // namespace fw::config
