// Plays a burst on the machine's sound device, on a thread of its own. A device that does not answer is a state that
// the screen shows, tried again every few seconds. `console/` needs no more than this of it.
#pragma once

#include "console/sound/patterns.h"

#include <memory>

namespace fw::console {

class Player {
public:
    virtual ~Player() = default;
    // Returns at once; a burst that has not ended is left to end.
    virtual void play(Sound sound) = 0;
    // False: NO SOUND.
    [[nodiscard]] virtual bool works() const = 0;
};

// ALSA's default device.
[[nodiscard]] std::unique_ptr<Player> makeAlsaPlayer();

} // namespace fw::console
