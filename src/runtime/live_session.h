// The live console without a screen: real feeds, the machine's clocks, a journal. Lives on one thread with a Qt event
// loop; nothing in it waits. What comes in goes to the engine with the moment it came; timers are only alarm clocks.
#pragma once

#include "protocol/acts.h"
#include "runtime/console_clock.h"
#include "runtime/live_feeds.h"
#include "runtime/session.h"
#include "runtime/shipped.h"

#include <QObject>
#include <QTimer>

#include <functional>
#include <memory>
#include <optional>

namespace fw::runtime {

struct LivePlan {
    std::shared_ptr<const engine::Configuration> configuration;
    QByteArray secret;
    double speed = 1;
    std::string version;
    std::optional<Duration> runFor;                                // of the console's clock; then it stops in order
    protocol::Acts acts;                                           // a script, its `at` counted from the start
    std::function<Configured(const std::string &file)> readConfig; // of a {"config": FILE} line
    std::function<Configured()> reload;                            // the command config.reload: the same files again
};

class LiveSession : public QObject {
    Q_OBJECT
public:
    // `writer` outlives the session.
    LiveSession(LivePlan plan, ConsoleClock clock, const record::State &restored, journal::Writer &writer,
                QObject *parent = nullptr);
    ~LiveSession() override;

    void start();
    // program.stopped, everything flushed, finished() emitted. Once.
    void stop();
    // A person's wish, and a signal of the console's own; on the session's thread.
    void carryOut(const record::Command &command);
    void take(const floor::Signal &signal);
    // Counts what came in: the same number, nothing new.
    [[nodiscard]] std::uint64_t inputs() const { return m_inputs; }
    // Steady time of the first input since the last call; nothing: none came.
    std::optional<Duration> takeNewsSince() { return std::exchange(m_newsSince, std::nullopt); }
    [[nodiscard]] const engine::Engine &engine() const { return m_recording.engine(); }
    [[nodiscard]] std::size_t unrecorded() const { return m_recording.unrecorded(); }
    // Records made that are not on the disk; after stop() they never will be, unless the disk takes them at the last.
    [[nodiscard]] std::uint64_t notDurable() const { return m_recording.lastSeq() - m_recording.durableSeq(); }

signals:
    void output(const fw::engine::Output &out);
    void finished();

private:
    void onSignals(const std::vector<floor::Signal> &signalsNow);
    void onFeed(const engine::FeedIn &feed);
    void onTimer();
    void feed(engine::InputBody body);
    void reconfigure(const Configured &configuration, const std::optional<record::Command> &asked);
    void stayAsItWas(const Error &why, const std::optional<record::Command> &asked);
    void playScript();
    void schedule();

    LivePlan m_plan;
    ConsoleClock m_clock;
    journal::Writer &m_writer;
    Recording m_recording;
    LiveFeeds m_feeds;
    QTimer m_timer;
    Duration m_began{};     // steady
    Duration m_nextPulse{}; // steady
    Duration m_last{};      // steady, of the last input: time never goes back
    std::size_t m_nextLine = 0;
    std::uint64_t m_inputs = 0;
    std::optional<Duration> m_newsSince;
    std::optional<record::Command> m_reload; // asked for by the step just made
    bool m_stopped = false;
};

} // namespace fw::runtime
