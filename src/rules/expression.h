// The one expression grammar of rules and playbooks. Three-valued: a value is unknown only if the result really depends
// on something unknown (Kleene). Parsed once; evaluated against an Environment without allocation.
//
//   expr   := or-expr          or, and, not; comparison; + - * /; parentheses
//   atom   := number | 20% | 15s 5m 1h (seconds) | 'text' | true | false | term | term(arg) | known(term)
//   term   := name ( "." name )*      arg := number, duration, 'text' or a bare name
//   compare:= = == != < <= > >=       text compares with text, numbers with numbers; = and == are the same
//
// Division by zero, a result that is no number, and a comparison of two different types are unknown.
#pragma once

#include "base/moment.h"
#include "base/result.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace fw::rules {

// A number that is not known may be known to lie between two: then a comparison that they decide is known.
struct Unknown {
    double atLeast = -std::numeric_limits<double>::infinity();
    double atMost = std::numeric_limits<double>::infinity();
    bool operator==(const Unknown &) const = default;
};
using Value = std::variant<Unknown, bool, double, std::string>;
enum class Truth { no, yes, unknown };
enum class ValueType { any, truth, number, text }; // any: only the environment knows

// One use of a term: `id` is the vocabulary's, the argument is a number (durations in seconds) or a text.
struct TermUse {
    int id = 0;
    double number = 0;
    std::string text;
    bool operator==(const TermUse &) const = default;
};

// The names an expression may use. `find` gives the use for a spelling, or nothing: then the name is an error.
class Vocabulary {
public:
    virtual ~Vocabulary() = default;
    struct Argument {
        std::optional<double> number;
        std::optional<std::string> text;
    };
    [[nodiscard]] virtual std::optional<TermUse> find(std::string_view name,
                                                      const std::optional<Argument> &arg) const = 0;
};

class Environment {
public:
    virtual ~Environment() = default;
    [[nodiscard]] virtual Value value(const TermUse &term) const = 0;
    // When the value of a term that grows by one per second now reaches `threshold`: the time from now, if it grows.
    // Terms that only change with inputs return nothing.
    [[nodiscard]] virtual std::optional<Duration> reaches(const TermUse &term, double threshold) const = 0;
    // The next time from now at which a term's value may change although nothing comes in (a window slides).
    [[nodiscard]] virtual std::optional<Duration> nextChange(const TermUse &term) const = 0;
};

// `column` is 1-based within the expression's text and counts characters.
struct ExpressionError {
    std::string message;
    std::size_t column = 1;
};

class Expression {
public:
    Expression() = default; // evaluates to true: "always"
    [[nodiscard]] static tl::expected<Expression, ExpressionError> parse(std::string_view text,
                                                                         const Vocabulary &vocabulary);

    [[nodiscard]] Truth truth(const Environment &env) const;
    [[nodiscard]] Value value(const Environment &env) const;
    // The earliest time from now at which truth() may differ although nothing comes in.
    [[nodiscard]] std::optional<Duration> nextChange(const Environment &env) const;
    // How near it is to being true, 0–1: of a comparison of numbers the smaller over the larger, of `and` the least of
    // its parts, of `or` the most; what is no number is 1 or 0. Unknown is 0.
    [[nodiscard]] double nearness(const Environment &env) const;
    [[nodiscard]] bool empty() const { return !m_root; }
    // What value() gives if it is known, as far as the text alone tells: `any` for a bare term.
    [[nodiscard]] ValueType type() const;
    [[nodiscard]] const std::string &text() const { return m_text; }
    [[nodiscard]] std::vector<TermUse> terms() const;
    // The terms that are compared with a text, each with it.
    [[nodiscard]] std::vector<std::pair<TermUse, std::string>> comparedTexts() const;
    bool operator==(const Expression &other) const { return m_text == other.m_text; }

    struct Node; // expression_node.h

private:
    std::string m_text;
    std::shared_ptr<const Node> m_root;
};

} // namespace fw::rules
