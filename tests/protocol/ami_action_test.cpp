#include "protocol/ami_action.h"

#include <gtest/gtest.h>

namespace fw::protocol {
namespace {

TEST(AmiAction, WritesItsHeadersInOrderAndEndsWithAnEmptyLine)
{
    AmiAction action("QueueAdd");
    action.add("Queue", "tickets").add("Interface", "PJSIP/2001").add("MemberName", "Zoë");
    EXPECT_EQ(action.bytes("fw-7").value(), "Action: QueueAdd\r\nQueue: tickets\r\nInterface: PJSIP/2001\r\n"
                                            "MemberName: Zoë\r\nActionID: fw-7\r\n\r\n");
}

TEST(AmiAction, LeavesOutAnEmptyActionId)
{
    EXPECT_EQ(AmiAction("Ping").bytes("").value(), "Action: Ping\r\n\r\n");
}

TEST(AmiAction, RefusesWhatWouldBreakTheFrame)
{
    for (const std::string_view bad : {"a\rb", "a\nb", "x\r\nAction: Logoff"}) {
        EXPECT_FALSE(AmiAction("Ping").add("Key", std::string(bad)).bytes("1")) << bad;
        EXPECT_FALSE(AmiAction("Ping").add(std::string(bad), "v").bytes("1")) << bad;
        EXPECT_FALSE(AmiAction(std::string(bad)).bytes("1")) << bad;
        EXPECT_FALSE(AmiAction("Ping").bytes(bad)) << bad;
    }
    EXPECT_FALSE(AmiAction("Ping").add("Key", std::string("a\0b", 3)).bytes("1"));
    EXPECT_FALSE(AmiAction("Ping").add("", "v").bytes("1"));
    EXPECT_FALSE(AmiAction("Ping").add("Key: x", "v").bytes("1"));
    EXPECT_FALSE(AmiAction("").bytes("1"));
}

TEST(AmiAction, KeepsToTheLineLimitOfThePbx)
{
    const std::size_t most = 1024 - std::string_view("Key: \r\n").size();
    EXPECT_TRUE(AmiAction("Ping").add("Key", std::string(most, 'x')).bytes("1"));
    const auto refused = AmiAction("Ping").add("Key", std::string(most + 1, 'x')).bytes("1");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::limit);
    EXPECT_EQ(refused.error().text(), "AMI action: the line of Key is longer than 1024 bytes");
}

TEST(AmiAction, KeepsToTheNumberOfLinesOfThePbx)
{
    AmiAction action("Originate");
    for (int i = 0; i < 126; ++i)
        action.add("Variable", "x=1");
    EXPECT_TRUE(action.bytes("1"));
    EXPECT_FALSE(action.add("Variable", "x=1").bytes("1"));
}

TEST(AmiAction, LogsInWithTheWantedEvents)
{
    EXPECT_EQ(AmiAction::login("console", "p w", "system,call,agent").bytes("a1").value(),
              "Action: Login\r\nUsername: console\r\nSecret: p w\r\nEvents: system,call,agent\r\nActionID: a1\r\n\r\n");
}

} // namespace
} // namespace fw::protocol
