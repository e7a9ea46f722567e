#include "feeds/pbx_session.h"

#include "feeds/pbx_answers.h"

#include <QRandomGenerator>
#include <QTimer>

#include <chrono>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

constexpr std::string_view kBanner = "Asterisk Call Manager/13.0.0\r\n";
constexpr std::chrono::seconds kAuthTimeout{30};
// A client that does not read is dropped without a word, as the PBX does.
constexpr qint64 kUnread = 16L * 1024 * 1024;

} // namespace

PbxSession::PbxSession(QTcpSocket *socket, Desk &desk, QObject *parent)
    : QObject(parent), m_socket(socket), m_desk(desk)
{
    m_socket->setParent(this);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::readyRead, this, &PbxSession::onReadyRead);
    connect(m_socket, &QTcpSocket::disconnected, this, &PbxSession::gone);
    QTimer::singleShot(kAuthTimeout, this, [this] {
        if (!m_loggedIn)
            close();
    });
    send(kBanner);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &PbxSession::onReadyRead, Qt::QueuedConnection);
}

void PbxSession::send(std::string_view text)
{
    if (m_closing)
        return;
    m_socket->write(text.data(), static_cast<qint64>(text.size()));
    if (m_socket->bytesToWrite() > kUnread) {
        m_closing = true;
        QMetaObject::invokeMethod(m_socket, &QTcpSocket::abort, Qt::QueuedConnection);
    }
}

void PbxSession::sendEvent(std::string_view text, EventMask classes)
{
    if (wants(classes))
        send(text);
}

void PbxSession::close()
{
    m_closing = true;
    m_socket->disconnectFromHost();
}

void PbxSession::onReadyRead()
{
    const QByteArray bytes = m_socket->readAll();
    m_reader.feed({bytes.constData(), static_cast<std::size_t>(bytes.size())},
                  [this](const protocol::AmiMessage &action, std::string_view fault) { onAction(action, fault); });
}

void PbxSession::onAction(const protocol::AmiMessage &action, std::string_view fault)
{
    if (m_closing)
        return;
    if (!fault.empty())
        return send(response(action, "Error", fault));
    if (isAction(action, "Login"))
        return logIn(action);
    if (isAction(action, "Challenge"))
        return challenge(action);
    if (isAction(action, "Logoff")) {
        send(response(action, "Goodbye", "Thanks for all the fish."));
        return close();
    }
    if (!m_loggedIn)
        return send(response(action, "Error", "Permission denied"));
    if (isAction(action, "Events"))
        return setMask(action);
    m_desk.asked(*this, action);
}

void PbxSession::logIn(const protocol::AmiMessage &action)
{
    const bool byKey = sameName(action.value("AuthType"), "MD5");
    if (action.value("Username").empty() || (byKey && (!m_challenged || action.value("Key").empty()))) {
        send(response(action, "Error", "Authentication failed"));
        return close();
    }
    if (const auto mask = EventMask::wanted(action.value("Events")))
        m_mask = *mask;
    const bool first = !m_loggedIn;
    m_loggedIn = true;
    send(response(action, "Success", "Authentication accepted"));
    if (first)
        m_desk.loggedIn(*this);
}

void PbxSession::challenge(const protocol::AmiMessage &action)
{
    if (!sameName(action.value("AuthType"), "MD5"))
        return send(response(action, "Error", "Must specify AuthType"));
    m_challenged = true;
    std::string answer = response(action, "Success", {});
    answer.resize(answer.size() - 2);
    answer += fmt::format("Challenge: {}\r\n\r\n", QRandomGenerator::global()->bounded(100'000'000, 1'000'000'000));
    send(answer);
}

void PbxSession::setMask(const protocol::AmiMessage &action)
{
    const auto mask = EventMask::wanted(action.value("EventMask"));
    if (action.value("EventMask").empty() || !mask)
        return send(response(action, "Error", "Invalid event mask"));
    m_mask = *mask;
    std::string answer = response(action, "Success", {});
    answer.resize(answer.size() - 2);
    answer += m_mask.empty() ? "Events: Off\r\n\r\n" : "Events: On\r\n\r\n";
    send(answer);
}

} // namespace fw::feeds
