// The line for notes. What is half typed belongs to its incident and is there again when that is shown; what was sent
// is kept until the engine has answered.
#pragma once

#include "console/desk.h"

#include <QHash>
#include <QLabel>
#include <QLineEdit>
#include <QObject>

namespace fw::console {

class NoteLine : public QObject {
    Q_OBJECT
public:
    // Both outlive it.
    NoteLine(QLineEdit &edit, QLabel &label, QObject *parent);

    void setUp(Desk &desk);
    void retranslate();
    // Another incident is shown; 0: none. `isGone`: the one before has closed, and what is being written stays, as a
    // note of the shift.
    void turnTo(int incident, bool isGone);
    void write(); // the keyboard comes here
    [[nodiscard]] bool isInUse() const { return m_edit.hasFocus(); }

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void showLabel();
    void send();
    void onAnswered(const QString &commandId, const std::optional<Text> &refused);

    QLineEdit &m_edit;
    QLabel &m_label;
    Desk *m_desk = nullptr;
    int m_shown = 0;
    int m_about = 0;              // incident of what is typed; 0: the shift
    QHash<int, QString> m_drafts; // incident → a note that is not written yet
    struct Note {
        int incident = 0;
        QString text;
    };
    QHash<QString, Note> m_sent; // command → until it is answered
};

} // namespace fw::console
