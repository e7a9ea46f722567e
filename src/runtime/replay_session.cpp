#include "runtime/replay_session.h"

#include "base/overloaded.h"
#include "protocol/ami_parser.h"
#include "protocol/ami_signals.h"
#include "protocol/trace_stream.h"
#include "wording/sentence.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace fw::runtime {
namespace {

using engine::FeedIn;
using engine::FeedState;
using protocol::ActsLine;
using protocol::TraceEvent;

constexpr Duration kPulse = std::chrono::seconds{10};

// Holds what one replay needs while it runs.
class Replay {
public:
    Replay(const ReplayPlan &plan, std::shared_ptr<const engine::Configuration> config, journal::Writer &writer,
           const Recording::OnOutput &onOutput)
        : m_plan(plan), m_config(std::move(config)), m_writer(writer), m_onOutput(onOutput)
    {
    }

    Result<ReplayReport> run();

private:
    void start(Duration at, bool recorded);
    void feed(Duration at, engine::InputBody body);
    void onTrace(const TraceEvent &event);
    void onAct(const ActsLine &line);
    void onProgram(Duration at, protocol::ProgramDoes what);
    void onConfig(Duration at, const std::string &file);
    void beginConnection();
    [[nodiscard]] Moment moment(Duration at) const { return {m_plan.start + at, at}; }

