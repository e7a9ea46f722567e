#include "console/incident/form.h"

#include "console/incident/form_widgets.h"

#include <QApplication>
#include <QComboBox>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace fw::console {
namespace {

constexpr int kMostDrafts = 50; // beyond that they are of incidents long closed

QLabel *label(const QString &text, QWidget *parent, const char *tone = nullptr)
{
    auto *made = new QLabel(text, parent);
    made->setTextFormat(Qt::PlainText);
    made->setWordWrap(true);
    if (tone != nullptr)
        made->setProperty("tone", QString::fromLatin1(tone));
    return made;
}

} // namespace

void setShown(QWidget &widget, bool shown)
{
    const QWidget *focus = QApplication::focusWidget();
    if (!shown && (focus == &widget || widget.isAncestorOf(focus)))
        widget.window()->setFocus(Qt::OtherFocusReason);
    widget.setVisible(shown);
}

void setStyled(QWidget &widget, const char *name, const QVariant &value)
{
    if (widget.property(name) == value)
        return;
    widget.setProperty(name, value);
    widget.style()->polish(&widget);
}

Form::Form(QWidget *parent) : QFrame(parent)
{
    setProperty("surface", QStringLiteral("advice"));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(12, 8, 12, 8);
    hide();
}

void Form::ask(const FormSpec &spec)
{
    if (spec == m_spec)
        return;
    const bool same = spec.id == m_spec.id;
    if (!same)
        keepDraft();
    const FormAnswers typed = same ? answers() : m_drafts.take(spec.id);
    const bool hadFocus = same && hasKeyboard();
    const auto before = typing();
    m_spec = spec;
    if (!same)
        m_choice.clear();
    build();
    for (auto it = typed.begin(); it != typed.end(); ++it) {
        if (m_edits.contains(it.key()) && !it.value().isEmpty())
            m_edits[it.key()]->setText(it.value());
        if (m_combos.contains(it.key()))
            m_combos[it.key()]->setCurrentIndex(m_combos[it.key()]->findData(it.value()));
    }
    show();
    if (!hadFocus)
        return;
    QLineEdit *edit = before ? m_edits.value(before->field) : nullptr;
    if (edit == nullptr)
        return takeFocus();
    edit->setFocus(Qt::OtherFocusReason);
    edit->setCursorPosition(before->cursor);
}

void Form::keepDraft()
{
    if (m_spec.id.isEmpty() || !hasInput())
        return;
    if (m_drafts.size() >= kMostDrafts)
        m_drafts.clear();
    m_drafts[m_spec.id] = answers();
}

void Form::putAway()
{
    keepDraft();
    m_spec = {};
    m_choice.clear();
    letGo();
    hide();
}

void Form::clear()
{
    const QString done = m_spec.id;
    putAway();
    m_drafts.remove(done);
}

// An answer may come from one of the content's own buttons: it is not deleted under their feet. The keyboard goes back
// to the window, where letters are acts; left alone it would slide onto the next button.
void Form::letGo()
{
    m_choiceButtons.clear();
    m_edits.clear();
    m_combos.clear();
    m_title = nullptr;
    m_missing = nullptr;
    if (m_content == nullptr)
        return;
    if (hasKeyboard())
        window()->setFocus(Qt::OtherFocusReason);
    layout()->removeWidget(m_content);
    m_content->hide();
    m_content->deleteLater();
    m_content = nullptr;
}

void Form::build()
{
    letGo();
    m_content = new QWidget(this);
    layout()->addWidget(m_content);
    auto *rows = new QVBoxLayout(m_content);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(6);
    m_title = label(m_spec.title, m_content);
    m_title->setFont(typeface(size::kBody, Weight::bold));
    rows->addWidget(m_title);
    m_missing = label({}, m_content, "red");
    m_missing->hide();
    rows->addWidget(m_missing);
    if (!m_spec.body.isEmpty())
        rows->addWidget(label(m_spec.body, m_content, "muted"));
    addChoices(rows);
    addFields(rows);
    addButtons(rows);
    m_content->show();
}

