// The ids that came last, a bounded number of them: what was done under one of them is not done again.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <unordered_set>

namespace fw::record {

class RecentIds {
public:
    static constexpr std::size_t kMost = 10'000; // the one that came first is forgotten for the next

    // False: it is known already.
    bool insert(const std::string &id)
    {
        if (!m_known.insert(id).second)
            return false;
        m_inOrder.push_back(id);
        if (m_inOrder.size() > kMost) {
            m_known.erase(m_inOrder.front());
            m_inOrder.pop_front();
        }
        return true;
    }
    [[nodiscard]] bool contains(const std::string &id) const { return m_known.contains(id); }
    [[nodiscard]] const std::deque<std::string> &inOrder() const { return m_inOrder; } // oldest first
    bool operator==(const RecentIds &other) const { return m_inOrder == other.m_inOrder; }

private:
    std::deque<std::string> m_inOrder;
    std::unordered_set<std::string> m_known;
};

} // namespace fw::record
