// The talk with a PBX over one connection: login, waiting for FullyBooted, the snapshot, pings and resyncs. It knows
// what was asked and what is still unanswered; it has no socket and no clock, so that it can be tested with literal
// messages. Owned by AmiClient, made anew for each connection; one thread.
#pragma once

#include "base/result.h"
#include "floor/site.h"
#include "protocol/ami_action.h"
#include "protocol/ami_parser.h"
#include "wording/sentence.h"

#include <QByteArray>

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace fw::feeds {

class AmiDialogue {
public:
    enum class Stage { greeting, login, booting, snapshot, live, failed };

    // `prefix` begins every ActionID, and nobody else's does.
    AmiDialogue(const floor::PbxConfig &pbx, QByteArray secret, std::string prefix);

    void onBanner();
    // Every message of the connection, in order. `now` is kept with the questions it leads to.
    void onMessage(const protocol::AmiMessage &message, Duration now);
    // FullyBooted did not come: without read=system it never does.
    void onBootTimeout(Duration now);
    void ping(Duration now);
    // Asks for the queues again, unless that is being answered.
    void resync(Duration now);
    void logOff();

    [[nodiscard]] Stage stage() const { return m_stage; }
    [[nodiscard]] const Sentence &failure() const { return m_failure; } // why, at Stage::failed
    [[nodiscard]] std::string takeOutput() { return std::exchange(m_output, {}); }
    // When the question was asked that waits longest for its answer.
    [[nodiscard]] std::optional<Duration> unansweredSince() const;
    // How long the PBX was up when it said so on this connection.
    [[nodiscard]] const std::optional<Duration> &uptime() const { return m_uptime; }
    // CoreStatus: when the PBX says it was started, in its own words; "" if it did not.
    [[nodiscard]] const std::string &startup() const { return m_startup; }
    [[nodiscard]] bool shuttingDown() const { return m_shuttingDown; }

private:
    struct Question {
        std::string action;
        Duration asked{};
        bool needed = false; // a refusal ends the talk
    };

    void ask(const protocol::AmiAction &action, Duration now, bool needed = true);
    void onAnswer(const protocol::AmiMessage &message, Duration now);
    void onEvent(const protocol::AmiMessage &message, Duration now);
    void refused(const Question &question, std::string_view why);
    void logInByChallenge(std::string_view challenge, Duration now);
    void askSnapshot(Duration now);
    void fail(Sentence why);

    floor::PbxConfig m_pbx;
    QByteArray m_secret;
    std::string m_prefix;
    std::uint64_t m_lastId = 0;
    std::map<std::string, Question, std::less<>> m_open; // by ActionID
    Stage m_stage = Stage::greeting;
    Sentence m_failure;
    std::string m_output;
    std::optional<Duration> m_uptime;
    std::string m_startup;
    bool m_shuttingDown = false;
};

} // namespace fw::feeds