void Form::addChoices(QVBoxLayout *rows)
{
    for (const FormChoice &choice : m_spec.choices) {
        const QString text =
            choice.key.isEmpty() ? choice.label : QStringLiteral("%1   %2").arg(choice.key, choice.label);
        auto *button = new ChoiceButton(text, m_content);
        button->setStyleSheet(QStringLiteral("text-align: left"));
        button->setProperty("choice", true);
        button->setCheckable(!m_spec.fields.isEmpty());
        button->setChecked(choice.id == m_choice);
        button->setEnabled(choice.refused.isEmpty());
        button->setToolTip(choice.refused);
        button->setAccessibleName(choice.label);
        connect(button, &QPushButton::clicked, this, [this, id = choice.id] { chosen(id); });
        rows->addWidget(button);
        if (!choice.refused.isEmpty())
            rows->addWidget(label(choice.refused, m_content, "muted"));
        m_choiceButtons.append(button);
    }
}

void Form::addFields(QVBoxLayout *rows)
{
    for (const FormField &field : m_spec.fields) {
        QLabel *caption =
            label(QString(field.label).replace(QLatin1Char('&'), QStringLiteral("&&")), m_content); // a buddy's
        rows->addWidget(caption);
        if (field.options.isEmpty()) {
            auto *edit = new FieldEdit(field.value, field.hint, m_edits.isEmpty() ? m_spec.way : QString(), m_content);
            edit->setAccessibleName(field.label);
            connect(edit, &QLineEdit::textEdited, this, [this] { m_missing->hide(); });
            caption->setBuddy(edit);
            rows->addWidget(edit);
            m_edits.insert(field.id, edit);
        } else {
            auto *combo = new QComboBox(m_content);
            combo->addItem(field.hint, QString());
            for (const FormChoice &option : field.options)
                combo->addItem(option.label, option.id);
            combo->setCurrentIndex(std::max(0, combo->findData(field.value)));
            combo->setAccessibleName(field.label);
            caption->setBuddy(combo);
            rows->addWidget(combo);
            m_combos.insert(field.id, combo);
        }
    }
}

void Form::addButtons(QVBoxLayout *rows)
{
    auto *row = new QHBoxLayout;
    if (!m_spec.submit.isEmpty()) {
        auto *button = new QPushButton(m_spec.submit, m_content);
        button->setProperty("main", m_spec.isMain);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QPushButton::clicked, this, &Form::submit);
        row->addWidget(button);
    }
    if (m_spec.canCancel) {
        auto *cancel = new QPushButton(tr("Cancel · Esc"), m_content);
        cancel->setFocusPolicy(Qt::TabFocus);
        connect(cancel, &QPushButton::clicked, this, [this] { emit cancelled(m_spec.id); });
        row->addWidget(cancel);
    }
    row->addStretch(1);
    rows->addLayout(row);
}

FormAnswers Form::answers() const
{
    FormAnswers all;
    for (auto it = m_edits.begin(); it != m_edits.end(); ++it)
        all.insert(it.key(), it.value()->text().trimmed());
    for (auto it = m_combos.begin(); it != m_combos.end(); ++it)
        all.insert(it.key(), it.value()->currentData().toString());
    return all;
}

std::optional<Form::Typing> Form::typing() const
{
    for (auto it = m_edits.begin(); it != m_edits.end(); ++it) {
        if (it.value()->hasFocus())
            return Typing{it.key(), it.value()->cursorPosition()};
    }
    return std::nullopt;
}

QWidget *Form::firstMissing() const
{
    const FormAnswers given = answers();
    for (const FormField &field : m_spec.fields) {
        if (field.needed && given.value(field.id).isEmpty())
            return widgetOf(field);
    }
    return nullptr;
}

QWidget *Form::widgetOf(const FormField &field) const
{
    if (QLineEdit *edit = m_edits.value(field.id))
        return edit;
    return m_combos.value(field.id);
}

QWidget *Form::emptyAfter(const QWidget *field) const
{
    const FormAnswers given = answers();
    bool isAfter = false;
    for (const FormField &next : m_spec.fields) {
        if (isAfter && given.value(next.id).isEmpty())
            return widgetOf(next);
        isAfter = isAfter || widgetOf(next) == field;
    }
    return nullptr;
}

bool Form::hasKeyboard() const
{
    const QWidget *list = QApplication::activePopupWidget(); // of a combo: a window of its own
    return isAncestorOf(QApplication::focusWidget()) || (list != nullptr && isAncestorOf(list->parentWidget()));
}

void Form::takeChoice()
{
    for (QPushButton *button : m_choiceButtons) {
        if (button->isEnabled())
            return button->setFocus(Qt::OtherFocusReason);
    }
}

