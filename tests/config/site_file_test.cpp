#include "config/site_file.h"

#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using samples::file;
using samples::textOf;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

floor::Site site(std::string_view text)
{
    const auto read = readSite(file("site.toml", text));
    EXPECT_EQ(textOf(read), "");
    return read.value ? read.value->site : floor::Site{};
}

std::string mistakes(std::string_view text)
{
    return textOf(readSite(file("site.toml", text)));
}

constexpr std::string_view kFull = R"([site]
name = "Support floor"
unit = "Ticketing center"
address = "1 Example Road, floor 3"
timezone = "Asia/Shanghai"
shifts = ["16:00", "08:00"]
sweep = ["rows 1-4", "toilets"]
[alone]
may = ["lend agents"]
[pbx]
host = "pbx.example"
port = 5039
user = "console"
secret_env = "FLOORWARDEN_AMI_SECRET"
tls = true
tls_ca = "ca.pem"
md5 = true
qualify = "15s"
ping = "5s"
stale_after = "20s"
resync = "45s"
[[queue]]
id = "tickets"
role = "inbound"
target = { answered = 0.9, within = "15s" }
limits = { waiting = 10, longest_wait = "60s", service_level = 0.7, abandonment = 0.1, for = "90s" }
[[queue]]
id = "Plain Queue"
[[queue]]
id = "outbound"
role = "outbound"
[[queue_group]]
id = "all"
queues = ["tickets", "Plain Queue"]
[[seat]]
id = "VIP"
interface = "SIP/77"
[[seat]]
seats = "1-3, 10"
interface = "PJSIP/10{seat:02}"
[[seat]]
seats = "200-201"
interface = "Local/{seat}@agents"
[[ups]]
id = "ups-a"
nut = "ups-a@127.0.0.1:3493"
[[ups]]
id = "ups-b"
nut = "ups-b@[::1]"
[[phone]]
id = "duty"
label = "Duty mobile"
through = "mobile"
hangs_on = ["ups-a"]
[[entity]]
id = "north"
name = "North"
leader = "Leader of North"
[[alarm_zone]]
id = "z1"
name = "Rows 1-4"
[[alarm_zone]]
id = "z2"
name = "Store"
contact = false
[[standing]]
id = "exit-sheet"
text.en = "A fresh sheet at the exit"
text.zh = "更新出口名单"
every = "2h"
[act.close_queues]
action = "QueuePause"
Interface = "Local/closed@x"
Paused = true
Penalty = 3
[procedure.7]
level2_after = "20m"
helpers = 4
[procedure.flood]
share = 0.5
)";

TEST(SiteFile, ReadsEveryKey)
{
    const floor::Site s = site(kFull);
    EXPECT_EQ(s.name, "Support floor");
    EXPECT_EQ(s.unit, "Ticketing center");
    EXPECT_EQ(s.address, "1 Example Road, floor 3");
    EXPECT_EQ(s.timezone, "Asia/Shanghai");
    EXPECT_EQ(s.shifts, (std::vector<Duration>{hours{8}, hours{16}})) << "in the order of the day";
    EXPECT_EQ(s.sweep, (std::vector<std::string>{"rows 1-4", "toilets"}));
    EXPECT_EQ(s.alone, std::vector<std::string>{"lend agents"});
    EXPECT_EQ(s.pbx, (floor::PbxConfig{"pbx.example", 5039, "console", "FLOORWARDEN_AMI_SECRET", "", true, true,
                                       "ca.pem", seconds{15}, seconds{5}, seconds{20}, seconds{45}}));
    ASSERT_EQ(s.queues.size(), 3U);
    EXPECT_EQ(s.queues[0].target, (floor::ServiceTarget{0.9, seconds{15}}));
    EXPECT_EQ(s.queues[0].limits, (floor::QueueLimits{10, seconds{60}, 0.7, 0.1, seconds{90}}));
    EXPECT_EQ(s.queues[1], (floor::QueueConfig{QueueId{"Plain Queue"}, floor::QueueRole::inbound, {}, {}}));
    EXPECT_EQ(s.queues[2].role, floor::QueueRole::outbound);
    EXPECT_EQ(s.groups, (std::vector<floor::QueueGroup>{{"all", {QueueId{"tickets"}, QueueId{"Plain Queue"}}}}));
    EXPECT_EQ(s.upses.size(), 2U);
    EXPECT_EQ(s.phones, (std::vector<floor::Phone>{{"duty", "Duty mobile", "mobile", {"ups-a"}}}));
    EXPECT_EQ(s.entities, (std::vector<floor::Entity>{{"north", "North", "Leader of North"}}));
    EXPECT_EQ(s.alarmZones, (std::vector<floor::AlarmZone>{{"z1", "Rows 1-4", true}, {"z2", "Store", false}}));
    EXPECT_EQ(s.standing,
              (std::vector<floor::Standing>{{"exit-sheet", "A fresh sheet at the exit", "更新出口名单", hours{2}}}));
    EXPECT_EQ(s.acts.at("close_queues"),
              (std::map<std::string, std::string>{
                  {"action", "QueuePause"}, {"Interface", "Local/closed@x"}, {"Paused", "true"}, {"Penalty", "3"}}));
    EXPECT_EQ(s.procedures.at("7"), (std::map<std::string, std::string>{{"helpers", "4"}, {"level2_after", "20m"}}));
}

