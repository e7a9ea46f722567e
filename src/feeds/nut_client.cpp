#include "feeds/nut_client.h"

#include "base/overloaded.h"
#include "feeds/socket_trouble.h"
#include "floor/nut_name.h"

#include <QRandomGenerator>

#include <algorithm>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

using engine::FeedState;
using protocol::NutError;

constexpr qint64 kReadBuffer = 64L * 1024;

} // namespace

std::vector<NutClientConfig> nutServers(const floor::Site &site)
{
    std::vector<NutClientConfig> servers;
    for (const floor::UpsConfig &ups : site.upses) {
        const auto name = floor::nutName(ups.nut);
        if (!name)
            continue; // the site's reader has refused it
        auto server = std::ranges::find_if(servers, [&](const NutClientConfig &other) {
            return other.host == name->host && other.port == name->port;
        });
        if (server == servers.end()) {
            NutClientConfig config;
            config.host = name->host;
            config.port = name->port;
            server = servers.insert(server, std::move(config));
        }
        server->upses.push_back({ups.id, name->ups});
    }
    return servers;
}

NutClient::NutClient(NutClientConfig config, QObject *parent)
    : QObject(parent), m_config(std::move(config)), m_backOff(m_config.firstBackOff, m_config.longestBackOff)
{
    for (const NutUps &ups : m_config.upses)
        m_watched.push_back({.ups = ups, .reported = {}, .sent = {}});
    m_clock.start();
    m_reconnect.setSingleShot(true);
    m_patience.setSingleShot(true);
    m_socket.setReadBufferSize(kReadBuffer);
    connect(&m_reconnect, &QTimer::timeout, this, &NutClient::connectNow);
    connect(&m_patience, &QTimer::timeout, this, &NutClient::onPatienceEnded);
    connect(&m_poll, &QTimer::timeout, this, &NutClient::onPoll);
    connect(&m_socket, &QTcpSocket::connected, this, &NutClient::onConnected);
    connect(&m_socket, &QTcpSocket::readyRead, this, &NutClient::onReadyRead);
    connect(&m_socket, &QTcpSocket::errorOccurred, this, &NutClient::onGone);
    connect(&m_socket, &QTcpSocket::disconnected, this, &NutClient::onGone);
}

NutClient::~NutClient()
{
    m_socket.disconnect(this);
}

void NutClient::start()
{
    if (!m_stopped)
        return;
    m_stopped = false;
    connectNow();
}

void NutClient::stop()
{
    m_stopped = true;
    m_open = false;
    m_reconnect.stop();
    m_patience.stop();
    m_poll.stop();
    if (m_socket.state() != QAbstractSocket::ConnectedState)
        return m_socket.abort();
    m_socket.write("LOGOUT\n");
    m_socket.flush(); // it may not live to see its socket writable
    m_socket.disconnectFromHost();
}

void NutClient::connectNow()
{
    m_socket.abort(); // what stop() left to be sent
    m_open = true;
    m_asked.reset();
    m_parser.reset();
    m_patience.start(m_config.answerWithin);
    m_socket.connectToHost(QString::fromStdString(m_config.host), static_cast<quint16>(m_config.port));
}

void NutClient::onConnected()
{
    m_socket.setSocketOption(QAbstractSocket::LowDelayOption, 1);
    m_poll.start(m_config.poll);
    ask(0);
}

void NutClient::onPoll()
{
    if (!m_asked)
        ask(0);
}

// One after the other: an error does not say which UPS it is about.
void NutClient::ask(std::size_t index)
{
    m_asked = index;
    const std::string question = protocol::nutListVar(m_watched[index].ups.name);
    m_socket.write(question.data(), static_cast<qint64>(question.size()));
    m_patience.start(m_config.answerWithin);
}

void NutClient::onReadyRead()
{
    while (m_open && m_socket.bytesAvailable() > 0) {
        const QByteArray bytes = m_socket.readAll();
        std::vector<protocol::NutAnswer> answers;
        const auto outcome =
            m_parser.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                          [&answers](const protocol::NutAnswer &answer) { answers.push_back(answer); });
        for (const protocol::NutAnswer &answer : answers) {
            if (m_open) // not stopped by who listens
                take(answer);
        }
        if (m_open && outcome == protocol::NutParser::Outcome::bad)
            drop({"ups.not_upsd", {{"place", place()}, {"fault", inBoth(*m_parser.fault())}}});
    }
}

