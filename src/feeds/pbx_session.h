// One client of the PBX double: its socket, its login and its event mask. It takes any user and secret, also by MD5
// challenge; everything that is not about the session itself goes to the desk. Child of the double, same thread.
#pragma once

#include "feeds/action_reader.h"
#include "feeds/event_mask.h"

#include <QObject>
#include <QTcpSocket>

#include <string_view>

namespace fw::feeds {

class PbxSession : public QObject {
    Q_OBJECT
public:
    // Who answers. Outlives the session.
    class Desk {
    public:
        virtual ~Desk() = default;
        virtual void loggedIn(PbxSession &session) = 0;
        virtual void asked(PbxSession &session, const protocol::AmiMessage &action) = 0;
    };

    // Takes over the socket, which is connected.
    PbxSession(QTcpSocket *socket, Desk &desk, QObject *parent);

    void send(std::string_view text);
    void sendEvent(std::string_view text, EventMask classes);
    [[nodiscard]] bool wants(EventMask classes) const { return m_loggedIn && m_mask.grants(classes); }
    [[nodiscard]] bool isLoggedIn() const { return m_loggedIn; }
    // Whether it has been told that the PBX is fully booted.
    [[nodiscard]] bool heardBoot() const { return m_heardBoot; }
    void setHeardBoot() { m_heardBoot = true; }
    // Writes what is left, then closes.
    void close();

signals:
    void gone();

private:
    void onReadyRead();
    void onAction(const protocol::AmiMessage &action, std::string_view fault);
    void logIn(const protocol::AmiMessage &action);
    void challenge(const protocol::AmiMessage &action);
    void setMask(const protocol::AmiMessage &action);

    QTcpSocket *m_socket;
    Desk &m_desk;
    ActionReader m_reader;
    EventMask m_mask = EventMask::everything();
    bool m_loggedIn = false;
    bool m_challenged = false;
    bool m_heardBoot = false;
    bool m_closing = false;
};

} // namespace fw::feeds
