// The canonical bytes of an entry: what its hash is taken over. Every column but the hash itself, in the order of
// kEntryColumns, each with a tag for its type and, where it can vary, its length. docs/journal.md gives the layout to
// third parties: it never changes within an algorithm.
#pragma once

#include "journal/sha256.h"
#include "journal/sqlite.h"

#include <string>
#include <string_view>
#include <vector>

namespace fw::journal {

inline constexpr std::string_view kAlgorithm = "sha256";
inline constexpr std::int64_t kEpoch = 1;
inline constexpr int kHashedColumns = 17; // all columns of an entry but the last, the hash

// A buffer that is used again for the next entry.
class CanonicalBytes {
public:
    CanonicalBytes();
    void clear();
    void integer(std::int64_t value); // 'I', 8 bytes, big-endian, two's complement
    void text(std::string_view text); // 'T', 8 bytes length, the UTF-8 bytes
    void blob(Bytes bytes);           // 'B', 8 bytes length, the bytes
    void null();                      // 'N'
    void real(double value);          // 'R', 8 bytes: never written, so a changed type never matches
    [[nodiscard]] Bytes bytes() const { return m_bytes; }

private:
    void number(unsigned char tag, std::uint64_t value);
    std::vector<unsigned char> m_bytes;
};

// The columns of a row of entry (selected as kEntryColumns) as they are stored; `seq` may be given another value.
void encodeRow(CanonicalBytes &out, const Statement &row, std::optional<std::int64_t> seq = {});

[[nodiscard]] std::string hexText(Bytes bytes);

} // namespace fw::journal
