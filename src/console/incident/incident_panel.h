// The right column: the open incidents as tabs, and of the chosen one why it opened, its clocks, the Now card, its
// steps, a line for notes, what happened. The choice is the supervisor's: a new incident never takes it away.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/incident/form.h"
#include "console/incident/step_choice.h"
#include "console/incident/step_model.h"
#include "console/incident/timeline_model.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace Ui {
class IncidentPanel;
}

namespace fw::console {

class BelowEdge;
class NoteLine;
class NowCard;

class IncidentPanel : public QWidget {
    Q_OBJECT
public:
    explicit IncidentPanel(QWidget *parent = nullptr);
    ~IncidentPanel() override;

    void setUp(Desk &desk, const Look &look, const Steady &steady);
    void setCompact(bool compact); // a narrow column
    void lookChanged();
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);

    [[nodiscard]] const snapshot::Incident *incident() const; // the shown one; null: none
    [[nodiscard]] int shownId() const { return m_shown; }     // 0: none
    void showIncident(int id);
    void nextIncident(int direction); // 1 or -1
    void nextStep(int direction);
    void turnPage(int direction); // of what does not fit
    void showTop();
    // Tabs and questions are made as they are needed; Tab goes through everything from top to bottom all the same. To
    // be called before it goes.
    void orderTabStops();
    [[nodiscard]] NowCard &now();
    // A form in place of the Now card, about the panel as a whole: start by hand, sign in, close.
    // `make` words it in the language in force, again when that changes.
    void ask(std::function<FormSpec()> make);
    void stopAsking();
    // The form became this command: it goes when that is carried out, and stays with the reason when it is refused.
    void waitFor(const QString &commandId) { m_submitted = commandId; }
    // Of a form of ask() that was submitted: says so, once; false: it is meant.
    [[nodiscard]] bool doubt(const QString &problem);
    void askClose();
    void takeOn();
    void takeCommand();
    void writeNote();
    bool choose(const QString &key);
    bool fillIn(); // the keyboard goes into what is asked; false: nothing is
    // Enter: what the form asks, else the main act of the step or the closing.
    void mainAct();
    // Nothing is being typed, chosen or said on the phone: another incident may be shown by itself.
    [[nodiscard]] bool isIdle() const;
    // A key was pressed: what it was meant for stays for a moment.
    void holdStill() { m_step.holdStill(); }

signals:
    void shownChanged();
    // A form asked by ask() was submitted; those of the panel itself are not told.
    void submitted(const QString &formId, const QString &choice, const QHash<QString, QString> &answers);

private:
    void refresh();
    void turnTo(int incident);
    void showHead();
    void showClocks();
    void showSteps();
    void onSubmitted(const QString &formId, const QString &choice, const QHash<QString, QString> &answers);
    [[nodiscard]] const snapshot::Step *currentStep() const;
    [[nodiscard]] bool cardAsks() const; // not the panel's form
    [[nodiscard]] bool asksAbove(const snapshot::Step &step) const;
    void chooseStep(const std::string &key);
    void showKeyboard(); // where it is
    void onAnswered(const QString &commandId, const std::optional<Text> &refused);

    std::unique_ptr<Ui::IncidentPanel> m_ui;
    NoteLine *m_note;
    BelowEdge *m_below;
    Desk *m_desk = nullptr;
    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    int m_shown = 0;
    StepChoice m_step;
    QString m_asked; // form of ask() or closing; "" none
    std::function<FormSpec()> m_makeAsked;
    QString m_submitted; // the command that a form became; it stays until that is answered
    StepModel m_steps;
    StepDelegate m_stepDelegate;
    TimelineModel m_timeline;
    TimelineDelegate m_timelineDelegate;
};

} // namespace fw::console
