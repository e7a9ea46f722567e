// The facts that a person is asked for.
#include "snapshot/builder.h"

#include <algorithm>

namespace fw::snapshot {
namespace {

const char *typeName(procedures::FactType type)
{
    using enum procedures::FactType;
    switch (type) {
    case text:
        return "text";
    case number:
        return "number";
    case choice:
        return "choice";
    case list:
        return "list";
    case per:
        return "per";
    }
    return "text";
}

Question plain(const procedures::Fact &fact, const procedures::Context &c)
{
    Question question;
    question.fact = fact.id;
    question.type = typeName(fact.type);
    question.ask = fact.ask;
    question.noted = c.incident.facts.contains(fact.id);
    question.changes = fact.changes;
    if (const Json value = factValue(fact, c); !value.is_null())
        question.value = factText(fact, c).en;
    const procedures::IncidentEnvironment env(c);
    for (const procedures::FactOption &option : fact.options) {
        const bool refused = !option.refuse.when.empty() && option.refuse.when.truth(env) == rules::Truth::yes;
        question.options.push_back(
            {option.id, option.key, option.label, refused ? fillText(option.refuse.why, c) : Text{}});
    }
    return question;
}

// One value for each: that of this part alone.
void askOf(const std::string &part, Question &question, const procedures::Context &c)
{
    question.part = part;
    question.type = typeName(procedures::FactType::text);
    const auto noted = c.incident.facts.find(question.fact);
    question.noted = noted != c.incident.facts.end() && noted->second.contains(part);
    question.value = question.noted ? procedures::valueText(noted->second.at(part)) : std::string();
}

// What is noted if it is known stands beside a question in words, so that nobody is kept by it; alone without one.
void offer(const procedures::Step &step, std::vector<Question> &questions, const procedures::Context &c)
{
    const auto host = std::find_if(questions.rbegin(), questions.rend(),
                                   [](const Question &q) { return q.type != "choice" && !q.noted; });
    std::vector<Question> offered;
    for (const std::string &id : step.asks) {
        if (const procedures::Fact *fact = c.book.fact(id); fact != nullptr) {
            offered.push_back(host == questions.rend() ? questionOf(*fact, c) : plain(*fact, c));
            offered.back().needed = false;
        }
    }
    auto &place = host == questions.rend() ? questions : host->also;
    place.insert(place.end(), offered.begin(), offered.end());
}

} // namespace

Question questionOf(const procedures::Fact &fact, const procedures::Context &c)
{
    Question question = plain(fact, c);
    for (const std::string &id : fact.also) {
        if (const procedures::Fact *other = c.book.fact(id))
            question.also.push_back(plain(*other, c));
    }
    return question;
}

std::vector<Question> questionsOf(const procedures::Instance &instance, const procedures::Context &c)
{
    const procedures::Step &step = *instance.step;
    std::vector<std::string> asked = step.needs;
    if (!step.chainBy.empty())
        asked.push_back(step.chainBy);
    for (const procedures::Evidence &row : step.evidence) {
        if (row.kind != procedures::Evidence::Kind::fact)
            continue;
        asked.insert(asked.end(), row.all.begin(), row.all.end());
        if (row.all.empty() && row.is.empty()) // a given value is another step's question
            asked.push_back(row.name);
    }
    std::vector<Question> questions;
    for (const std::string &id : asked) {
        const procedures::Fact *fact = c.book.fact(id);
        if (fact == nullptr || std::ranges::find(questions, id, &Question::fact) != questions.end())
            continue;
        questions.push_back(questionOf(*fact, c));
        if (fact->type == procedures::FactType::per && !instance.value.empty())
            askOf(instance.value, questions.back(), c);
    }
    offer(step, questions, c);
    return questions;
}

} // namespace fw::snapshot
