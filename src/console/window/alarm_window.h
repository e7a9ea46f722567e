// What the watchdog shows: one sentence in red over everything, and what can be done. A window of a process of its own.
#pragma once

#include "console/design/theme.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fw::console {

class AlarmWindow : public QWidget {
    Q_OBJECT
public:
    explicit AlarmWindow(QWidget *parent = nullptr);
    void announce(const QString &text);
    [[nodiscard]] static QString hungText();
    [[nodiscard]] static QString diedText();

signals:
    void restartWanted();
    void leaveWanted();

private:
    QLabel *m_text;
    QPushButton *m_restart;
};

} // namespace fw::console
