#include "record/state_json.h"

#include <concepts>
#include <ranges>
#include <stdexcept>
#include <type_traits>
#include <utility>

namespace fw::record {
namespace {

template <class T, class Type>
concept Is = std::same_as<std::remove_const_t<T>, Type>;

// ---- the fields, listed once for both directions --------------------------------------------------------------------
// The bindings name every member of a struct: a new member that is not listed here does not compile.

template <Is<Seen> S, class Visit> void fields(S &s, Visit visit)
{
    auto &[at, seq] = s;
    visit("at", at);
    visit("seq", seq);
}

template <Is<Step> S, class Visit> void fields(S &s, Visit visit)
{
    auto &[state, role, activated, finished, askedAnew, evidence, reason, by, whom, until, overdue, lapsed] = s;
    visit("state", state);
    visit("role", role);
    visit("activated", activated);
    visit("finished", finished);
    visit("asked_anew", askedAnew);
    visit("evidence", evidence);
    visit("reason", reason);
    visit("by", by);
    visit("whom", whom);
    visit("until", until);
    visit("overdue", overdue);
    visit("lapsed", lapsed);
}

template <Is<Clock> C, class Visit> void fields(C &c, Visit visit)
{
    auto &[clock, kind, run, from, dueAt, state, stopped, startedBy, stoppedBy, pausedAt, late] = c;
    visit("clock", clock);
    visit("kind", kind);
    visit("run", run);
    visit("from", from);
    visit("due_at", dueAt);
    visit("state", state);
    visit("stopped", stopped);
    visit("started_by", startedBy);
    visit("stopped_by", stoppedBy);
    visit("paused_at", pausedAt);
    visit("late", late);
}

template <Is<ContactTry> T, class Visit> void fields(T &t, Visit visit)
{
    auto &[step, chain, position, person, outcome, seen] = t;
    visit("step", step);
    visit("chain", chain);
    visit("position", position);
    visit("person", person);
    visit("outcome", outcome);
    visit("seen", seen);
}

template <Is<Promise> P, class Visit> void fields(P &p, Visit visit)
{
    auto &[id, step, who, what, until, open] = p;
    visit("id", id);
    visit("step", step);
    visit("who", who);
    visit("what", what);
    visit("until", until);
    visit("open", open);
}

template <Is<Incident> I, class Visit> void fields(I &i, Visit visit)
{
    auto &[id, playbook, procedure, config, subject, members, agents, troubles, since, openedAt, by, level, follows,
           commander, owner, ownedUntil, noticedAt, firstActAt, facts, factsSeen, steps, clocks, tries, promises, seen,
           ended, suggested, missing, closable, closedAt, closeKind] = i;
    visit("id", id);
    visit("playbook", playbook);
    visit("procedure", procedure);
    visit("config", config);
    visit("subject", subject);
    visit("members", members);
    visit("agents", agents);
    visit("troubles", troubles);
    visit("since", since);
    visit("opened_at", openedAt);
    visit("by", by);
    visit("level", level);
    visit("follows", follows);
    visit("commander", commander);
    visit("owner", owner);
    visit("owned_until", ownedUntil);
    visit("noticed_at", noticedAt);
    visit("first_act_at", firstActAt);
    visit("facts", facts);
    visit("facts_seen", factsSeen);
    visit("steps", steps);
    visit("clocks", clocks);
    visit("tries", tries);
    visit("promises", promises);
    visit("seen", seen);
    visit("ended", ended);
    visit("suggested", suggested);
    visit("missing", missing);
    visit("closable", closable);
    visit("closed_at", closedAt);
    visit("close_kind", closeKind);
}

template <Is<SignIn> S, class Visit> void fields(S &s, Visit visit)
{
    auto &[seat, queues] = s;
    visit("seat", seat);
    visit("queues", queues);
}

template <Is<State> S, class Visit> void fields(S &s, Visit visit)
{
    auto &[lastSeq, lastEntryAt, lastIncident, incidents, onDuty, signedIn, seatsOut, config, configTexts, commands] =
        s;
    visit("last_seq", lastSeq);
    visit("last_entry_at", lastEntryAt);
    visit("last_incident", lastIncident);
    visit("incidents", incidents);
    visit("on_duty", onDuty);
    visit("signed_in", signedIn);
    visit("seats_out", seatsOut);
    visit("config", config);
    visit("config_texts", configTexts);
    visit("commands", commands);
}

// ---- values ---------------------------------------------------------------------------------------------------------

template <class T> constexpr bool kIsOptional = false;
template <class T> constexpr bool kIsOptional<std::optional<T>> = true;
template <class T> constexpr bool kIsPair = false;
template <class A, class B> constexpr bool kIsPair<std::pair<A, B>> = true;
template <class T>
constexpr bool kIsPlain =
    std::same_as<T, Json> || std::same_as<T, std::string> || std::same_as<T, bool> || std::integral<T>;

constexpr StepState lastOf(StepState)
{
    return StepState::skipped;
}
constexpr ClockState lastOf(ClockState)
{
    return ClockState::cancelled;
}

// A map is a list of pairs: Json would look through all its keys for each new one.
template <class T> Json written(const T &value)
{
    if constexpr (kIsPlain<T>) {
        return Json(value);
    } else if constexpr (std::is_enum_v<T>) {
        return Json(static_cast<int>(value));
    } else if constexpr (std::same_as<T, WallTime>) {
        return Json(value.time_since_epoch().count());
    } else if constexpr (kIsOptional<T>) {
        return value ? written(*value) : Json();
    } else if constexpr (kIsPair<T>) {
        Json pair = Json::array();
        pair.push_back(written(value.first));
        pair.push_back(written(value.second));
        return pair;
    } else if constexpr (std::same_as<T, RecentIds>) {
        return written(value.inOrder());
    } else if constexpr (std::ranges::range<T>) {
        Json list = Json::array();
        for (const auto &item : value)
            list.push_back(written(item));
        return list;
    } else {
        Json object = Json::object();
        fields(value, [&](const char *name, const auto &member) { object.emplace(name, written(member)); });
        return object;
    }
}

template <class T> struct Readable {
    using Type = T;
};
template <class A, class B> struct Readable<std::pair<const A, B>> { // an item of a map
    using Type = std::pair<A, B>;
};

template <class T> void read(const Json &json, T &into)
{
    if constexpr (std::same_as<T, Json>) {
        into = json;
    } else if constexpr (kIsPlain<T>) {
        json.get_to(into);
    } else if constexpr (std::is_enum_v<T>) {
        const int number = json.get<int>();
        if (number < 0 || number > static_cast<int>(lastOf(T{})))
            throw std::out_of_range("a state that does not exist");
        into = static_cast<T>(number);
    } else if constexpr (std::same_as<T, WallTime>) {
        into = WallTime{Duration{json.get<Duration::rep>()}};
    } else if constexpr (kIsOptional<T>) {
        if (!json.is_null())
            read(json, into.emplace());
    } else if constexpr (kIsPair<T>) {
        read(json.at(0), into.first);
        read(json.at(1), into.second);
    } else if constexpr (std::same_as<T, RecentIds>) {
        for (const Json &item : json)
            into.insert(item.get<std::string>());
    } else if constexpr (std::ranges::range<T>) {
        for (const Json &item : json) {
            typename Readable<std::ranges::range_value_t<T>>::Type value{};
            read(item, value);
            into.insert(into.end(), std::move(value));
        }
    } else {
        fields(into, [&](const char *name, auto &member) { read(json.at(name), member); });
    }
}

} // namespace

Json toJson(const State &state)
{
    Json json{{"format", kStateFormat}};
    json.update(written(state));
    return json;
}

Result<State> stateFromJson(const Json &json)
{
    try {
        if (json.at("format") != kStateFormat)
            return fail(Errc::badInput, "it was kept by another version of the program");
        State state;
        read(json, state);
        return state;
    } catch (const std::exception &e) {
        return fail(Errc::corrupt, e.what());
    }
}

} // namespace fw::record
