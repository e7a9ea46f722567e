#include "protocol/acts_commands.h"

#include "base/time_text.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <iterator>
#include <limits>

namespace fw::protocol {

namespace {

using record::Verb;

enum class Type {
    text,
    textOrNumber,
    position,
    entry,
    moment,
    value,
    values,
    anything,
    outcome,
    through,
    skipReason,
    closeKind
};
enum class Need { required, optional };

struct Row {
    Verb verb;
    std::string_view field;
    Type type;
    Need need;
};

constexpr std::array kRows{
    Row{Verb::incidentStart, "playbook", Type::textOrNumber, Need::required},
    Row{Verb::incidentStart, "subject", Type::text, Need::optional},
    Row{Verb::incidentStart, "facts", Type::values, Need::optional},
    Row{Verb::factSet, "fact", Type::text, Need::required},
    Row{Verb::factSet, "value", Type::value, Need::required},
    Row{Verb::factSet, "also", Type::values, Need::optional},
    Row{Verb::stepDone, "reason", Type::text, Need::optional},
    Row{Verb::stepSkip, "reason", Type::skipReason, Need::required},
    Row{Verb::stepSkip, "text", Type::text, Need::optional},
    Row{Verb::stepWait, "whom", Type::text, Need::required},
    Row{Verb::stepWait, "until", Type::moment, Need::required},
    Row{Verb::contactTried, "chain", Type::text, Need::optional},
    Row{Verb::contactTried, "position", Type::position, Need::optional},
    Row{Verb::contactTried, "person", Type::text, Need::optional},
    Row{Verb::contactTried, "number", Type::text, Need::optional},
    Row{Verb::contactTried, "through", Type::through, Need::optional},
    Row{Verb::contactTried, "outcome", Type::outcome, Need::required},
    Row{Verb::note, "text", Type::text, Need::required},
    Row{Verb::promise, "who", Type::text, Need::required},
    Row{Verb::promise, "what", Type::text, Need::required},
    Row{Verb::promise, "until", Type::moment, Need::required},
    Row{Verb::promiseKeep, "promise", Type::textOrNumber, Need::required},
    Row{Verb::seatAssign, "agent", Type::text, Need::optional},
    Row{Verb::seatAssign, "from", Type::text, Need::optional},
    Row{Verb::seatAssign, "to", Type::text, Need::required},
    Row{Verb::seatOut, "seat", Type::text, Need::required},
    Row{Verb::seatOut, "what", Type::text, Need::optional},
    Row{Verb::seatOut, "reference", Type::text, Need::optional},
    Row{Verb::seatReturn, "seat", Type::text, Need::required},
    Row{Verb::acknowledge, "until", Type::moment, Need::optional},
    Row{Verb::close, "reason", Type::text, Need::optional},
    Row{Verb::close, "kind", Type::closeKind, Need::optional},
    Row{Verb::close, "clock_reasons", Type::values, Need::optional},
    Row{Verb::correct, "corrects", Type::entry, Need::required},
    Row{Verb::correct, "field", Type::text, Need::required},
    Row{Verb::correct, "value", Type::anything, Need::required},
    Row{Verb::signIn, "role", Type::text, Need::optional},
};

// Facts are texts, lists of texts or a text for each name. A number is read as it was written.
std::optional<Json> factValue(const Json &given, bool inner = false)
{
    if (given.is_string())
        return given;
    if (given.is_number())
        return Json(given.dump());
    if (inner || !(given.is_array() || given.is_object()))
        return std::nullopt;
    Json value = given;
    for (Json &each : value) {
        auto text = factValue(each, true);
        if (!text)
            return std::nullopt;
        each = std::move(*text);
    }
    return value;
}

Json factIn(ActsFields &fields, std::string_view key)
{
    const auto value = factValue(fields.any(key));
    if (!value)
        fields.complain(key, "is neither a text, a list of texts nor a text for each name");
    return value.value_or(Json());
}

Json factsIn(ActsFields &fields, std::string_view key)
{
    Json values = Json::object();
    for (const auto &[name, given] : fields.object(key).items()) {
        const auto value = factValue(given);
        if (!value)
            fields.complain(key, fmt::format("{} is neither a text, a list of texts nor a text for each name", name));
        values[name] = value.value_or(Json());
    }
    return values;
}

template <std::size_t N>
Json wordIn(ActsFields &fields, std::string_view key, const std::array<std::string_view, N> &words)
{
    const std::string given = fields.text(key);
    if (std::ranges::find(words, given) == words.end())
        fields.complain(key, fmt::format("is not one of {}", fmt::join(words, ", ")));
    return given;
}

constexpr std::array<std::string_view, 6> kSkipReasons{"1", "2", "3", "4", "5", "6"};
constexpr std::array<std::string_view, 2> kCloseKinds{"rule", "override"};

Json skipReasonIn(ActsFields &fields, std::string_view key)
{
    const std::string given = fields.textOrNumber(key);
    if (std::ranges::find(kSkipReasons, given) == kSkipReasons.end())
        fields.complain(key, "is not a digit from 1 to 6");
    if (given == "6" && !fields.has("text"))
        fields.complain("text", "is missing: reason 6 is said in words");
    return given;
}

Json valueIn(ActsFields &fields, std::string_view key, Type type)
{
    switch (type) {
    case Type::text:
        return fields.text(key);
    case Type::textOrNumber:
        return fields.textOrNumber(key);
    case Type::position:
        return fields.whole(key, 1, 1000);
    case Type::entry:
        return fields.whole(key, 1, std::numeric_limits<std::int64_t>::max());
    case Type::moment: {
        const auto moment = fields.moment(key);
        return moment ? Json(isoText(*moment)) : Json();
    }
    case Type::value:
        return factIn(fields, key);
    case Type::values:
        return factsIn(fields, key);
    case Type::anything:
        return fields.any(key);
    case Type::outcome:
        return wordIn(fields, key, record::kContactOutcomes);
    case Type::through:
        return wordIn(fields, key, record::kContactThrough);
    case Type::skipReason:
        return skipReasonIn(fields, key);
    case Type::closeKind:
        return wordIn(fields, key, kCloseKinds);
    }
    return Json();
}

int incidentIn(ActsFields &fields)
{
    constexpr int kMost = std::numeric_limits<int>::max();
    if (!fields.has("incident"))
        return 0;
    const std::string given = fields.textOrNumber("incident");
    const bool digits = !given.empty() && given.size() <= 9 && given.find_first_not_of("0123456789") == given.npos;
    const int number = digits ? std::stoi(given) : 0;
    if (number < 1)
        fields.complain("incident", fmt::format("is not a number from 1 to {}", kMost));
    return number;
}

} // namespace

record::Command actsCommand(std::string_view name, ActsFields &fields, const std::string &defaultId)
{
    record::Command command;
    const auto verb = record::verbFromName(name);
    if (!verb) {
        fields.complain("command", fmt::format("unknown command: {}", name.substr(0, 60)));
        return command;
    }
    command.verb = *verb;
    const std::string id = fields.textOr("id", "");
    const std::string commandId = fields.textOr("command_id", id);
    if (!id.empty() && commandId != id)
        fields.complain("command_id", "there is another id on the line");
    command.id = commandId.empty() ? defaultId : commandId;
    command.op = fields.textOr("operator", "");
    command.happenedAt = fields.moment("happened_at");
    command.incident = incidentIn(fields);
    command.step = fields.textOr("step", "");
    for (const Row &row : kRows) {
        if (row.verb == *verb && (row.need == Need::required || fields.has(row.field)))
            command.args[std::string(row.field)] = valueIn(fields, row.field, row.type);
    }
    return command;
}

std::vector<std::string_view> actsFieldsOf(Verb verb)
{
    std::vector<std::string_view> names;
    for (const Row &row : kRows) {
        if (row.verb == verb)
            names.push_back(row.field);
    }
    return names;
}

} // namespace fw::protocol
