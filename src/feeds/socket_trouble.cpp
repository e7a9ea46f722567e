#include "feeds/socket_trouble.h"

namespace fw::feeds {

Text socketTrouble(const QAbstractSocket &socket)
{
    const std::string detail = socket.errorString().toStdString();
    switch (socket.error()) {
    case QAbstractSocket::ConnectionRefusedError:
        return inBoth({"net.refused", {}});
    case QAbstractSocket::HostNotFoundError:
        return inBoth({"net.host_not_found", {}});
    case QAbstractSocket::SocketTimeoutError:
        return inBoth({"net.timed_out", {}});
    case QAbstractSocket::NetworkError:
        return inBoth({"net.unreachable", {}});
    case QAbstractSocket::RemoteHostClosedError:
        return inBoth({"net.closed", {}});
    case QAbstractSocket::SslHandshakeFailedError:
        return inBoth({"net.tls_failed", {{"detail", detail}}});
    default:
        return {detail, detail};
    }
}

} // namespace fw::feeds
