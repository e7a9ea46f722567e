// A UPS that is not there: a small upsd on loopback for the demo, which answers LIST VAR and plays a script of its
// states. For demos only: the proof is a real upsd. Owned by the demo; one thread with an event loop.
#pragma once

#include "base/moment.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTcpServer>

#include <cstdint>
#include <string>
#include <vector>

namespace fw::feeds {

class UpsDouble : public QObject {
    Q_OBJECT
public:
    struct Step { // from this time after listen() on
        Duration at{};
        std::string status;
        double charge = 100; // %, at `at`
        double chargePerMinute = 0;
        Duration runtime{};
    };

    // `steps` ascending, the first at 0.
    UpsDouble(const std::string &name, std::vector<Step> steps, QObject *parent = nullptr);
    [[nodiscard]] Result<std::uint16_t> listen();

private:
    void onConnection();
    void onLine(QTcpSocket &socket, const QByteArray &line);
    [[nodiscard]] QByteArray variables() const;

    QByteArray m_name;
    std::vector<Step> m_steps;
    QElapsedTimer m_clock;
    QTcpServer m_server;
};

} // namespace fw::feeds
