#include "floor/metrics.h"

namespace fw::floor {
namespace {

constexpr int kFewestOffered = 20;
constexpr int kFewestOfferedShort = 5;
constexpr Duration kShortWindow = std::chrono::minutes{5};

std::optional<double> share(int numerator, const Figures &f, int waitingTooLong, Duration window)
{
    const int denominator = f.answered + f.abandoned + waitingTooLong - f.shortAbandoned;
    if (f.offered < fewestOffered(window) || denominator <= 0)
        return std::nullopt;
    return double(numerator) / denominator;
}

} // namespace

int fewestOffered(Duration window)
{
    return window <= kShortWindow ? kFewestOfferedShort : kFewestOffered;
}

std::optional<double> serviceLevel(const Figures &f, int waitingTooLong, Duration window)
{
    return share(f.answeredWithin, f, waitingTooLong, window);
}

std::optional<double> abandonment(const Figures &f, int waitingTooLong, Duration window)
{
    return share(f.abandoned - f.shortAbandoned, f, waitingTooLong, window);
}

QueueFigures figuresOf(const Queue &queue, Duration now)
{
    QueueFigures q;
    q.waiting = int(queue.waiting().size());
    q.longestWait = queue.longestWait(now);
    q.window = queue.inLast(kWindow, now);
    q.today = queue.today();
    q.arrivalsPerHour = q.window.offered * double(std::chrono::hours{1} / kWindow);
    q.serviceLevel = serviceLevel(q.window, queue.waitingTooLong(now), kWindow);
    q.averageAnswer = q.window.averageAnswer();
    q.averageHandling = q.window.averageHandling();
    return q;
}

} // namespace fw::floor
