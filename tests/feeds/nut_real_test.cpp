// The client of UPSs against the upsd and the driver that NUT tries out with (Debian: nut-server), where they are
// installed.
#include "feeds/nut_client.h"

#include "nut_watch.h"

#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTcpServer>
#include <QTemporaryDir>

#include <csignal>
#include <pwd.h>
#include <unistd.h>

namespace fw::feeds {
namespace {

constexpr const char *kUpsd = "/lib/nut/upsd";
constexpr const char *kDriver = "/lib/nut/dummy-ups";

class RealUpsdTest : public NutWatch {
protected:
    void SetUp() override
    {
        for (const char *program : {kUpsd, kDriver}) {
            if (!QFileInfo(QString::fromLatin1(program)).isExecutable())
                GTEST_SKIP() << program << " is not there: install nut-server to try the client against a real upsd";
        }
        ASSERT_TRUE(m_folder.isValid());
        m_port = freePort();
        write("ups.conf", "pollinterval = 1\n[lab]\n  driver = dummy-ups\n  port = lab.dev\n  mode = dummy-once\n");
        write("upsd.conf", fmt::format("LISTEN 127.0.0.1 {}\nMAXAGE 2\n", m_port));
        write("upsd.users", "");
        write("nut.conf", "MODE=none\n");
        power("OL", 100);
        startDriver();
        start(m_upsd, kUpsd, {});
    }
    void TearDown() override
    {
        m_client.reset();
        for (QProcess *process : {&m_driver, &m_upsd}) {
            process->kill();
            process->waitForFinished(5'000);
        }
    }

    [[nodiscard]] static std::uint16_t freePort()
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        return server.serverPort();
    }
    void write(const char *name, const std::string &text)
    {
        const QString path = m_folder.filePath(QString::fromLatin1(name));
        QFile file(path + ".new");
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        ASSERT_TRUE(file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner));
        file.write(text.data(), static_cast<qint64>(text.size()));
        file.close();
        ASSERT_EQ(std::rename(QFile::encodeName(path + ".new").constData(), QFile::encodeName(path).constData()), 0);
    }
    // The driver reads its file again when it has changed.
    void power(const char *status, int charge)
    {
        write("lab.dev", fmt::format("ups.status: {}\nbattery.charge: {}\nbattery.runtime: {}\nups.load: 31\n"
                                     "ups.mfr: The \"Lab\"\nambient.temperature: 23.4\n",
                                     status, charge, charge * 18));
    }
    void start(QProcess &process, const char *program, const QStringList &arguments)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *name : {"NUT_CONFPATH", "NUT_STATEPATH", "NUT_ALTPIDPATH"})
            environment.insert(QString::fromLatin1(name), m_folder.path());
        const passwd *user = getpwuid(getuid());
        ASSERT_NE(user, nullptr);
        process.setProcessEnvironment(environment);
        process.setStandardOutputFile(QProcess::nullDevice());
        process.setStandardErrorFile(QProcess::nullDevice());
        process.start(QString::fromLatin1(program),
                      arguments + QStringList{"-u", QString::fromLocal8Bit(user->pw_name), "-FF"});
        ASSERT_TRUE(process.waitForStarted(10'000));
    }
    void startDriver() { start(m_driver, kDriver, {"-a", "lab"}); }
    void stopProcess(QProcess &process)
    {
        process.kill();
        ASSERT_TRUE(process.waitForFinished(5'000));
    }
    void signalDriver(int number) { ::kill(static_cast<pid_t>(m_driver.processId()), number); }

    QTemporaryDir m_folder;
    std::uint16_t m_port = 0;
    QProcess m_driver;
    QProcess m_upsd;
};

TEST_F(RealUpsdTest, APowerCutADriverThatHangsOneThatDiesAndTheServersEnd)
{
    connectTo(m_port, {{"ups-a", "lab"}}, [](NutClientConfig &config) { config.poll = Duration{100}; });
    ASSERT_TRUE(hears("ups-a: OL"));
    EXPECT_EQ(m_readings.back(), (floor::UpsReading{"ups-a", "OL", 100, std::chrono::minutes{30}, 31, 23.4}));
    power("OB DISCHRG", 60);
    ASSERT_TRUE(hears("ups-a: OB DISCHRG"));
    power("OB LB", 10);
    ASSERT_TRUE(hears("ups-a: OB LB"));
    power("OL CHRG", 12);
    ASSERT_TRUE(hears("ups-a: OL CHRG"));

    signalDriver(SIGSTOP);
    ASSERT_TRUE(hears("ups:ups-a stale", std::chrono::seconds{40}));
    signalDriver(SIGCONT);
    ASSERT_TRUE(hears("ups:ups-a live"));

    stopProcess(m_driver);
    ASSERT_TRUE(hears("ups:ups-a down"));
    EXPECT_EQ(m_why, fmt::format("The UPS server at {} has lost the driver of \"lab\".", m_place));
    startDriver();
    ASSERT_TRUE(hears("ups:ups-a live"));

    stopProcess(m_upsd);
    ASSERT_TRUE(hears("ups:ups-a down"));
    start(m_upsd, kUpsd, {});
    ASSERT_TRUE(hears("ups-a: OL CHRG"));
}

TEST_F(RealUpsdTest, AUpsThatItDoesNotHaveIsDown)
{
    connectTo(m_port, {{"ups-a", "lab"}, {"ups-b", "elsewhere"}});
    ASSERT_TRUE(test::waitFor([this] { return m_why.ends_with("has no UPS called \"elsewhere\"."); }));
    EXPECT_TRUE(hears("ups-a: OL"));
}

} // namespace
} // namespace fw::feeds
