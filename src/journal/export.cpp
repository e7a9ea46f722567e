#include "journal/export.h"

#include <ostream>

namespace fw::journal {
namespace {

std::string csvField(const Json &value)
{
    if (value.is_null())
        return {};
    std::string text = value.is_string() ? value.get<std::string>() : jsonText(value);
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"')
            out += '"';
        out += c;
    }
    return out += '"';
}

void writeCsvLine(const Row &row, bool heading, std::ostream &out)
{
    bool first = true;
    for (const auto &[column, value] : row.items()) {
        out << (first ? "" : ",") << (heading ? csvField(column) : csvField(value));
        first = false;
    }
    out << '\n';
}

Result<void> written(const std::ostream &out)
{
    return out ? Result<void>{} : fail(Errc::io, "the output could not be written");
}

} // namespace

Result<void> exportEntries(const Reader &reader, Format format, std::ostream &out)
{
    bool first = true;
    if (format == Format::csv) {
        auto done = reader.forEachEntry({}, [&](const Row &row) {
            if (first)
                writeCsvLine(row, true, out);
            first = false;
            writeCsvLine(row, false, out);
        });
        return done.and_then([&] { return written(out); });
    }
    out << '[';
    auto done = reader.forEachEntry({}, [&](const Row &row) {
        out << (first ? "\n" : ",\n") << jsonText(row);
        first = false;
    });
    out << "\n]\n";
    return done.and_then([&] { return written(out); });
}

} // namespace fw::journal