TEST(SiteFile, ExpandsRangesOfSeats)
{
    const floor::Site s = site(kFull);
    const std::vector<floor::SeatConfig> expected{
        {SeatId{"VIP"}, Interface{"SIP/77"}},          {SeatId{"1"}, Interface{"PJSIP/1001"}},
        {SeatId{"2"}, Interface{"PJSIP/1002"}},        {SeatId{"3"}, Interface{"PJSIP/1003"}},
        {SeatId{"10"}, Interface{"PJSIP/1010"}},       {SeatId{"200"}, Interface{"Local/200@agents"}},
        {SeatId{"201"}, Interface{"Local/201@agents"}}};
    EXPECT_EQ(s.seats, expected);
}

TEST(SiteFile, KeepsThePlaceOfEveryOverride)
{
    const auto read = readSite(file("s", "[site]\nname = \"x\"\n[procedure.1]\nlost_for = \"15s\"\nfold_at = 3\n"));
    ASSERT_TRUE(read.value);
    EXPECT_EQ(read.value->overrides, (std::vector<SettingOverride>{{"1", "lost_for", "15s", true, 4, 12},
                                                                   {"1", "fold_at", "3", false, 5, 11}}));
}

TEST(SiteFile, NeedsOnlyAName)
{
    EXPECT_EQ(site("[site]\nname = \"x\"\n").pbx, floor::PbxConfig{});
    EXPECT_EQ(mistakes(""), "site.toml:1:1: site: is missing\n");
}

TEST(SiteFile, NamesAllMistakesInTheOrderOfTheFile)
{
    EXPECT_EQ(mistakes("[site]\nname = 5\nunits = \"x\"\n[[queue]]\nid = \"a\"\nlimits = { waiting = 0 }\n"),
              "site.toml:2:8: site.name: must be a text in quotes\n"
              "site.toml:3:1: site.units: is not a key that is known here (did you mean 'unit'?)\n"
              "site.toml:6:22: queue.limits.waiting: 0 must be from 1 to 100000\n");
}

TEST(SiteFile, NeverRepeatsASecret)
{
    const std::string text = mistakes("[site]\nname = \"x\"\n[pbx]\nuser = \"u\"\nsecret = \"hunter2\"\n");
    EXPECT_NE(text.find("site.toml:5:10: pbx.secret: the secret itself must not stand"), std::string::npos) << text;
    EXPECT_EQ(text.find("hunter2"), std::string::npos);
}

TEST(SiteFile, TakesAByteOrderMark)
{
    EXPECT_EQ(site("\xEF\xBB\xBF[site]\nname = \"x\"\n").name, "x");
}

TEST(SiteFile, RefusesAFileThatIsTooLarge)
{
    EXPECT_EQ(mistakes(std::string(kMaxFileSize + 1, ' ')), "site.toml: the file is larger than 1 MB\n");
}

TEST(SiteFile, CountsColumnsInCharacters)
{
    EXPECT_EQ(mistakes("[site]\nname = \"断电\"\nshifts = [\"早班\", \"25:00\"]\n"),
              "site.toml:3:11: site.shifts: '早班' is not a time of the day: \"08:00\"\n"
              "site.toml:3:17: site.shifts: '25:00' is not a time of the day: \"08:00\"\n");
}

TEST(SiteFile, RefusesTextThatWouldBreakALineOfThePbx)
{
    EXPECT_NE(mistakes("[site]\nname = \"x\"\n[act.a]\naction = \"Queue\\r\\nSecret: x\"\n"), "");
}

} // namespace
} // namespace fw::config
