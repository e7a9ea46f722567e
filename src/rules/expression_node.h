// The parsed form of an Expression: an immutable tree, private to the expression's own files. `and` and `or` hold any
// number of children, so that the tree is never deeper than kMaxDepth.
#pragma once

#include "rules/expression.h"

#include <vector>

namespace fw::rules {

inline constexpr int kMaxDepth = 64;
inline constexpr std::size_t kMaxText = 2000;

enum class Op {
    literal,
    term,
    known,
    conjunction,
    disjunction,
    negation,
    equal,
    notEqual,
    less,
    lessEqual,
    greater,
    greaterEqual,
    add,
    subtract,
    multiply,
    divide,
    minus,
};

struct Expression::Node {
    Op op = Op::literal;
    ValueType type = ValueType::any;
    int depth = 1;
    Value literal;
    TermUse term;
    std::vector<Node> children;
};

// `type` and `depth` of the nodes are set. The message says what is wrong in words for a person who edits the file.
[[nodiscard]] tl::expected<Expression::Node, ExpressionError> parseExpression(std::string_view text,
                                                                              const Vocabulary &vocabulary);

} // namespace fw::rules
