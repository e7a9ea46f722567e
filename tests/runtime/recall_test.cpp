// What a screen is told of the time before the program started.
#include "runtime/recall.h"

#include "runtime/session.h"
#include "runtime/shipped.h"

#include <gtest/gtest.h>

#include <QTemporaryDir>

#include <algorithm>

namespace fw::runtime {
namespace {

using namespace std::chrono_literals;
using record::Kind;
using record::Verb;

constexpr WallTime kStart{std::chrono::sys_days{std::chrono::year{2000} / 1 / 1}};
constexpr int kNotes = 300;

TEST(Recall, AnOpenIncidentHasItsOpeningAndItsSeatsHoweverMuchWasWrittenSince)
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath(QStringLiteral("j.db")).toStdString();
    auto writer = journal::Writer::open(path, {.mode = journal::Mode::test, .blockWhenFull = true});
    ASSERT_TRUE(writer) << writer.error().text();
    const auto loaded = loadConfiguration({{}, FW_SCENARIOS "/two-queues.toml", {}});
    ASSERT_TRUE(loaded && loaded->configuration);
    Recording recording(engine::Options{"test", (*writer)->journalId(), false}, loaded->configuration, {}, **writer,
                        [](const engine::Output &out) { EXPECT_FALSE(out.refused) << out.refused->en; });
    int n = 0;
    const auto send = [&](Verb verb, Json args, int incident = 1) {
        const std::string id = "k" + std::to_string(++n);
        recording.feed(
            {{kStart + n * 1s, n * 1s}, engine::CommandIn{{id, verb, "07", {}, incident, {}, std::move(args)}}});
    };
    recording.feed({{kStart, 0s}, engine::Started{}});
    send(Verb::incidentStart, {{"playbook", "1"}, {"subject", "1005"}, {"facts", {{"what", "headset"}}}}, 0);
    send(Verb::seatAssign, {{"from", "1005"}, {"to", "1020"}, {"agent", "agent-05"}});
    for (int i = 0; i < kNotes; ++i)
        send(Verb::note, {{"text", "a note"}});
    ASSERT_TRUE((*writer)->flush());

    const auto recalled = recall(path, recording.engine().state());
    ASSERT_TRUE(recalled) << recalled.error().text();
    const auto count = [&](Kind kind) { return std::ranges::count(*recalled, kind, &record::Record::kind); };
    EXPECT_EQ(count(Kind::incidentOpened), 1);
    EXPECT_EQ(count(Kind::seatAssigned), 1);
    EXPECT_LT(count(Kind::noteWritten), kNotes);
    EXPECT_EQ(recalled->front().kind, Kind::incidentOpened) << "oldest first";
}

} // namespace
} // namespace fw::runtime
