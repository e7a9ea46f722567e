// The state that the entries add up to, kept beside the chain (table kept_state, one row) so that a start folds only
// what came after it. A cache like the projections: whatever is wrong with it, the entries are folded instead.
#pragma once

#include "journal/journal.h"
#include "journal/sqlite.h"

#include <cstdint>
#include <string>

namespace fw::journal {

// Keeps `state`, which is that of its entry lastSeq; the entry must be there. Inside the caller's transaction.
[[nodiscard]] Result<void> keepState(const Database &db, const record::State &state);

// The state at entry `last`: the kept one, and the entries after it folded. Errors: entries that cannot be read.
[[nodiscard]] Result<Restored> restoreState(const Database &db, std::uint64_t last);

// Holds the kept state against a fold of all entries: verify's part.
class KeptStateCheck {
public:
    explicit KeptStateCheck(const Database &db);

    // After each entry, with the state they add up to so far and the entry's hash.
    void look(const record::State &folded, Bytes hash);
    // After the last entry. The error names what is wrong with the kept state.
    [[nodiscard]] Result<void> finish() const;

private:
    std::uint64_t m_seq = 0; // 0: nothing is kept
    std::string m_hash;
    std::string m_text;
    std::string m_digest;
    bool m_found = false;
    std::string m_wrong;
};

} // namespace fw::journal
