#include "runtime/console_clock.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace fw::runtime {
namespace {

std::chrono::nanoseconds bootTime()
{
    timespec t{};
    clock_gettime(CLOCK_BOOTTIME, &t);
    return std::chrono::seconds{t.tv_sec} + std::chrono::nanoseconds{t.tv_nsec};
}

WallTime machineTime()
{
    return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

} // namespace

ConsoleClock::ConsoleClock(double speed, WallTime notBefore)
    : m_speed(speed), m_wallStart(std::max(machineTime(), notBefore)), m_bootStart(bootTime())
{
}

Moment ConsoleClock::now() const
{
    const std::chrono::nanoseconds boot = bootTime();
    if (m_speed == 1)
        return {machineTime(), std::chrono::floor<Duration>(boot)};
    const double passed = double((boot - m_bootStart).count()) * m_speed / 1e6; // ms
    const Duration steady{std::int64_t(passed)};
    return {m_wallStart + steady, std::chrono::floor<Duration>(m_bootStart) + steady};
}

std::chrono::milliseconds ConsoleClock::realUntil(Duration steady) const
{
    const double wait = double((steady - now().steady).count()) / m_speed;
    return std::chrono::milliseconds{std::max<std::int64_t>(std::int64_t(std::ceil(wait)), 0)};
}

} // namespace fw::runtime
