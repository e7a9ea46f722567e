#include "engine/world.h"

#include "base/time_text.h"

#include <array>

namespace fw::engine {

using rules::Truth;

double settingOf(const Configuration &config, int procedure, std::string_view name)
{
    for (const auto &playbook : config.playbooks) {
        if (playbook->procedure == procedure)
            return playbook->setting(name);
    }
    return 0;
}

bool worthRecording(const rules::Condition::Change &change)
{
    return change.from == Truth::yes || change.to == Truth::yes;
}

Text subjectText(const std::string &subject)
{
    if (subject == "site")
        return {"whole site", "全场"};
    return subject.empty() ? Text{"—", "—"} : Text{subject, subject};
}

record::Draft conditionDraft(const std::string &rule, const std::string &subject,
                             const rules::Condition::Change &change, const Text &why, Json figures, int incident,
                             const World &world, const char *ended)
{
    constexpr std::array kNames{"false", "true", "unknown"};
    const char *sentence = change.to == Truth::yes  ? "condition.true"
                           : change.to == Truth::no ? ended
                                                    : "condition.unknown";
    return {
        record::Kind::conditionChanged,
        incident,
        {},
        "rule:" + rule,
        {sentence, {{"subject", subjectText(subject)}, {"why", why}, {"since", world.localTime(change.since.wall)}}},
        {{"rule", rule},
         {"subject", subject},
         {"from", kNames[std::size_t(change.from)]},
         {"to", kNames[std::size_t(change.to)]},
         {"since", isoText(change.since.wall)},
         {"why", why.en},
         {"figures", std::move(figures)}},
        {},
        {},
        0};
}

} // namespace fw::engine
