#include "floor/nut_name.h"

#include <gtest/gtest.h>

namespace fw::floor {
namespace {

TEST(NutNameTest, HasAHostAndMayHaveAPort)
{
    EXPECT_EQ(nutName("ups-a@127.0.0.1:3494"), (NutName{"ups-a", "127.0.0.1", 3494}));
    EXPECT_EQ(nutName("ups-a@power.example"), (NutName{"ups-a", "power.example", 3493}));
    EXPECT_EQ(nutName("ups-b@[::1]"), (NutName{"ups-b", "::1", 3493}));
    EXPECT_EQ(nutName("ups-b@[fe80::1%eth0]:13493"), (NutName{"ups-b", "fe80::1%eth0", 13493}));
}

TEST(NutNameTest, AnythingElseIsNone)
{
    for (const char *text : {"",
                             "ups-a",
                             "@host",
                             "ups-a@",
                             "ups-a@:3493",
                             "ups-a@host:",
                             "ups-a@host:0",
                             "ups-a@host:65536",
                             "ups-a@host:12x",
                             "ups a@host",
                             "ups\"a@host",
                             "ups#a@host",
                             "ups\\a@host",
                             "ups=a@host",
                             "ups\na@host",
                             "a@b@host",
                             "ups-a@ho st",
                             "ups-a@::1",
                             "ups-a@[::1",
                             "ups-a@[]",
                             "ups-a@[::1]3493",
                             "ups-a@[::1]:"})
        EXPECT_FALSE(nutName(text)) << text;
}

} // namespace
} // namespace fw::floor
