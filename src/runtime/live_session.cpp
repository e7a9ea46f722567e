#include "runtime/live_session.h"

#include "base/overloaded.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace fw::runtime {
namespace {

constexpr Duration kPulse = std::chrono::seconds{10};
constexpr std::chrono::milliseconds kOfferAgain{200};
constexpr int kLinesAtOnce = 200; // of a script, before sockets are looked at again

engine::Options optionsFor(const journal::Writer &writer)
{
    engine::Options options;
    options.mode = "live";
    options.journalId = writer.journalId();
    return options;
}

} // namespace

LiveSession::LiveSession(LivePlan plan, ConsoleClock clock, const record::State &restored, journal::Writer &writer,
                         QObject *parent)
    : QObject(parent), m_plan(std::move(plan)), m_clock(clock), m_writer(writer),
      m_recording(optionsFor(writer), m_plan.configuration, restored, writer,
                  [this](const engine::Output &out) {
                      for (const engine::Effect &effect : out.effects) {
                          if (const auto *reload = std::get_if<engine::ReloadConfig>(&effect))
                              m_reload = reload->asked;
                      }
                      emit output(out);
                  }),
      m_feeds(m_plan.configuration->site, m_plan.secret, m_plan.speed)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &LiveSession::onTimer);
    connect(&m_feeds, &LiveFeeds::signalsArrived, this, &LiveSession::onSignals);
    connect(&m_feeds, &LiveFeeds::feedChanged, this, &LiveSession::onFeed);
}

LiveSession::~LiveSession() = default;

void LiveSession::start()
{
    const Moment now = m_clock.now();
    m_began = m_last = now.steady;
    m_nextPulse = now.steady;
    m_recording.feed({now, engine::Started{m_plan.version, m_writer.lastPulse(), m_plan.speed, true}});
    m_feeds.start();
    onTimer();
}

void LiveSession::stop()
{
    if (m_stopped)
        return;
    m_stopped = true;
    m_timer.stop();
    m_feeds.stop();
    while (!m_recording.offerAgain() && m_writer.flush()) // what the queue did not take, once it has room
        ;
    feed(engine::Stopped{});
    if (const auto flushed = m_writer.flush(); !flushed)
        spdlog::error("{}", flushed.error().text());
    if (notDurable() > 0)
        spdlog::error("NOT RECORDED: {} entries are not in the journal", notDurable());
    emit finished();
}

void LiveSession::feed(engine::InputBody body)
{
    Moment now = m_clock.now();
    now.steady = std::max(now.steady, m_last);
    m_last = now.steady;
    ++m_inputs;
    m_newsSince = m_newsSince.value_or(now.steady);
    m_recording.feed({now, std::move(body)});
    if (const auto asked = std::exchange(m_reload, std::nullopt))
        reconfigure(m_plan.reload(), asked);
}

// The engine first: what the new feeds say is about the new floor.
void LiveSession::reconfigure(const Configured &configuration, const std::optional<record::Command> &asked)
{
    if (!configuration)
        return stayAsItWas(configuration.error(), asked);
    const floor::Site &site = (*configuration)->site;
    const auto secret = m_feeds.secretFor(site);
    if (!secret)
        return stayAsItWas(secret.error(), asked);
    feed(engine::ConfigIn{*configuration, asked});
    if (&engine().configuration() != configuration->get())
        return spdlog::error("the configuration stays as it was: the journal takes no records");
    m_feeds.follow(site, *secret);
}

void LiveSession::stayAsItWas(const Error &why, const std::optional<record::Command> &asked)
{
    if (asked)
        return feed(engine::ConfigRefused{*asked, why});
    spdlog::error("the configuration stays as it was: {}", why.text());
}

void LiveSession::onSignals(const std::vector<floor::Signal> &signalsNow)
{
    for (const floor::Signal &signal : signalsNow) {
        if (m_stopped)
            return;
        feed(engine::SignalIn{signal});
    }
    schedule();
}

void LiveSession::carryOut(const record::Command &command)
{
    if (!m_stopped)
        feed(engine::CommandIn{command});
    schedule();
}

void LiveSession::take(const floor::Signal &signal)
{
    onSignals({signal});
}

void LiveSession::onFeed(const engine::FeedIn &change)
{
    feed(change);
    schedule();
}

// Lines whose time has come. A full journal holds them back: what cannot be recorded is not done.
void LiveSession::playScript()
{
    const auto &lines = m_plan.acts.lines;
    const Duration played = m_clock.now().steady - m_began;
    for (int n = 0; n < kLinesAtOnce && m_nextLine < lines.size() && lines[m_nextLine].at <= played; ++n) {
        if (!m_recording.offerAgain())
            return;
        std::visit(overloaded{
                       [&](const engine::InputBody &body) { feed(body); },
                       [&](const protocol::ConfigAct &act) { reconfigure(m_plan.readConfig(act.file), {}); },
                       [](const auto &) { spdlog::warn("a live run neither kills itself nor answers its own acts"); },
                   },
                   lines[m_nextLine].act);
        ++m_nextLine;
    }
}

void LiveSession::onTimer()
{
    (void)m_recording.offerAgain();
    const Moment now = m_clock.now();
    if (m_plan.runFor && now.steady - m_began >= *m_plan.runFor) {
        stop();
        return;
    }
    if (now.steady >= m_nextPulse) {
        m_writer.pulse(now.wall);
        m_nextPulse = now.steady + kPulse;
    }
    playScript();
    m_last = std::max(m_last, now.steady);
    m_recording.advanceTo(m_last);
    schedule();
}

void LiveSession::schedule()
{
    if (m_stopped)
        return;
    Duration next = m_nextPulse;
    if (const auto wake = m_recording.engine().nextWake())
        next = std::min(next, *wake);
    if (m_plan.runFor)
        next = std::min(next, m_began + *m_plan.runFor);
    if (m_nextLine < m_plan.acts.lines.size())
        next = std::min(next, m_began + m_plan.acts.lines[m_nextLine].at);
    std::chrono::milliseconds wait = m_clock.realUntil(next);
    if (m_recording.unrecorded() > 0)
        wait = std::max(std::min(wait, kOfferAgain), std::chrono::milliseconds{1});
    m_timer.start(wait);
}

} // namespace fw::runtime
