// What Ctrl+K and F1 find: acts with their keys, procedures, incidents, contacts, seats and agents. What is done with a
// finding is the window's.
#pragma once

#include "console/design/look.h"
#include "console/window/acts.h"
#include "console/window/finder.h"

#include <functional>

namespace fw::console {

struct Findables {
    const Look &look;
    std::function<void(ActId)> perform;
    std::function<void()> mainAct;
    std::function<void(const QString &playbook)> start;
    std::function<void(int incident)> showIncident;
    std::function<void(const QString &seat)> returnSeat;
    std::function<void(const QString &)> say;

    // `snapshot` may be null: nothing is known of the floor yet.
    [[nodiscard]] QList<Findable> everything(const snapshot::Snapshot *snapshot) const;
    [[nodiscard]] QList<Findable> keys() const;

private:
    [[nodiscard]] QList<Findable> acts() const;
    void addIncidents(const snapshot::Snapshot &snapshot, QList<Findable> &all) const;
    void addPeople(const snapshot::Snapshot &snapshot, QList<Findable> &all) const;
};

} // namespace fw::console