void NutClient::take(const protocol::NutAnswer &answer)
{
    const auto *reading = std::get_if<floor::UpsReading>(&answer);
    if (!m_asked || (reading != nullptr && reading->ups != m_watched[*m_asked].ups.name))
        return drop({"ups.not_asked", {{"place", place()}}});
    const std::size_t index = *m_asked;
    m_asked.reset();
    m_patience.stop();
    m_backOff.reset();
    // Asked before anybody hears: who listens may stop the client.
    if (index + 1 < m_watched.size())
        ask(index + 1);
    std::visit(overloaded{
                   [&](const floor::UpsReading &said) { takeReading(m_watched[index], said); },
                   [&](const protocol::NutRefusal &refusal) { takeRefusal(m_watched[index], refusal); },
               },
               answer);
}

void NutClient::takeReading(Watched &watched, floor::UpsReading reading)
{
    reading.ups = watched.ups.id;
    const qint64 now = m_clock.elapsed();
    if (watched.sent != reading || now - watched.sentAt >= m_config.signOfLife.count()) {
        watched.sent = reading;
        watched.sentAt = now;
        emit signalsArrived({std::move(reading)});
    }
    if (m_open)
        report(watched, FeedState::live, {});
}

void NutClient::takeRefusal(Watched &watched, const protocol::NutRefusal &refusal)
{
    const auto why = [&](const char *id) {
        return inBoth({id, {{"place", place()}, {"name", watched.ups.name}, {"code", refusal.code}}});
    };
    switch (refusal.error) {
    case NutError::dataStale:
        return report(watched, FeedState::stale, why("ups.no_fresh_data"));
    case NutError::driverNotConnected:
        return report(watched, FeedState::down, why("ups.driver_lost"));
    case NutError::unknownUps:
        return report(watched, FeedState::down, why("ups.unknown"));
    case NutError::accessDenied:
        return report(watched, FeedState::down, why("ups.access_denied"));
    case NutError::other:
        break;
    }
    report(watched, FeedState::down, why("ups.not_said"));
}

void NutClient::onPatienceEnded()
{
    if (m_socket.state() == QAbstractSocket::ConnectedState)
        drop({"ups.no_answer", {{"place", place()}}});
    else
        drop({"ups.no_connection", {{"place", place()}, {"what", inBoth({"net.no_answer", {}})}}});
}

void NutClient::onGone()
{
    if (!m_open)
        return;
    const bool closed = m_socket.error() == QAbstractSocket::RemoteHostClosedError ||
                        m_socket.error() == QAbstractSocket::UnknownSocketError;
    // What it said last stands, also where the end came with it.
    onReadyRead();
    if (!m_open)
        return;
    if (closed)
        drop({"ups.closed_connection", {{"place", place()}}});
    else
        drop({"ups.no_connection", {{"place", place()}, {"what", socketTrouble(m_socket)}}});
}

void NutClient::drop(const Sentence &why)
{
    m_open = false;
    m_asked.reset();
    m_patience.stop();
    m_poll.stop();
    m_socket.abort();
    m_reconnect.start(m_backOff.next(QRandomGenerator::global()->generateDouble()));
    for (Watched &watched : m_watched) {
        if (!m_stopped) // by who listens
            report(watched, FeedState::down, inBoth(why));
    }
}

void NutClient::report(Watched &watched, FeedState state, const Text &why)
{
    if (state != FeedState::live)
        watched.sent.reset();
    const engine::FeedIn feed{"ups:" + watched.ups.id, state, why};
    if (watched.reported == feed)
        return;
    watched.reported = feed;
    emit feedChanged(feed);
}

std::string NutClient::place() const
{
    const bool bracketed = m_config.host.find(':') != std::string::npos;
    return bracketed ? fmt::format("[{}]:{}", m_config.host, m_config.port)
                     : fmt::format("{}:{}", m_config.host, m_config.port);
}

} // namespace fw::feeds
