#include "config/assemble.h"

#include "base/time_text.h"
#include "config/bundle.h"
#include "config/contacts_file.h"
#include "config/playbook_file.h"
#include "config/rule_file.h"
#include "config/site_file.h"
#include "config/spelling.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <iterator>
#include <map>
#include <set>

namespace fw::config {

namespace {

using procedures::Playbook;

const std::string &idOf(const RuleFile &file)
{
    return file.rule.id;
}
const std::string &idOf(const PlaybookFile &file)
{
    return file.playbook.id;
}

// The id that a file gives itself, even if the rest of it cannot be read: what a broken file would have defined is not
// held against those that refer to it.
std::string spelledId(std::string_view text)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        std::string_view line = text.substr(at, end - at);
        at = end + 1;
        if (line.starts_with('['))
            return {};
        if (!line.starts_with("id") || line.find_first_not_of(" \t=", 2) == std::string_view::npos)
            continue;
        line.remove_prefix(line.find_first_not_of(" \t=", 2));
        const std::size_t close = line.find(line.front(), 1);
        if ((line.front() == '"' || line.front() == '\'') && close != std::string_view::npos)
            return std::string{line.substr(1, close - 1)};
    }
    return {};
}

// Files of the profile that replaced a shipped one and were found wrong beside the others, and what was wrong.
struct SetAside {
    std::vector<SourceFile> files;
    std::vector<Mistake> mistakes;
};

// The files of one kind: read, the replaced ones taken out, what is left without two of the same id.
template <class File> struct Shelf {
    std::vector<SourceFile> sources; // those that were not replaced
    std::vector<std::pair<SourceFile, File>> good;
    std::set<std::string> ids;         // also of the broken ones
    std::vector<SourceFile> replacing; // a shipped one
    std::vector<SourceFile> wrong;     // of those

    void read(const std::vector<SourceFile> &all, const SetAside &aside, Read<File> (*readOne)(const SourceFile &),
              std::vector<Mistake> &mistakes)
    {
        for (const SourceFile &source : all) {
            Read<File> one = readOne(source);
            const bool isAside = std::ranges::count(aside.files, source) > 0;
            if (!isAside) // else they are told already
                mistakes.insert(mistakes.end(), one.mistakes.begin(), one.mistakes.end());
            ids.insert(one.value ? idOf(*one.value) : spelledId(source.text));
            if (!one.value || isAside)
                sources.push_back(source);
            else if (takesPlace(source, *one.value, mistakes)) {
                sources.push_back(source);
                good.emplace_back(source, std::move(*one.value));
            }
        }
    }

    // Takes out those that were found wrong when looked at together.
    template <class IsGood> void keep(IsGood isGood)
    {
        std::erase_if(good, [&](const auto &entry) {
            if (isGood(entry.first, entry.second))
                return false;
            if (std::ranges::count(replacing, entry.first) > 0)
                wrong.push_back(entry.first);
            return true;
        });
    }

private:
    bool takesPlace(const SourceFile &source, const File &file, std::vector<Mistake> &mistakes)
    {
        const auto old = std::ranges::find_if(good, [&](const auto &g) { return idOf(g.second) == idOf(file); });
        if (old == good.end())
            return true;
        if (!old->first.shipped || source.shipped) {
            mistakes.push_back(
                {source.name, 0, 0, "id", fmt::format("'{}' is already the id of {}", idOf(file), old->first.name)});
            sources.push_back(source);
            return false;
        }
        std::erase(sources, old->first);
        good.erase(old);
        replacing.push_back(source);
        return true;
    }
};

class Assembler {
public:
    Assembler(const Sources &sources, const SetAside &aside) : m_sources(sources), m_aside(aside) {}

    // Reads the files and looks at them together. Gives those that have to be set aside.
    SetAside check()
    {
        m_site = readSite(m_sources.site);
        m_mistakes = m_site.mistakes;
        m_rules.read(m_sources.rules, m_aside, &readRule, m_mistakes);
        m_playbooks.read(m_sources.playbooks, m_aside, &readPlaybook, m_mistakes);
        m_mistakes.insert(m_mistakes.end(), m_aside.mistakes.begin(), m_aside.mistakes.end());
        checkProcedures();
        checkReferences();
        checkSettings();
        SetAside found{m_playbooks.wrong, {}};
        found.files.insert(found.files.end(), m_rules.wrong.begin(), m_rules.wrong.end());
        std::ranges::copy_if(m_mistakes, std::back_inserter(found.mistakes), [&](const Mistake &mistake) {
            return std::ranges::count(found.files, mistake.file, &SourceFile::name) > 0;
        });
        return found;
    }

