// Whether an incident may close, and which other playbook to consider.
#include "procedures/decide.h"

#include <algorithm>

namespace fw::procedures {

using record::Draft;
using record::Kind;
using rules::Truth;

std::vector<Missing> missingForClose(const Context &c)
{
    const IncidentEnvironment env(c);
    std::vector<Missing> missing;
    for (const CloseNeed &need : c.book.closing) {
        // An unknown `when` keeps the need; an unknown need is missing.
        if (!need.when.empty() && need.when.truth(env) == Truth::no)
            continue;
        if (need.need.truth(env) != Truth::yes)
            missing.push_back({need.id, fillText(need.missing, c)});
    }
    return missing;
}

Text joined(const std::vector<Missing> &missing)
{
    Text texts;
    for (const Missing &item : missing) {
        texts.en += (texts.en.empty() ? "" : "; ") + item.text.en;
        texts.zh += (texts.zh.empty() ? "" : "；") + item.text.zh;
    }
    return texts;
}

std::optional<Draft> closability(const Context &c)
{
    const std::vector<Missing> missing = missingForClose(c);
    const bool closable = missing.empty();
    if (closable == c.incident.closable.value_or(false))
        return std::nullopt;
    Json ids = Json::array();
    for (const Missing &item : missing)
        ids.push_back(item.id);
    Sentence sentence = closable ? Sentence{"incident.closable", {}}
                                 : Sentence{"incident.not_closable", {{"missing", joined(missing)}}};
    return Draft{Kind::incidentClosable,
                 c.incident.id,
                 {},
                 "engine",
                 std::move(sentence),
                 {{"closable", closable}, {"missing", ids}},
                 {},
                 {},
                 0};
}

std::vector<Draft> suggestions(const Context &c)
{
    const IncidentEnvironment env(c);
    std::vector<Draft> drafts;
    for (const FollowUp &follow : c.book.followUps) {
        if (c.incident.suggested.contains(follow.playbook) || follow.when.truth(env) != Truth::yes)
            continue;
        const Text why = fillText(follow.why, c);
        drafts.push_back({Kind::incidentSuggested,
                          c.incident.id,
                          {},
                          "engine",
                          {"incident.suggested", {{"title", follow.playbook}, {"why", why}}},
                          {{"playbook", follow.playbook}, {"why", why.en}},
                          {},
                          {},
                          0});
    }
    return drafts;
}

} // namespace fw::procedures
