// A question in place, never a dialog: choices on digit keys, fields to type, Enter to submit, Esc to leave. Used for
// facts, skip reasons, waits, closing, starting by hand.
#pragma once

#include "console/design/look.h"

#include <QFrame>
#include <QHash>
#include <QString>

#include <optional>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;

namespace fw::console {

struct FormChoice {
    QString id;
    QString key; // one key of the keyboard
    QString label;
    QString refused; // why not now; "" it can be chosen
    bool operator==(const FormChoice &) const = default;
};
struct FormField {
    QString id;
    QString label;
    QString value;
    QString hint;                // of what to type
    QList<FormChoice> options{}; // not empty: chosen from these
    bool needed = true;
    bool operator==(const FormField &) const = default;
};
struct FormSpec {
    QString id; // the same id again keeps what was typed
    QString title;
    QString body;
    QList<FormChoice> choices;
    QList<FormField> fields;
    QString submit; // what the button says; "" none: a choice submits
    bool canCancel = true;
    bool isMain = true; // what Enter does first of all here
    QString way{};      // what brings the keyboard into the first field; said there while it is elsewhere
    bool operator==(const FormSpec &) const = default;
};
using FormAnswers = QHash<QString, QString>; // field → text

// Shows or hides. Hidden with the keyboard in it, a widget would hand it to its neighbour, and Enter would do something
// else: it goes back to the window, where letters are acts.
void setShown(QWidget &widget, bool shown);

// A property that the style rules look at.
void setStyled(QWidget &widget, const char *name, const QVariant &value);

class Form : public QFrame {
    Q_OBJECT
public:
    explicit Form(QWidget *parent = nullptr);

    // Another question than before puts away what was typed for that one; it is there when it is asked again.
    void ask(const FormSpec &spec);
    void putAway();
    // Asks no more; what was typed is done with.
    void clear();
    [[nodiscard]] bool isEmpty() const { return m_spec.id.isEmpty(); }
    // A digit key anywhere: chooses. False: it is no choice here.
    bool choose(const QString &key);
    // Moves the keyboard into the first empty field, or the first choice. A value that stands there is typed over.
    void takeFocus();
    void takeChoice(); // into the first of what is chosen from
    [[nodiscard]] bool hasKeyboard() const;
    // In a line: the digits and what they choose, else what its field asks.
    [[nodiscard]] QString inShort() const;
    // px from its top: where that ends.
    [[nodiscard]] int endOfQuestion() const;
    void submit();
    // Says what is wrong with what was submitted, which stays to be mended: below this field, else the one with the
    // keyboard, else below the title.
    void complain(const QString &problem, const QString &field = {});
    // The same, of something that may be meant after all. False: that was said already, and it was submitted again.
    [[nodiscard]] bool doubt(const QString &problem);

signals:
    // `choice` is "" where there are none.
    void submitted(const QString &formId, const QString &choice, const fw::console::FormAnswers &answers);
    void cancelled(const QString &formId);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void letGo();
    void keepDraft();
    [[nodiscard]] bool hasInput() const; // something was typed
    void addChoices(QVBoxLayout *rows);
    void addFields(QVBoxLayout *rows);
    void addButtons(QVBoxLayout *rows);
    [[nodiscard]] FormAnswers answers() const;
    // The field with the keyboard and where its cursor stands.
    struct Typing {
        QString field;
        int cursor = 0;
    };
    [[nodiscard]] std::optional<Typing> typing() const;
    [[nodiscard]] QWidget *firstMissing() const;
    [[nodiscard]] QWidget *emptyAfter(const QWidget *field) const; // null: none
    [[nodiscard]] QWidget *widgetOf(const FormField &field) const;
    void complainBelow(QWidget *field, const QString &problem);
    void chosen(const QString &id);

    FormSpec m_spec;
    QWidget *m_content = nullptr;
    QString m_choice;
    QList<QPushButton *> m_choiceButtons;
    QHash<QString, QLineEdit *> m_edits;
    QHash<QString, QComboBox *> m_combos;
    QLabel *m_title = nullptr;
    QLabel *m_missing = nullptr;
    QHash<QString, FormAnswers> m_drafts; // form → what was typed and not submitted
};

} // namespace fw::console
