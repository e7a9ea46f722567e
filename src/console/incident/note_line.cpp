#include "console/incident/note_line.h"

#include <QEvent>
#include <QKeyEvent>

namespace fw::console {

namespace {

constexpr int kMostText = 1'000; // characters

} // namespace

NoteLine::NoteLine(QLineEdit &edit, QLabel &label, QObject *parent) : QObject(parent), m_edit(edit), m_label(label)
{
    m_edit.setMaxLength(kMostText);
    m_edit.installEventFilter(this);
}

void NoteLine::setUp(Desk &desk)
{
    m_desk = &desk;
    connect(m_desk, &Desk::answered, this, &NoteLine::onAnswered);
}

void NoteLine::retranslate()
{
    m_edit.setPlaceholderText(tr("14:05 what happened, Enter"));
    m_edit.setAccessibleName(tr("Note"));
    showLabel();
}

// What the note is about, where that is not what is shown.
void NoteLine::showLabel()
{
    m_label.setText(m_about == m_shown ? tr("Note · T") : tr("Note of the shift · T"));
}

void NoteLine::turnTo(int incident, bool isGone)
{
    m_shown = incident;
    if (isGone && m_edit.hasFocus()) {
        m_about = 0;
        return showLabel();
    }
    const QString draft = m_edit.text();
    if (draft.isEmpty())
        m_drafts.remove(m_about);
    else
        m_drafts[m_about] = draft;
    m_about = incident;
    m_edit.setText(m_drafts.take(incident));
    showLabel();
}

void NoteLine::write()
{
    if (m_edit.text().isEmpty())
        m_about = m_shown;
    showLabel();
    m_edit.setFocus(Qt::ShortcutFocusReason);
}

// Enter writes the note and is nothing else: passed on, it would be the step's main act as well.
bool NoteLine::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            send();
            return true;
        }
    }
    return QObject::eventFilter(object, event);
}

void NoteLine::send()
{
    const QString text = m_edit.text();
    if (text.trimmed().isEmpty())
        return;
    const QString id = m_desk->note(m_about, text);
    if (id.isEmpty())
        return;
    m_sent[id] = {m_about, text};
    m_about = m_shown;
    m_edit.setText(m_drafts.take(m_shown));
    showLabel();
    m_edit.window()->setFocus(Qt::OtherFocusReason);
}

// A note that was not taken is there again.
void NoteLine::onAnswered(const QString &commandId, const std::optional<Text> &refused)
{
    const Note note = m_sent.take(commandId);
    if (!refused || note.text.isEmpty())
        return;
    if (m_edit.text().isEmpty() && m_about == note.incident)
        m_edit.setText(note.text);
    else
        m_drafts[note.incident] = note.text;
}

} // namespace fw::console
