#include "feeds/pbx_double.h"

#include "feeds/pbx_acts.h"
#include "feeds/pbx_answers.h"

#include <QHostAddress>
#include <QSslServer>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <spdlog/spdlog.h>

namespace fw::feeds {

namespace {

constexpr int kMostCopies = 1000;
constexpr double kFastest = 100'000;
constexpr std::size_t kMostSessions = 64;
constexpr int kLongestSleep = 60'000; // milliseconds

} // namespace

PbxDouble::PbxDouble(TraceFile trace, PlayOptions options, QObject *parent)
    : QObject(parent), m_trace(std::move(trace)), m_options(std::move(options)),
      m_player(m_trace, std::clamp(m_options.times, 1, kMostCopies), m_options.rounds, *this)
{
    if (m_options.tls) {
        auto server = std::make_unique<QSslServer>();
        server->setSslConfiguration(*m_options.tls);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, &PbxDouble::onConnection);
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &PbxDouble::advance);
    m_began = m_player.begin(m_options.from);
}

PbxDouble::~PbxDouble()
{
    for (PbxSession *session : m_sessions)
        session->disconnect(this);
}

Result<std::uint16_t> PbxDouble::listen()
{
    if (!(m_options.speed > 0) || m_options.speed > kFastest)
        return fail(Errc::badInput, fmt::format("a speed is more than 0 and at most {}", kFastest));
    if (m_options.times < 1 || m_options.times > kMostCopies)
        return fail(Errc::badInput, fmt::format("a trace is played 1 to {} times side by side", kMostCopies));
    m_port = m_options.port;
    if (!openPort())
        return fail(Errc::io, fmt::format("port {} of 127.0.0.1 cannot be used: {}", m_port,
                                          m_server->errorString().toStdString()));
    return m_port;
}

bool PbxDouble::openPort()
{
    if (!m_server->isListening() && !m_server->listen(QHostAddress::LocalHost, m_port))
        return false;
    m_port = m_server->serverPort();
    return true;
}

Duration PbxDouble::now() const
{
    if (!m_clock.isValid())
        return m_began;
    return m_began + Duration{std::llround(static_cast<double>(m_clock.elapsed()) * m_options.speed)};
}

void PbxDouble::setSpeed(double speed)
{
    m_began = now();
    m_options.speed = speed;
    if (m_clock.isValid()) {
        m_clock.start();
        schedule();
    }
}

PbxFold &PbxDouble::fold()
{
    advance();
    return m_player.fold();
}

void PbxDouble::onConnection()
{
    while (QTcpSocket *socket = m_server->nextPendingConnection()) {
        if (m_sessions.size() >= kMostSessions || !m_player.open()) {
            socket->abort();
            socket->deleteLater();
            continue;
        }
        auto *session = new PbxSession(socket, *this, this);
        m_sessions.push_back(session);
        connect(session, &PbxSession::gone, this, [this, session] {
            std::erase(m_sessions, session);
            session->deleteLater();
        });
    }
}

void PbxDouble::advance()
{
    if (m_clock.isValid()) {
        m_player.play(now());
        schedule();
    }
}

void PbxDouble::schedule()
{
    const auto next = m_player.next();
    if (!next)
        return m_timer.stop();
    const double wait = std::ceil(static_cast<double>((*next - now()).count()) / m_options.speed);
    m_timer.start(static_cast<int>(std::clamp(wait, 0.0, static_cast<double>(kLongestSleep))));
}

void PbxDouble::loggedIn(PbxSession &session)
{
    if (!m_clock.isValid()) {
        m_clock.start();
        schedule();
    } else {
        advance();
    }
    if (m_player.ready())
        tellBoot(session);
}

void PbxDouble::tellBoot(PbxSession &session)
{
    if (session.heardBoot() || !session.isLoggedIn())
        return;
    session.setHeardBoot();
    session.sendEvent(fullyBooted(m_player.fold(), now()), EventMask::ofPrivilege("system,all"));
}

void PbxDouble::asked(PbxSession &session, const protocol::AmiMessage &action)
{
    advance();
    if (const auto answer = answerQuestion(m_player.fold(), action, now()))
        return session.send(*answer);
    const auto act = performAct(m_player.fold(), action, now());
    if (!act)
        return session.send(unknownAction(action));
    session.send(act->answer);
    for (const std::string &event : act->events)
        onEvent(event, EventMask::ofPrivilege("agent,all"));
}

bool PbxDouble::wants(EventMask classes) const
{
    return std::any_of(m_sessions.begin(), m_sessions.end(),
                       [classes](const PbxSession *session) { return session->wants(classes); });
}

void PbxDouble::onEvent(std::string_view text, EventMask classes)
{
    for (PbxSession *session : m_sessions)
        session->sendEvent(text, classes);
}

void PbxDouble::onOpened()
{
    if (!openPort())
        spdlog::warn("port {} cannot be used again: {}", m_port, m_server->errorString().toStdString());
}

void PbxDouble::onReady()
{
    for (PbxSession *session : m_sessions)
        tellBoot(*session);
}

void PbxDouble::onClosed()
{
    closeAll();
}

void PbxDouble::onEnded()
{
    closeAll();
    QMetaObject::invokeMethod(this, &PbxDouble::ended, Qt::QueuedConnection);
}

void PbxDouble::closeAll()
{
    m_server->close();
    for (PbxSession *session : std::vector<PbxSession *>(m_sessions))
        session->close();
}

} // namespace fw::feeds
