// RecentTexts: a set of texts that forgets the oldest ones, so that its memory is bounded whatever comes in. At most
// 2 × `generation` are kept; the newest `generation` always. A value, one thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace fw::protocol {

class RecentTexts {
public:
    explicit RecentTexts(std::size_t generation) : m_generation(generation) {}
    void insert(std::string_view text);
    void erase(std::string_view text);
    [[nodiscard]] bool contains(std::string_view text) const;
    [[nodiscard]] std::size_t size() const { return m_young.size() + m_old.size(); }
    void clear();

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
    };
    using Set = std::unordered_set<std::string, Hash, std::equal_to<>>;

    std::size_t m_generation;
    Set m_young;
    Set m_old;
};

} // namespace fw::protocol
