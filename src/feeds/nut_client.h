// The live feed of the UPSs on one upsd (NUT): one connection, kept up, over which every UPS is asked for its variables
// again and again. It notices a server that hangs, reconnects with back-off and jitter, and never logs in: reading
// needs no account. QObject of the core thread's event loop; never blocks. Its times are real ones.
//
// Order: `signalsArrived` brings one UpsReading, under the site's id, when it differs from the one before, after a time
// in which the feed was not live, or as a sign of life now and then. `feedChanged` (feed "ups:ID") speaks only on a
// change: live (behind the reading) · stale (upsd has no fresh data) · down (no server, no answer, no driver, no such
// UPS; `why` is one sentence).
#pragma once

#include "engine/input.h"
#include "feeds/back_off.h"
#include "floor/signal.h"
#include "floor/site.h"
#include "protocol/nut_parser.h"
#include "wording/sentence.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

#include <optional>
#include <string>
#include <vector>

namespace fw::feeds {

struct NutUps {
    std::string id;   // the site's
    std::string name; // upsd's
    bool operator==(const NutUps &) const = default;
};

struct NutClientConfig {
    std::string host;
    int port = 3493;
    std::vector<NutUps> upses; // at least one
    Duration poll = std::chrono::seconds{1};
    Duration answerWithin = std::chrono::seconds{5}; // also for the connection itself
    Duration firstBackOff = std::chrono::seconds{1};
    // Short: a server that comes back in a power cut has to be heard at once, and a try costs it no more than a
    // question.
    Duration longestBackOff = std::chrono::seconds{2};
    Duration signOfLife = std::chrono::seconds{10};
    bool operator==(const NutClientConfig &) const = default;
};

// One for each server that the site names, in the order of the site file.
[[nodiscard]] std::vector<NutClientConfig> nutServers(const floor::Site &site);

class NutClient : public QObject {
    Q_OBJECT
public:
    explicit NutClient(NutClientConfig config, QObject *parent = nullptr);
    ~NutClient() override;

    void start();
    // Takes leave and stays away.
    void stop();
    [[nodiscard]] const NutClientConfig &config() const { return m_config; }
    [[nodiscard]] const BackOff &backOff() const { return m_backOff; }

signals:
    void signalsArrived(const std::vector<fw::floor::Signal> &signalsNow);
    void feedChanged(const fw::engine::FeedIn &feed);

private:
    struct Watched {
        NutUps ups;
        std::optional<engine::FeedIn> reported;
        std::optional<floor::UpsReading> sent; // while the feed is live
        qint64 sentAt = 0;                     // on m_clock
    };

    void connectNow();
    void onConnected();
    void onPoll();
    void onReadyRead();
    void onGone();
    void onPatienceEnded();
    void ask(std::size_t index);
    void take(const protocol::NutAnswer &answer);
    void takeReading(Watched &watched, floor::UpsReading reading);
    void takeRefusal(Watched &watched, const protocol::NutRefusal &refusal);
    void drop(const Sentence &why);
    void report(Watched &watched, engine::FeedState state, const Text &why);
    [[nodiscard]] std::string place() const; // "127.0.0.1:3493"

    NutClientConfig m_config;
    std::vector<Watched> m_watched;
    QElapsedTimer m_clock;
    QTcpSocket m_socket;
    protocol::NutParser m_parser;
    QTimer m_reconnect;
    QTimer m_patience; // the connection, then each answer
    QTimer m_poll;
    std::optional<std::size_t> m_asked; // whose answer is awaited
    BackOff m_backOff;
    bool m_open = false; // a connection is wanted or there
    bool m_stopped = true;
};

} // namespace fw::feeds
