// What a supervisor does, as commands. Knows who is on duty here, gives every command its id, sends no act twice while
// the first one waits for its answer, and remembers the last act for ten seconds, so that it can be taken back. Nothing
// is done before the engine says so: screens follow snapshots, and what was typed is kept until the answer.
#pragma once

#include "console/link.h"

#include <QObject>
#include <QString>

#include <optional>

namespace fw::console {

class Desk : public QObject {
    Q_OBJECT
public:
    explicit Desk(Link &link, QObject *parent = nullptr);

    [[nodiscard]] const QString &operatorOnDuty() const { return m_operator; }
    QString signIn(const QString &op); // takes over from who was
    QString signOut();

    // Each gives the id that answered() will tell, of the first one where the same act waits for its answer already;
    // "": not sent, nobody would answer.
    QString start(const std::string &playbook, const QString &subject, const Json &facts = Json::object());
    QString stepDone(int incident, const std::string &step);
    QString skip(int incident, const std::string &step, int reason, const QString &text);
    QString wait(int incident, const std::string &step, const QString &whom, WallTime until);
    QString tried(int incident, const std::string &step, const snapshot::CallCard &card, const QString &outcome);
    // `text` may begin with the time it happened: "14:05 gate readers down".
    QString note(int incident, const QString &text);
    QString answer(int incident, const std::string &fact, const Json &value, const Json &also);
    // `seat`: the one that failed; "": the incident's.
    QString assignSeat(int incident, const QString &seat, const QString &to);
    QString seatOut(int incident, const QString &seat, const QString &reference);
    QString returnSeat(const QString &seat); // out of service until now
    QString acknowledge(int incident);
    QString takeCommand(int incident);
    QString close(int incident, const QString &reason, const Json &clockReasons, bool override);

    // undo() would take back an act of this incident: the newest one, for ten seconds.
    [[nodiscard]] bool canUndo(int incident) const;
    void undo();

    void onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] const std::shared_ptr<const snapshot::Snapshot> &snapshot() const { return m_snapshot; }
    // The core has stopped speaking: acts are refused here, so that nobody believes them done.
    void setSilent(bool silent) { m_silent = silent; }

signals:
    void operatorChanged();
    void sent(fw::record::Verb act); // it is under way
    void answered(const QString &commandId, const std::optional<fw::Text> &refused);
    void refused(const fw::Text &why);
    void undoChanged();
    void undone(int incident, const std::string &step); // this step is open again

private:
    record::Command command(record::Verb verb, int incident, const std::string &step = {}) const;
    QString send(const record::Command &command);
    [[nodiscard]] bool isUndoable() const;
    [[nodiscard]] bool repeats(const record::Command &command) const;
    void onAnswered(const QString &id, const std::optional<Text> &refused);
    [[nodiscard]] const record::Command *underWay(const record::Command &command) const; // null: not yet

    Link &m_link;
    QString m_operator;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    bool m_silent = false;
    struct Act {
        record::Command command;
        WallTime at{};
        bool isAnswered = false; // and the next snapshot shows it
    };
    std::vector<Act> m_underWay;
    std::optional<Act> m_last; // carried out, and may be taken back
};

// The time a typed line begins with, as the newest such moment not after `now`; the rest is the text. Nothing: it
// begins with no time.
struct TimedText {
    std::optional<WallTime> at;
    QString text;
};
[[nodiscard]] TimedText splitTime(const QString &typed, const snapshot::Snapshot &snapshot);

} // namespace fw::console
