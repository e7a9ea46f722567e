// Plays a recorded trace on a clock of its own: what the PBX would say until a moment, N copies side by side, once or
// again and again, and the fold of it. Moments are time played: the trace's own in the first round, going on in later
// ones. Owned by the double; one thread; no clock: the moment comes with each call.
#pragma once

#include "feeds/pbx_fold.h"
#include "feeds/played_trace.h"
#include "feeds/trace_names.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::feeds {

class TracePlayer {
public:
    // What the connections have to hear of. The owner's; outlives the player.
    class Audience {
    public:
        virtual ~Audience() = default;
        [[nodiscard]] virtual bool wants(EventMask classes) const = 0; // whether anybody does: texts are made only then
        virtual void onEvent(std::string_view text, EventMask classes) = 0; // with its empty line
        virtual void onOpened() = 0;                                        // connections are taken
        virtual void onReady() = 0;                                         // the PBX is fully booted
        virtual void onClosed() = 0;                                        // all connections are closed, none is taken
        virtual void onEnded() = 0;
    };

    struct Rounds {
        bool again = false;                  // begin again at the end; ids of calls are renamed
        Duration laterEnd = Duration::max(); // where the trace ends in every round but the first, behind its opening
    };
    // `file` and `audience` must outlive the player.
    TracePlayer(const TraceFile &file, int times, Rounds rounds, Audience &audience);

    // Folds in silence up to `from`, but at least to the end of the recorder's opening. Gives the moment it stands at
    // then.
    Duration begin(Duration from);
    // Plays everything up to `until`, that moment too. Not from within an Audience's function.
    void play(Duration until);
    // The moment of the next thing to play; nothing behind the end.
    [[nodiscard]] std::optional<Duration> next() const;

    [[nodiscard]] PbxFold &fold() { return m_fold; }
    [[nodiscard]] bool ready() const { return m_ready; }
    [[nodiscard]] bool open() const { return m_open; }
    [[nodiscard]] bool ended() const { return m_next == m_trace.items.size(); }

private:
    void playItem(const Played &item, Duration now);
    void playMessage(const Played &item, Duration now);
    void playCopy(const Played &item, std::string_view text, bool wanted, Duration now);
    void fold(PbxFold &fold, const Played &item, Duration now);
    void beginRound(Duration now);
    void say(std::string_view text, EventMask classes);
    [[nodiscard]] std::size_t openingEnd() const; // behind the first `ready`

    PlayedTrace m_trace;
    int m_times;
    Rounds m_rounds;
    Audience &m_audience;
    PbxFold m_fold;
    std::vector<TraceNames> m_names; // one a copy
    std::vector<protocol::AmiHeader> m_headers;
    std::size_t m_next = 0;
    int m_round = 0;
    Duration m_roundBegan{}; // added to the trace's time
    bool m_silent = false;
    bool m_open = false;
    bool m_ready = false;
};

} // namespace fw::feeds
