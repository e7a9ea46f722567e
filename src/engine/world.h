// What the engine's parts share while it handles one input. Owned by the Engine; nobody keeps a copy.
#pragma once

#include "base/time_text.h"
#include "engine/configuration.h"
#include "engine/recorder.h"
#include "floor/floor.h"
#include "rules/watch.h"

#include <memory>
#include <set>
#include <string>

namespace fw::engine {

struct World {
    std::shared_ptr<const Configuration> config;
    floor::Floor floor;
    rules::Watch watch;
    Recorder recorder;
    WallTime programStart{};
    floor::Changes changes;                // of this input, still to be looked at
    std::set<std::string> openPlaybooks{}; // of all open incidents

    [[nodiscard]] Moment now() const { return recorder.now(); }
    // An earlier moment by the wall clock as it is set now.
    [[nodiscard]] Moment asOfNow(Moment t) const { return {now().wall - (now().steady - t.steady), t.steady}; }
    [[nodiscard]] const record::State &state() const { return recorder.state(); }
    [[nodiscard]] const record::Incident *incident(int id) const
    {
        const auto it = state().incidents.find(id);
        return it == state().incidents.end() ? nullptr : &it->second;
    }
    [[nodiscard]] std::string localTime(WallTime t) const { return timeOfDay(t, config->site.offsetAt(t)); }
};

// The setting of a procedure, for rules; 0 if it has none of that name.
[[nodiscard]] double settingOf(const Configuration &config, int procedure, std::string_view name);

// A subject as people say it: the site has no name of its own.
[[nodiscard]] Text subjectText(const std::string &subject);

// A condition's change as a record. `incident` 0 for the site's rules. `ended`: the sentence for its end.
[[nodiscard]] record::Draft conditionDraft(const std::string &rule, const std::string &subject,
                                           const rules::Condition::Change &change, const Text &why, Json figures,
                                           int incident, const World &world, const char *ended = "condition.cleared");
// Changes between unknown and false say nothing to anybody.
[[nodiscard]] bool worthRecording(const rules::Condition::Change &change);

} // namespace fw::engine