    const ReplayPlan &m_plan;
    std::shared_ptr<const engine::Configuration> m_config;
    journal::Writer &m_writer;
    const Recording::OnOutput &m_onOutput;
    std::optional<protocol::TraceStream> m_stream;
    std::set<std::string, std::less<>> m_sent; // ActionIDs of the recorder: the session's own
    protocol::AmiParser m_parser;
    std::optional<protocol::AmiTranslator> m_translator;
    std::vector<floor::Signal> m_signals;
    record::State m_state; // of a program that is not running
    std::optional<WallTime> m_lastPulse;
    std::optional<Recording> m_recording;
    std::optional<record::Command> m_reload; // asked for by the step just made
    bool m_unrecorded = false;               // of a program that died
    ReplayReport m_report;
};

void Replay::start(Duration at, bool recorded)
{
    engine::Options options;
    options.mode = m_plan.mode;
    options.journalId = m_writer.journalId();
    options.feedsAge = m_plan.trace.has_value();
    m_recording.emplace(std::move(options), m_config, std::move(m_state), m_writer, [this](const engine::Output &out) {
        m_report.refused += out.refused ? 1 : 0;
        for (const engine::Effect &effect : out.effects) {
            if (const auto *reload = std::get_if<engine::ReloadConfig>(&effect))
                m_reload = reload->asked;
        }
        m_onOutput(out);
    });
    m_state = {};
    m_recording->feed({moment(at), engine::Started{{}, m_lastPulse, 1, recorded}});
}

void Replay::feed(Duration at, engine::InputBody body)
{
    if (!m_recording)
        return;
    m_recording->feed({moment(at), std::move(body)});
    const auto asked = std::exchange(m_reload, std::nullopt);
    if (!asked)
        return;
    if (auto configuration = m_plan.reload())
        feed(at, engine::ConfigIn{m_config = std::move(*configuration), asked});
    else
        feed(at, engine::ConfigRefused{*asked, configuration.error()});
}

void Replay::beginConnection()
{
    m_parser.reset();
    m_translator.emplace([this](std::string_view id) { return m_sent.contains(id); });
}

void Replay::onTrace(const TraceEvent &event)
{
    const auto say = [&](FeedState state, Text why) { feed(event.at, FeedIn{"pbx", state, std::move(why)}); };
    std::visit(overloaded{
                   [&](const protocol::TraceConnected &) { beginConnection(); },
                   [&](const protocol::TraceBytes &arrived) {
                       m_parser.feed(arrived.bytes, [&](const protocol::AmiMessage &message) {
                           ++m_report.messages;
                           m_signals.clear();
                           m_translator->translate(message, m_signals);
                           for (floor::Signal &signal : m_signals)
                               feed(event.at, engine::SignalIn{std::move(signal)});
                       });
                   },
                   [&](const protocol::TraceLoginAnswered &) { say(FeedState::live, {}); },
                   [](const protocol::TraceSent &) {},
                   [&](const protocol::TraceClosed &) {
                       say(FeedState::down, inBoth({"pbx.closed", {}}));
                   },
                   [&](const protocol::TraceRefused &refused) {
                       say(FeedState::down, {refused.why, refused.why});
                   },
                   [](const protocol::TraceEnded &) {},
               },
               event.what);
}

void Replay::onProgram(Duration at, protocol::ProgramDoes what)
{
    if (what == protocol::ProgramDoes::start) {
        if (!m_recording)
            start(at, true);
        return;
    }
    if (!m_recording)
        return;
    m_recording->advanceTo(at);
    if (what == protocol::ProgramDoes::stop)
        feed(at, engine::Stopped{});
    m_unrecorded = m_unrecorded || m_recording->fellBehind();
    m_state = m_recording->engine().state();
    m_lastPulse = moment(at - at % kPulse).wall;
    m_recording.reset();
}

void Replay::onConfig(Duration at, const std::string &file)
{
    if (auto configuration = m_plan.readConfig(file))
        feed(at, engine::ConfigIn{m_config = std::move(*configuration)});
    else
        spdlog::error("the configuration stays as it was: {}", configuration.error().text());
}

void Replay::onAct(const ActsLine &line)
{
    std::visit(overloaded{
                   [&](const engine::InputBody &body) { feed(line.at, body); },
                   [&](const protocol::ProgramAct &act) { onProgram(line.at, act.what); },
                   [&](const protocol::ConfigAct &act) { onConfig(line.at, act.file); },
                   [](const protocol::AnswerAct &) { spdlog::warn("a replay answers no acts: it asks for none"); },
               },
               line.act);
}

Result<ReplayReport> Replay::run()
{
    std::optional<TraceEvent> next;
    if (m_plan.trace) {
        auto stream = protocol::TraceStream::make(m_plan.trace->bytes, m_plan.trace->records);
        if (!stream)
            return tl::unexpected(stream.error());
        m_stream = std::move(*stream);
        m_sent = m_stream->sentActionIds();
        beginConnection();
        next = m_stream->next();
    }
    start(Duration{0}, m_plan.programStarts);
    Duration last{0};
    auto line = m_plan.acts.lines.begin();
    while (next || line != m_plan.acts.lines.end()) {
        // In one millisecond what the PBX said comes before what people did.
        const bool trace = next && (line == m_plan.acts.lines.end() || next->at <= line->at);
        last = std::max(last, trace ? next->at : line->at);
        if (trace) {
            onTrace(*next);
            next = m_stream->next();
        } else {
            onAct(*line++);
        }
    }
    m_report.length = last;
    if (m_recording && m_plan.until)
        m_recording->advanceTo(std::max(*m_plan.until, last));
    if (m_recording) {
        const Duration now = std::max(m_plan.until.value_or(last), last);
        for (const auto &[id, queue] : m_recording->engine().floor().queues())
            m_report.queues.emplace(id, floor::figuresOf(queue, now));
    }
    m_report.state = m_recording ? m_recording->engine().state() : m_state;
    if (m_unrecorded || (m_recording && m_recording->fellBehind()))
        return fail(Errc::io, "records were not taken by the journal");
    if (const auto flushed = m_writer.flush(); !flushed)
        return tl::unexpected(flushed.error());
    return m_report;
}

} // namespace

Result<ReplayReport> replay(const ReplayPlan &plan, std::shared_ptr<const engine::Configuration> config,
                            journal::Writer &writer, const Recording::OnOutput &onOutput)
{
    return Replay(plan, std::move(config), writer, onOutput).run();
}

} // namespace fw::runtime