    Read<engine::Configuration> finish()
    {
        bool siteIsGood = m_site.value.has_value();
        if (m_site.value)
            for (const SettingOverride &entry : m_site.value->overrides)
                siteIsGood = apply(entry) && siteIsGood;
        engine::Configuration configuration = collect(m_site.value ? std::move(m_site.value->site) : floor::Site{});
        if (!siteIsGood)
            return {std::nullopt, std::move(m_mistakes)};
        return {std::move(configuration), std::move(m_mistakes)};
    }

private:
    void wrong(const std::string &file, int line, int column, std::string field, std::string message)
    {
        m_mistakes.push_back({file, line, column, std::move(field), std::move(message)});
    }

    // The eight have one playbook each.
    void checkProcedures()
    {
        std::map<int, std::string> taken;
        m_playbooks.keep([&](const SourceFile &source, const PlaybookFile &file) {
            if (file.playbook.procedure == 0)
                return true;
            const auto [first, isNew] = taken.emplace(file.playbook.procedure, file.playbook.id);
            if (!isNew)
                wrong(source.name, file.procedureLine, file.procedureColumn, "procedure",
                      fmt::format("{} is already the procedure of the playbook '{}'", file.playbook.procedure,
                                  first->second));
            return isNew;
        });
    }

    void checkReferences()
    {
        m_playbooks.keep([&](const SourceFile &source, const PlaybookFile &file) {
            const std::size_t before = m_mistakes.size();
            for (const OtherFile &rule : file.rules)
                if (!m_rules.ids.contains(rule.id))
                    wrong(source.name, rule.line, rule.column, rule.field,
                          fmt::format("there is no rule '{}'{}", rule.id,
                                      didYouMean(rule.id, {m_rules.ids.begin(), m_rules.ids.end()})));
            for (const OtherFile &next : file.playbooks)
                if (!m_playbooks.ids.contains(next.id) && playbookOf(next.id) == nullptr)
                    wrong(source.name, next.line, next.column, next.field,
                          fmt::format("there is no playbook '{}'{}", next.id,
                                      didYouMean(next.id, {m_playbooks.ids.begin(), m_playbooks.ids.end()})));
            return m_mistakes.size() == before;
        });
    }

    // A rule whose procedure has no playbook here (left out, or not given) has settings of 0; it is not named again.
    void checkSettings()
    {
        m_rules.keep([&](const SourceFile &source, const RuleFile &file) {
            const std::size_t before = m_mistakes.size();
            const Playbook *playbook = playbookOf(std::to_string(file.rule.procedure));
            for (const SettingUse &use : file.settings)
                if (playbook != nullptr && !playbook->settings.contains(use.name))
                    wrong(source.name, use.line, use.column, use.field,
                          fmt::format("the playbook '{}' has no setting '{}'{}", playbook->id, use.name,
                                      didYouMean(use.name, settingNames(*playbook))));
            return m_mistakes.size() == before;
        });
    }

    static std::vector<std::string> settingNames(const Playbook &playbook)
    {
        std::vector<std::string> names;
        for (const auto &[name, setting] : playbook.settings)
            names.push_back(name);
        return names;
    }

    Playbook *playbookOf(std::string_view idOrNumber)
    {
        for (auto &[source, file] : m_playbooks.good) {
            Playbook &playbook = file.playbook;
            if (playbook.id == idOrNumber ||
                (playbook.procedure != 0 && std::to_string(playbook.procedure) == idOrNumber))
                return &playbook;
        }
        return nullptr;
    }

    bool refuse(const SettingOverride &entry, std::string message)
    {
        wrong(m_sources.site.name, entry.line, entry.column, fmt::format("procedure.{}.{}", entry.plan, entry.name),
              std::move(message));
        return false;
    }

