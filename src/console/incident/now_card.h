// The one thing to do next: the step, whom to call in large digits, what to say, and its acts on one key each. Shows a
// view and emits what the supervisor wants; what may be done the engine decides.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/incident/form.h"

#include <QFrame>

#include <memory>

namespace Ui {
class NowCard;
}

namespace fw::console {

class NowCard : public QFrame {
    Q_OBJECT
public:
    explicit NowCard(QWidget *parent = nullptr);
    ~NowCard() override;

    void setUp(Desk &desk, const Look &look);
    // The step of the incident that is shown; null: none.
    // `askedAbove`: the fact that is asked over the card, and not in it once more; "" none.
    void showStep(const snapshot::Incident *incident, const snapshot::Step *step, const std::string &askedAbove);
    // Something else asks in its place; what is typed here stays.
    void standBack() { setShown(*this, false); }
    void retranslate();

    // The acts, as the keyboard calls them.
    void mainAct();
    bool fillIn();                        // the keyboard goes into the question; false: there is none
    bool outcome(const QString &outcome); // of the call; false: this step calls nobody
    void askSkip();
    void askWait();
    // A digit: chooses in the form if it asks for one. False: nothing to choose.
    bool choose(const QString &key);
    void stopAsking();
    // The supervisor has opened a form here (skip, wait, seat), or is typing or choosing: the card must not turn to
    // another step by itself.
    [[nodiscard]] bool isInUse() const;
    [[nodiscard]] bool wasAsked() const { return m_shown && !m_asking.isEmpty(); }
    [[nodiscard]] const Form &form() const;
    [[nodiscard]] bool isCall() const; // somebody may be on the phone
    [[nodiscard]] const std::string &stepKey() const { return m_step.key; }

signals:
    void moved(); // an act was carried out: the panel may go to the next step
    void noted(); // an answer was taken: it may, if the step asks no more
    void asked(); // a form was opened: it should be in sight

private:
    void showRest(const snapshot::Incident &incident);
    [[nodiscard]] QString stateText() const;
    void showCall();
    void showQuestion();
    void placeForm(bool isFirst);
    void showButtons();
    [[nodiscard]] const snapshot::Question *openQuestion() const;
    [[nodiscard]] QString mainText() const;
    void onSubmitted(const QString &formId, const QString &choice, const QHash<QString, QString> &answers);
    void onAnswered(const QString &commandId, const std::optional<Text> &refused);
    [[nodiscard]] QString act();
    [[nodiscard]] bool isOpen() const;
    void askFor(const QString &form);
    [[nodiscard]] FormSpec askedSpec() const;
    void submitSeat(const QString &seat);
    void submitWait(const FormAnswers &answers);

    std::unique_ptr<Ui::NowCard> m_ui;
    Desk *m_desk = nullptr;
    const Look *m_look = nullptr;
    int m_incident = 0;
    snapshot::Step m_step;
    std::string m_askedAbove;
    bool m_shown = false;
    QString m_asking;     // a form that the supervisor opened: skip, skip-other, wait, assign, out
    QString m_submitted;  // the command that a form became; it stays until that is answered
    QString m_acted;      // the command of the main act
    std::string m_awaits; // step whose call was made, and what was said on it is not noted yet; "" none
};

// A question of a playbook as a form; `way` brings the keyboard into its first field.
[[nodiscard]] FormSpec formOf(const QString &id, const snapshot::Question &question, const QString &way,
                              const Look &look);
// Sends what a form of this question was answered with, and what was said beside it. Gives the command's id.
QString answerQuestion(Desk &desk, int incident, const snapshot::Question &question, const QString &choice,
                       const FormAnswers &answers);
// What was typed, as the value of a fact of this type; null if it is none.
[[nodiscard]] Json valueOf(const snapshot::Question &question, const QString &typed);

} // namespace fw::console
