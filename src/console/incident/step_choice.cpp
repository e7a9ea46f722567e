#include "console/incident/step_choice.h"

#include <algorithm>

namespace fw::console {
namespace {

constexpr Duration kHeldStill = std::chrono::seconds{2}; // after a key

} // namespace

void StepChoice::choose(const std::string &key)
{
    m_key = key;
    m_isChosen = true;
    m_leavesWhenDone = false;
}

void StepChoice::leaveWhenDone()
{
    m_leavesWhenDone = true;
    m_sinceKey.forget();
}

void StepChoice::release()
{
    m_isChosen = false;
    m_sinceKey.forget();
}

void StepChoice::forget()
{
    m_isChosen = false;
    m_key.clear();
}

bool StepChoice::follow(const snapshot::Incident &incident, CardUse use)
{
    const auto step = std::ranges::find(incident.steps, m_key, &snapshot::Step::key);
    if (m_leavesWhenDone && (step == incident.steps.end() || step->finishedAt)) {
        m_leavesWhenDone = false;
        m_isChosen = false;
    }
    if (stays(incident, use))
        return false;
    const snapshot::Step *now = snapshot::stepNow(incident);
    const std::string next = now == nullptr ? std::string() : now->key;
    return next != std::exchange(m_key, next);
}

bool StepChoice::stays(const snapshot::Incident &incident, CardUse use) const
{
    const auto step = std::ranges::find(incident.steps, m_key, &snapshot::Step::key);
    if (step == incident.steps.end())
        return false;
    const bool isCalled = use.isCall && step->state == snapshot::StepState::active && step->applies;
    return m_isChosen || use.isInUse || isCalled || !m_sinceKey.isOver(kHeldStill);
}

} // namespace fw::console
