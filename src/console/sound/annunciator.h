// Decides what sounds when: by urgency, again until acknowledged, muted for at most five minutes and not against a new
// high alarm. Pure: the moment comes with each call; the player is somebody else.
#pragma once

#include "base/moment.h"
#include "console/sound/patterns.h"

#include <map>
#include <optional>

namespace fw::console {

struct Audible {
    std::map<int, int> sounding; // incident → urgency 1–3
    bool lost = false;           // a feed or the engine is lost and nobody has said that he heard it
};

class Annunciator {
public:
    static constexpr Duration kLongestMute = std::chrono::minutes{5};

    // The sound to play now, if any. `now`: steady.
    [[nodiscard]] std::optional<Sound> next(const Audible &audible, Duration now);
    void mute(Duration now, Duration length = kLongestMute);
    void unmute() { m_mutedUntil.reset(); }
    // Time left of the mute; nothing: not muted.
    [[nodiscard]] std::optional<Duration> mutedFor(Duration now) const;

private:
    std::map<int, int> m_before;
    std::optional<Duration> m_mutedUntil;
    std::optional<Duration> m_nextAt;
    std::optional<Sound> m_last;
};

} // namespace fw::console
