#include "feeds/trace_names.h"

#include <gtest/gtest.h>

namespace fw::feeds {
namespace {

TEST(TraceNames, CopyOneOfTheFirstRoundKeepsEverything)
{
    const TraceNames names;
    EXPECT_TRUE(names.keepsAll());
    EXPECT_EQ(names.rename("Event: X\r\nQueue: tickets\r\nUniqueid: 1.2\r\n"),
              "Event: X\r\nQueue: tickets\r\nUniqueid: 1.2\r\n");
}

TEST(TraceNames, ACopyHasQueuesAgentsDevicesAndCallsOfItsOwn)
{
    const TraceNames names(2);
    EXPECT_EQ(names.queue("tickets"), "tickets-2");
    EXPECT_EQ(names.agent("Zoë Müller"), "Zoë Müller 2");
    EXPECT_EQ(names.interface("PJSIP/1005"), "PJSIP/1005x2");
    EXPECT_EQ(names.interface("Local/1014@agents/n"), "Local/1014x2@agents/n");
    EXPECT_EQ(names.device("Queue:tickets"), "Queue:tickets-2");
    EXPECT_EQ(names.device("Queue:tickets_avail"), "Queue:tickets-2_avail");
    EXPECT_EQ(names.device("Queue:tickets_pause_PJSIP/1001"), "Queue:tickets-2_pause_PJSIP/1001x2");
    EXPECT_EQ(names.channel("PJSIP/1005-0000002b"), "PJSIP/1005x2-0000002b");
    EXPECT_EQ(names.channel("Local/1013@agents-00000000;1"), "Local/1013x2@agents-00000000;1");
    EXPECT_EQ(names.id("lab7-1795451807.44"), "lab7-1795451807.44x2");
}

TEST(TraceNames, ALaterRoundHasOtherIdsButTheSameQueuesAndAgents)
{
    const TraceNames names(1, 3);
    EXPECT_EQ(names.queue("tickets"), "tickets");
    EXPECT_EQ(names.agent("Ada"), "Ada");
    EXPECT_EQ(names.interface("PJSIP/1005"), "PJSIP/1005");
    EXPECT_EQ(names.id("1795451807.44"), "1795451807.44r3");
    EXPECT_EQ(names.channel("PJSIP/1005-0000002b"), "PJSIP/1005-0000002br3");
    EXPECT_EQ(names.channel("Local/1013@agents-00000000;1"), "Local/1013@agents-00000000r3;1");
}

TEST(TraceNames, OnlyLinesThatNameSomethingChange)
{
    const TraceNames names(2);
    EXPECT_EQ(
        names.rename("Event: AgentConnect\r\nPrivilege: agent,all\r\nChannel: PJSIP/trunk-0000001c\r\n"
                     "CallerIDNum: 1005\r\nDestChannel: PJSIP/1005-0000001d\r\nDestUniqueid: 1.2\r\nLinkedid: 1.1\r\n"
                     "Queue: tickets\r\nInterface: PJSIP/1005\r\nMemberName: Ada\r\nHoldTime: 3\r\nAccountCode: \r\n"),
        "Event: AgentConnect\r\nPrivilege: agent,all\r\nChannel: PJSIP/trunkx2-0000001c\r\n"
        "CallerIDNum: 1005\r\nDestChannel: PJSIP/1005x2-0000001d\r\nDestUniqueid: 1.2x2\r\nLinkedid: 1.1x2\r\n"
        "Queue: tickets-2\r\nInterface: PJSIP/1005x2\r\nMemberName: Ada 2\r\nHoldTime: 3\r\nAccountCode: \r\n");
    EXPECT_EQ(names.rename("Event: QueueMember\r\nQueue: q\r\nName: Ada\r\nLocation: PJSIP/1\r\n"),
              "Event: QueueMember\r\nQueue: q-2\r\nName: Ada 2\r\nLocation: PJSIP/1x2\r\n");
    EXPECT_EQ(names.rename("Event: Newexten\r\nExten: 8001\r\nApplication: Queue\r\nAppData: tickets,t,,,900\r\n"),
              "Event: Newexten\r\nExten: 8001\r\nApplication: Queue\r\nAppData: tickets-2,t,,,900\r\n");
    EXPECT_EQ(names.rename("Event: ContactStatus\r\nURI: sip:1005@x\r\nAOR: 1005\r\nEndpointName: 1005\r\n"),
              "Event: ContactStatus\r\nURI: sip:1005@x\r\nAOR: 1005x2\r\nEndpointName: 1005x2\r\n");
}

TEST(TraceNames, AMemberWithoutANameIsNamedAsItsInterface)
{
    EXPECT_EQ(TraceNames(2).agent("Local/1014@agents/n"), TraceNames(2).interface("Local/1014@agents/n"));
}

} // namespace
} // namespace fw::feeds
