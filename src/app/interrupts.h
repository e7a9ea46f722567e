// SIGTERM and SIGINT as a Qt signal, through a socket pair: a handler may do nothing but write a byte.
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>

namespace fw::app {

class Interrupts : public QObject {
    Q_OBJECT
public:
    explicit Interrupts(QObject *parent = nullptr);
    ~Interrupts() override;

signals:
    void interrupted();

private:
    QSocketNotifier *m_notifier = nullptr;
};

} // namespace fw::app
