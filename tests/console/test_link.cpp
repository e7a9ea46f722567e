#include "test_link.h"

#include "runtime/shipped.h"

#include <map>
#include <stdexcept>

namespace fw::test {
namespace {

using namespace std::chrono;

// A Monday, 10:00.
constexpr WallTime kStart = sys_days{2026y / March / 2} + 10h;

// Read once a process: it is the larger part of a short test's time.
std::shared_ptr<const engine::Configuration> load(const std::string &site)
{
    static std::map<std::string, std::shared_ptr<const engine::Configuration>> known;
    auto &configuration = known[site];
    if (configuration)
        return configuration;
    const std::string folder = FW_TEST_DATA "/console/";
    const auto loaded = runtime::loadConfiguration({{}, folder + site, FW_TEST_DATA "/../scenarios/contacts.csv"});
    if (!loaded)
        throw std::runtime_error(loaded.error().text());
    for (const config::Mistake &mistake : loaded->mistakes)
        throw std::runtime_error(mistake.text());
    configuration = loaded->configuration;
    return configuration;
}

} // namespace

TestLink::TestLink(const std::string &site)
    : m_now{kStart, {}}, m_engine({.mode = "test", .journalId = "test", .feedsAge = false}, load(site)),
      m_timeline(m_engine, [this](const engine::Output &out) {
          m_builder.onOutput(out);
          m_records.insert(m_records.end(), out.records.begin(), out.records.end());
          if (out.refused && !m_answers.empty())
              m_answers.back().second = out.refused;
      })
{
    put(engine::Started{});
}

void TestLink::put(engine::InputBody body)
{
    m_timeline.feed({m_now, std::move(body)});
    m_changed = true;
}

void TestLink::send(const record::Command &command)
{
    m_answers.emplace_back(QString::fromStdString(command.id), std::nullopt);
    put(engine::CommandIn{command});
}

void TestLink::signal(floor::Signal signal)
{
    put(engine::SignalIn{std::move(signal)});
}

void TestLink::feed(const std::string &feed, engine::FeedState state, Text why)
{
    put(engine::FeedIn{feed, state, std::move(why)});
}

void TestLink::reload(const std::string &site)
{
    put(engine::ConfigIn{load(site)});
}

void TestLink::advance(Duration d)
{
    m_now = m_now.plus(d);
    m_timeline.advanceTo(m_now.steady);
    m_changed = true;
}

void TestLink::publish()
{
    m_changed = false;
    if (m_stalled)
        return;
    const std::uint64_t durable = m_durable.value_or(state().lastSeq);
    m_snapshot = m_builder.make(m_engine, m_now, {durable, 0, m_diskRefuses});
    if (!m_holdsAnswers) {
        for (const auto &[id, refused] : std::exchange(m_answers, {}))
            emit commandAnswered(id, refused);
    }
    emit snapshotMade(m_snapshot);
}

void TestLink::publishIfChanged()
{
    if (m_changed)
        publish();
}

const record::Record *TestLink::last(record::Kind kind) const
{
    const auto found = all(kind);
    return found.empty() ? nullptr : found.back();
}

std::vector<const record::Record *> TestLink::all(record::Kind kind) const
{
    std::vector<const record::Record *> found;
    for (const record::Record &record : m_records) {
        if (record.kind == kind)
            found.push_back(&record);
    }
    return found;
}

} // namespace fw::test
