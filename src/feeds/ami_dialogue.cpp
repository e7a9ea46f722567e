#include "feeds/ami_dialogue.h"

#include "protocol/ami_text.h"

#include <QCryptographicHash>

#include <algorithm>
#include <chrono>
#include <fmt/format.h>

namespace fw::feeds {

namespace {

using protocol::AmiAction;
using protocol::AmiMessage;

// Two thirds of a full stream would be thrown away here: it is never asked for.
constexpr const char *kEvents = "system,call,agent,user";
constexpr const char *kNeeded = "system,call,agent"; // of the account
constexpr const char *kDenied = "Permission denied";

} // namespace

AmiDialogue::AmiDialogue(const floor::PbxConfig &pbx, QByteArray secret, std::string prefix)
    : m_pbx(pbx), m_secret(std::move(secret)), m_prefix(std::move(prefix))
{
}

void AmiDialogue::onBanner()
{
    if (m_stage != Stage::greeting)
        return;
    m_stage = Stage::login;
    if (m_pbx.md5)
        ask(AmiAction("Challenge").add("AuthType", "MD5"), {});
    else
        ask(AmiAction::login(m_pbx.user, m_secret.toStdString(), kEvents), {});
}

void AmiDialogue::onMessage(const AmiMessage &message, Duration now)
{
    if (m_stage == Stage::failed)
        return;
    if (message.has("Response"))
        onAnswer(message, now);
    else
        onEvent(message, now);
}

void AmiDialogue::onAnswer(const AmiMessage &message, Duration now)
{
    const auto found = m_open.find(message.actionId());
    if (found == m_open.end())
        return;
    const Question question = found->second;
    // A list stays open until its Complete.
    if (message.value("EventList") != "start")
        m_open.erase(found);
    if (message.response() == "Error")
        return refused(question, message.value("Message"));
    if (question.action == "Challenge")
        return logInByChallenge(message.value("Challenge"), now);
    if (question.action == "Login")
        m_stage = Stage::booting;
    if (question.action == "CoreStatus")
        m_startup = fmt::format("{} {}", message.value("CoreStartupDate"), message.value("CoreStartupTime"));
}

void AmiDialogue::onEvent(const AmiMessage &message, Duration now)
{
    const std::string_view event = message.event();
    if (event == "FullyBooted") {
        const auto seconds = protocol::wholeNumber(message.value("Uptime"));
        if (seconds && *seconds >= 0)
            m_uptime = std::chrono::seconds{std::min<std::int64_t>(*seconds, INT32_MAX)};
        if (m_stage == Stage::booting)
            askSnapshot(now);
        else
            resync(now); // asked too early: the queues may have been loaded since
        return;
    }
    if (event == "Shutdown")
        m_shuttingDown = true;
    if (!message.actionId().empty() && event.ends_with("Complete"))
        if (const auto found = m_open.find(message.actionId()); found != m_open.end())
            m_open.erase(found);
    const bool waiting = std::any_of(m_open.begin(), m_open.end(), [](const auto &open) { return open.second.needed; });
    if (m_stage == Stage::snapshot && !waiting)
        m_stage = Stage::live;
}

void AmiDialogue::refused(const Question &question, std::string_view why)
{
    const std::string answer = protocol::utf8Text(why);
    if (question.action == "Login" || question.action == "Challenge")
        return fail({"pbx.login_refused", {{"user", m_pbx.user}, {"answer", answer}}});
    if (question.needed)
        fail({answer == kDenied ? "pbx.rights_missing" : "pbx.refused",
              {{"action", question.action}, {"user", m_pbx.user}, {"answer", answer}, {"classes", kNeeded}}});
}

void AmiDialogue::logInByChallenge(std::string_view challenge, Duration now)
{
    QCryptographicHash hash(QCryptographicHash::Md5);
    hash.addData(QByteArrayView(challenge.data(), static_cast<qsizetype>(challenge.size())));
    hash.addData(m_secret);
    AmiAction login("Login");
    login.add("AuthType", "MD5")
        .add("Username", m_pbx.user)
        .add("Key", hash.result().toHex().toStdString())
        .add("Events", kEvents);
    ask(login, now);
}

void AmiDialogue::askSnapshot(Duration now)
{
    m_stage = Stage::snapshot;
    ask(AmiAction("CoreSettings"), now, false);
    ask(AmiAction("CoreStatus"), now, false);
    ask(AmiAction("QueueStatus"), now);
    ask(AmiAction("DeviceStateList"), now);
}

void AmiDialogue::onBootTimeout(Duration now)
{
    if (m_stage == Stage::booting)
        askSnapshot(now);
}

void AmiDialogue::ping(Duration now)
{
    ask(AmiAction("Ping"), now, false);
}

void AmiDialogue::resync(Duration now)
{
    const bool asked =
        std::any_of(m_open.begin(), m_open.end(), [](const auto &open) { return open.second.action == "QueueStatus"; });
    if (!asked && (m_stage == Stage::live || m_stage == Stage::snapshot))
        ask(AmiAction("QueueStatus"), now);
}

void AmiDialogue::logOff()
{
    ask(AmiAction("Logoff"), {}, false);
}

std::optional<Duration> AmiDialogue::unansweredSince() const
{
    const auto oldest = std::min_element(m_open.begin(), m_open.end(),
                                         [](const auto &a, const auto &b) { return a.second.asked < b.second.asked; });
    return oldest == m_open.end() ? std::nullopt : std::optional(oldest->second.asked);
}

void AmiDialogue::ask(const AmiAction &action, Duration now, bool needed)
{
    const std::string id = m_prefix + std::to_string(++m_lastId);
    const auto bytes = action.bytes(id);
    if (!bytes)
        return fail({"pbx.cannot_send", {{"action", action.name()}, {"what", bytes.error().message}}});
    m_open.emplace(id, Question{action.name(), now, needed});
    m_output += *bytes;
}

void AmiDialogue::fail(Sentence why)
{
    m_stage = Stage::failed;
    m_failure = std::move(why);
}

} // namespace fw::feeds
