// One table of a TOML file, read key by key: each reader checks type and range, notes what is wrong at its place and
// remembers the key; finish() then names every key that nobody asked for. Private to this module, lives for one call.
#pragma once

#include "base/moment.h"
#include "config/toml_source.h"
#include "wording/sentence.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace fw::config {

enum class Need { optional, required };

// A text of an array, with its place.
struct Item {
    std::string text;
    Position at;
};

struct Range {
    double least;
    double most;
};
inline constexpr Range kShare{0, 1};

class Section {
public:
    Section(TomlSource &source, const toml::table &table, std::string field);

    [[nodiscard]] bool has(std::string_view key) const { return m_table->contains(key); }
    [[nodiscard]] const toml::node *find(std::string_view key); // asks for the key
    [[nodiscard]] Position at(std::string_view key) const;      // of its value; of the table if it is missing
    [[nodiscard]] const std::string &field() const { return m_field; }
    [[nodiscard]] std::string fieldOf(std::string_view key) const;
    [[nodiscard]] TomlSource &source() const { return *m_source; }
    [[nodiscard]] const toml::table &raw() const { return *m_table; }

    void wrong(std::string_view key, std::string message);
    void wrongAt(Position at, std::string_view key, std::string message);

    // One line or more, at most 4,000 characters; "" if it is missing or wrong.
    [[nodiscard]] std::string text(std::string_view key, Need need = Need::optional);
    // As text, without control characters or blanks at the ends: a name that something else spells.
    [[nodiscard]] std::string line(std::string_view key, Need need = Need::optional);
    [[nodiscard]] std::string id(std::string_view key, Need need = Need::required);   // "level1-order"
    [[nodiscard]] std::string name(std::string_view key, Need need = Need::required); // "level2_after"
    [[nodiscard]] std::string oneOf(std::string_view key, std::span<const std::string_view> words,
                                    Need need = Need::optional);
    [[nodiscard]] std::optional<double> number(std::string_view key, Range range);
    [[nodiscard]] std::optional<int> whole(std::string_view key, int least, int most);
    [[nodiscard]] std::optional<bool> flag(std::string_view key);
    [[nodiscard]] std::optional<Duration> duration(std::string_view key, Duration least, Duration most);
    [[nodiscard]] std::vector<Item> list(std::string_view key);
    [[nodiscard]] std::vector<Item> oneOrList(std::string_view key);
    // key.en and key.zh: both or none.
    [[nodiscard]] Text texts(std::string_view key, Need need = Need::optional);
    [[nodiscard]] std::optional<Section> table(std::string_view key, Need need = Need::optional);
    [[nodiscard]] std::vector<Section> tables(std::string_view key); // [[key]]
    // Inline tables in an array: key = [{…}, {…}].
    [[nodiscard]] std::vector<Section> rows(std::string_view key) { return tables(key); }

    // Every key of the table, in the order of the file; asks for all of them.
    [[nodiscard]] std::vector<Item> keys();

    void finish();

private:
    [[nodiscard]] const toml::node *wanted(std::string_view key, Need need);
    [[nodiscard]] std::optional<std::string> string(std::string_view key, Need need);

    TomlSource *m_source;
    const toml::table *m_table;
    std::string m_field;
    std::vector<std::string> m_asked;
};

[[nodiscard]] bool isId(std::string_view text);   // lower case, digits, '-'; at most 64
[[nodiscard]] bool isName(std::string_view text); // lower case, digits, '_'; begins with a letter; at most 64

} // namespace fw::config
