#include "config/check.h"

#include "config/rule_test_file.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace fw::config {

namespace {

struct Mark {
    std::string_view start; // of a line
    FileKind kind;
};
// A playbook's marks come first: its conditions have a rule's keys.
constexpr std::array<Mark, 17> kMarks{{{"[[phase", FileKind::playbook},
                                       {"[settings]", FileKind::playbook},
                                       {"[start]", FileKind::playbook},
                                       {"[[fact", FileKind::playbook},
                                       {"[[chain]]", FileKind::playbook},
                                       {"[[clock]]", FileKind::playbook},
                                       {"[[close]]", FileKind::playbook},
                                       {"[[at]]", FileKind::ruleTest},
                                       {"[[expect]]", FileKind::ruleTest},
                                       {"over", FileKind::rule},
                                       {"why", FileKind::rule},
                                       {"[site]", FileKind::site},
                                       {"[pbx]", FileKind::site},
                                       {"[[queue", FileKind::site},
                                       {"[[seat]]", FileKind::site},
                                       {"[[ups]]", FileKind::site},
                                       {"[procedure", FileKind::site}}};

bool hasLine(std::string_view text, std::string_view start)
{
    for (std::size_t at = 0; at < text.size(); at = std::min(text.find('\n', at), text.size()) + 1)
        if (text.substr(at).starts_with(start))
            return true;
    return false;
}

void append(std::vector<Mistake> &all, const std::vector<Mistake> &more)
{
    for (const Mistake &mistake : more)
        if (std::ranges::find(all, mistake) == all.end())
            all.push_back(mistake);
}

} // namespace

Mistake noTimeZone(const std::string &file, const std::string &name)
{
    return {file, 0, 0, "site.timezone", "\"" + name + "\" is not a time zone of this machine"};
}

FileKind kindOf(const SourceFile &file)
{
    if (file.name.ends_with(".csv"))
        return FileKind::contacts;
    for (const Mark &mark : kMarks)
        if (hasLine(file.text, mark.start))
            return mark.kind;
    return FileKind::other;
}

std::vector<Mistake> checkFiles(const std::vector<SourceFile> &files, const Sources &shipped,
                                const std::function<bool(const std::string &)> &isTimeZone)
{
    std::vector<Mistake> mistakes;
    std::vector<SourceFile> sites;
    Sources sources = shipped;
    for (const SourceFile &file : files) {
        switch (kindOf(file)) {
        case FileKind::site:
            sites.push_back(file);
            break;
        case FileKind::rule:
            sources.rules.push_back(file);
            break;
        case FileKind::playbook:
            sources.playbooks.push_back(file);
            break;
        case FileKind::contacts:
            sources.contacts = file;
            append(mistakes, assemble({{}, {}, {}, file}).mistakes);
            break;
        case FileKind::ruleTest:
            append(mistakes, readRuleTest(file).mistakes);
            break;
        case FileKind::other:
            mistakes.push_back(
                {file.name, 0, 0, "", "this is neither a site, a rule, a playbook, a rule test nor contacts"});
        }
    }
    if (sites.empty())
        sites.push_back({"", "[site]\nname = \"-\"\n", false});
    for (const SourceFile &site : sites) {
        sources.site = site;
        const auto read = assemble(sources);
        append(mistakes, read.mistakes);
        if (read.value && !isTimeZone(read.value->site.timezone))
            mistakes.push_back(noTimeZone(site.name, read.value->site.timezone));
    }
    std::erase_if(mistakes,
                  [&](const Mistake &m) { return std::ranges::find(files, m.file, &SourceFile::name) == files.end(); });
    return mistakes;
}

} // namespace fw::config
