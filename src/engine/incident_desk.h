// One emergency makes one incident: what a rule's change opens, joins or brings back. Holds the runs of open incidents.
#pragma once

#include "engine/incident_run.h"
#include "engine/world.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fw::engine {

class IncidentDesk {
public:
    // `books` gives the playbook an incident was opened with (an older configuration's, perhaps).
    using BookOf = std::function<std::shared_ptr<const procedures::Playbook>(const record::Incident &)>;

    // Open incidents after a restart: runs for them, and their seats watched.
    void restore(World &world, const BookOf &bookOf);

    // The rules begin as unknown, under another configuration.
    void rulesBeginAnew() { m_joined.clear(); }
    void onRuleChange(const rules::RuleChange &change, World &world);
    // Cool-downs that are over with the trouble still there: new incidents, linked to the old.
    void endCooldowns(World &world);
    [[nodiscard]] std::optional<WallTime> nextCooldownEnd(const World &world) const;
    struct Returned {   // trouble inside a cool-down: a new incident opens at its end, if it lasts
        int closed = 0; // incident
        WallTime opensAt{};
        std::vector<rules::Standing> conditions; // that hold, the first that began in front
    };
    [[nodiscard]] std::vector<Returned> returned(const World &world) const;

    struct Opening {
        std::shared_ptr<const procedures::Playbook> book;
        std::string subject;
        std::vector<std::string> members;
        WallTime since{};
        std::string by; // "rule:ID", "operator:ID"
        int level = 1;
        int follows = 0;
        Text why;
    };
    // Opens it; the new incident's id.
    int open(const Opening &opening, World &world);
    void closed(int id, World &world);
    void advanceAll(World &world);
    void noteOpenPlaybooks(World &world) const;

    [[nodiscard]] IncidentRun *run(int id);
    [[nodiscard]] const std::map<int, IncidentRun> &runs() const { return m_runs; }
    [[nodiscard]] std::optional<int> openFor(const std::string &playbook, const std::string &subject,
                                             const World &world) const;

private:
    struct Trouble { // a rule's condition as one playbook sees it
        const procedures::Playbook *book = nullptr;
        std::shared_ptr<const procedures::Playbook> bookPointer;
        const rules::RuleChange *change = nullptr;
        std::string subject; // of the incident
        std::string member;
    };

    void handle(const Trouble &trouble, World &world);
    void join(int id, const Trouble &trouble, bool inCooldown, World &world);
    void openFor(const Trouble &trouble, int follows, World &world);
    [[nodiscard]] static bool othersHold(const Trouble &trouble, const World &world);
    [[nodiscard]] static bool hasNotCleared(const record::Incident &incident, const Trouble &trouble, bool first,
                                            const World &world);
    [[nodiscard]] bool fold(const Trouble &trouble, World &world);
    [[nodiscard]] bool joinFolded(const Trouble &trouble, World &world);
    [[nodiscard]] const record::Incident *cooling(const procedures::Playbook &book, const std::string &subject,
                                                  const World &world) const;
    [[nodiscard]] static std::vector<rules::Standing> standingFor(const record::Incident &closed,
                                                                  const procedures::Playbook &book, const World &world);
    void openAgain(const record::Incident &closed, const std::shared_ptr<const procedures::Playbook> &book,
                   World &world);
    void forgetJoined(int id);
    static std::map<std::string, std::string> agentsAt(const std::vector<std::string> &seats, const World &world);
    static void watchSeats(const record::Incident &incident, World &world);

    std::map<int, IncidentRun> m_runs;
    std::map<int, Duration> m_lastLoss; // of a folded incident's seats, steady
    std::set<int> m_cooling;            // closed, and their cool-down not yet over
    // (incident, rule, member) → since when (steady) the condition held that joined: the same stretch joins once.
    std::map<std::tuple<int, std::string, std::string>, Duration> m_joined;
};

// The subject of an incident for a rule's subject: a queue's group, the site for its UPSs, else the subject itself.
[[nodiscard]] std::string incidentSubject(const procedures::Playbook &book, const std::string &ruleSubject,
                                          const floor::Site &site);
// The counts since the program started, of a queue subject or of all inbound queues, without those of the last
// `without`.
[[nodiscard]] floor::Figures totalsOf(const procedures::Playbook &book, const std::string &subject,
                                      const floor::Floor &floor, Duration now, Duration without);

} // namespace fw::engine
