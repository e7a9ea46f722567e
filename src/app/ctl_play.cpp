#include "commands.h"
#include "interrupts.h"
#include "options.h"

#include "feeds/pbx_double.h"

#include <QCoreApplication>

#include <cstdio>

namespace fw::app {
namespace {

const std::vector<Options::Option> kOptions{
    {"port", "P", "port on loopback; 0: any, printed"},
    {"speed", "N", "times as fast"},
    {"from", "S", "begin at this second of the trace"},
    {"loop", nullptr, "begin again at the end"},
    {"times", "N", "copies side by side"},
};

} // namespace

int runPlay(const QStringList &words)
{
    const Options options(words, kOptions, 1, 1);
    (void)options.required("port");
    feeds::PlayOptions play;
    play.port = std::uint16_t(*options.number("port", 0, 65535));
    play.speed = options.number("speed", 0.01, 10'000).value_or(1);
    play.from = Duration{std::int64_t(options.number("from", 0, 366.0 * 86400).value_or(0) * 1000)};
    play.rounds.again = options.has("loop");
    play.times = int(options.number("times", 1, 10'000).value_or(1));
    auto trace = feeds::readTrace(options.arguments().front());
    if (!trace)
        return fail(trace.error());
    feeds::PbxDouble pbx(std::move(*trace), play);
    const auto port = pbx.listen();
    if (!port)
        return fail(port.error());
    std::printf("listening on 127.0.0.1:%d\n", int(*port));
    std::fflush(stdout);
    Interrupts interrupts;
    QObject::connect(&interrupts, &Interrupts::interrupted, qApp, &QCoreApplication::quit);
    QObject::connect(&pbx, &feeds::PbxDouble::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    return QCoreApplication::exec();
}

} // namespace fw::app
