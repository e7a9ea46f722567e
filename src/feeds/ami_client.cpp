#include "feeds/ami_client.h"

#include "feeds/socket_trouble.h"

#include <QRandomGenerator>
#include <QSslConfiguration>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

using engine::FeedState;
using Stage = AmiDialogue::Stage;

constexpr Duration kLoginWithin = std::chrono::seconds{10};
constexpr Duration kBootWithin = std::chrono::seconds{10};
constexpr Duration kFirstBackOff = std::chrono::milliseconds{500};
constexpr Duration kLongestBackOff = std::chrono::seconds{30};
// Uptime is told in whole seconds, and a busy PBX tells it late.
constexpr Duration kSameBoot = std::chrono::seconds{5};
constexpr qint64 kReadBuffer = 1024L * 1024;

// 128 bits: an event with somebody else's ActionID is never taken for an answer.
std::string newPrefix()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), static_cast<qsizetype>(words.size()));
    return fmt::format("fw-{:08x}{:08x}{:08x}{:08x}-", words[0], words[1], words[2], words[3]);
}

// A question, a ping above all, must be answered so early that the feed does not grow stale on a dead connection.
Duration answerWithin(const floor::PbxConfig &pbx)
{
    return std::max(pbx.staleAfter - pbx.ping, pbx.ping);
}

} // namespace

AmiClient::AmiClient(AmiClientConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_backOff(kFirstBackOff, kLongestBackOff)
{
    m_clock.start();
    m_reconnect.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_socket.setReadBufferSize(kReadBuffer);
    connect(&m_reconnect, &QTimer::timeout, this, &AmiClient::connectNow);
    connect(&m_patience, &QTimer::timeout, this, [this] {
        if (m_stage != Stage::booting)
            return drop({"pbx.no_answer", {{"place", place()}}});
        m_dialogue->onBootTimeout(now());
        onStage();
    });
    connect(&m_tick, &QTimer::timeout, this, &AmiClient::onTick);
    connect(&m_socket, &QSslSocket::connected, this,
            [this] { m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1); });
    connect(&m_socket, &QSslSocket::readyRead, this, &AmiClient::onReadyRead);
    connect(&m_socket, &QSslSocket::sslErrors, this, &AmiClient::onSslErrors);
    connect(&m_socket, &QSslSocket::errorOccurred, this, &AmiClient::onGone);
    connect(&m_socket, &QSslSocket::disconnected, this, &AmiClient::onGone);
}

AmiClient::~AmiClient()
{
    m_socket.disconnect(this);
}

void AmiClient::start()
{
    if (!m_stopped)
        return;
    m_stopped = false;
    connectNow();
}

void AmiClient::stop()
{
    m_stopped = true;
    m_reconnect.stop();
    m_patience.stop();
    m_tick.stop();
    if (m_dialogue && m_stage >= Stage::booting && m_stage != Stage::failed) {
        m_dialogue->logOff();
        write();
        m_socket.flush(); // it may not live to see its socket writable
    }
    m_dialogue.reset();
    m_live = false;
    m_socket.disconnectFromHost();
}

void AmiClient::connectNow()
{
    m_parser.reset();
    const std::string prefix = newPrefix();
    m_dialogue.emplace(m_config.pbx, m_config.secret, prefix);
    m_translator.emplace(protocol::AmiTranslator::ownPrefix(prefix));
    m_stage = Stage::greeting;
    m_bootNoticed = m_startupNoticed = false;
    m_patience.start(patience(kLoginWithin));
    const QString host = QString::fromStdString(m_config.pbx.host);
    const auto port = static_cast<quint16>(m_config.pbx.port);
    if (!m_config.pbx.tls)
        return m_socket.connectToHost(host, port);
    startTls();
}

void AmiClient::startTls()
{
    if (!QSslSocket::supportsSsl())
        return drop({"pbx.no_tls", {}});
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    if (!m_config.pbx.tlsCa.empty()) {
        m_trusted = QSslCertificate::fromPath(QString::fromStdString(m_config.pbx.tlsCa));
        if (m_trusted.isEmpty())
            return drop({"pbx.no_certificate", {{"file", m_config.pbx.tlsCa}}});
        tls.setCaCertificates(m_trusted);
    }
    tls.setPeerVerifyMode(QSslSocket::VerifyPeer);
    m_socket.setSslConfiguration(tls);
    m_socket.connectToHostEncrypted(QString::fromStdString(m_config.pbx.host), static_cast<quint16>(m_config.pbx.port));
}

// A certificate that itself lies in tls_ca is the very one that was meant, whatever name it bears.
void AmiClient::onSslErrors(const QList<QSslError> &errors)
{
    const bool pinned = m_trusted.contains(m_socket.peerCertificate());
    const bool harmless = std::all_of(errors.begin(), errors.end(), [](const QSslError &error) {
        return error.error() == QSslError::HostNameMismatch || error.error() == QSslError::SelfSignedCertificate;
    });
    if (pinned && harmless)
        m_socket.ignoreSslErrors(errors);
}

void AmiClient::onReadyRead()
{
    while (m_dialogue && m_socket.bytesAvailable() > 0) {
        const QByteArray bytes = m_socket.readAll();
        m_batch.clear();
        m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                      [this](const protocol::AmiMessage &message) {
                          m_dialogue->onMessage(message, now());
                          m_translator->translate(message, m_batch);
                      });
        onStage();
    }
}

