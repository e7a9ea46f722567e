// What a supervisor does, as commands. Knows who is on duty here, gives every command its id and remembers the last act
// for ten seconds, so that it can be taken back. Nothing is done before the engine says so: screens follow snapshots.
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
    void signIn(const QString &op);
    void signOut();

    void start(const std::string &playbook, const QString &subject, const Json &facts = Json::object());
    void stepDone(int incident, const std::string &step);
    void skip(int incident, const std::string &step, int reason, const QString &text);
    void wait(int incident, const std::string &step, const QString &whom, WallTime until);
    void tried(int incident, const std::string &step, const snapshot::CallCard &card, const QString &outcome);
    // `text` may begin with the time it happened: "14:05 gate readers down".
    void note(int incident, const QString &text);
    void answer(int incident, const std::string &fact, const Json &value, const Json &also);
    void assignSeat(int incident, const QString &to);
    void seatOut(int incident, const QString &reference);
    void acknowledge(int incident);
    void takeCommand(int incident);
    void close(int incident, const QString &reason, const Json &clockReasons, bool override);

    // The newest act that undo() would take back: its step, while it may still be taken back.
    [[nodiscard]] bool canUndo() const;
    void undo();

    void onSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] const std::shared_ptr<const snapshot::Snapshot> &snapshot() const { return m_snapshot; }

signals:
    void operatorChanged();
    void refused(const fw::Text &why);
    void undoChanged();

private:
    record::Command command(record::Verb verb, int incident, const std::string &step = {}) const;
    void send(const record::Command &command);

    Link &m_link;
    QString m_operator;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    struct Act {
        int incident = 0;
        std::string step;
        WallTime at{};
    };
    std::optional<Act> m_last;
};

// The time a typed line begins with, as the newest such moment not after `now`; the rest is the text. Nothing: it
// begins with no time.
struct TimedText {
    std::optional<WallTime> at;
    QString text;
};
[[nodiscard]] TimedText splitTime(const QString &typed, const snapshot::Snapshot &snapshot);

} // namespace fw::console
