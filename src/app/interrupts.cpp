#include "interrupts.h"

#include <cerrno>
#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace fw::app {
namespace {

std::array<int, 2> sockets{-1, -1}; // a signal handler can reach nothing else

void onSignal(int)
{
    const int interrupted = errno; // of whatever this stands in
    const char byte = 1;
    (void)!::write(sockets[0], &byte, 1);
    errno = interrupted;
}

} // namespace

Interrupts::Interrupts(QObject *parent) : QObject(parent)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets.data()) != 0)
        return;
    m_notifier = new QSocketNotifier(sockets[1], QSocketNotifier::Read, this);
    connect(m_notifier, &QSocketNotifier::activated, this, [this] {
        char byte = 0;
        (void)!::read(sockets[1], &byte, 1);
        emit interrupted();
    });
    struct sigaction action {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
}

Interrupts::~Interrupts()
{
    std::signal(SIGTERM, SIG_DFL);
    std::signal(SIGINT, SIG_DFL);
    delete m_notifier;
    for (int &socket : sockets)
        ::close(std::exchange(socket, -1));
}

} // namespace fw::app
