#include "demo.h"

#include "feeds/pbx_double.h"
#include "feeds/trace_file.h"
#include "feeds/ups_double.h"

#include <QFile>

#include <array>

namespace fw::app {
namespace {

using namespace std::chrono_literals;

constexpr const char *kResources = ":/floorwarden/demo/";
struct File {
    const char *name;
    const char *chinese; // the same in Chinese words
};
constexpr std::array kFiles{File{"surge.ami.gz", "surge.ami.gz"}, File{"surge.times.gz", "surge.times.gz"},
                            File{"contacts.csv", "contacts.zh_CN.csv"}, File{"site.toml", "site.zh_CN.toml"}};
constexpr Duration kFrom = 118s; // callers are queueing already: trouble within seconds
constexpr Duration kCalm = 88s;  // the trace before its surge: what is played again and again after it
constexpr const char *kUps = "ups-a";

Error ioError(const QFile &file)
{
    return {Errc::io, file.errorString().toStdString(), file.fileName().toStdString()};
}

// Mains fail after some minutes, come back two minutes later, and the battery fills again.
std::vector<feeds::UpsDouble::Step> upsScript()
{
    return {{0s, "OL", 100, 0, 38min}, {4min, "OB DISCHRG", 100, -4, 36min}, {6min, "OL CHRG", 92, 2, 37min}};
}

} // namespace

Demo::Demo() = default;

Demo::~Demo()
{
    if (m_thread.isRunning()) {
        QMetaObject::invokeMethod(
            m_doubles, [this] { delete m_doubles; }, Qt::BlockingQueuedConnection);
        m_thread.quit();
        m_thread.wait();
    }
}

Result<void> Demo::unpack(Language language) const
{
    for (const File &file : kFiles) {
        QFile from(QString::fromLatin1(kResources) +
                   QLatin1String(language == Language::zh ? file.chinese : file.name));
        QFile to(m_folder.filePath(QLatin1String(file.name)));
        if (!from.open(QIODevice::ReadOnly))
            return tl::unexpected(ioError(from));
        if (!to.open(QIODevice::WriteOnly) || to.write(from.readAll()) < 0)
            return tl::unexpected(ioError(to));
    }
    return {};
}

Result<void> Demo::writeSite(int pbxPort, int upsPort) const
{
    QFile site(m_folder.filePath(QStringLiteral("site.toml")));
    if (!site.open(QIODevice::ReadWrite))
        return tl::unexpected(ioError(site));
    QByteArray text = site.readAll();
    text.replace("port = 5038", "port = " + QByteArray::number(pbxPort));
    text.replace("for = \"15s\"", "for = \"5s\"");           // nobody waits long to see what the console does
    text += "\n[procedure.7]\nunder_control_for = \"2m\"\n"; // nor to close it by its rule
    text += "\n[[ups]]\nid = \"" + QByteArray(kUps) + "\"\nnut = \"" + kUps +
            "@127.0.0.1:" + QByteArray::number(upsPort) + "\"\n";
    site.seek(0);
    if (site.write(text) != text.size())
        return tl::unexpected(ioError(site));
    return {};
}

Result<void> Demo::start(Language language)
{
    if (!m_folder.isValid())
        return fw::fail(Errc::io, m_folder.errorString().toStdString(), "the demo's folder");
    if (auto done = unpack(language); !done)
        return done;
    auto trace = feeds::readTrace(m_folder.filePath(QStringLiteral("surge")).toStdString());
    if (!trace)
        return tl::unexpected(trace.error());
    m_doubles = new QObject; // made here, lives there; what it owns is made there
    m_thread.setObjectName(QStringLiteral("demo"));
    m_doubles->moveToThread(&m_thread);
    m_thread.start();
    Result<std::uint16_t> pbxPort;
    Result<std::uint16_t> upsPort;
    const auto listen = [&] {
        auto *pbx = new feeds::PbxDouble(std::move(*trace),
                                         {.from = kFrom, .rounds = {.again = true, .laterEnd = kCalm}}, m_doubles);
        auto *ups = new feeds::UpsDouble(kUps, upsScript(), m_doubles);
        pbxPort = pbx->listen();
        upsPort = ups->listen();
    };
    QMetaObject::invokeMethod(m_doubles, listen, Qt::BlockingQueuedConnection);
    if (!pbxPort)
        return tl::unexpected(pbxPort.error());
    if (!upsPort)
        return tl::unexpected(upsPort.error());
    qputenv("FLOORWARDEN_AMI_SECRET", "demo");
    return writeSite(*pbxPort, *upsPort);
}

} // namespace fw::app
