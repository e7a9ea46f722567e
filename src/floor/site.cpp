#include "floor/site.h"

#include <algorithm>

namespace fw::floor {

const QueueConfig *Site::queue(const QueueId &id) const
{
    const auto it = std::ranges::find(queues, id, &QueueConfig::id);
    return it == queues.end() ? nullptr : &*it;
}

SeatId Site::seatOf(const Interface &interface) const
{
    const auto it = std::ranges::find(seats, interface, &SeatConfig::interface);
    if (it != seats.end())
        return it->id;
    const std::string &text = interface.str();
    const std::size_t slash = text.find('/');
    const std::size_t begin = slash == std::string::npos ? 0 : slash + 1;
    return SeatId{text.substr(begin, text.find_first_of("@/", begin) - begin)};
}

Duration offsetAt(const std::vector<ZoneOffset> &offsets, WallTime t)
{
    const auto it = std::ranges::upper_bound(offsets, t, {}, &ZoneOffset::from);
    return it == offsets.begin() ? Duration{0} : std::prev(it)->offset;
}

std::string Site::subjectOf(const QueueId &queue) const
{
    for (const QueueGroup &group : groups) {
        if (std::ranges::find(group.queues, queue) != group.queues.end())
            return group.id;
    }
    return queue.str();
}

std::vector<QueueId> Site::queuesOf(const std::string &subject) const
{
    const auto it = std::ranges::find(groups, subject, &QueueGroup::id);
    return it == groups.end() ? std::vector{QueueId{subject}} : it->queues;
}

} // namespace fw::floor
