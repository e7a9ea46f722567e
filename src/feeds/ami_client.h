// The live feed of a PBX: one AMI connection, kept up. It logs in (plain or by MD5 challenge, TCP or TLS), waits until
// the PBX is fully booted, takes a snapshot with events already on, pings, asks for the queues again now and then,
// notices a half-open connection, and reconnects with back-off and jitter. QObject of the core thread's event loop;
// never blocks.
//
// Order: `signalsArrived` brings what one read of the socket said, in order, at most one PbxAlive among it.
// `feedChanged` (feed "pbx") speaks only on a change: restarted (the PBX is another one than at the last connection;
// before the signals that tell it) → live (the first snapshot is complete; behind its signals) → down (lost, refused,
// not usable; `why` is one sentence). Signals between login and live are part of the picture and must be applied.
#pragma once

#include "engine/input.h"
#include "feeds/ami_dialogue.h"
#include "feeds/back_off.h"
#include "floor/signal.h"
#include "protocol/ami_parser.h"
#include "protocol/ami_signals.h"
#include "wording/sentence.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QObject>
#include <QSslCertificate>
#include <QSslError>
#include <QSslSocket>
#include <QTimer>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::feeds {

struct AmiClientConfig {
    floor::PbxConfig pbx;
    QByteArray secret;
    double speed = 1; // its clocks run that many times as fast (testing)
    // Whatever the speed, sockets and busy machines need this much of real time.
    Duration leastPatience = std::chrono::seconds{2};
};

// From the environment variable or the file that the site names. Errc::notFound: neither is named, or there is no such
// thing; refused: the file can be read by others than its owner; badInput: it is empty.
[[nodiscard]] Result<QByteArray> readSecret(const floor::PbxConfig &pbx);

class AmiClient : public QObject {
    Q_OBJECT
public:
    explicit AmiClient(AmiClientConfig config, QObject *parent = nullptr);
    ~AmiClient() override;

    void start();
    // Logs off and stays away.
    void stop();
    [[nodiscard]] bool isLive() const { return m_live; }

signals:
    void signalsArrived(const std::vector<fw::floor::Signal> &signalsNow);
    void feedChanged(const fw::engine::FeedIn &feed);

private:
    void connectNow();
    void startTls();
    void onReadyRead();
    void onSslErrors(const QList<QSslError> &errors);
    void onGone();
    void onTick();
    void onStage();
    void noticeRestart();
    void noticeLive();
    void drop(const Sentence &why);
    void scheduleReconnect();
    void report(engine::FeedState state, const Text &why);
    void write();
    [[nodiscard]] std::string place() const; // "127.0.0.1:5038"
    [[nodiscard]] Duration now() const;      // on the client's clock
    [[nodiscard]] int real(Duration duration) const;
    [[nodiscard]] int patience(Duration duration) const; // as real(), but at least the least patience

    AmiClientConfig m_config;
    QElapsedTimer m_clock;
    QSslSocket m_socket;
    QList<QSslCertificate> m_trusted;
    protocol::AmiParser m_parser;
    std::optional<protocol::AmiTranslator> m_translator;
    std::optional<AmiDialogue> m_dialogue; // while there is a connection
    std::vector<floor::Signal> m_batch;
    QTimer m_reconnect;
    QTimer m_patience; // the connection must be logged in by then, then fully booted
    QTimer m_tick;
    std::optional<Duration> m_nextPing;
    std::optional<Duration> m_nextResync;
    BackOff m_backOff;
    std::optional<Duration> m_booted; // when the PBX began, on the client's clock, as far as it was told
    std::string m_startup;
    std::optional<engine::FeedIn> m_reported;
    AmiDialogue::Stage m_stage = AmiDialogue::Stage::greeting;
    bool m_bootNoticed = false;
    bool m_startupNoticed = false;
    bool m_live = false;
    bool m_stopped = true;
};

} // namespace fw::feeds
