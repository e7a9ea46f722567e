// The tables of incidents, steps, clocks and contacts, folded from records as they are written: caches that make the
// file readable with any SQLite tool. Used by the writer (in the entry's own transaction), by rebuild, and by verify,
// which folds into a second database and compares. A record whose data lacks something is folded with what it has: only
// SQLite's errors stop a fold.
#pragma once

#include "journal/sqlite.h"
#include "record/record.h"

#include <map>
#include <string_view>
#include <unordered_set>

namespace fw::journal {

class Projection {
public:
    // `db` has the projection tables and outlives this.
    explicit Projection(const Database &db) : m_db(db) {}

    // 0 or SQLite's error.
    [[nodiscard]] int apply(const record::Record &record);
    // After a roll-back: what was remembered about the rows may not hold.
    void forget() { m_acted.clear(); }

private:
    template <class... Values> int run(std::string_view sql, const Values &...values);
    int noteFirstAct(const record::Record &record);
    int applyIncident(const record::Record &record);
    int applyStep(const record::Record &record);
    int applyClock(const record::Record &record);
    int openIncident(const record::Record &record);
    int joinIncident(const record::Record &record);
    int closeIncident(const record::Record &record);
    int startClock(const record::Record &record);
    int addContact(const record::Record &record);

    const Database &m_db;
    std::map<std::string_view, Statement> m_statements; // by their SQL, which is a literal
    std::unordered_set<int> m_acted;                    // incidents whose first act is on their row
};

} // namespace fw::journal
