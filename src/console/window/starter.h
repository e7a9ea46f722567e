// Begins things by hand: a procedure in two keystrokes, the fire alarm in one, a shift by signing in. Asks in the
// incident panel, never in a dialog.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/incident/form.h"

#include <QObject>

namespace fw::console {

class IncidentPanel;

class Starter : public QObject {
    Q_OBJECT
public:
    // All of them outlive it.
    Starter(Desk &desk, IncidentPanel &panel, const Look &look);

    // The open incident of a procedure, or the question that starts one.
    void startNumber(int number);
    void startPlaybook(const QString &playbook);
    void fire();
    void signIn();

signals:
    void message(const QString &text, bool isRefusal);

private:
    void startOrGoTo(const snapshot::Procedure &procedure);
    void askSubject(const snapshot::Procedure &procedure);
    [[nodiscard]] FormSpec startSpec(const snapshot::Procedure &procedure) const;
    [[nodiscard]] FormSpec signInSpec() const;
    void submitStart(const std::string &playbook, const QString &subject);
    void onSubmitted(const QString &formId, const QString &choice, const QHash<QString, QString> &answers);
    void onAnswered(const QString &commandId, const std::optional<Text> &refused);
    void sayCall();

    Desk &m_desk;
    IncidentPanel &m_panel;
    const Look &m_look;
    QString m_fire; // the command that starts one, until it is answered
};

} // namespace fw::console
