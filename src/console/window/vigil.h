// The console watches itself: a core that no longer speaks, rules that no longer answer a canary, a feed that is lost.
// Each is heard, again and again until somebody says so, and told to the window, which shows it. Owned by the window,
// GUI thread.
#pragma once

#include "console/sound/annunciator.h"
#include "console/sound/player.h"
#include "console/steady.h"
#include "snapshot/snapshot.h"

#include <memory>
#include <optional>
#include <set>
#include <string>

namespace fw::console {

class Vigil {
public:
    enum class Finding { none, stalled, unproven };

    // `player` may be null: NO SOUND.
    Vigil(std::unique_ptr<Player> player, Steady steady);

    void onSnapshot(const snapshot::Snapshot &snapshot);
    // What the newest snapshot shows is on the screen.
    void onPainted();
    // Plays what is to be heard now; a few times a second.
    void onTick();

    [[nodiscard]] Finding finding() const;
    // How long the finding has lasted; 0 for none.
    [[nodiscard]] Duration lasted() const;

    // No more sound of what is wrong now; of what comes on top of it there is.
    void heard();
    void toggleMute();
    [[nodiscard]] std::optional<Duration> mutedFor() const;
    [[nodiscard]] bool soundWorks() const { return m_player != nullptr && m_player->works(); }

private:
    std::unique_ptr<Player> m_player;
    Annunciator m_annunciator;
    Steady m_now;
    Duration m_snapshotAt{}; // of the newest
    Duration m_canaryAt{};   // of the newest one that was painted
    std::uint64_t m_arrived = 0;
    std::uint64_t m_painted = 0;
    std::map<int, int> m_sounding;
    std::set<std::string> m_lost; // feeds, and the journal
    std::set<std::string> m_heardLost;
    Finding m_heardFinding = Finding::none;
};

} // namespace fw::console
