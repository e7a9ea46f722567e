// What the watchdog shows: one sentence in red over everything, and what can be done. A window of a process of its own.
#pragma once

#include "console/design/theme.h"
#include "console/steady.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace fw::console {

class AlarmWindow : public QWidget {
    Q_OBJECT
public:
    enum class Offer { restart, nothing };

    explicit AlarmWindow(QWidget *parent = nullptr, const Steady &steady = machineSteady());
    void announce(const QString &text, Offer offer);
    void setSound(bool works); // false: NO SOUND
    [[nodiscard]] static QString hungText();
    [[nodiscard]] static QString diedText();
    [[nodiscard]] static QString startingText();
    [[nodiscard]] static QString notStartedText();

signals:
    void restartWanted();
    void leaveWanted();

private:
    void fit();

    QLabel *m_text;
    QLabel *m_noSound;
    QPushButton *m_restart;
    QPushButton *m_leave;
    Since m_sinceShown;
};

} // namespace fw::console
