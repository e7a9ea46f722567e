// Waiting inside a test: the event loop runs until a condition holds or its deadline passes.
#pragma once

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTimer>

#include <chrono>

namespace fw::test {

template <class Condition>
[[nodiscard]] bool waitFor(Condition holds, std::chrono::milliseconds deadline = std::chrono::seconds{20})
{
    QTimer wakeUp;
    wakeUp.start(std::chrono::milliseconds{2});
    QElapsedTimer since;
    since.start();
    while (!holds()) {
        if (since.elapsed() > deadline.count())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace fw::test
