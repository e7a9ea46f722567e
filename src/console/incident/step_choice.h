// Which step of the shown incident the card shows: the one to do now, unless there is a reason to stay at another.
// Knows nothing of widgets.
#pragma once

#include "console/steady.h"
#include "snapshot/snapshot.h"

#include <string>

namespace fw::console {

// What the supervisor is at on the card.
struct CardUse {
    bool isInUse = false; // types, chooses, or has to say what was said on a call
    bool isCall = false;  // somebody may be on the phone
};

class StepChoice {
public:
    explicit StepChoice(Steady steady = machineSteady()) : m_sinceKey(std::move(steady)) {}

    [[nodiscard]] const std::string &key() const { return m_key; } // "" none
    // By hand: it stays there until an act is carried out.
    void choose(const std::string &key);
    // The chosen one is worked on: it stays until it is done.
    void leaveWhenDone();
    // An act was carried out, or another incident is shown: on to what is to do now.
    void release();
    // Nothing is chosen any more: back to what is to do now.
    void forget();
    // A key was pressed: what it was meant for stays for a moment.
    void holdStill() { m_sinceKey.start(); }
    // The incident as it is now. True: another step than before is to be shown.
    bool follow(const snapshot::Incident &incident, CardUse use);

private:
    [[nodiscard]] bool stays(const snapshot::Incident &incident, CardUse use) const;

    std::string m_key;
    bool m_isChosen = false;
    bool m_leavesWhenDone = false;
    Since m_sinceKey;
};

} // namespace fw::console
