#include "feeds/action_reader.h"
#include "feeds/event_mask.h"

#include <gtest/gtest.h>

namespace fw::feeds {
namespace {

std::vector<std::string> read(std::string_view bytes, std::size_t step)
{
    std::vector<std::string> seen;
    ActionReader reader;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        reader.feed(bytes.substr(at, step), [&seen](const protocol::AmiMessage &action, std::string_view fault) {
            seen.push_back(std::string(action.value("Action")) + "/" + std::string(action.actionId()) + "/" +
                           std::string(fault));
        });
    }
    return seen;
}

TEST(ActionReader, TakesActionsHoweverTheyAreCut)
{
    const std::string bytes = "Action: Ping\r\nActionID: 1\r\n\r\n\r\nAction:QueueStatus\nActionID: 2\n\n";
    const std::vector<std::string> expected{"Ping/1/", "QueueStatus/2/"};
    for (std::size_t step = 1; step <= bytes.size(); ++step)
        EXPECT_EQ(read(bytes, step), expected) << step;
}

TEST(ActionReader, RefusesWhatBreaksThePbxsLimitsAndGoesOn)
{
    std::string lines = "Action: Ping\r\nActionID: 3\r\n";
    for (int i = 0; i < 200; ++i)
        lines += "H: v\r\n";
    const std::string bytes = "Action: Ping\r\nActionID: 1\r\nFoo: " + std::string(3000, 'x') +
                              "\r\n\r\nAction: Ping\r\nActionID: 2\r\n\r\n" + lines + "\r\n";
    const std::vector<std::string> expected{"Ping/1/Failed to parse message: line too long", "Ping/2/",
                                            "Ping/3/Too many lines in message or allocation failure"};
    for (const std::size_t step : {std::size_t{1}, std::size_t{7}, std::size_t{1000}, bytes.size()})
        EXPECT_EQ(read(bytes, step), expected) << step;
}

TEST(EventMask, AnEventNeedsAllItsClasses)
{
    const auto mask = EventMask::wanted("system,call,agent,user");
    ASSERT_TRUE(mask);
    EXPECT_TRUE(mask->grants(EventMask::ofPrivilege("agent,all")));
    EXPECT_TRUE(mask->grants(EventMask::ofPrivilege("call,agent")));
    EXPECT_FALSE(mask->grants(EventMask::ofPrivilege("dialplan,all")));
    EXPECT_FALSE(mask->grants(EventMask::ofPrivilege("agent,reporting,all")));
    EXPECT_FALSE(mask->grants(EventMask::ofPrivilege("something new,all")));
    EXPECT_TRUE(EventMask::everything().grants(EventMask::ofPrivilege("something new,all")));
    EXPECT_TRUE(EventMask::wanted("off")->empty());
    EXPECT_FALSE(EventMask::wanted("nonsense"));
}

} // namespace
} // namespace fw::feeds
