#include "feeds/ups_double.h"

#include <QTcpSocket>

#include <algorithm>

namespace fw::feeds {
namespace {

constexpr qint64 kLongestLine = 512;

} // namespace

UpsDouble::UpsDouble(const std::string &name, std::vector<Step> steps, QObject *parent)
    : QObject(parent), m_name(QByteArray::fromStdString(name)), m_steps(std::move(steps)), m_server(this)
{
    connect(&m_server, &QTcpServer::newConnection, this, &UpsDouble::onConnection);
}

Result<std::uint16_t> UpsDouble::listen()
{
    if (!m_server.listen(QHostAddress::LocalHost))
        return fw::fail(Errc::io, m_server.errorString().toStdString(), "the demo's UPS");
    m_clock.start();
    return m_server.serverPort();
}

void UpsDouble::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            while (socket->canReadLine())
                onLine(*socket, socket->readLine(kLongestLine).trimmed());
            if (socket->bytesAvailable() > kLongestLine)
                socket->abort();
        });
    }
}

void UpsDouble::onLine(QTcpSocket &socket, const QByteArray &line)
{
    if (line == "LIST VAR " + m_name)
        socket.write("BEGIN " + line + '\n' + variables() + "END " + line + '\n');
    else if (line.startsWith("LIST VAR"))
        socket.write("ERR UNKNOWN-UPS\n");
    else if (line == "LOGOUT")
        socket.write("OK Goodbye\n");
    else
        socket.write("ERR UNKNOWN-COMMAND\n");
}

QByteArray UpsDouble::variables() const
{
    const Duration now{m_clock.elapsed()};
    const auto after = std::ranges::upper_bound(m_steps, now, {}, &Step::at);
    const Step &step = after == m_steps.begin() ? m_steps.front() : *std::prev(after);
    const double minutes = double((now - step.at).count()) / 60'000;
    const double charge = std::clamp(step.charge + step.chargePerMinute * minutes, 0.0, 100.0);
    const auto variable = [&](const char *name, double value) {
        return "VAR " + m_name + ' ' + name + " \"" + QByteArray::number(value, 'f', 1) + "\"\n";
    };
    return variable("ambient.temperature", 23.4) + variable("battery.charge", charge) +
           variable("battery.runtime", double(step.runtime.count()) / 1000) + variable("ups.load", 46) + "VAR " +
           m_name + " ups.status \"" + QByteArray::fromStdString(step.status) + "\"\n";
}

} // namespace fw::feeds
