#include "config/rule_file.h"

#include "config/expression_field.h"
#include "config/section.h"
#include "rules/floor_terms.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace fw::config {

namespace {

using rules::SubjectKind;

constexpr std::array<std::pair<std::string_view, SubjectKind>, 5> kOver{{{"queue", SubjectKind::queue},
                                                                         {"seat", SubjectKind::seat},
                                                                         {"ups", SubjectKind::ups},
                                                                         {"zone", SubjectKind::zone},
                                                                         {"system", SubjectKind::system}}};
constexpr std::array<std::string_view, 5> kOverNames{"queue", "seat", "ups", "zone", "system"};
constexpr std::array<std::string_view, 2> kFilledIn{"subject", "since"};

bool isFilledIn(std::string_view name)
{
    return std::ranges::find(kFilledIn, name) != kFilledIn.end();
}

class RuleReader {
public:
    explicit RuleReader(Section &root) : m_root(root) {}

    RuleFile read()
    {
        rules::Rule &rule = m_file.rule;
        if (!m_root.has("format"))
            m_root.wrong("format", "is missing");
        static_cast<void>(m_root.whole("format", 1, 1));
        rule.id = m_root.id("id");
        const std::string over = m_root.oneOf("over", kOverNames, Need::required);
        const auto *kind = std::ranges::find(kOver, over, &decltype(kOver)::value_type::first);
        if (kind != kOver.end()) {
            rule.over = kind->second;
            m_vocabulary = rules::FloorVocabulary{rule.over};
        }
        rule.procedure = m_root.whole("procedure", 1, 8).value_or(0);
        rule.when = expression("when", Wanted::truth, Need::required);
        rule.heldFor = expression("for", Wanted::seconds, Need::optional);
        rule.clearFor = expression("clear_for", Wanted::seconds, Need::optional);
        rule.attention = m_root.whole("attention", 1, 3).value_or(0);
        rule.why = readTexts(m_root, "why", Need::required, m_vocabulary, isFilledIn);
        rule.cleared = readTexts(m_root, "cleared", Need::optional, m_vocabulary, isFilledIn);
        m_root.finish();
        return std::move(m_file);
    }

private:
    rules::Expression expression(std::string_view key, Wanted wanted, Need need)
    {
        rules::Expression expression = readExpression(m_root, key, wanted, m_vocabulary, need);
        for (const rules::TermUse &term : expression.terms()) {
            if (term.id != static_cast<int>(rules::FloorTerm::setting))
                continue;
            const toml::node &node = *m_root.find(key);
            const Position at = m_root.source().within(node, expression.text().find("setting." + term.text));
            if (m_file.rule.procedure == 0)
                m_root.wrongAt(at, key, fmt::format("'setting.{}' needs a procedure: the key is missing", term.text));
            m_file.settings.push_back({term.text, m_root.fieldOf(key), at.line, at.column});
        }
        return expression;
    }

    Section &m_root;
    RuleFile m_file;
    rules::FloorVocabulary m_vocabulary;
};

} // namespace

Read<RuleFile> readRule(const SourceFile &file)
{
    TomlSource source{file};
    RuleFile read;
    if (const toml::table *table = source.root()) {
        Section root{source, *table, ""};
        read = RuleReader{root}.read();
    }
    const bool failed = source.failed();
    return {failed ? std::nullopt : std::optional{std::move(read)}, source.takeMistakes()};
}

} // namespace fw::config
