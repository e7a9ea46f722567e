// Ctrl+K: find anything: an act, an incident, a seat or agent, a contact. Type, arrow keys, Enter; Esc leaves.
#pragma once

#include "console/design/look.h"

#include <QFrame>
#include <QList>
#include <QPointer>

#include <functional>

class QLineEdit;
class QListWidget;

namespace fw::console {

struct Findable {
    QString text;
    QString detail; // the key, the number
    std::function<void()> act;
};

class Finder : public QFrame {
    Q_OBJECT
public:
    explicit Finder(QWidget *parent = nullptr);
    void open(const QList<Findable> &all, const QString &title);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void filter(const QString &typed);
    void run();
    void leave();

    QLineEdit *m_edit;
    QListWidget *m_list;
    QList<Findable> m_all;
    QList<qsizetype> m_shown;   // rows of m_all
    QPointer<QWidget> m_before; // had the keyboard
};

} // namespace fw::console
