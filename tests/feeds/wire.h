// The two ends of an AMI connection for tests: a client that writes literal actions, and a server that a test scripts.
#pragma once

#include "protocol/ami_parser.h"

#include <QTcpServer>
#include <QTcpSocket>

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fw::test {

using Fields = std::multimap<std::string, std::string>;

// Keys as written.
[[nodiscard]] std::vector<Fields> messagesOf(const std::string &bytes);
[[nodiscard]] std::string valueOf(const Fields &fields, const std::string &key);

class WireClient {
public:
    explicit WireClient(std::uint16_t port);
    void send(std::string_view lines); // lines of one action parted by "; ", "Action: Ping; ActionID: 1"
    void login(std::string_view more = {});
    [[nodiscard]] bool hears(std::string_view text); // waits for it
    [[nodiscard]] bool closes();                     // waits for the end
    // The messages that hold `key: value`, of all that came in so far.
    [[nodiscard]] std::vector<Fields> with(const std::string &key, const std::string &value) const;
    [[nodiscard]] const std::string &received() const { return m_received; }

private:
    QTcpSocket m_socket;
    std::string m_received;
};

// Says the banner to each connection and gives every action to the script.
class ScriptedPbx {
public:
    using Script = std::function<void(ScriptedPbx &, const protocol::AmiMessage &action)>;

    explicit ScriptedPbx(Script script, std::string banner = "Asterisk Call Manager/13.0.0\r\n");
    [[nodiscard]] std::uint16_t port() const { return m_server.serverPort(); }
    // To the latest connection. "Response: Success; Message: …", with an empty line behind it.
    void say(std::string_view lines);
    void answer(const protocol::AmiMessage &action, std::string_view lines); // under its ActionID
    void sayBytes(std::string_view bytes);
    void closeAll();
    [[nodiscard]] int connections() const { return m_connections; }
    [[nodiscard]] int asked(const std::string &action) const;

private:
    void onConnection();

    Script m_script;
    std::string m_banner;
    QTcpServer m_server;
    QTcpSocket *m_latest = nullptr;
    int m_connections = 0;
    std::map<std::string, int> m_asked;
};

// A PBX that answers the usual questions: one queue with one member and no caller.
[[nodiscard]] ScriptedPbx::Script usualPbx(std::int64_t uptime = 5000);

} // namespace fw::test