    bool apply(const SettingOverride &entry)
    {
        Playbook *playbook = playbookOf(entry.plan);
        if (playbook == nullptr) {
            const bool isNumber = entry.plan.size() == 1;
            return isNumber || m_playbooks.ids.contains(entry.plan) ||
                   refuse(entry, fmt::format("there is no playbook '{}'{}", entry.plan,
                                             didYouMean(entry.plan, {m_playbooks.ids.begin(), m_playbooks.ids.end()})));
        }
        const auto setting = playbook->settings.find(entry.name);
        if (setting == playbook->settings.end())
            return refuse(entry, fmt::format("the playbook '{}' has no such setting{}", playbook->id,
                                             didYouMean(entry.name, settingNames(*playbook))));
        if (!m_applied.emplace(playbook->id, entry.name).second)
            return refuse(entry, "is given twice, by number and by id");
        return setValue(*playbook, setting->second, entry);
    }

    bool setValue(const Playbook &playbook, procedures::Setting &setting, const SettingOverride &entry)
    {
        if (setting.isDuration != entry.isText)
            return refuse(entry, setting.isDuration ? "must be a duration in quotes: \"15s\", \"5m\""
                                                    : "must be a number without quotes");
        double value = 0;
        if (setting.isDuration)
            value = static_cast<double>(parseDuration(entry.value).value_or(Duration{}).count()) / 1000;
        else
            std::from_chars(entry.value.data(), entry.value.data() + entry.value.size(), value);
        if (value < 0)
            return refuse(entry, "must not be negative");
        const auto repeats = [&](const procedures::Clock &clock) { return clock.every && clock.after == entry.name; };
        if (value < 1 && std::ranges::any_of(playbook.clocks, repeats))
            return refuse(entry, "must be at least 1s: the clock repeats");
        setting.value = value;
        return true;
    }

    engine::Configuration collect(floor::Site site)
    {
        engine::Configuration configuration;
        configuration.site = std::move(site);
        for (auto &[source, file] : m_rules.good)
            configuration.rules.push_back(std::move(file.rule));
        std::ranges::sort(configuration.rules, {}, &rules::Rule::id);
        for (auto &[source, file] : m_playbooks.good)
            configuration.playbooks.push_back(std::make_shared<const Playbook>(std::move(file.playbook)));
        std::ranges::sort(configuration.playbooks, {}, [](const auto &p) { return p->id; });
        if (m_sources.contacts) {
            auto contacts = readContacts(*m_sources.contacts);
            m_mistakes.insert(m_mistakes.end(), contacts.mistakes.begin(), contacts.mistakes.end());
            configuration.contacts = std::move(contacts.value).value_or(std::vector<procedures::Contact>{});
        }
        configuration.text = bundleOf({m_sources.site, m_rules.sources, m_playbooks.sources, m_sources.contacts});
        configuration.sha256 = sha256Hex(configuration.text);
        return configuration;
    }

    const Sources &m_sources;
    const SetAside &m_aside;
    Read<SiteFile> m_site;
    std::vector<Mistake> m_mistakes;
    Shelf<RuleFile> m_rules;
    Shelf<PlaybookFile> m_playbooks;
    std::set<std::pair<std::string, std::string>> m_applied;
};

} // namespace

Read<engine::Configuration> assemble(const Sources &sources)
{
    // A file that is set aside is as good as not there: what it replaced is in force, and the others must do with that.
    SetAside aside;
    for (;;) {
        Assembler assembler(sources, aside);
        const SetAside found = assembler.check();
        if (found.files.empty())
            return assembler.finish();
        aside.files.insert(aside.files.end(), found.files.begin(), found.files.end());
        aside.mistakes.insert(aside.mistakes.end(), found.mistakes.begin(), found.mistakes.end());
    }
}

Read<engine::Configuration> fromBundle(std::string_view text)
{
    const std::optional<Sources> sources = sourcesOf(text);
    if (!sources)
        return {std::nullopt, {{"configuration", 0, 0, "", "this is not a configuration that was kept"}}};
    return assemble(*sources);
}

std::vector<Mistake> chainWarnings(const engine::Configuration &configuration, const std::string &file)
{
    std::vector<Mistake> warnings;
    for (const auto &playbook : configuration.playbooks) {
        for (const procedures::Chain &chain : playbook->chains) {
            const auto people = std::ranges::count(configuration.contacts, chain.id, &procedures::Contact::chain);
            if (!chain.number.empty() || people >= chain.atLeast)
                continue;
            warnings.push_back({file, 0, 0, "chain",
                                fmt::format("the chain '{}' of the playbook '{}' has {} of {} people", chain.id,
                                            playbook->id, people, chain.atLeast),
                                Severity::warning});
        }
    }
    return warnings;
}

} // namespace fw::config
