// TLS with a certificate made for the test: the client takes exactly the one it was told to trust.
#include "feeds/ami_client.h"

#include "event_loop.h"
#include "feeds/pbx_double.h"
#include "lacks.h"
#include "reason.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QProcess>
#include <QSslKey>
#include <QStandardPaths>
#include <QTemporaryDir>

namespace fw::feeds {
namespace {

using engine::FeedState;
using test::waitFor;

class AmiClientTlsTest : public testing::Test {
protected:
    void SetUp() override
    {
        if (!QSslSocket::supportsSsl() || QStandardPaths::findExecutable("openssl").isEmpty())
            return test::lacks("needs a TLS library and the openssl command");
        makeCertificate("pbx", "/CN=pbx.test");
        makeCertificate("other", "/CN=other.test");
        PlayOptions options{.speed = 0.001};
        QSslConfiguration tls;
        QFile key(file("pbx.key"));
        ASSERT_TRUE(key.open(QIODevice::ReadOnly));
        tls.setPrivateKey(QSslKey(&key, QSsl::Rsa));
        tls.setLocalCertificateChain(QSslCertificate::fromPath(file("pbx.crt")));
        options.tls = tls;
        m_double = std::make_unique<PbxDouble>(*readTrace(FW_TEST_DATA "/ami/surge_cut"), options);
        m_port = m_double->listen().value_or(0);
    }
    [[nodiscard]] QString file(const QString &name) const { return m_folder.filePath(name); }
    void makeCertificate(const QString &name, const QString &subject) const
    {
        QProcess openssl;
        openssl.start("openssl", {"req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", subject,
                                  "-keyout", file(name + ".key"), "-out", file(name + ".crt")});
        ASSERT_TRUE(openssl.waitForFinished(60'000));
        ASSERT_EQ(openssl.exitCode(), 0) << openssl.readAllStandardError().toStdString();
    }
    void connectTrusting(const QString &certificate)
    {
        AmiClientConfig config;
        config.pbx.port = m_port;
        config.pbx.user = "console";
        config.pbx.tls = true;
        config.pbx.tlsCa = certificate.isEmpty() ? "" : file(certificate).toStdString();
        config.secret = "test-only";
        config.leastPatience = std::chrono::minutes{1};
        m_client = std::make_unique<AmiClient>(config);
        QObject::connect(m_client.get(), &AmiClient::feedChanged,
                         [this](const engine::FeedIn &feed) { m_feed = feed; });
        m_client->start();
    }

    QTemporaryDir m_folder;
    std::unique_ptr<PbxDouble> m_double;
    std::uint16_t m_port = 0;
    std::unique_ptr<AmiClient> m_client;
    std::optional<engine::FeedIn> m_feed;
};

TEST_F(AmiClientTlsTest, ASelfSignedCertificateThatIsTrustedIsTaken)
{
    connectTrusting("pbx.crt");
    ASSERT_TRUE(waitFor([this] { return m_feed.has_value(); }));
    EXPECT_EQ(m_feed->state, FeedState::live) << m_feed->why.en;
}

TEST_F(AmiClientTlsTest, AnyOtherCertificateIsRefused)
{
    for (const QString trusted : {"other.crt", ""}) {
        m_feed.reset();
        connectTrusting(trusted);
        ASSERT_TRUE(waitFor([this] { return m_feed.has_value(); }));
        EXPECT_EQ(m_feed->state, FeedState::down);
        EXPECT_TRUE(m_feed->why.en.starts_with("No connection to the PBX")) << m_feed->why.en;
        EXPECT_NE(m_feed->why.zh.find("TLS 握手失败"), std::string::npos) << m_feed->why.zh;
    }
}

TEST_F(AmiClientTlsTest, ACertificateFileThatIsNoneIsSaid)
{
    connectTrusting("pbx.key");
    ASSERT_TRUE(waitFor([this] { return m_feed.has_value(); }));
    EXPECT_EQ(m_feed->state, FeedState::down);
    EXPECT_TRUE(m_feed->why.en.starts_with("There is no certificate in ")) << m_feed->why.en;
    EXPECT_TRUE(test::isSaidInChinese(m_feed->why)) << m_feed->why.zh;
}

} // namespace
} // namespace fw::feeds
