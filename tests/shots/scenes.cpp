#include "scenes.h"

#include "console/window/acts.h"

#include <QApplication>
#include <QLineEdit>

namespace fw::shots {
namespace {

using namespace std::chrono_literals;
using console::ActId;
using console::MainWindow;

const std::vector<UpsSays> kOnLine{{0s, "OL", 100, 38min}};

// Callers come five times as fast from 1:30 on; the rule speaks at 2:10.
constexpr const char *kSurge = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:02:16.000","command":"acknowledge","incident":1,"operator":"07"}
{"at":"00:02:19.000","command":"take_command","incident":1,"operator":"07"}
{"at":"00:02:25.000","command":"step.done","incident":1,"step":"level1-order","operator":"07"}
{"at":"00:02:28.000","command":"step.skip","incident":1,"step":"level1-lend","reason":1,"operator":"07"}
{"at":"00:02:29.000","command":"step.skip","incident":1,"step":"notice","reason":1,"operator":"07"}
{"at":"00:02:31.000","command":"fact.set","incident":1,"fact":"entity_answer","value":{"ticketing":"+3"},"operator":"07"}
{"at":"00:02:33.000","command":"fact.set","incident":1,"fact":"entity_answer","value":{"drama":"+2"},"operator":"07"}
{"at":"00:02:35.000","command":"fact.set","incident":1,"fact":"entity_answer","value":{"venues":"+2"},"operator":"07"}
{"at":"00:02:37.000","command":"fact.set","incident":1,"fact":"entity_answer","value":{"outbound":"+1"},"operator":"07"}
{"at":"00:02:41.000","command":"fact.set","incident":1,"fact":"cause","value":"systems","operator":"07"}
{"at":"00:02:58.000","command":"contact.tried","incident":1,"step":"cause","chain":"cause-systems","position":1,"outcome":"busy","operator":"07"}
{"at":"00:03:06.000","command":"note","incident":1,"text":"%1","operator":"07"}
)";

constexpr const char *kPower = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:00:25.000","command":"acknowledge","incident":1,"operator":"07"}
{"at":"00:00:40.000","command":"contact.tried","incident":1,"step":"phone-om","chain":"om","position":1,"outcome":"no_answer","operator":"07"}
{"at":"00:01:06.000","command":"contact.tried","incident":1,"step":"phone-om","chain":"om","position":2,"outcome":"reached","operator":"07"}
{"at":"00:01:09.000","command":"note","incident":1,"text":"%1","operator":"07"}
{"at":"00:01:15.000","command":"step.done","incident":1,"step":"shed","operator":"07"}
)";

constexpr const char *kSeat = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:00:12.000","signal":"pbx.device","device":"PJSIP/1023","state":"UNAVAILABLE"}
{"at":"00:00:34.000","command":"acknowledge","incident":1,"operator":"07"}
{"at":"00:00:38.000","command":"fact.set","incident":1,"fact":"what","value":"phone","operator":"07"}
{"at":"00:00:45.000","command":"seat.assign","incident":1,"to":"41","operator":"07"}
)";

constexpr const char *kSignedIn = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
)";

constexpr const char *kPressed = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:01:10.000","command":"incident.start","playbook":"alarm-and-fire","operator":"07"}
)";

constexpr const char *kFire = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:01:10.000","command":"incident.start","playbook":"alarm-and-fire","operator":"07"}
{"at":"00:01:13.000","command":"fact.set","incident":1,"fact":"finding","value":"real","operator":"07"}
{"at":"00:01:20.000","command":"step.done","incident":1,"step":"announce","operator":"07"}
)";

constexpr const char *kBlind = R"(
{"at":"00:00:02.000","command":"sign_in","operator":"07"}
{"at":"00:01:10.000","feed":"pbx","state":"down"}
)";

// Twelve spare seats, of which the recording knows nothing: their phones are there and nobody is signed in.
QString spareSeats()
{
    QString text;
    for (int seat = 37; seat <= 48; ++seat)
        text +=
            QStringLiteral(R"({"at":"00:00:01.000","signal":"pbx.device","device":"PJSIP/10%1","state":"NOT_INUSE"})")
                .arg(seat) +
            QLatin1Char('\n');
    return text;
}

