// The floor's terms as an expression sees them, for one subject at one moment.
#pragma once

#include "floor/floor.h"
#include "rules/floor_terms.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::rules {

// Reads a setting of the rule's procedure, in seconds or as a number.
using Settings = std::function<double(std::string_view)>;

// A queue's subject may be a group: counts add up, the longest wait is the longest. The UPSs of a site are one subject
// with id "": on battery if any is, on line if all are.
class FloorEnvironment : public Environment {
public:
    FloorEnvironment(const floor::Floor &floor, SubjectKind over, std::string subject, const Settings &settings,
                     Moment now);

    [[nodiscard]] Value value(const TermUse &term) const override;
    [[nodiscard]] std::optional<Duration> reaches(const TermUse &term, double threshold) const override;
    [[nodiscard]] std::optional<Duration> nextChange(const TermUse &term) const override;

private:
    [[nodiscard]] Value queueValue(const TermUse &term) const;
    [[nodiscard]] Value seatValue(FloorTerm term) const;
    [[nodiscard]] Value upsValue(FloorTerm term) const;
    [[nodiscard]] Value ratio(FloorTerm term, Duration window) const;
    [[nodiscard]] floor::Figures figures(Duration window) const;

    const floor::Floor &m_floor;
    SubjectKind m_over;
    std::string m_subject;
    const Settings &m_settings;
    Moment m_now;
    std::vector<const floor::Queue *> m_queues; // of a queue subject
};

// One UPS, as the terms read it: nothing = unknown.
[[nodiscard]] std::optional<bool> onBattery(const floor::Floor &floor, const std::string &ups);
// Only OL is mains; OFF supplies nothing, mains or not: the floor behind it is dead, and the outage is not over.
[[nodiscard]] std::optional<bool> onLine(const floor::Floor &floor, const std::string &ups);
[[nodiscard]] std::optional<bool> lowBattery(const floor::Floor &floor, const std::string &ups);

// How a term's value is said in a sentence: "30 s", "82 %", "12", "—" when unknown.
[[nodiscard]] std::string sayValue(const TermUse &term, const Value &value, Language language);

} // namespace fw::rules
