#include "rules/floor_environment.h"

#include "base/overloaded.h"
#include "floor/metrics.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace fw::rules {
namespace {

using floor::Figures;
using floor::Floor;
using floor::Queue;

double seconds(Duration d)
{
    return double(d.count()) / 1000.0;
}

Value fromOptional(std::optional<bool> v)
{
    return v ? Value{*v} : Value{Unknown{}};
}

template <class T> Value numberOr(const std::optional<T> &v)
{
    if (!v)
        return Unknown{};
    if constexpr (std::is_same_v<T, Duration>)
        return seconds(*v);
    else
        return double(*v);
}

const floor::Ups *heard(const Floor &floor, const std::string &ups)
{
    const auto it = floor.upses().find(ups);
    const bool known = it != floor.upses().end() && floor.known("ups:" + ups);
    const bool said = known && !it->second.reading.status.empty() && !it->second.reading.says("WAIT");
    return said ? &it->second : nullptr;
}

} // namespace

std::optional<bool> onBattery(const Floor &floor, const std::string &ups)
{
    const floor::Ups *state = heard(floor, ups);
    return state == nullptr ? std::nullopt : std::optional(state->reading.says("OB"));
}

std::optional<bool> onLine(const Floor &floor, const std::string &ups)
{
    const floor::Ups *state = heard(floor, ups);
    if (state == nullptr)
        return std::nullopt;
    const floor::UpsReading &reading = state->reading;
    if (reading.says("OB") || reading.says("OFF"))
        return false;
    return reading.says("OL") ? std::optional(true) : std::nullopt;
}

std::optional<bool> lowBattery(const Floor &floor, const std::string &ups)
{
    if (const floor::Ups *state = heard(floor, ups))
        return state->reading.says("LB") && state->reading.says("OB");
    const auto it = floor.upses().find(ups);
    if (it != floor.upses().end() && it->second.wasOnBattery && floor.silent("ups:" + ups))
        return true; // lost while on battery: the one exception to "unknown"
    return std::nullopt;
}

FloorEnvironment::FloorEnvironment(const Floor &floor, SubjectKind over, std::string subject, const Settings &settings,
                                   Moment now)
    : m_floor(floor), m_over(over), m_subject(std::move(subject)), m_settings(settings), m_now(now)
{
    if (m_over != SubjectKind::queue)
        return;
    for (const QueueId &id : floor.site().queuesOf(m_subject)) {
        if (const Queue *queue = floor.queue(id))
            m_queues.push_back(queue);
    }
}

Value FloorEnvironment::value(const TermUse &use) const
{
    const auto term = FloorTerm(use.id);
    if (term == FloorTerm::setting)
        return m_settings(use.text);
    const FloorTermInfo *info = floorTermInfo(term);
    switch (info->over) {
    case SubjectKind::queue:
        return queueValue(use);
    case SubjectKind::seat:
        return seatValue(term);
    case SubjectKind::ups:
        return upsValue(term);
    case SubjectKind::zone: {
        const auto it = m_floor.temperatures().find(m_subject);
        const bool known = it != m_floor.temperatures().end() && m_floor.known("temperature:" + m_subject);
        return known ? Value{it->second.celsius} : Value{Unknown{}};
    }
    case SubjectKind::canary:
        return m_floor.canary() % 2 == 1;
    default:
        break;
    }
    if (const auto it = m_floor.systems().find(m_subject);
        it != m_floor.systems().end() && m_floor.known("probe:" + m_subject)) {
        constexpr std::array kNames{"up", "slow", "partly", "down"};
        return std::string(kNames[std::size_t(it->second.state)]);
    }
    if (const auto it = m_floor.alarmZones().find(m_subject);
        it != m_floor.alarmZones().end() && m_floor.known("alarm:" + m_subject)) {
        constexpr std::array kNames{"normal", "alarm", "fault", "isolated"};
        return std::string(kNames[std::size_t(it->second)]);
    }
    return Unknown{};
}

Figures FloorEnvironment::figures(Duration window) const
{
    Figures sum;
    for (const Queue *queue : m_queues)
        sum += queue->inLast(window, m_now.steady);
    return sum;
}

Value FloorEnvironment::ratio(FloorTerm term, Duration window) const
{
    int tooLong = 0;
    for (const Queue *queue : m_queues)
        tooLong += queue->waitingTooLong(m_now.steady);
    const Figures f = figures(window);
    return numberOr(term == FloorTerm::serviceLevel ? floor::serviceLevel(f, tooLong, window)
                                                    : floor::abandonment(f, tooLong, window));
}

