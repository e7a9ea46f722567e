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
    // `handsOff`: without a key or a press for so long, a graver incident may come to the front. `keyGap`: a key that
    // follows an act within it was meant for what stood there before.
    Attention(IncidentPanel &panel, Duration handsOff, Duration keyGap, const Steady &steady);

    void onHands(); // a key or a press
    // It is shown. `shownBefore`: the incident that the panel showed until then; 0: none.
    void onSnapshot(const snapshot::Snapshot &snapshot, const std::string &operatorOnDuty, int shownBefore);
    void onActed() { m_sinceAct.start(); }

    [[nodiscard]] bool hearsEnter() const;
    [[nodiscard]] bool hearsActs() const;  // on what is shown
    [[nodiscard]] bool hearsAgain() const; // a second act

private:
    IncidentPanel &m_panel;
    Duration m_handsOff;
    Duration m_keyGap;
    Since m_sinceNew;    // since an incident appeared
    Since m_sinceTurned; // since one took the place of another by itself
    Since m_sinceHands;
    Since m_sinceAct;
    std::optional<std::set<int>> m_known; // incidents that came; nothing: no snapshot came yet
    std::set<int> m_unseen;               // of them, those that were not shown yet
};

} // namespace fw::console
