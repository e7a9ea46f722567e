// An upsd that a test scripts: it answers LIST VAR of the UPSs it was told of, and notes what it was asked.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace fw::test {

class FakeUpsd {
public:
    FakeUpsd();
    [[nodiscard]] std::uint16_t port() const { return m_server.serverPort(); }
    // From now on this is the ups.status; `more` are whole lines of the list before it.
    void set(const std::string &ups, const std::string &status, const std::string &more = {});
    // From now on LIST VAR of this UPS is answered so, to the letter.
    void answer(const std::string &ups, const std::string &bytes) { m_answers[ups] = bytes; }
    void hang(bool silent) { m_silent = silent; }      // connections stay, no question is answered
    void refuse(bool refuses) { m_refuses = refuses; } // connections are closed as soon as they are there
    void sayBytes(std::string_view bytes);             // to the latest connection
    void closeAll();
    // Stops listening and closes everything; listen() takes the same port again.
    void leave();
    [[nodiscard]] bool listen();
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int asked(const std::string &ups) const; // how often
    [[nodiscard]] const std::vector<std::string> &questions() const { return m_questions; }

private:
    void onConnection();
    void onLine(QTcpSocket &socket, const std::string &line);

    std::uint16_t m_port = 0;
    QTcpSocket *m_latest = nullptr;
    std::map<std::string, std::string> m_answers;
    std::vector<std::string> m_questions;
    int m_connections = 0;
    bool m_silent = false;
    bool m_refuses = false;
    QTcpServer m_server; // last: its sockets still speak when they end
};

} // namespace fw::test
