#include "protocol/acts_names.h"

#include <gtest/gtest.h>

namespace fw::protocol {
namespace {

TEST(ActsNames, NamesWhatTheSiteDoesNotHaveOnce)
{
    const auto acts =
        readActs("{\"at\":\"00:00:01\",\"feed\":\"ups:ups-b\",\"state\":\"live\"}\n"
                 "{\"at\":\"00:00:02\",\"feed\":\"ups:ups-a\",\"state\":\"live\"}\n"
                 "{\"at\":\"00:00:03\",\"feed\":\"pxb\",\"state\":\"live\"}\n"
                 "{\"at\":\"00:00:04\",\"feed\":\"temperature:hall\",\"state\":\"live\"}\n"
                 "{\"at\":\"00:00:05\",\"signal\":\"ups\",\"ups\":\"ups-b\",\"status\":\"OL\"}\n"
                 "{\"at\":\"00:00:06\",\"signal\":\"ups\",\"ups\":\"ups-a\",\"status\":\"OL\"}\n"
                 "{\"at\":\"00:00:07\",\"signal\":\"pbx.caller_join\",\"queue\":\"tickts\",\"call\":\"1\"}\n"
                 "{\"at\":\"00:00:08\",\"signal\":\"pbx.caller_join\",\"queue\":\"tickets\",\"call\":\"2\"}\n",
                 {});
    ASSERT_TRUE(acts) << acts.error().text();
    floor::Site site;
    site.upses = {{"ups-a", ""}};
    site.queues.emplace_back().id = QueueId("tickets");
    EXPECT_EQ(unknownNames(*acts, site),
              (std::vector<std::string>{"line 1: the site has no UPS 'ups-b'",
                                        "line 3: there is no feed 'pxb': pbx, ups:ID, temperature:ZONE, probe:SYSTEM, "
                                        "alarm:ZONE, reports or alerts",
                                        "line 7: the site has no queue 'tickts'"}));
}

} // namespace
} // namespace fw::protocol
