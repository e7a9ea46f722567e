#include "protocol/recent_texts.h"

#include <utility>

namespace fw::protocol {

void RecentTexts::insert(std::string_view text)
{
    if (contains(text))
        return;
    if (m_young.size() >= m_generation) {
        m_old = std::move(m_young);
        m_young.clear();
    }
    m_young.emplace(text);
}

void RecentTexts::erase(std::string_view text)
{
    for (Set *set : {&m_young, &m_old}) {
        if (const auto found = set->find(text); found != set->end())
            set->erase(found);
    }
}

bool RecentTexts::contains(std::string_view text) const
{
    return m_young.contains(text) || m_old.contains(text);
}

void RecentTexts::clear()
{
    m_young.clear();
    m_old.clear();
}

} // namespace fw::protocol
