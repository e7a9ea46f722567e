#include "console/desk.h"

#include "base/time_text.h"

#include <QRegularExpression>
#include <QUuid>

#include <algorithm>

namespace fw::console {
namespace {

constexpr Duration kUndoFor = std::chrono::seconds{10};

} // namespace

Desk::Desk(Link &link, QObject *parent) : QObject(parent), m_link(link)
{
    connect(&m_link, &Link::snapshotMade, this, &Desk::onSnapshot);
    connect(&m_link, &Link::commandAnswered, this, &Desk::onAnswered);
}

void Desk::onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot)
{
    const bool could = isUndoable();
    const bool first = m_snapshot == nullptr;
    m_snapshot = snapshot;
    std::erase_if(m_underWay, [](const Act &act) { return act.isAnswered; });
    if (first && m_operator.isEmpty() && snapshot->onDuty.size() == 1) { // went on after a restart
        m_operator = QString::fromStdString(snapshot->onDuty.begin()->first);
        emit operatorChanged();
    }
    if (could != isUndoable())
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

// A key that bounces, or is pressed again because nothing has moved yet, is one act.
const record::Command *Desk::underWay(const record::Command &command) const
{
    const auto same = std::ranges::find_if(m_underWay, [&](const Act &act) {
        const record::Command &other = act.command;
        const bool sameTarget = other.incident == command.incident && other.step == command.step;
        return other.verb == command.verb && sameTarget && (!command.step.empty() || other.args == command.args);
    });
    return same == m_underWay.end() ? nullptr : &same->command;
}

QString Desk::send(const record::Command &made)
{
    if (m_silent) {
        emit refused(inBoth({"refused.silent", {}}));
        return {};
    }
    if (const record::Command *same = underWay(made))
        return QString::fromStdString(same->id);
    m_underWay.push_back({made, m_snapshot ? m_snapshot->at.wall : WallTime{}});
    m_link.send(made);
    emit sent(made.verb);
    return QString::fromStdString(made.id);
}

void Desk::onAnswered(const QString &id, const std::optional<Text> &why)
{
    const auto act = std::ranges::find(m_underWay, id.toStdString(), [](const Act &a) { return a.command.id; });
    if (act == m_underWay.end())
        return;
    const Act done = *act; // who hears of it may act again
    const record::Command &made = done.command;
    if (why)
        m_underWay.erase(act);
    else
        act->isAnswered = true;
    using enum record::Verb;
    if (why) {
        emit refused(*why);
    } else if (made.verb == signIn || made.verb == signOut) {
        m_operator = made.verb == signIn ? QString::fromStdString(made.op) : QString();
        emit operatorChanged();
    } else if (made.verb == stepDone || made.verb == stepSkip || made.verb == stepWait) {
        m_last = made.verb == stepDone && repeats(made) ? std::nullopt : std::optional(done);
        emit undoChanged();
    } else if (made.verb == correct) {
        emit undone(made.incident, made.step);
    }
    emit answered(id, why);
}

// What is open again at once cannot be taken back.
bool Desk::repeats(const record::Command &command) const
{
    const snapshot::Incident *incident = m_snapshot ? m_snapshot->incident(command.incident) : nullptr;
    return incident != nullptr && std::ranges::any_of(incident->steps, [&](const snapshot::Step &step) {
               return step.key == command.step && step.repeats;
           });
}

QString Desk::signIn(const QString &op)
{
    const QString name = op.trimmed();
    if (name.isEmpty() || name == m_operator)
        return {};
    signOut();
    record::Command made = command(record::Verb::signIn, 0);
    made.op = name.toStdString();
    return send(made);
}

QString Desk::signOut()
{
    return m_operator.isEmpty() ? QString() : send(command(record::Verb::signOut, 0));
}

QString Desk::start(const std::string &playbook, const QString &subject, const Json &facts)
{
    record::Command made = command(record::Verb::incidentStart, 0);
    made.args["playbook"] = playbook;
    if (!subject.isEmpty())
        made.args["subject"] = subject.toStdString();
    if (!facts.empty())
        made.args["facts"] = facts;
    return send(made);
}

QString Desk::stepDone(int incident, const std::string &step)
{
    return send(command(record::Verb::stepDone, incident, step));
}

QString Desk::skip(int incident, const std::string &step, int reason, const QString &text)
{
    record::Command made = command(record::Verb::stepSkip, incident, step);
    made.args["reason"] = std::to_string(reason);
    if (!text.isEmpty())
        made.args["text"] = text.toStdString();
    return send(made);
}

QString Desk::wait(int incident, const std::string &step, const QString &whom, WallTime until)
{
    record::Command made = command(record::Verb::stepWait, incident, step);
    made.args["whom"] = whom.toStdString();
    made.args["until"] = isoText(until);
    return send(made);
}

QString Desk::tried(int incident, const std::string &step, const snapshot::CallCard &card, const QString &outcome)
{
    record::Command made = command(record::Verb::contactTried, incident, step);
    made.args["chain"] = card.chain;
    made.args["position"] = card.position;
    made.args["outcome"] = outcome.toStdString();
    return send(made);
}

QString Desk::note(int incident, const QString &typed)
{
    record::Command made = command(record::Verb::note, incident);
    const TimedText timed = m_snapshot ? splitTime(typed, *m_snapshot) : TimedText{{}, typed.trimmed()};
    made.happenedAt = timed.at;
    made.args["text"] = timed.text.toStdString();
    return send(made);
}

QString Desk::answer(int incident, const std::string &fact, const Json &value, const Json &also)
{
    record::Command made = command(record::Verb::factSet, incident);
    made.args["fact"] = fact;
    made.args["value"] = value;
    if (!also.empty())
        made.args["also"] = also;
    return send(made);
}

QString Desk::assignSeat(int incident, const QString &seat, const QString &to)
{
    record::Command made = command(record::Verb::seatAssign, incident);
    if (!seat.isEmpty())
        made.args["from"] = seat.toStdString();
    made.args["to"] = to.toStdString();
    return send(made);
}

QString Desk::seatOut(int incident, const QString &seat, const QString &reference)
{
    record::Command made = command(record::Verb::seatOut, incident);
    if (!seat.isEmpty())
        made.args["seat"] = seat.toStdString();
    made.args["reference"] = reference.toStdString();
    return send(made);
}

QString Desk::returnSeat(const QString &seat)
{
    record::Command made = command(record::Verb::seatReturn, 0);
    made.args["seat"] = seat.toStdString();
    return send(made);
}

QString Desk::acknowledge(int incident)
{
    return send(command(record::Verb::acknowledge, incident));
}

QString Desk::takeCommand(int incident)
{
    return send(command(record::Verb::takeCommand, incident));
}

QString Desk::close(int incident, const QString &reason, const Json &clockReasons, bool override)
{
    record::Command made = command(record::Verb::close, incident);
    if (!reason.isEmpty())
        made.args["reason"] = reason.toStdString();
    if (!clockReasons.empty())
        made.args["clock_reasons"] = clockReasons;
    if (override)
        made.args["kind"] = "override";
    return send(made);
}

bool Desk::canUndo(int incident) const
{
    return isUndoable() && m_last->command.incident == incident;
}

bool Desk::isUndoable() const
{
    return m_last && m_snapshot && m_snapshot->at.wall - m_last->at <= kUndoFor &&
           m_snapshot->incident(m_last->command.incident) != nullptr;
}

// The entry to correct is the one of that act: the newest about its step, and not one from before.
void Desk::undo()
{
    const snapshot::Incident *incident = isUndoable() ? m_snapshot->incident(m_last->command.incident) : nullptr;
    if (incident == nullptr)
        return;
    using enum record::Kind;
    const auto entry = std::ranges::find_if(incident->timeline, [&](const snapshot::Entry &e) {
        const bool isAct = e.kind == stepDone || e.kind == stepSkipped || e.kind == stepWaiting;
        return isAct && e.step == m_last->command.step && e.recordedAt >= m_last->at;
    });
    if (entry == incident->timeline.end())
        return; // not on the screen yet
    record::Command made = command(record::Verb::correct, incident->id, m_last->command.step);
    made.args["corrects"] = entry->seq;
    made.args["field"] = "undo";
    made.args["value"] = true;
    if (send(made).isEmpty())
        return;
    m_last.reset();
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
