// The client against the double: a picture folded from its signals is the double's own.
#include "client_watch.h"
#include "feeds/pbx_double.h"
#include "wire.h"

#include <gtest/gtest.h>

#include <fmt/format.h>
#include <map>
#include <set>

namespace fw::feeds {
namespace {

using engine::FeedState;
using test::waitFor;

// A picture folded from nothing but the client's signals.
struct Picture {
    std::map<std::pair<std::string, std::string>, std::string> members; // queue, interface → what is said of it
    std::set<std::pair<std::string, std::string>> waiting;              // queue, call

    void put(const floor::MemberState &m)
    {
        members[{m.queue.str(), m.interface.str()}] =
            fmt::format("{}/{}/{}/{}", m.agent.str(), static_cast<int>(m.device), m.paused, m.penalty);
    }
    void apply(const floor::Signal &signal)
    {
        if (std::holds_alternative<floor::SnapshotBegan>(signal))
            *this = {};
        else if (const auto *seen = std::get_if<floor::MemberSeen>(&signal))
            put(seen->member);
        else if (const auto *added = std::get_if<floor::MemberAdded>(&signal))
            put(added->member);
        else if (const auto *changed = std::get_if<floor::MemberChanged>(&signal))
            put(changed->member);
        else if (const auto *removed = std::get_if<floor::MemberRemoved>(&signal))
            members.erase({removed->queue.str(), removed->interface.str()});
        else if (const auto *waits = std::get_if<floor::CallerWaiting>(&signal))
            waiting.emplace(waits->queue.str(), waits->call.str());
        else if (const auto *joined = std::get_if<floor::CallerJoined>(&signal))
            waiting.emplace(joined->queue.str(), joined->call.str());
        else if (const auto *left = std::get_if<floor::CallerLeft>(&signal))
            waiting.erase({left->queue.str(), left->call.str()});
    }
    bool operator==(const Picture &) const = default;
};

Picture pictureOf(const std::vector<floor::Signal> &all)
{
    Picture picture;
    for (const floor::Signal &signal : all)
        picture.apply(signal);
    return picture;
}

Picture pictureOf(const PbxFold &fold)
{
    Picture picture;
    for (const PbxQueue &queue : fold.queues()) {
        for (const PbxMember &member : queue.members)
            picture.members[{queue.name(), member.fields.value("Interface")}] =
                fmt::format("{}/{}/{}/{}", member.fields.value("MemberName"), member.fields.number("Status"),
                            member.fields.value("Paused") == "1", member.fields.number("Penalty"));
        for (const PbxCaller &caller : queue.waiting)
            picture.waiting.emplace(queue.name(), caller.fields.value("Uniqueid"));
    }
    return picture;
}

class AmiClientAndDoubleTest : public ClientWatch {
protected:
    void play(const std::string &path, PlayOptions options)
    {
        auto trace = readTrace(path);
        ASSERT_TRUE(trace) << trace.error().text();
        m_double = std::make_unique<PbxDouble>(std::move(*trace), std::move(options));
        QObject::connect(m_double.get(), &PbxDouble::ended, [this] { m_ended = true; });
        const auto port = m_double->listen();
        ASSERT_TRUE(port) << port.error().text();
        m_port = *port;
    }
    std::unique_ptr<PbxDouble> m_double;
    std::uint16_t m_port = 0;
    bool m_ended = false;
};

TEST_F(AmiClientAndDoubleTest, TheSnapshotIsTheDoublesFoldWhereverTheTraceStands)
{
    for (const int second : {0, 90, 130, 159}) {
        SCOPED_TRACE(second);
        m_signals.clear();
        m_feed.clear();
        play(FW_TEST_DATA "/ami/surge_cut", {.speed = 0.001, .from = std::chrono::seconds{second}});
        connectTo(m_port, 1);
        ASSERT_TRUE(becomes(FeedState::live));
        EXPECT_EQ(pictureOf(m_signals), pictureOf(m_double->fold()));
        EXPECT_GE(pictureOf(m_signals).members.size(), 18U);
    }
}

TEST_F(AmiClientAndDoubleTest, FollowsTheWholeSurgeToItsEndWithPlainAndMd5Login)
{
    for (const bool md5 : {false, true}) {
        m_signals.clear();
        m_feed.clear();
        m_ended = false;
        play(FW_RESOURCES "/demo/surge", {.speed = 200});
        connectTo(m_port, 20, [md5](AmiClientConfig &config) { config.pbx.md5 = md5; });
        ASSERT_TRUE(becomes(FeedState::live));
        ASSERT_TRUE(waitFor([this] { return m_ended && m_feed.back().state == FeedState::down; }));
        EXPECT_EQ(pictureOf(m_signals), pictureOf(m_double->fold()));
        int answered = 0;
        int offered = 0;
        for (const auto &connected : of<floor::CallerConnected>())
            answered += connected.queue == QueueId("tickets") ? 1 : 0;
        for (const auto &joined : of<floor::CallerJoined>())
            offered += joined.queue == QueueId("tickets") ? 1 : 0;
        EXPECT_EQ(answered, 158);
        EXPECT_EQ(offered, 216);
        EXPECT_EQ(of<floor::CallerAbandoned>().size(), 58U);
    }
}

TEST_F(AmiClientAndDoubleTest, SeesWhatAnotherClientChanges)
{
    play(FW_TEST_DATA "/ami/surge_cut", {.speed = 0.001});
    connectTo(m_port, 1);
    ASSERT_TRUE(becomes(FeedState::live));
    test::WireClient other(m_port);
    other.login();
    other.send("Action: QueueAdd; ActionID: a; Queue: tickets; Interface: PJSIP/2009; MemberName: Helper");
    ASSERT_TRUE(waitFor([this] { return of<floor::MemberAdded>().size() == 1; }));
    EXPECT_EQ(of<floor::MemberAdded>()[0].member.agent, AgentId("Helper"));
    EXPECT_EQ(of<floor::MemberAdded>()[0].member.membership, floor::Membership::dynamic);
    other.send("Action: QueueRemove; ActionID: r; Queue: tickets; Interface: PJSIP/2009");
    ASSERT_TRUE(waitFor([this] { return of<floor::MemberRemoved>().size() == 1; }));
}

} // namespace
} // namespace fw::feeds
