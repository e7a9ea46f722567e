// What an incident that appears may do to the screen, and what it must not: it never takes the keyboard, it comes to
// the front by itself only when nobody is in the middle of something, and a key that was meant for what stood there a
// moment ago is not heard.
#pragma once

#include "console/steady.h"
#include "snapshot/snapshot.h"

#include <optional>
#include <set>

namespace fw::console {

class IncidentPanel;

class Attention {
public:
    // `handsOff`: without a key or a press for so long, a graver incident may come to the front. `digitGap`: what
    // follows the digit that chose within it was meant for the same question.
    Attention(IncidentPanel &panel, Duration handsOff, Duration digitGap, const Steady &steady);

    void onHands(); // a key or a press
    void onSnapshot(const snapshot::Snapshot &snapshot, const std::string &operatorOnDuty);
    void onChosen() { m_sinceChoice.start(); } // a digit chose

    [[nodiscard]] bool hearsEnter() const;
    [[nodiscard]] bool hearsActs() const; // on what is shown
    [[nodiscard]] bool hearsDigit() const;

private:
    IncidentPanel &m_panel;
    Duration m_handsOff;
    Duration m_digitGap;
    Since m_sinceNew;    // since an incident appeared
    Since m_sinceTurned; // since one took the place of another by itself
    Since m_sinceHands;
    Since m_sinceChoice;
    std::optional<std::set<int>> m_known; // incidents that came; nothing: no snapshot came yet
    std::set<int> m_unseen;               // of them, those that were not shown yet
};

} // namespace fw::console
