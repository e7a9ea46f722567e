#include "protocol/acts.h"

#include "base/time_text.h"
#include "protocol/acts_commands.h"
#include "protocol/acts_signals.h"

#include <algorithm>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>
#include <map>

namespace fw::protocol {
namespace {

using namespace floor;
using namespace std::chrono_literals;
using testing::HasSubstr;

Acts read(const std::string &text, ActsOptions options = {})
{
    auto acts = readActs(text, options);
    EXPECT_TRUE(acts) << (acts ? "" : acts.error().text());
    return acts ? *std::move(acts) : Acts{};
}

std::string errorOf(const std::string &text)
{
    const auto acts = readActs(text, {.name = "s"});
    return acts ? std::string("no error") : acts.error().text();
}

std::string line(const std::string &fields)
{
    return R"({"at":"00:01:00.000",)" + fields + "}\n";
}

Signal signalOf(const std::string &fields)
{
    const Acts acts = read(line(R"("signal":)" + fields));
    if (acts.lines.size() != 1)
        return PbxAlive{};
    return std::get<engine::SignalIn>(std::get<engine::InputBody>(acts.lines[0].act)).signal;
}

record::Command commandOf(const std::string &fields, ActsOptions options = {})
{
    const Acts acts = read(line(R"("command":)" + fields), std::move(options));
    if (acts.lines.size() != 1)
        return {};
    return std::get<engine::CommandIn>(std::get<engine::InputBody>(acts.lines[0].act)).command;
}

TEST(Acts, ReadsLinesInOrderAndSkipsRemarks)
{
    const Acts acts =
        read("# remark\n\n  \n" + line(R"("program":"kill")") + "\r\n" + R"({"at":"00:02:00","program":"start"})" +
             "\r\n" + R"({"at":"26:02:00.5","config":"site.toml"})");
    ASSERT_EQ(acts.lines.size(), 3U);
    EXPECT_EQ(acts.lines[0].number, 4);
    EXPECT_EQ(acts.lines[0].at, 60s);
    EXPECT_EQ(std::get<ProgramAct>(acts.lines[0].act), ProgramAct{ProgramDoes::kill});
    EXPECT_EQ(acts.lines[1].number, 6);
    EXPECT_EQ(std::get<ProgramAct>(acts.lines[1].act), ProgramAct{ProgramDoes::start});
    EXPECT_EQ(acts.lines[2].at, 26h + 2min + 500ms);
    EXPECT_EQ(std::get<ConfigAct>(acts.lines[2].act), ConfigAct{"site.toml"});
    EXPECT_EQ(isoText(acts.start), "2000-01-01T00:00:00.000Z");
    EXPECT_FALSE(acts.golden);
}

TEST(Acts, ReadsTheHeaderOfAScriptThatStandsAlone)
{
    const std::string text = "# remark\n"
                             R"({"site":"a.toml","contacts":"c.csv","start":"2026-08-01T08:00:00Z","until":"00:40:00"})"
                             "\n" +
                             line(R"("command":"acknowledge","incident":1,"until":"00:05:00.000")");
    const Acts acts = read(text);
    EXPECT_EQ(acts.header.site, "a.toml");
    EXPECT_EQ(acts.header.contacts, "c.csv");
    EXPECT_EQ(acts.header.until, 40min);
    EXPECT_EQ(isoText(acts.start), "2026-08-01T08:00:00.000Z");
    const auto untilOf = [](const Acts &from) {
        return std::get<engine::CommandIn>(std::get<engine::InputBody>(from.lines.at(0).act)).command.args["until"];
    };
    EXPECT_EQ(untilOf(acts), "2026-08-01T08:05:00.000Z");
    const Acts shifted = read(text, {.start = parseIso("2001-01-01T00:00:00Z")});
    EXPECT_EQ(untilOf(shifted), "2001-01-01T00:05:00.000Z") << "the caller's start comes first";
}

TEST(Acts, KeepsTheGoldenHalfOfAScenario)
{
    const Acts acts = read(line(R"("program":"start")") + "----\n00:00:00.000 journal.began {}\nrest");
    EXPECT_EQ(acts.lines.size(), 1U);
    EXPECT_EQ(acts.golden, "00:00:00.000 journal.began {}\nrest");
    EXPECT_EQ(acts.goldenLine, 3);
}

TEST(Acts, ReadsSignalsOfCalls)
{
    EXPECT_EQ(signalOf(R"("pbx.caller_join","queue":"q","call":"c1","number":"139")"),
              Signal(CallerJoined{QueueId("q"), CallId("c1"), "139"}));
    EXPECT_EQ(signalOf(R"("pbx.caller_waiting","queue":"q","call":"c1","since":"00:00:48.000")"),
              Signal(CallerWaiting{QueueId("q"), CallId("c1"), "", 12s}));
    EXPECT_EQ(signalOf(R"("pbx.caller_waiting","queue":"q","call":"c1","waited":7.5)"),
              Signal(CallerWaiting{QueueId("q"), CallId("c1"), "", 7500ms}));
    EXPECT_EQ(signalOf(R"("pbx.caller_waiting","queue":"q","call":"c1","waited":"1m5s")"),
              Signal(CallerWaiting{QueueId("q"), CallId("c1"), "", 65s}));
    EXPECT_EQ(signalOf(R"("pbx.connect","queue":"q","call":"c1","agent":"Ann","interface":"PJSIP/1")"),
              Signal(CallerConnected{QueueId("q"), CallId("c1"), AgentId("Ann"), Interface("PJSIP/1")}));
    EXPECT_EQ(signalOf(R"("pbx.leave","queue":"q","call":"c1")"), Signal(CallerLeft{QueueId("q"), CallId("c1")}));
    EXPECT_EQ(signalOf(R"("pbx.abandon","queue":"q","call":"c1")"),
              Signal(CallerAbandoned{QueueId("q"), CallId("c1"), true}));
    EXPECT_EQ(signalOf(R"("pbx.abandon","queue":"q","call":"c1","by":"pbx")"),
              Signal(CallerAbandoned{QueueId("q"), CallId("c1"), false}));
    EXPECT_EQ(signalOf(R"("pbx.complete","queue":"q","call":"c1","agent":"Ann","by":"agent")"),
              Signal(CallCompleted{QueueId("q"), CallId("c1"), AgentId("Ann"), Interface(""), "agent"}));
    EXPECT_EQ(signalOf(R"("pbx.ring_no_answer","queue":"q","call":"c1","rang":12)"),
              Signal(RangOut{QueueId("q"), CallId("c1"), AgentId(""), Interface(""), 12s}));
}

TEST(Acts, ReadsSignalsOfMembers)
{
    const MemberState fixed{QueueId("q"),
                            AgentId("Ann"),
                            Interface("PJSIP/1"),
                            Interface("PJSIP/1"),
                            Membership::fixed,
                            Device::inUse,
                            false,
                            "",
                            0};
    EXPECT_EQ(
        signalOf(R"("pbx.member","queue":"q","interface":"PJSIP/1","agent":"Ann","status":2,"membership":"static")"),
        Signal(MemberSeen{fixed}));
    EXPECT_EQ(signalOf(R"("pbx.member_status","queue":"q","interface":"PJSIP/1","agent":"Ann","status":2)"),
              Signal(MemberChanged{fixed}));
    const MemberState added{QueueId("q"),
                            AgentId("Local/9@a/n"),
                            Interface("Local/9@a/n"),
                            Interface("PJSIP/9"),
                            Membership::dynamic,
                            Device::unavailable,
                            true,
                            "lunch",
                            3};
    EXPECT_EQ(
        signalOf(R"("pbx.member_added","queue":"q","interface":"Local/9@a/n","state_interface":"PJSIP/9","status":5,)"
                 R"("paused":true,"reason":"lunch","penalty":3)"),
        Signal(MemberAdded{added}));
    EXPECT_EQ(signalOf(R"("pbx.member_removed","queue":"q","interface":"PJSIP/1","agent":"Ann")"),
              Signal(MemberRemoved{QueueId("q"), AgentId("Ann"), Interface("PJSIP/1")}));
    EXPECT_EQ(signalOf(R"("pbx.pause","queue":"q","interface":"PJSIP/1","paused":false,"reason":"back")"),
              Signal(MemberPaused{QueueId("q"), AgentId("PJSIP/1"), Interface("PJSIP/1"), false, "back"}));
    EXPECT_EQ(signalOf(R"("pbx.device","device":"PJSIP/1","state":"UNAVAILABLE","snapshot":true)"),
              Signal(DeviceChanged{Interface("PJSIP/1"), Device::unavailable, true}));
    EXPECT_EQ(signalOf(R"("pbx.reachable","device":"PJSIP/1","reachable":false)"),
              Signal(PhoneReachable{Interface("PJSIP/1"), false}));
}

TEST(Acts, ReadsSignalsOfThePbxAndOfOtherSources)
{
    EXPECT_EQ(signalOf(R"("pbx.snapshot_begin")"), Signal(SnapshotBegan{}));
    EXPECT_EQ(signalOf(R"("pbx.snapshot_complete")"), Signal(SnapshotComplete{}));
    EXPECT_EQ(signalOf(R"("pbx.booted","uptime":3)"), Signal(PbxBooted{3s}));
    EXPECT_EQ(signalOf(R"("pbx.booted")"), Signal(PbxBooted{std::nullopt}));
    EXPECT_EQ(signalOf(R"("pbx.shutdown","restart":true)"), Signal(PbxShutdown{true}));
    EXPECT_EQ(signalOf(R"("pbx.version","version":"20.1.0")"), Signal(PbxVersion{"20.1.0"}));
    EXPECT_EQ(signalOf(R"("pbx.alive")"), Signal(PbxAlive{}));
    EXPECT_EQ(signalOf(R"("ups","ups":"ups-a","status":"OB LB","charge":80,"runtime":"10m","load":31.5)"),
              Signal(UpsReading{"ups-a", "OB LB", 80.0, 10min, 31.5, std::nullopt}));
    EXPECT_EQ(signalOf(R"("temperature","zone":"server-room","value":31.5)"),
              Signal(TemperatureReading{"server-room", 31.5}));
    EXPECT_EQ(signalOf(R"("probe","system":"ticketing","state":"partly","scope":"seat maps")"),
              Signal(ProbeResult{"ticketing", SystemState::partly, "seat maps"}));
    EXPECT_EQ(signalOf(R"("zone","zone":"hall","state":"isolated")"),
              Signal(AlarmZoneChanged{"hall", ZoneState::isolated}));
    EXPECT_EQ(
        signalOf(R"("report","service":"mobile","region":"north","symptom":"no signal","number":"139","grave":true)"),
        Signal(CallerReport{"mobile", "north", "no signal", "139", true}));
    EXPECT_EQ(signalOf(R"("alert","name":"DiskFull","instance":"db1","state":"resolved","summary":"x")"),
              Signal(AlertSignal{"DiskFull", "db1", false, "x"}));
}

TEST(Acts, ReadsFeedsAndAnswers)
{
    using engine::FeedIn;
    using engine::FeedState;
    const std::map<std::string, FeedState> states{{"live", FeedState::live},
                                                  {"silent", FeedState::stale},
                                                  {"stale", FeedState::stale},
                                                  {"down", FeedState::down},
                                                  {"restarted", FeedState::restarted}};
    for (const auto &[word, state] : states) {
        const Acts acts = read(line(R"("feed":"ups:ups-a","why":"cable","state":")" + word + "\""));
        ASSERT_EQ(acts.lines.size(), 1U);
        EXPECT_EQ(std::get<FeedIn>(std::get<engine::InputBody>(acts.lines[0].act)),
                  (FeedIn{"ups:ups-a", state, {"cable", "cable"}}));
    }
    const Acts acts = read(line(R"("answer":"act","act_id":3,"ok":false,"text":"No such queue")"));
    EXPECT_EQ(std::get<AnswerAct>(acts.lines.at(0).act), (AnswerAct{3, false, "No such queue"}));
}

TEST(Acts, ReadsWhatEveryCommandHas)
{
    const auto command = commandOf(R"("step.done","incident":"1","step":"announce","operator":"07","id":"k3",)"
                                   R"("happened_at":"00:00:55.000")");
    EXPECT_EQ(command.verb, record::Verb::stepDone);
    EXPECT_EQ(command.incident, 1);
    EXPECT_EQ(command.step, "announce");
    EXPECT_EQ(command.op, "07");
    EXPECT_EQ(command.id, "k3");
    EXPECT_EQ(command.happenedAt, parseIso("2000-01-01T00:00:55Z"));
    EXPECT_EQ(command.args, Json::object());
    EXPECT_EQ(commandOf(R"("take_command","incident":12,"command_id":"x")").incident, 12);
    EXPECT_EQ(commandOf(R"("take_command","command_id":"x")").id, "x");
}

TEST(Acts, NamesACommandWithoutIdByItsRunAndLine)
{
    EXPECT_EQ(commandOf(R"("sign_out")").id, "line-1");
    EXPECT_EQ(commandOf(R"("sign_out")", {.runToken = "r7-"}).id, "r7-line-1");
}

TEST(Acts, ReadsTheFieldsOfEveryVerb)
{
    const auto args = [](const std::string &fields) { return commandOf(fields).args.dump(); };
    EXPECT_EQ(args(R"("incident.start","playbook":7,"subject":"tickets","facts":{"size":3,"where":"hall"})"),
              R"({"playbook":"7","subject":"tickets","facts":{"size":"3","where":"hall"}})");
    EXPECT_EQ(args(R"("fact.set","incident":1,"fact":"cause","value":"systems")"),
              R"({"fact":"cause","value":"systems"})");
    EXPECT_EQ(args(R"("fact.set","fact":"verdict","value":["a","b"],"also":{"post":"x","said_by":"y"})"),
              R"({"fact":"verdict","value":["a","b"],"also":{"post":"x","said_by":"y"}})");
    EXPECT_EQ(args(R"("fact.set","fact":"f","value":{"e1":"10","e2":12})"),
              R"({"fact":"f","value":{"e1":"10","e2":"12"}})");
    EXPECT_EQ(args(R"("step.done","reason":"by radio")"), R"({"reason":"by radio"})");
    EXPECT_EQ(args(R"("step.skip","reason":2)"), R"({"reason":"2"})");
    EXPECT_EQ(args(R"("step.skip","reason":"6","text":"why not")"), R"({"reason":"6","text":"why not"})");
    EXPECT_EQ(args(R"("step.wait","whom":"post","until":"00:15:00.000")"),
              R"({"whom":"post","until":"2000-01-01T00:15:00.000Z"})");
    EXPECT_EQ(
        args(
            R"("contact.tried","chain":"c","position":2,"person":"p","number":"8","through":"radio","outcome":"busy")"),
        R"({"chain":"c","position":2,"person":"p","number":"8","through":"radio","outcome":"busy"})");
    EXPECT_EQ(args(R"("note","text":"seen")"), R"({"text":"seen"})");
    EXPECT_EQ(args(R"("promise","who":"post","what":"call","until":"2000-01-01T01:00:00Z")"),
              R"({"who":"post","what":"call","until":"2000-01-01T01:00:00.000Z"})");
    EXPECT_EQ(args(R"("promise.keep","promise":1)"), R"({"promise":"1"})");
    EXPECT_EQ(args(R"("seat.assign","agent":"Ann","from":"5","to":"91")"), R"({"agent":"Ann","from":"5","to":"91"})");
    EXPECT_EQ(args(R"("seat.out","seat":"5","what":"phone","reference":"T-1")"),
              R"({"seat":"5","what":"phone","reference":"T-1"})");
    EXPECT_EQ(args(R"("seat.return","seat":"5")"), R"({"seat":"5"})");
    EXPECT_EQ(args(R"("acknowledge","incident":1)"), "{}");
    EXPECT_EQ(args(R"("take_command","incident":1)"), "{}");
    EXPECT_EQ(args(R"("close","reason":"over","kind":"override","clock_reasons":{"level1":"late"})"),
              R"({"reason":"over","kind":"override","clock_reasons":{"level1":"late"}})");
    EXPECT_EQ(args(R"("correct","corrects":12,"field":"text","value":"other")"),
              R"({"corrects":12,"field":"text","value":"other"})");
    EXPECT_EQ(args(R"("sign_in","role":"supervisor")"), R"({"role":"supervisor"})");
    EXPECT_EQ(args(R"("sign_out")"), "{}");
    EXPECT_EQ(args(R"("config.reload")"), "{}");
}

TEST(Acts, NamesTheLineAndTheFieldOfAMistake)
{
    const std::vector<std::pair<std::string, std::string>> mistakes{
        {R"("command":"step.dome")", "command: unknown command: step.dome"},
        {R"("command":"act.request")", "command: unknown command"},
        {R"("command":7)", "command: is not a text"},
        {R"("command":"note")", "text: is missing"},
        {R"("command":"note","text":"")", "text: is empty"},
        {R"("command":"note","text":"x","txet":"y")", "txet: is not a field of this line"},
        {R"("command":"note","text":"x","text":"y")", "text: stands twice on the line"},
        {R"("command":"note","text":"x","incident":"one")", "incident: is not a number"},
        {R"("command":"note","text":"x","incident":0)", "incident: is not a number"},
        {R"("command":"note","text":"x","incident":99999999999)", "incident: is not a number"},
        {R"("command":"note","text":"x","operator":7)", "operator: is not a text"},
        {R"("command":"note","text":"x","id":"a","command_id":"b")", "command_id: there is another id"},
        {R"("command":"note","text":"x","happened_at":"14:05")", "happened_at: is neither a time since the start"},
        {R"("command":"note","text":"x","happened_at":"999999999999999:00:00")", "happened_at: is neither"},
        {R"("command":"step.skip","reason":7)", "reason: is not a digit from 1 to 6"},
        {R"("command":"step.skip","reason":6)", "text: is missing"},
        {R"("command":"step.wait","whom":"x","until":"later")", "until: is neither"},
        {R"("command":"contact.tried","outcome":"gone")", "outcome: is not one of reached"},
        {R"("command":"contact.tried","outcome":"busy","position":1.5)", "position: is not a whole number"},
        {R"("command":"contact.tried","outcome":"busy","through":"pigeon")", "through: is not one of pbx"},
        {R"("command":"fact.set","fact":"f","value":true)", "value: is neither a text"},
        {R"("command":"fact.set","fact":"f","value":[["x"]])", "value: is neither a text"},
        {R"("command":"fact.set","fact":"f","value":"x","also":"y")", "also: is not an object"},
        {R"("command":"fact.set","fact":"f","value":"x","with":{"a":"y"})", "with: is not a field of this line"},
        {R"("command":"close","kind":"force")", "kind: is not one of rule, override"},
        {R"("command":"correct","corrects":0,"field":"x","value":1)", "corrects: is not a whole number"},
        {R"("command":"correct","corrects":18446744073709551615,"field":"x","value":1)", "corrects: is not a whole"},
        {R"("signal":"pbx.caller_joined","queue":"q","call":"c")", "signal: unknown signal: pbx.caller_joined"},
        {R"("signal":"pbx.caller_join","queue":"q")", "call: is missing"},
        {R"("signal":"pbx.caller_join","queue":"q","call":1)", "call: is not a text"},
        {R"("signal":"pbx.caller_waiting","queue":"q","call":"c")", "since: either since or waited"},
        {R"("signal":"pbx.caller_waiting","queue":"q","call":"c","since":"00:02:00")", "since: lies behind"},
        {R"("signal":"pbx.caller_waiting","queue":"q","call":"c","waited":-1)",
         "waited: is neither a number of seconds"},
        {R"("signal":"pbx.member","queue":"q","interface":"P/1","status":9)",
         "status: is not a whole number from 0 to 8"},
        {R"("signal":"pbx.member","queue":"q","interface":"P/1","status":1,"membership":"fixed")",
         "membership: is not one of"},
        {R"("signal":"pbx.member","queue":"q","interface":"P/1","status":1,"paused":1)",
         "paused: is neither true nor false"},
        {R"("signal":"pbx.device","device":"P/1","state":"Dead")", "state: is not a device state"},
        {R"("signal":"pbx.abandon","queue":"q","call":"c","by":"agent")", "by: is not one of caller, pbx"},
        {R"("signal":"ups","ups":"a","status":"OB","charge":101)", "charge: is not a number from 0 to 100"},
        {R"("signal":"temperature","zone":"z")", "value: is missing"},
        {R"("signal":"probe","system":"x","state":"gone")", "state: is not one of up, slow, partly, down"},
        {R"("feed":"pbx","state":"dead")", "state: is not one of live"},
        {R"("feed":"pbx")", "state: is missing"},
        {R"("answer":"call","act_id":1)", "answer: is not one of act"},
        {R"("answer":"act")", "act_id: is missing"},
        {R"("program":"pause")", "program: is not one of kill, start, stop"},
        {R"("config":"")", "config: is empty"},
        {R"("x":1)", "command: none of"},
        {R"("feed":"pbx","state":"live","command":"note")", "feed: a line holds either command or feed"},
    };
    for (const auto &[fields, message] : mistakes)
        EXPECT_THAT(errorOf("\n" + line(fields)), testing::StartsWith("s:2: " + message)) << fields;
}

TEST(Acts, RefusesTimesThatAreMissingOddOrGoBack)
{
    EXPECT_THAT(errorOf("\n" + line(R"("program":"start")") + R"({"at":"00:00:59.999","program":"stop"})"),
                "s:3: at: goes back from 00:01:00.000 to 00:00:59.999");
    EXPECT_THAT(errorOf(R"({"program":"start"})"), "s:1: at: is missing");
    EXPECT_THAT(errorOf(R"({"at":60,"program":"start"})"), "s:1: at: is not a text");
    EXPECT_THAT(errorOf(R"({"at":"60s","program":"start"})"), HasSubstr("s:1: at: is not a time since the start"));
}

TEST(Acts, RefusesWhatIsNoJsonObject)
{
    EXPECT_EQ(errorOf("{\"at\":\"00:00:01\",}"), "s:1:18: not valid JSON");
    EXPECT_EQ(errorOf("hello"), "s:1:1: not valid JSON");
    EXPECT_EQ(errorOf("[1]"), "s:1: not a JSON object");
    EXPECT_EQ(errorOf("{\"at\":\"\xFF\"}"), "s:1:8: not valid JSON");
    EXPECT_THAT(errorOf("{\"at\":" + std::string(60, '[') + std::string(60, ']') + "}"),
                HasSubstr("too many brackets"));
    EXPECT_THAT(errorOf(line("\"command\":\"note\",\"text\":\"" + std::string(70'000, 'x') + "\"")),
                HasSubstr("longer than"));
}

TEST(Acts, RefusesANumberThatNothingCanHold) // the JSON reader throws something else for it than for a mistake
{
    EXPECT_EQ(errorOf("66e66666e66"), "s:1: a number is too large");
    EXPECT_EQ(errorOf(line(R"("signal":"temperature","zone":"hall","value":1e999)")), "s:1: a number is too large");
}

TEST(Acts, RefusesAMistakeInTheHeaderAndAHeaderThatIsNotFirst)
{
    EXPECT_EQ(errorOf(R"({"sight":"a.toml"})"), "s:1: sight: is not a field of this line");
    EXPECT_THAT(errorOf(R"({"start":"yesterday"})"), HasSubstr("s:1: start: is not ISO-8601"));
    EXPECT_THAT(errorOf(R"({"until":"40m"})"), HasSubstr("s:1: until: is not a time since the start"));
    EXPECT_THAT(errorOf(line(R"("program":"start")") + R"({"site":"a.toml"})"), HasSubstr("s:2: at: is missing"));
}

TEST(Acts, ReadsOneLineOfEveryForm)
{
    std::ifstream file(std::string(FW_TEST_DATA) + "/acts/every_form.acts");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    const Acts acts = read(text);
    EXPECT_EQ(acts.header.site, "two-queues.toml");
    EXPECT_EQ(acts.golden, "00:00:01.000 journal.began {}\n");
    for (const std::string_view name : actsSignalNames())
        EXPECT_THAT(text, HasSubstr("\"signal\":\"" + std::string(name) + "\""));
    for (int i = 0; i <= static_cast<int>(record::Verb::configReload); ++i)
        EXPECT_THAT(text, HasSubstr("\"command\":\"" + std::string(verbName(static_cast<record::Verb>(i))) + "\""));
    EXPECT_EQ(acts.lines.size(), static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 4);
}

// docs/acts.md is what people read: every signal, verb and field must stand there.
TEST(Acts, AreTabledInTheDocumentation)
{
    std::ifstream file(std::string(FW_TEST_DATA) + "/../../docs/acts.md");
    const std::string text(std::istreambuf_iterator<char>(file), {});
    ASSERT_FALSE(text.empty());
    for (const std::string_view name : actsSignalNames())
        EXPECT_THAT(text, HasSubstr("| `" + std::string(name) + "` |"));
    for (int i = 0; i <= static_cast<int>(record::Verb::configReload); ++i) {
        const auto verb = static_cast<record::Verb>(i);
        const std::string row = "\n| `" + std::string(record::verbName(verb)) + "` |";
        const std::size_t at = text.find(row);
        ASSERT_NE(at, text.npos) << row;
        const std::string found = text.substr(at, text.find('\n', at + 1) - at);
        for (const std::string_view field : actsFieldsOf(verb))
            EXPECT_THAT(found, HasSubstr("`" + std::string(field) + "`"));
    }
}

} // namespace
} // namespace fw::protocol
