#include "console/window/attention.h"

#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"

namespace fw::console {
namespace {

constexpr Duration kDeafFor = std::chrono::seconds{1};

} // namespace

Attention::Attention(IncidentPanel &panel, Duration handsOff, Duration keyGap, const Steady &steady)
    : m_panel(panel), m_handsOff(handsOff), m_keyGap(keyGap), m_sinceNew(steady), m_sinceTurned(steady),
      m_sinceHands(steady), m_sinceAct(steady)
{
    m_sinceHands.start();
}

void Attention::onHands()
{
    m_sinceHands.start();
    m_panel.holdStill();
}

bool Attention::hearsEnter() const
{
    return m_sinceNew.isOver(kDeafFor) && hearsActs();
}

bool Attention::hearsActs() const
{
    return m_sinceTurned.isOver(kDeafFor);
}

bool Attention::hearsAgain() const
{
    return m_sinceAct.isOver(m_keyGap);
}

// An incident is shown by itself only if the supervisor has just started it, or if he has not seen it yet, it is the
// gravest, he is in the middle of nothing, and either it is a fire or his hands are off and no call is on his screen.
void Attention::onSnapshot(const snapshot::Snapshot &snapshot, const std::string &operatorOnDuty, int shownBefore)
{
    const bool first = !m_known;
    if (first)
        m_known.emplace();
    std::set<int> others; // that he has not started
    int mine = 0;
    for (const snapshot::Incident &incident : snapshot.incidents) {
        if (!m_known->insert(incident.id).second)
            continue;
        if (incident.by == "operator:" + operatorOnDuty && !first)
            mine = incident.id;
        else
            others.insert(incident.id);
    }
    if (mine != 0 || !others.empty())
        m_sinceNew.start();
    m_unseen.merge(others);
    if (mine != 0)
        return m_panel.showIncident(mine);
    if (shownBefore != 0 && m_panel.shownId() != shownBefore) // in the place of one that has closed
        m_sinceTurned.start();
    m_unseen.erase(m_panel.shownId());
    if (snapshot.incidents.empty() || !m_unseen.contains(snapshot.incidents.front().id) || !m_panel.isIdle())
        return;
    const snapshot::Incident &gravest = snapshot.incidents.front();
    const bool handsOff = m_sinceHands.isOver(m_handsOff) && !m_panel.now().isCall();
    if (handsOff || gravest.procedure == snapshot::kFire) {
        m_panel.showIncident(gravest.id);
        m_unseen.erase(gravest.id);
        m_sinceTurned.start();
    }
}

} // namespace fw::console
