#include "wire.h"

#include "event_loop.h"
#include "feeds/action_reader.h"

#include <QHostAddress>

#include <fmt/format.h>

namespace fw::test {

namespace {

std::string linesOf(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find("; "), text.size());
        out.append(text.substr(0, end)).append("\r\n");
        text.remove_prefix(std::min(end + 2, text.size()));
    }
    return out;
}

} // namespace

std::vector<Fields> messagesOf(const std::string &bytes)
{
    std::vector<Fields> messages;
    protocol::AmiParser parser;
    parser.feed(bytes, [&messages](const protocol::AmiMessage &message) {
        Fields &fields = messages.emplace_back();
        for (const protocol::AmiHeader &header : message.headers())
            fields.emplace(header.key, header.value);
    });
    return messages;
}

std::string valueOf(const Fields &fields, const std::string &key)
{
    const auto found = fields.find(key);
    return found == fields.end() ? "(none)" : found->second;
}

WireClient::WireClient(std::uint16_t port)
{
    QObject::connect(&m_socket, &QTcpSocket::readyRead, [this] { m_received += m_socket.readAll().toStdString(); });
    m_socket.connectToHost(QHostAddress(QHostAddress::LocalHost), port);
}

void WireClient::send(std::string_view lines)
{
    const std::string bytes = linesOf(lines) + "\r\n";
    m_socket.write(bytes.data(), static_cast<qint64>(bytes.size()));
}

void WireClient::login(std::string_view more)
{
    send(std::string("Action: Login; Username: test; Secret: test; ActionID: login").append(more));
}

bool WireClient::hears(std::string_view text)
{
    return waitFor([&] { return m_received.find(text) != std::string::npos; });
}

bool WireClient::closes()
{
    return waitFor([&] { return m_socket.state() == QAbstractSocket::UnconnectedState; });
}

std::vector<Fields> WireClient::with(const std::string &key, const std::string &value) const
{
    std::vector<Fields> found;
    for (const Fields &message : messagesOf(m_received)) {
        if (valueOf(message, key) == value)
            found.push_back(message);
    }
    return found;
}

ScriptedPbx::ScriptedPbx(Script script, std::string banner) : m_script(std::move(script)), m_banner(std::move(banner))
{
    QObject::connect(&m_server, &QTcpServer::newConnection, [this] { onConnection(); });
    m_server.listen(QHostAddress::LocalHost);
}

void ScriptedPbx::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        ++m_connections;
        m_latest = socket;
        const auto reader = std::make_shared<feeds::ActionReader>();
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, reader] {
            const std::string bytes = socket->readAll().toStdString();
            reader->feed(bytes, [this](const protocol::AmiMessage &action, std::string_view) {
                ++m_asked[std::string(action.value("Action"))];
                m_script(*this, action);
            });
        });
        sayBytes(m_banner);
    }
}

void ScriptedPbx::sayBytes(std::string_view bytes)
{
    m_latest->write(bytes.data(), static_cast<qint64>(bytes.size()));
    m_latest->flush();
}

void ScriptedPbx::say(std::string_view lines)
{
    sayBytes(linesOf(lines) + "\r\n");
}

void ScriptedPbx::answer(const protocol::AmiMessage &action, std::string_view lines)
{
    say(fmt::format("{}; ActionID: {}", lines, action.actionId()));
}

void ScriptedPbx::closeAll()
{
    for (QTcpSocket *socket : m_server.findChildren<QTcpSocket *>())
        socket->abort();
}

int ScriptedPbx::asked(const std::string &action) const
{
    const auto found = m_asked.find(action);
    return found == m_asked.end() ? 0 : found->second;
}

ScriptedPbx::Script usualPbx(std::int64_t uptime)
{
    return [uptime](ScriptedPbx &pbx, const protocol::AmiMessage &action) {
        const std::string_view name = action.value("Action");
        const auto list = [&](std::string_view items, std::string_view end) {
            pbx.answer(action, "Response: Success; EventList: start");
            if (!items.empty())
                pbx.answer(action, items);
            pbx.answer(action, fmt::format("Event: {}; EventList: Complete; ListItems: 1", end));
        };
        if (name == "Login") {
            pbx.answer(action, "Response: Success; Message: Authentication accepted");
            pbx.say(fmt::format("Event: FullyBooted; Privilege: system,all; Uptime: {0}; LastReload: {0}", uptime));
        } else if (name == "Ping") {
            pbx.answer(action, "Response: Success; Ping: Pong");
        } else if (name == "CoreSettings") {
            pbx.answer(action, "Response: Success; AMIversion: 13.0.0; AsteriskVersion: 23.1.0");
        } else if (name == "CoreStatus") {
            pbx.answer(action, "Response: Success; CoreStartupDate: 2026-11-23; CoreStartupTime: 16:36:12");
        } else if (name == "QueueStatus") {
            list("Event: QueueMember; Queue: tickets; Name: Agent One; Location: PJSIP/1001; StateInterface: "
                 "PJSIP/1001; "
                 "Membership: static; Status: 1; Paused: 0",
                 "QueueStatusComplete");
        } else if (name == "DeviceStateList") {
            list("Event: DeviceStateChange; Device: PJSIP/1001; State: NOT_INUSE", "DeviceStateListComplete");
        }
    };
}

} // namespace fw::test
