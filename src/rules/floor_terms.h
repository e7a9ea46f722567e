// The terms of the floor that rules and playbooks may use (docs/playbooks.md, "Expressions"). A TermUse carries the
// FloorTerm as its id, the window in seconds as its number, the setting's name as its text.
#pragma once

#include "rules/expression.h"
#include "rules/rule.h"

#include <optional>
#include <string_view>

namespace fw::rules {

enum class FloorTerm {
    waiting,
    longestWait,
    offered,
    answered,
    abandoned,
    shortAbandoned,
    serviceLevel,
    abandonment,
    limitWaiting,
    limitLongestWait,
    limitServiceLevel,
    limitAbandonment,
    limitFor,
    target,
    targetWithin,
    lost,
    available,
    signedIn,
    agentElsewhere,
    onBattery,
    onLine,
    lowBattery,
    charge,
    runtime,
    load,
    temperature,
    state,
    canary, // of the console's own rule only: no file can name it
    setting,
    count // the first id that is free for others
};

// How a term's value is written in a sentence.
enum class TermShape { count, duration, share, celsius, percent, truth, text };

struct FloorTermInfo {
    std::string_view name;
    FloorTerm term;
    SubjectKind over;
    TermShape shape;
    bool windowed = false;
};

[[nodiscard]] const FloorTermInfo *floorTermInfo(FloorTerm term);

// The terms of one kind of subject, or of every kind (a playbook's: its subject, its members, the site's UPSs).
class FloorVocabulary : public Vocabulary {
public:
    FloorVocabulary() = default; // every kind
    explicit FloorVocabulary(SubjectKind over) : m_over(over) {}
    [[nodiscard]] std::optional<TermUse> find(std::string_view name, const std::optional<Argument> &arg) const override;

private:
    std::optional<SubjectKind> m_over;
};

} // namespace fw::rules