std::string with(const char *acts, const QString &typed = {})
{
    const QString text = QString::fromUtf8(acts);
    return (spareSeats() + (typed.isEmpty() ? text : text.arg(typed)).trimmed()).toStdString();
}

void signIn(MainWindow &window)
{
    window.desk().signIn(QStringLiteral("07"));
}

std::function<void(MainWindow &)> press(ActId id, const QString &typed = {})
{
    return [id, typed](MainWindow &window) {
        signIn(window);
        window.perform(id);
        if (auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget()); line != nullptr && !typed.isEmpty())
            line->setText(typed);
    };
}

} // namespace

std::vector<Scene> scenes(Language language)
{
    const auto words = [language](const char *en, const char *zh) {
        return QString::fromUtf8(language == Language::zh ? zh : en);
    };
    const QString gates = words("cinema 12: ticket gates down", "12 号影院检票机离线");
    const QString generator = words("O&M: generator starts in 5 min", "运维答复：发电机 5 分钟内启动");
    const Plan calm{.traceUntil = 60s, .until = 60s, .acts = with(kSignedIn), .ups = kOnLine};
    const Plan surge{.traceUntil = 220s, .until = 220s, .acts = with(kSurge, gates), .ups = kOnLine};
    const std::vector<UpsSays> failing{{0s, "OL", 100, 38min},
                                       {15s, "OB DISCHRG", 98, 31min},
                                       {45s, "OB DISCHRG", 61, 17min},
                                       {80s, "OB DISCHRG LB", 18, 5min}};
    const Plan power{.traceUntil = 95s, .until = 95s, .acts = with(kPower, generator), .ups = failing};
    const Plan seat{.traceUntil = 75s,
                    .until = 75s,
                    .acts = with(kSeat),
                    .ups = kOnLine,
                    .deadPhone = "PJSIP/1023",
                    .deadFrom = 12s};
    const Plan pressed{.traceUntil = 74s, .until = 74s, .acts = with(kPressed), .ups = kOnLine};
    const Plan fire{.traceUntil = 88s, .until = 88s, .acts = with(kFire), .ups = kOnLine};
    const Plan blind{.traceUntil = 68s, .until = 125s, .acts = with(kBlind), .ups = kOnLine};
    const QString small = QStringLiteral("light-1366");
    const QString large = QStringLiteral("light-1920");
    return {
        {.name = QStringLiteral("calm"), .plan = calm, .hands = signIn, .kept = small},
        {.name = QStringLiteral("surge"), .plan = surge, .hands = signIn, .kept = large},
        {.name = QStringLiteral("power"), .plan = power, .hands = signIn, .kept = QStringLiteral("dark-1366")},
        {.name = QStringLiteral("seat"), .plan = seat, .hands = signIn, .kept = small},
        {.name = QStringLiteral("alarm"), .plan = pressed, .hands = signIn, .kept = small},
        {.name = QStringLiteral("fire"), .plan = fire, .hands = signIn, .kept = large},
        {.name = QStringLiteral("blind"), .plan = blind, .hands = signIn, .kept = small},
        {.name = QStringLiteral("start"), .plan = calm, .hands = press(ActId::signIn), .kept = {}},
        {.name = QStringLiteral("find"),
         .plan = surge,
         .hands = press(ActId::find, QStringLiteral("tick")),
         .kept = small},
        {.name = QStringLiteral("keys"), .plan = surge, .hands = press(ActId::help), .kept = {}},
        {.name = QStringLiteral("close"), .plan = surge, .hands = press(ActId::close), .kept = small},
        {.name = QStringLiteral("wallboard"), .plan = surge, .window = Window::wallboard, .kept = small},
        {.name = QStringLiteral("watchdog"), .plan = calm, .window = Window::alarm, .kept = small},
    };
}

} // namespace fw::shots
