// The PBX double: a recorded trace that answers as the PBX it was recorded from. It listens on loopback only; its clock
// starts at the first login; a question is answered from the fold of everything played up to that moment; what a client
// changes stays changed. It closes at the end of the trace. Owned by `play`, the demo or a test; one thread with an
// event loop.
#pragma once

#include "feeds/pbx_session.h"
#include "feeds/trace_player.h"

#include <QElapsedTimer>
#include <QObject>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTimer>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace fw::feeds {

struct PlayOptions {
    std::uint16_t port = 0; // 0: any free one
    double speed = 1;       // of the trace's clock, > 0
    Duration from{};        // where the trace begins
    TracePlayer::Rounds rounds = {};
    int times = 1;                             // copies side by side; queues, agents and calls are renamed
    std::optional<QSslConfiguration> tls = {}; // with certificate and key
};

class PbxDouble : public QObject, private PbxSession::Desk, private TracePlayer::Audience {
    Q_OBJECT
public:
    PbxDouble(TraceFile trace, PlayOptions options, QObject *parent = nullptr);
    ~PbxDouble() override;

    // The port. Errc::io: it is taken; badInput: a speed or a number of copies that is none.
    [[nodiscard]] Result<std::uint16_t> listen();
    // The PBX as it is now; everything up to now has been said.
    [[nodiscard]] PbxFold &fold();
    [[nodiscard]] Duration now() const;
    // From now on the trace's clock runs so fast.
    void setSpeed(double speed);

signals:
    void ended(); // of the trace; connections are closed, what was written still goes out

private:
    void loggedIn(PbxSession &session) override;
    void asked(PbxSession &session, const protocol::AmiMessage &action) override;
    [[nodiscard]] bool wants(EventMask classes) const override;
    void onEvent(std::string_view text, EventMask classes) override;
    void onOpened() override;
    void onReady() override;
    void onClosed() override;
    void onEnded() override;

    void onConnection();
    void advance();
    void schedule();
    void tellBoot(PbxSession &session);
    [[nodiscard]] bool openPort();
    void closeAll();

    TraceFile m_trace;
    PlayOptions m_options;
    TracePlayer m_player;
    std::unique_ptr<QTcpServer> m_server;
    std::vector<PbxSession *> m_sessions; // children
    QTimer m_timer;
    QElapsedTimer m_clock; // since the first login
    Duration m_began{};    // the trace's time then
    std::uint16_t m_port = 0;
};

} // namespace fw::feeds
