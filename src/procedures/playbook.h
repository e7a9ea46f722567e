// A playbook as data: the plan for one kind of emergency. Made by config/ from a TOML file; the format, with its
// reasons, is docs/playbooks.md. Immutable while an incident runs on it.
#pragma once

#include "rules/rule.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace fw::procedures {

// A duration (as seconds) or a plain number, with its name public as [procedure.N] NAME.
struct Setting {
    double value = 0;
    bool isDuration = true;
    bool operator==(const Setting &) const = default;
};

enum class FactType { text, number, choice, list, per };

// What is refused while an expression holds, and the reason that is shown.
struct RefuseWhen {
    rules::Expression when; // empty: never
    Text why;
    bool operator==(const RefuseWhen &) const = default;
};

struct FactOption {
    std::string id;
    Text label;
    std::string key;   // one key of the keyboard
    std::string chain; // contact chain of this choice
    RefuseWhen refuse;
    bool operator==(const FactOption &) const = default;
};

struct Fact {
    std::string id;
    FactType type = FactType::text;
    Text ask;
    std::vector<FactOption> options;
    std::vector<std::string> also; // companions: refused without them
    std::string from;              // "site.unit", "site.address", "subject", "members", "since"
    std::string per;               // for type per: "entities"
    Text fallback;                 // what a card reads while nobody has said it
    bool changes = false;          // is asked though it is noted: it may be otherwise by now
    bool operator==(const Fact &) const = default;
};

struct Chain {
    std::string id;
    std::string role;
    Text title;
    int atLeast = 1;
    std::string number; // fixed number ("119"): needs nobody in contacts.csv
    bool operator==(const Chain &) const = default;
};

struct Evidence {
    enum class Kind { op, condition, contact, fact, record, state };
    Kind kind = Kind::op;
    std::string name;             // condition, chain ("" = the step's), fact, record kind
    std::vector<std::string> all; // facts: all of them
    std::string is;               // fact: this value
    rules::Expression state;
    bool operator==(const Evidence &) const = default;
};

// A named moment: "opened", "since", "active", "step:ID", "fact:ID", "record:KIND", "condition:ID", "clock:ID".
struct Anchor {
    std::string kind;
    std::string name;
    bool operator==(const Anchor &) const = default;
};

struct Restart {
    Anchor by;
    std::string within; // setting: only if it happened within this time of the clock's first start; "": always
    bool operator==(const Restart &) const = default;
};

enum class ClockKind { deadline, escalation, hold };

struct Clock {
    std::string id; // the name of its setting
    ClockKind kind = ClockKind::deadline;
    std::string after;        // setting: how long
    std::vector<Anchor> from; // the first of these that happened starts it
    std::string of;           // hold: the condition that must last
    rules::Expression when;   // starts only while this is true
    std::vector<Restart> restart;
    std::vector<Anchor> cancelledBy; // step, fact, condition, hold ("clock:ID" fired)
    std::vector<Anchor> keptBy;      // deadlines
    std::vector<std::string> activates;
    std::map<std::string, std::string> sets; // fact → value when it fires
    bool every = false;                      // starts again when it fires or is kept
    std::string warnAt;                      // setting: how long after the start it warns; "": at 80 %
    std::string step;                        // deadlines that stand in a step: that step
    std::string forEach; // instances, as of the step: "members", "fact:ID", "site.sweep", "site.entities"
    Text why;            // for incident.raised
    bool operator==(const Clock &) const = default;
};

struct Step {
    std::string id;
    std::string role;
    Text title;
    Text body;
    Text say; // what to say on the phone
    std::string desk;
    std::string chain;
    std::string chainBy; // a choice fact whose options name the chain
    std::string forEach; // "members", "fact:ID", "site.sweep", "site.entities"
    rules::Expression when;
    std::vector<std::string> after; // steps
    bool hasAfter = false;          // `after = []` given: nothing before it
    bool byClock = false;           // some clock activates it: not before that
    std::vector<std::string> needs; // facts that must be set before it can be done
    std::vector<std::string> asks;  // facts to note if they are known
    RefuseWhen refuse;              // of doing it
    std::vector<Evidence> evidence;
    bool every = false; // its deadline repeats: done and open again
    bool watch = false; // of what may happen: never what is to do now
    bool operator==(const Step &) const = default;
};

enum class PhaseOrder { all, byRole };

struct Phase {
    std::string id;
    PhaseOrder order = PhaseOrder::all;
    rules::Expression when;
    std::vector<Step> steps;
    bool operator==(const Phase &) const = default;
};

struct CloseNeed {
    std::string id;
    rules::Expression when;
    rules::Expression need;
    Text missing;
    bool operator==(const CloseNeed &) const = default;
};

struct FollowUp {
    std::string playbook;
    rules::Expression when;
    Text why;
    bool operator==(const FollowUp &) const = default;
};

struct Playbook {
    std::string id;
    int procedure = 0; // 1–8; 0: a ninth plan
    Text title;
    std::string key;   // what one incident is about: seat, system, site, zone, service, queue, campaign
    int attention = 2; // 1 low, 2 medium, 3 high
    Duration cooldown = std::chrono::minutes{10};
    std::vector<std::string> startRules;
    bool byHand = true;
    std::string handKey;
    std::string ask; // the first question
    std::map<std::string, Setting> settings;
    std::vector<rules::Rule> conditions;
    std::vector<Fact> facts;
    std::vector<Chain> chains;
    std::vector<Phase> phases;
    std::vector<Clock> clocks; // those of steps too
    std::vector<CloseNeed> closing;
    std::vector<FollowUp> followUps;
    std::map<std::string, Text> notices;

    bool operator==(const Playbook &) const = default;

    [[nodiscard]] const Step *step(std::string_view id) const;
    [[nodiscard]] const Fact *fact(std::string_view id) const;
    [[nodiscard]] const Clock *clock(std::string_view id) const;
    [[nodiscard]] const Chain *chain(std::string_view id) const;
    // Seconds or a plain number; 0 for a name it does not have (checked when the file is read).
    [[nodiscard]] double setting(std::string_view name) const;
    [[nodiscard]] Duration duration(std::string_view name) const;
};

} // namespace fw::procedures
