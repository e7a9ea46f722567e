#include "runtime/session.h"

#include "runtime/shipped.h"

#include <spdlog/spdlog.h>

namespace fw::runtime {

namespace {

constexpr std::uint64_t kKeepEvery = 5'000; // entries: what a start after a crash may have to fold

} // namespace

Result<record::State> Recording::restore(journal::Writer &writer)
{
    auto restored = writer.restore();
    if (!restored)
        return tl::unexpected(restored.error());
    if (!restored->unusable.empty())
        spdlog::warn("the kept state cannot be used, so {} entries were folded: {}", restored->folded,
                     restored->unusable);
    else if (restored->folded > 2 * kKeepEvery)
        spdlog::info("no state was kept: {} entries were folded", restored->folded);
    if (restored->folded >= kKeepEvery)
        writer.keep(restored->state);
    return std::move(restored->state);
}

Recording::Recording(engine::Options options, std::shared_ptr<const engine::Configuration> config,
                     const record::State &restored, journal::Writer &writer, OnOutput onOutput)
    : m_engine(std::move(options), config, restored, olderConfigurations(restored, *config)),
      m_timeline(m_engine, [this](const engine::Output &output) { this->onOutput(output); }), m_writer(writer),
      m_onOutput(std::move(onOutput)), m_keptAt(restored.lastSeq)
{
}

void Recording::feed(const engine::Input &input)
{
    (void)offerAgain();
    m_timeline.feed(input);
}

bool Recording::offerAgain()
{
    if (m_backlog.empty())
        return true;
    if (!m_writer.append(m_backlog))
        return false;
    m_backlog.clear();
    m_engine.holdDecisions(false);
    return true;
}

void Recording::onOutput(const engine::Output &output)
{
    if (!output.records.empty() && !m_writer.append(output.records)) {
        m_backlog = output.records;
        m_fellBehind = true;
        m_engine.holdDecisions(true);
    }
    keepStateIfDue(output);
    m_onOutput(output);
}

void Recording::keepStateIfDue(const engine::Output &output)
{
    if (output.records.empty() || !m_backlog.empty())
        return;
    const bool ends = output.records.back().kind == record::Kind::programStopped;
    if (!ends && lastSeq() < m_keptAt + kKeepEvery)
        return;
    m_keptAt = lastSeq();
    m_writer.keep(m_engine.state());
}

} // namespace fw::runtime
