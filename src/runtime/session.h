// What the kinds of session share: an engine whose records go to a journal. Record, then act: an entry is recorded when
// its seq is at most durableSeq(). Effects inside the program (sound, reload) are handed on at once; one that leaves it
// must wait until the record that asks for it is recorded.
//
// Bounded: when the journal's queue is full, no more than the records of one step wait here. Until the queue takes them
// nothing more is decided: the floor goes on counting, commands are refused.
#pragma once

#include "engine/timeline.h"
#include "journal/journal.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

namespace fw::runtime {

// Brings inputs to the engine and its records to the journal. One thread.
class Recording {
public:
    using OnOutput = std::function<void(const engine::Output &)>;

    // What the journal holds already adds up to this.
    [[nodiscard]] static Result<record::State> restore(journal::Writer &writer);

    Recording(engine::Options options, std::shared_ptr<const engine::Configuration> config,
              const record::State &restored, journal::Writer &writer, OnOutput onOutput);

    void feed(const engine::Input &input);
    void advanceTo(Duration steady) { m_timeline.advanceTo(steady); }
    // Records that the journal's queue did not take are offered again, before anything later. False: still some left.
    bool offerAgain();
    // Records made and not taken by the journal: above 0, NOT RECORDED and nothing decided.
    [[nodiscard]] std::size_t unrecorded() const { return m_backlog.size(); }
    // Once it was so: decisions are missing.
    [[nodiscard]] bool fellBehind() const { return m_fellBehind; }
    [[nodiscard]] std::uint64_t lastSeq() const { return m_engine.state().lastSeq; } // of the newest record made
    [[nodiscard]] std::uint64_t durableSeq() const { return m_writer.durableSeq(); }
    [[nodiscard]] engine::Engine &engine() { return m_engine; }
    [[nodiscard]] const engine::Engine &engine() const { return m_engine; }

private:
    void onOutput(const engine::Output &output);
    void keepStateIfDue(const engine::Output &output);

    engine::Engine m_engine;
    engine::Timeline m_timeline;
    journal::Writer &m_writer;
    OnOutput m_onOutput;
    std::vector<record::Record> m_backlog; // of one step
    std::uint64_t m_keptAt = 0;            // seq of the state handed to the journal last
    bool m_fellBehind = false;
};

} // namespace fw::runtime