// What the bytes just read, or a timer, have changed.
void AmiClient::onStage()
{
    if (m_stage == Stage::greeting && m_parser.banner()) {
        m_translator->banner(*m_parser.banner());
        m_dialogue->onBanner();
    }
    if (m_dialogue->stage() == Stage::booting && m_stage != Stage::booting)
        m_patience.start(patience(kBootWithin));
    if (m_dialogue->stage() > Stage::booting)
        m_patience.stop();
    if (m_dialogue->stage() >= Stage::booting && !m_tick.isActive())
        m_tick.start(std::clamp(real(std::min(m_config.pbx.ping, m_config.pbx.resync)) / 5, 5, 1000));
    m_stage = m_dialogue->stage();
    noticeRestart();
    const bool usable = m_stage != Stage::failed && !m_translator->unsupported();
    if (usable && m_stage >= Stage::booting && !m_batch.empty()) {
        const auto alive = [](const floor::Signal &signal) { return std::holds_alternative<floor::PbxAlive>(signal); };
        const auto rest = std::remove_if(m_batch.begin(), m_batch.end(), alive);
        m_batch.erase(rest == m_batch.begin() ? rest + 1 : rest, m_batch.end());
        const auto batch = std::exchange(m_batch, {});
        emit signalsArrived(batch);
    }
    if (!m_dialogue)
        return; // stopped by who listens
    if (m_translator->unsupported())
        return drop(*m_translator->unsupported());
    if (m_stage == Stage::failed)
        return drop(Sentence(m_dialogue->failure())); // which goes with the dialogue
    write();
    noticeLive();
}

void AmiClient::noticeRestart()
{
    Text why;
    if (m_dialogue->uptime() && !m_bootNoticed) {
        m_bootNoticed = true;
        const Duration booted = now() - *m_dialogue->uptime();
        if (m_booted && booted > *m_booted + kSameBoot)
            why = inBoth(
                {"pbx.up_for", {{"seconds", std::chrono::floor<std::chrono::seconds>(*m_dialogue->uptime()).count()}}});
        m_booted = booted;
    }
    if (!m_dialogue->startup().empty() && !m_startupNoticed) {
        m_startupNoticed = true;
        // Only where FullyBooted is not shown: both tell of the same start.
        if (!m_bootNoticed && !m_startup.empty() && m_startup != m_dialogue->startup())
            why = inBoth({"pbx.started_at", {{"time", m_dialogue->startup()}}});
        m_startup = m_dialogue->startup();
    }
    if (!why.empty())
        report(FeedState::restarted, why);
}

void AmiClient::noticeLive()
{
    if (m_live || m_stage != Stage::live)
        return;
    m_live = true;
    m_backOff.reset();
    m_nextPing = now() + m_config.pbx.ping;
    m_nextResync = now() + m_config.pbx.resync;
    report(FeedState::live, {});
}

void AmiClient::onTick()
{
    if (!m_dialogue)
        return;
    const auto asked = m_dialogue->unansweredSince();
    if (asked && real(now() - *asked) > patience(answerWithin(m_config.pbx)))
        return drop({"pbx.stopped_answering", {{"place", place()}}});
    if (!m_nextPing || now() >= *m_nextPing) {
        m_dialogue->ping(now());
        m_nextPing = now() + m_config.pbx.ping;
    }
    if (m_nextResync && now() >= *m_nextResync) {
        m_dialogue->resync(now());
        m_nextResync = now() + m_config.pbx.resync;
    }
    write();
}

void AmiClient::write()
{
    const std::string bytes = m_dialogue->takeOutput();
    if (!bytes.empty())
        m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void AmiClient::onGone()
{
    if (!m_dialogue)
        return;
    const bool stopping = m_dialogue->shuttingDown();
    const bool closed = m_socket.error() == QAbstractSocket::RemoteHostClosedError ||
                        m_socket.error() == QAbstractSocket::UnknownSocketError;
    // What it said last stands, also where the end came with it.
    onReadyRead();
    if (!m_dialogue)
        return;
    if (stopping || m_dialogue->shuttingDown())
        drop({"pbx.shut_down", {{"place", place()}}});
    else if (closed)
        drop({"pbx.closed_connection", {{"place", place()}}});
    else
        drop({"pbx.no_connection", {{"place", place()}, {"what", socketTrouble(m_socket)}}});
}

void AmiClient::drop(const Sentence &why)
{
    m_dialogue.reset();
    m_patience.stop();
    m_tick.stop();
    m_nextPing.reset();
    m_nextResync.reset();
    m_live = false;
    m_batch.clear();
    m_socket.abort();
    report(FeedState::down, inBoth(why));
    if (!m_stopped)
        scheduleReconnect();
}

void AmiClient::scheduleReconnect()
{
    m_reconnect.start(real(m_backOff.next(QRandomGenerator::global()->generateDouble())));
}

void AmiClient::report(FeedState state, const Text &why)
{
    const engine::FeedIn feed{"pbx", state, why};
    if (m_reported == feed)
        return;
    m_reported = feed;
    emit feedChanged(feed);
}

std::string AmiClient::place() const
{
    return fmt::format("{}:{}", m_config.pbx.host, m_config.pbx.port);
}

Duration AmiClient::now() const
{
    return Duration{std::llround(static_cast<double>(m_clock.elapsed()) * m_config.speed)};
}

int AmiClient::real(Duration duration) const
{
    return static_cast<int>(std::clamp(std::ceil(static_cast<double>(duration.count()) / m_config.speed), 0.0, 1e9));
}

int AmiClient::patience(Duration duration) const
{
    return std::max(real(duration), static_cast<int>(m_config.leastPatience.count()));
}

} // namespace fw::feeds