Value FloorEnvironment::queueValue(const TermUse &use) const
{
    if (m_queues.empty())
        return Unknown{};
    const floor::QueueConfig &config = m_queues.front()->config();
    const auto term = FloorTerm(use.id);
    switch (term) {
    case FloorTerm::limitWaiting:
        return numberOr(config.limits.waiting);
    case FloorTerm::limitLongestWait:
        return numberOr(config.limits.longestWait);
    case FloorTerm::limitServiceLevel:
        return numberOr(config.limits.serviceLevel);
    case FloorTerm::limitAbandonment:
        return numberOr(config.limits.abandonment);
    case FloorTerm::limitFor:
        return seconds(config.limits.heldFor);
    case FloorTerm::target:
        return config.target.answered;
    case FloorTerm::targetWithin:
        return seconds(config.target.within);
    default:
        break;
    }
    if (!m_floor.pbxKnown())
        return Unknown{};
    const Duration window{std::llround(use.number * 1000)};
    switch (term) {
    case FloorTerm::waiting: {
        std::size_t n = 0;
        for (const Queue *queue : m_queues)
            n += queue->waiting().size();
        return double(n);
    }
    case FloorTerm::longestWait: {
        Duration longest{0};
        for (const Queue *queue : m_queues)
            longest = std::max(longest, queue->longestWait(m_now.steady));
        return seconds(longest);
    }
    case FloorTerm::offered:
        return double(figures(window).offered);
    case FloorTerm::answered:
        return double(figures(window).answered);
    case FloorTerm::abandoned:
        return double(figures(window).abandoned);
    case FloorTerm::shortAbandoned:
        return double(figures(window).shortAbandoned);
    default:
        return ratio(term, window);
    }
}

Value FloorEnvironment::seatValue(FloorTerm term) const
{
    const SeatId seat{m_subject};
    switch (term) {
    case FloorTerm::lost:
        return fromOptional(m_floor.seatLost(seat, m_now));
    case FloorTerm::available:
        return fromOptional(m_floor.seatAvailable(seat));
    case FloorTerm::signedIn:
        return fromOptional(m_floor.seatSignedIn(seat));
    default:
        return fromOptional(m_floor.agentElsewhere(seat));
    }
}

Value FloorEnvironment::upsValue(FloorTerm term) const
{
    std::vector<std::string> ids;
    for (const auto &[id, ups] : m_floor.upses()) {
        if (m_over != SubjectKind::ups || id == m_subject)
            ids.push_back(id);
    }
    bool unknown = ids.empty();
    bool any = false;
    bool all = true;
    std::optional<double> worst;
    for (const std::string &id : ids) {
        const auto says = term == FloorTerm::lowBattery ? lowBattery(m_floor, id)
                          : term == FloorTerm::onLine   ? onLine(m_floor, id)
                                                        : onBattery(m_floor, id);
        unknown = unknown || !says;
        any = any || says.value_or(false);
        all = all && says.value_or(true);
        const floor::Ups *ups = heard(m_floor, id);
        if (ups == nullptr)
            continue;
        const Value v = term == FloorTerm::charge    ? numberOr(ups->reading.charge)
                        : term == FloorTerm::runtime ? numberOr(ups->reading.runtime)
                                                     : numberOr(ups->reading.load);
        if (const double *n = std::get_if<double>(&v))
            worst = !worst ? *n : (term == FloorTerm::load ? std::max(*worst, *n) : std::min(*worst, *n));
    }
    switch (term) {
    case FloorTerm::onBattery:
    case FloorTerm::lowBattery:
        return any ? Value{true} : unknown ? Value{Unknown{}} : Value{false};
    case FloorTerm::onLine:
        return !all ? Value{false} : unknown ? Value{Unknown{}} : Value{true};
    default:
        return numberOr(worst);
    }
}

std::optional<Duration> FloorEnvironment::reaches(const TermUse &use, double threshold) const
{
    if (FloorTerm(use.id) != FloorTerm::longestWait || !m_floor.pbxKnown())
        return std::nullopt;
    Duration longest{0};
    bool somebody = false;
    for (const Queue *queue : m_queues) {
        somebody = somebody || !queue->waiting().empty();
        longest = std::max(longest, queue->longestWait(m_now.steady));
    }
    const Duration left = Duration{std::llround(threshold * 1000)} - longest;
    return somebody && left >= Duration{0} ? std::optional(left) : std::nullopt;
}

std::optional<Duration> FloorEnvironment::nextChange(const TermUse &use) const
{
    const FloorTermInfo *info = FloorTerm(use.id) == FloorTerm::setting ? nullptr : floorTermInfo(FloorTerm(use.id));
    if (info == nullptr)
        return std::nullopt;
    if (info->over == SubjectKind::seat)
        return m_floor.seatsQuietFor(m_now);
    if (!info->windowed || !m_floor.pbxKnown())
        return std::nullopt;
    std::optional<Duration> next;
    for (const Queue *queue : m_queues) {
        const auto change = queue->nextChange(Duration{std::llround(use.number * 1000)}, m_now.steady);
        if (change && (!next || *change < *next))
            next = change;
    }
    return next;
}

std::string sayValue(const TermUse &use, const Value &value, Language language)
{
    const FloorTermInfo *info = use.id < int(FloorTerm::setting) ? floorTermInfo(FloorTerm(use.id)) : nullptr;
    const TermShape shape = info != nullptr ? info->shape : TermShape::count;
    return std::visit(
        overloaded{
            [](Unknown) { return std::string("—"); },
            [&](bool b) { return std::string(language == Language::zh ? (b ? "是" : "否") : (b ? "yes" : "no")); },
            [](const std::string &s) { return s; },
            [&](double n) {
                switch (shape) {
                case TermShape::duration:
                    return say(Duration{std::llround(n * 1000)}, language);
                case TermShape::share:
                    return fmt::format("{:.0f} %", n * 100);
                case TermShape::percent:
                    return fmt::format("{:.0f} %", n);
                case TermShape::celsius:
                    return fmt::format("{:.1f} °C", n);
                default:
                    return fmt::format("{:g}", n);
                }
            },
        },
        value);
}

} // namespace fw::rules
