#include "stage.h"

#include "base/overloaded.h"
#include "feeds/trace_file.h"
#include "protocol/ami_parser.h"
#include "protocol/ami_signals.h"
#include "protocol/trace_stream.h"
#include "runtime/shipped.h"

#include <QFile>
#include <QTemporaryDir>

#include <stdexcept>

namespace fw::shots {
namespace {

using namespace std::chrono_literals;

// 14:34:00 on a Monday, on the floor's clock.
constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 2} + 14h + 34min};
constexpr Duration kLookEvery = 1s;
constexpr Duration kUpsEvery = 5s;
constexpr double kUpsLoad = 46; // %
constexpr const char *kUps = "ups-a";

[[noreturn]] void give(const std::string &what)
{
    throw std::runtime_error(what);
}

std::string resource(const std::string &name)
{
    return std::string(FW_RESOURCES "/demo/") + name;
}

// The demo's site, with a UPS as the demo has one and a seat for each desk of the floor.
std::shared_ptr<const engine::Configuration> configurationOf(Language language)
{
    const std::string ending = language == Language::zh ? ".zh_CN" : "";
    const QTemporaryDir folder;
    QFile from(QString::fromStdString(resource("site" + ending + ".toml")));
    QFile to(folder.filePath(QStringLiteral("site.toml")));
    if (!from.open(QIODevice::ReadOnly) || !to.open(QIODevice::WriteOnly))
        give("the demo's site file cannot be read");
    to.write(from.readAll() + "\n[[ups]]\nid = \"ups-a\"\nnut = \"ups-a@127.0.0.1:3493\"\n"
                              "[[seat]]\nseats = \"1-48\"\ninterface = \"PJSIP/10{seat:02}\"\n");
    to.close();
    const auto loaded =
        runtime::loadConfiguration({{}, to.fileName().toStdString(), resource("contacts" + ending + ".csv")});
    if (!loaded || !loaded->configuration)
        give(loaded ? "the site cannot be used: " + loaded->mistakes.front().message : loaded.error().message);
    return loaded->configuration;
}

// One play, from the first moment to the picture.
class Play {
public:
    Play(const Plan &plan, std::shared_ptr<const engine::Configuration> configuration)
        : m_plan(plan), m_engine({.mode = "live", .journalId = "0", .feedsAge = true}, std::move(configuration)),
          m_timeline(m_engine, [this](const engine::Output &out) {
              if (out.refused)
                  give("refused: " + out.refused->en);
              m_builder.onOutput(out);
          })
    {
    }

    std::shared_ptr<const snapshot::Snapshot> run();

private:
    void feed(Duration at, engine::InputBody body) { m_timeline.feed({{kStart + at, at}, std::move(body)}); }
    void onTrace(const protocol::TraceEvent &event);
    void sayUps(Duration at);
    void kill(floor::Signal &signal, Duration at) const;
    [[nodiscard]] std::shared_ptr<const snapshot::Snapshot> look(Duration at);

    const Plan &m_plan;
    engine::Engine m_engine;
    engine::Timeline m_timeline;
    snapshot::Builder m_builder;
    protocol::AmiParser m_parser;
    std::set<std::string, std::less<>> m_sent;
    std::optional<protocol::AmiTranslator> m_translator;
};

std::shared_ptr<const snapshot::Snapshot> Play::look(Duration at)
{
    m_timeline.advanceTo(at);
    const std::uint64_t newest = m_engine.state().lastSeq;
    return m_builder.make(m_engine, {kStart + at, at}, {newest, 0});
}

void Play::onTrace(const protocol::TraceEvent &event)
{
    std::visit(overloaded{
                   [&](const protocol::TraceConnected &) {
                       m_parser.reset();
                       m_translator.emplace([this](std::string_view id) { return m_sent.contains(id); });
                   },
                   [&](const protocol::TraceBytes &arrived) {
                       m_parser.feed(arrived.bytes, [&](const protocol::AmiMessage &message) {
                           std::vector<floor::Signal> heard;
                           m_translator->translate(message, heard);
                           for (floor::Signal &signal : heard) {
                               kill(signal, event.at);
                               feed(event.at, engine::SignalIn{std::move(signal)});
                           }
                       });
                   },
                   [&](const protocol::TraceLoginAnswered &) {
                       feed(event.at, engine::FeedIn{"pbx", engine::FeedState::live, {}});
                   },
                   [](const auto &) {},
               },
               event.what);
}

void Play::sayUps(Duration at)
{
    const UpsSays *says = nullptr;
    for (const UpsSays &each : m_plan.ups) {
        if (each.at <= at)
            says = &each;
    }
    if (says != nullptr)
        feed(at, engine::SignalIn{floor::UpsReading{kUps, says->status, says->charge, says->runtime, kUpsLoad, {}}});
}

// The recording knows nothing of the phone that dies in this scene.
void Play::kill(floor::Signal &signal, Duration at) const
{
    if (m_plan.deadPhone.empty() || at < m_plan.deadFrom)
        return;
    std::visit(overloaded{
                   [&](floor::DeviceChanged &changed) {
                       if (changed.device.str() == m_plan.deadPhone)
                           changed.state = floor::Device::unavailable;
                   },
                   [&](auto &said) {
                       if constexpr (requires { said.member.device; }) {
                           if (said.member.interface.str() == m_plan.deadPhone)
                               said.member.device = floor::Device::unavailable;
                       }
                   },
               },
               signal);
}

std::shared_ptr<const snapshot::Snapshot> Play::run()
{
    const auto trace = feeds::readTrace(resource("surge"));
    auto stream = trace ? protocol::TraceStream::make(trace->bytes, trace->records)
                        : Result<protocol::TraceStream>(tl::unexpected(trace.error()));
    const auto acts = protocol::readActs(m_plan.acts, {.name = "scene", .start = kStart, .runToken = {}});
    if (!stream || !acts)
        give(!stream ? stream.error().message : acts.error().message);
    m_sent = stream->sentActionIds();
    feed(0s, engine::Started{{}, {}, 1, true});
    auto next = stream->next();
    auto line = acts->lines.begin();
    // Second by second, as a console looks at it: the trends are made of that.
    for (Duration at{0}; at <= m_plan.until; at += kLookEvery) {
        while ((next && next->at <= std::min(at, m_plan.traceUntil)) || (line != acts->lines.end() && line->at <= at)) {
            const bool recorded = next && next->at <= std::min(at, m_plan.traceUntil) &&
                                  (line == acts->lines.end() || next->at <= line->at);
            if (recorded) {
                onTrace(*next);
                next = stream->next();
            } else {
                if (const auto *body = std::get_if<engine::InputBody>(&line->act))
                    feed(line->at, *body);
                ++line;
            }
        }
        if (at % kUpsEvery == 0s)
            sayUps(at);
        (void)look(at);
    }
    return look(m_plan.until);
}

} // namespace

Stage::Stage(Language language) : m_configuration(configurationOf(language)) {}

std::shared_ptr<const snapshot::Snapshot> Stage::play(const Plan &plan)
{
    return Play(plan, m_configuration).run();
}

} // namespace fw::shots