QString Form::inShort() const
{
    QStringList digits;
    for (const FormChoice &choice : m_spec.choices) {
        if (choice.refused.isEmpty() && !choice.key.isEmpty())
            digits << QStringLiteral("%1 %2").arg(choice.key, choice.label);
    }
    if (!digits.isEmpty() && m_choice.isEmpty())
        return tr("Page Down: %1").arg(digits.join(QStringLiteral(" · ")));
    return m_spec.fields.isEmpty() || m_spec.way.isEmpty() ? QString() : tr("E: %1").arg(m_spec.fields.front().label);
}

int Form::endOfQuestion() const
{
    const QWidget *last = m_choice.isEmpty() && !m_choiceButtons.isEmpty()
                              ? static_cast<const QWidget *>(m_choiceButtons.back())
                          : m_spec.fields.isEmpty() ? nullptr
                                                    : m_edits.value(m_spec.fields.front().id);
    return last == nullptr ? 0 : last->mapTo(this, QPoint(0, last->height())).y();
}

bool Form::hasInput() const
{
    for (const FormField &field : m_spec.fields) {
        if (answers().value(field.id) != field.value)
            return true;
    }
    return false;
}

void Form::takeFocus()
{
    if (QWidget *missing = firstMissing()) {
        missing->setFocus(Qt::OtherFocusReason);
    } else if (!m_choiceButtons.isEmpty()) {
        takeChoice();
    } else if (!m_edits.isEmpty()) {
        QLineEdit *first = m_edits.value(m_spec.fields.front().id);
        first->setFocus(Qt::OtherFocusReason);
        first->selectAll();
    }
}

bool Form::choose(const QString &key)
{
    for (const FormChoice &choice : m_spec.choices) {
        if (choice.key == key && choice.refused.isEmpty()) {
            chosen(choice.id);
            return true;
        }
    }
    return false;
}

void Form::chosen(const QString &id)
{
    m_choice = id;
    for (qsizetype i = 0; i < m_choiceButtons.size(); ++i)
        m_choiceButtons[i]->setChecked(m_spec.choices[i].id == id);
    if (QWidget *missing = firstMissing())
        missing->setFocus(Qt::OtherFocusReason);
    else
        submit();
}

void Form::submit()
{
    const bool needsChoice = !m_spec.choices.isEmpty() && m_choice.isEmpty();
    QWidget *missing = firstMissing();
    if (needsChoice || missing != nullptr) {
        complainBelow(needsChoice ? nullptr : missing,
                      needsChoice ? tr("Choose one first") : tr("Fill in this field first"));
        if (missing != nullptr)
            missing->setFocus(Qt::OtherFocusReason);
        return;
    }
    emit submitted(m_spec.id, m_choice, answers());
}

void Form::complain(const QString &problem, const QString &field)
{
    QWidget *at = m_edits.value(field);
    for (QLineEdit *edit : m_edits)
        at = at == nullptr && edit->hasFocus() ? edit : at;
    for (QComboBox *combo : m_combos)
        at = at == nullptr && combo->hasFocus() ? combo : at;
    complainBelow(at, problem);
}

void Form::complainBelow(QWidget *field, const QString &problem)
{
    if (m_missing == nullptr)
        return;
    auto &rows = static_cast<QVBoxLayout &>(*m_content->layout());
    rows.removeWidget(m_missing);
    rows.insertWidget(rows.indexOf(field != nullptr ? field : m_title) + 1, m_missing);
    m_missing->setText(problem);
    m_missing->show();
}

bool Form::doubt(const QString &problem)
{
    if (m_missing == nullptr || (m_missing->isVisibleTo(this) && m_missing->text() == problem))
        return false;
    complain(problem);
    return true;
}

// Enter goes from a field to the next empty one, as what is left out is not asked again, and submits from the last. On
// a button it is the window's, as on all buttons: it knows when Enter must not be heard.
void Form::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool onButton = qobject_cast<QPushButton *>(QApplication::focusWidget()) != nullptr;
    if (enter && !onButton) {
        QWidget *next = emptyAfter(QApplication::focusWidget());
        if (event->isAutoRepeat())
            return;
        next != nullptr ? next->setFocus(Qt::TabFocusReason) : submit();
        return;
    }
    if (event->key() == Qt::Key_Escape && m_spec.canCancel) {
        emit cancelled(m_spec.id);
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace fw::console
