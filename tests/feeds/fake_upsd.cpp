#include "fake_upsd.h"

#include <QHostAddress>

#include <algorithm>
#include <fmt/format.h>

namespace fw::test {

FakeUpsd::FakeUpsd()
{
    QObject::connect(&m_server, &QTcpServer::newConnection, [this] { onConnection(); });
    m_server.listen(QHostAddress::LocalHost);
    m_port = m_server.serverPort();
}

void FakeUpsd::set(const std::string &ups, const std::string &status, const std::string &more)
{
    m_answers[ups] =
        fmt::format("BEGIN LIST VAR {0}\n{2}VAR {0} ups.status \"{1}\"\nEND LIST VAR {0}\n", ups, status, more);
}

void FakeUpsd::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        if (m_refuses) {
            socket->abort();
            continue;
        }
        m_latest = socket;
        QObject::connect(socket, &QTcpSocket::disconnected, [this, socket] {
            if (m_latest == socket)
                m_latest = nullptr;
        });
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket] {
            while (socket->canReadLine())
                onLine(*socket, socket->readLine().trimmed().toStdString());
        });
    }
}

void FakeUpsd::onLine(QTcpSocket &socket, const std::string &line)
{
    m_questions.push_back(line);
    constexpr std::string_view kList = "LIST VAR ";
    if (m_silent || !line.starts_with(kList))
        return;
    const auto found = m_answers.find(line.substr(kList.size()));
    const std::string bytes = found == m_answers.end() ? "ERR UNKNOWN-UPS\n" : found->second;
    socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void FakeUpsd::sayBytes(std::string_view bytes)
{
    if (m_latest != nullptr)
        m_latest->write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void FakeUpsd::closeAll()
{
    for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>())
        socket->abort();
}

void FakeUpsd::leave()
{
    m_server.close();
    closeAll();
}

bool FakeUpsd::listen()
{
    return m_server.listen(QHostAddress::LocalHost, m_port);
}

int FakeUpsd::asked(const std::string &ups) const
{
    return static_cast<int>(std::ranges::count(m_questions, "LIST VAR " + ups));
}

} // namespace fw::test
