// Brings inputs to an engine in the order of time: before an input at t, every wake the engine asked for up to t, at
// its own moment. So results do not depend on how often anybody looks. Owned by a session, its thread.
#pragma once

#include "engine/engine.h"

#include <functional>

namespace fw::engine {

class Timeline {
public:
    using Sink = std::function<void(Output)>; // of every step that had something to say

    Timeline(Engine &engine, Sink sink) : m_engine(engine), m_sink(std::move(sink)) {}

    // Inputs must not go back in steady time.
    void feed(const Input &input);
    void advanceTo(Duration steady);

private:
    void step(const Input &input);

    Engine &m_engine;
    Sink m_sink;
    Duration m_last = Duration::min(); // steady, of the last step
};

} // namespace fw::engine
