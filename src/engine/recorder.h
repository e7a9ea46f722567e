// The one way by which state changes: a draft is stamped (number, times, both renderings), applied to the state and put
// into the output. Lives for the engine's life; begin() opens each input.
#pragma once

#include "engine/effect.h"
#include "record/draft.h"
#include "record/state.h"

#include <utility>

namespace fw::engine {

class Recorder {
public:
    explicit Recorder(record::State state) : m_state(std::move(state)) {}

    void begin(Moment now)
    {
        m_now = now;
        m_output = {};
        m_actor.clear();
        m_commandId.clear();
    }
    // The records that follow were caused by this command.
    void causedBy(std::string actor, std::string commandId)
    {
        m_actor = std::move(actor);
        m_commandId = std::move(commandId);
    }
    const record::Record &add(record::Draft draft);
    void effect(Effect effect) { m_output.effects.push_back(std::move(effect)); }
    [[nodiscard]] std::size_t count() const { return m_output.records.size(); }

    [[nodiscard]] const record::State &state() const { return m_state; }
    [[nodiscard]] Moment now() const { return m_now; }
    [[nodiscard]] Output &output() { return m_output; }
    [[nodiscard]] Output take() { return std::move(m_output); }

private:
    record::State m_state;
    Moment m_now;
    Output m_output;
    std::string m_actor;
    std::string m_commandId;
};

} // namespace fw::engine
