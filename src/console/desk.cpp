#include "console/desk.h"

#include "base/time_text.h"

#include <QRegularExpression>
#include <QUuid>

namespace fw::console {
namespace {

constexpr Duration kUndoFor = std::chrono::seconds{10};

} // namespace

Desk::Desk(Link &link, QObject *parent) : QObject(parent), m_link(link)
{
    connect(&m_link, &Link::snapshotMade, this, &Desk::onSnapshot);
    connect(&m_link, &Link::commandRefused, this, [this](const QString &, const Text &why) { emit refused(why); });
}

void Desk::onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const bool could = canUndo();
    const bool first = m_snapshot == nullptr;
    m_snapshot = snapshot;
    if (first && m_operator.isEmpty() && snapshot->onDuty.size() == 1) { // went on after a restart
        m_operator = QString::fromStdString(snapshot->onDuty.begin()->first);
        emit operatorChanged();
    }
    if (could != canUndo())
        emit undoChanged();
}

record::Command Desk::command(record::Verb verb, int incident, const std::string &step) const
{
    record::Command made;
    made.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
    made.verb = verb;
    made.op = m_operator.toStdString();
    made.incident = incident;
    made.step = step;
    return made;
}

void Desk::send(const record::Command &made)
{
    const bool canBeUndone = made.verb == record::Verb::stepDone || made.verb == record::Verb::stepSkip ||
                             made.verb == record::Verb::stepWait;
    if (canBeUndone && m_snapshot)
        m_last = Act{made.incident, made.step, m_snapshot->at.wall};
    m_link.send(made);
    emit undoChanged();
}

void Desk::signIn(const QString &op)
{
    signOut();
    m_operator = op.trimmed();
    if (!m_operator.isEmpty())
        send(command(record::Verb::signIn, 0));
    emit operatorChanged();
}

void Desk::signOut()
{
    if (m_operator.isEmpty())
        return;
    send(command(record::Verb::signOut, 0));
    m_operator.clear();
    emit operatorChanged();
}

void Desk::start(const std::string &playbook, const QString &subject, const Json &facts)
{
    record::Command made = command(record::Verb::incidentStart, 0);
    made.args["playbook"] = playbook;
    if (!subject.isEmpty())
        made.args["subject"] = subject.toStdString();
    if (!facts.empty())
        made.args["facts"] = facts;
    send(made);
}

void Desk::stepDone(int incident, const std::string &step)
{
    send(command(record::Verb::stepDone, incident, step));
}

void Desk::skip(int incident, const std::string &step, int reason, const QString &text)
{
    record::Command made = command(record::Verb::stepSkip, incident, step);
    made.args["reason"] = std::to_string(reason);
    if (!text.isEmpty())
        made.args["text"] = text.toStdString();
    send(made);
}

void Desk::wait(int incident, const std::string &step, const QString &whom, WallTime until)
{
    record::Command made = command(record::Verb::stepWait, incident, step);
    made.args["whom"] = whom.toStdString();
    made.args["until"] = isoText(until);
    send(made);
}

void Desk::tried(int incident, const std::string &step, const snapshot::CallCard &card, const QString &outcome)
{
    record::Command made = command(record::Verb::contactTried, incident, step);
    made.args["chain"] = card.chain;
    made.args["position"] = card.position;
    made.args["outcome"] = outcome.toStdString();
    send(made);
}

void Desk::note(int incident, const QString &typed)
{
    record::Command made = command(record::Verb::note, incident);
    const TimedText timed = m_snapshot ? splitTime(typed, *m_snapshot) : TimedText{{}, typed.trimmed()};
    made.happenedAt = timed.at;
    made.args["text"] = timed.text.toStdString();
    send(made);
}

void Desk::answer(int incident, const std::string &fact, const Json &value, const Json &also)
{
    record::Command made = command(record::Verb::factSet, incident);
    made.args["fact"] = fact;
    made.args["value"] = value;
    if (!also.empty())
        made.args["also"] = also;
    send(made);
}

void Desk::assignSeat(int incident, const QString &to)
{
    record::Command made = command(record::Verb::seatAssign, incident);
    made.args["to"] = to.toStdString();
    send(made);
}

void Desk::seatOut(int incident, const QString &reference)
{
    record::Command made = command(record::Verb::seatOut, incident);
    made.args["reference"] = reference.toStdString();
    send(made);
}

void Desk::acknowledge(int incident)
{
    send(command(record::Verb::acknowledge, incident));
}

void Desk::takeCommand(int incident)
{
    send(command(record::Verb::takeCommand, incident));
}

void Desk::close(int incident, const QString &reason, const Json &clockReasons, bool override)
{
    record::Command made = command(record::Verb::close, incident);
    if (!reason.isEmpty())
        made.args["reason"] = reason.toStdString();
    if (!clockReasons.empty())
        made.args["clock_reasons"] = clockReasons;
    if (override)
        made.args["kind"] = "override";
    send(made);
}

bool Desk::canUndo() const
{
    return m_last && m_snapshot && m_snapshot->at.wall - m_last->at <= kUndoFor;
}

// The entry to correct is the newest one about that step.
void Desk::undo()
{
    if (!canUndo())
        return;
    const Act last = *m_last;
    m_last.reset();
    const snapshot::Incident *incident = m_snapshot->incident(last.incident);
    if (incident == nullptr)
        return;
    using enum record::Kind;
    for (const snapshot::Entry &entry : incident->timeline) {
        const bool isAct = entry.kind == stepDone || entry.kind == stepSkipped || entry.kind == stepWaiting;
        if (!isAct || entry.step != last.step)
            continue;
        record::Command made = command(record::Verb::correct, last.incident, last.step);
        made.args["corrects"] = entry.seq;
        made.args["field"] = "undo";
        made.args["value"] = true;
        send(made);
        return;
    }
    emit undoChanged();
}

TimedText splitTime(const QString &typed, const snapshot::Snapshot &snapshot)
{
    static const QRegularExpression pattern(
        QStringLiteral("^\\s*(\\d{1,2})[:\uff1a](\\d{2})(?:[:\uff1a](\\d{2}))?\\s+(\\S.*)$"));
    const auto match = pattern.match(typed);
    if (!match.hasMatch())
        return {{}, typed.trimmed()};
    const int hour = match.captured(1).toInt();
    const int minute = match.captured(2).toInt();
    const int second = match.captured(3).toInt();
    if (hour > 23 || minute > 59 || second > 59)
        return {{}, typed.trimmed()};
    constexpr Duration kDay = std::chrono::hours{24};
    const WallTime now = snapshot.at.wall;
    const Duration offset = snapshot.offsetAt(now);
    const WallTime midnight = std::chrono::floor<std::chrono::days>(now + offset);
    WallTime at =
        midnight + std::chrono::hours{hour} + std::chrono::minutes{minute} + std::chrono::seconds{second} - offset;
    if (at > now)
        at -= kDay;
    return {at, match.captured(4).trimmed()};
}

} // namespace fw::console
