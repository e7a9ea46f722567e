// A floor for pictures: the engine with the shipped configuration and the demo's site, driven on a clock of its own by
// the demo's recording and a script of acts. Nothing in it reads the machine's clock, so a scene gives the same
// snapshot in each run.
#pragma once

#include "console/link.h"
#include "engine/timeline.h"
#include "protocol/acts.h"
#include "snapshot/builder.h"

#include <string>
#include <vector>

namespace fw::shots {

// What the UPS says from `at` on; it is heard every few seconds.
struct UpsSays {
    Duration at{};
    std::string status;
    double charge = 100;
    Duration runtime{};
};

struct Plan {
    Duration traceUntil{}; // the recording is heard up to here
    Duration until{};      // the moment of the picture
    std::string acts;      // a script (docs/acts.md)
    std::vector<UpsSays> ups;
    std::string deadPhone = {}; // an interface that is dead from `deadFrom` on, whatever the recording says of it
    Duration deadFrom{};
};

class Stage {
public:
    // In the words of `language`: names of contacts, phones and entities.
    explicit Stage(Language language);

    // Plays the plan; the snapshot of its last moment. Throws std::runtime_error: a file or the script is wrong, or a
    // command was refused.
    [[nodiscard]] std::shared_ptr<const snapshot::Snapshot> play(const Plan &plan);

private:
    std::shared_ptr<const engine::Configuration> m_configuration;
};

// Shows what it is given. Commands lead nowhere: a picture is of what the script did.
class StillLink : public console::Link {
public:
    void send(const record::Command &) override {}
    void show(const std::shared_ptr<const snapshot::Snapshot> &snapshot) { emit snapshotMade(snapshot); }
};

} // namespace fw::shots
