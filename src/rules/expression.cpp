#include "rules/expression.h"

#include "rules/expression_node.h"

#include <algorithm>
#include <cmath>
#include <compare>

namespace fw::rules {

namespace {

using Node = Expression::Node;

Truth negated(Truth t)
{
    if (t == Truth::unknown)
        return t;
    return t == Truth::yes ? Truth::no : Truth::yes;
}

Truth truthOf(bool b)
{
    return b ? Truth::yes : Truth::no;
}

bool isKnown(const Value &value)
{
    const double *number = std::get_if<double>(&value);
    return number != nullptr ? !std::isnan(*number) : !std::holds_alternative<Unknown>(value);
}

template <class T> bool holds(Op op, const T &a, const T &b)
{
    switch (op) {
    case Op::equal:
        return a == b;
    case Op::notEqual:
        return a != b;
    case Op::less:
        return a < b;
    case Op::lessEqual:
        return a <= b;
    case Op::greater:
        return a > b;
    default:
        return a >= b;
    }
}

// The least and the most a number can be; nothing for what is none.
std::optional<std::pair<double, double>> endsOf(const Value &value)
{
    if (const Unknown *unknown = std::get_if<Unknown>(&value))
        return std::pair(unknown->atLeast, unknown->atMost);
    const double *number = std::get_if<double>(&value);
    return number != nullptr && isKnown(value) ? std::optional(std::pair(*number, *number)) : std::nullopt;
}

// What the ends of two numbers decide, whatever lies between.
Truth comparedEnds(Op op, const Value &a, const Value &b)
{
    const auto left = endsOf(a);
    const auto right = endsOf(b);
    if (!left || !right)
        return Truth::unknown;
    if (op == Op::equal || op == Op::notEqual) {
        const bool apart = left->second < right->first || left->first > right->second;
        return apart ? truthOf(op == Op::notEqual) : Truth::unknown;
    }
    const bool lowest = holds(op, left->first, right->second);
    const bool highest = holds(op, left->second, right->first);
    return lowest == highest ? truthOf(lowest) : Truth::unknown;
}

Truth compared(Op op, const Value &a, const Value &b)
{
    if (a.index() != b.index() || !isKnown(a) || !isKnown(b))
        return comparedEnds(op, a, b);
    if (const double *number = std::get_if<double>(&a))
        return truthOf(holds(op, *number, std::get<double>(b)));
    if (const std::string *text = std::get_if<std::string>(&a))
        return truthOf(holds(op, *text, std::get<std::string>(b)));
    if (const bool *truth = std::get_if<bool>(&a); truth != nullptr && (op == Op::equal || op == Op::notEqual))
        return truthOf((*truth == std::get<bool>(b)) == (op == Op::equal));
    return Truth::unknown;
}

Value calculated(Op op, const Value &a, const Value &b)
{
    const double *x = std::get_if<double>(&a);
    const double *y = std::get_if<double>(&b);
    if (x == nullptr || y == nullptr)
        return Unknown{};
    double result = 0;
    switch (op) {
    case Op::add:
        result = *x + *y;
        break;
    case Op::subtract:
        result = *x - *y;
        break;
    case Op::multiply:
        result = *x * *y;
        break;
    default:
        if (*y == 0)
            return Unknown{};
        result = *x / *y;
    }
    return std::isfinite(result) ? Value{result} : Value{Unknown{}};
}

Truth truthIn(const Node &node, const Environment &env);

// The node's value: a literal's own, everything else in `scratch`.
const Value &valueIn(const Node &node, const Environment &env, Value &scratch)
{
    switch (node.op) {
    case Op::literal:
        return node.literal;
    case Op::term:
        scratch = env.value(node.term);
        return scratch;
    case Op::add:
    case Op::subtract:
    case Op::multiply:
    case Op::divide: {
        Value left;
        Value right;
        scratch = calculated(node.op, valueIn(node.children[0], env, left), valueIn(node.children[1], env, right));
        return scratch;
    }
    case Op::minus: {
        const double *number = std::get_if<double>(&valueIn(node.children[0], env, scratch));
        scratch = number != nullptr ? Value{-*number} : Value{Unknown{}};
        return scratch;
    }
    default: {
        const Truth truth = truthIn(node, env);
        scratch = truth == Truth::unknown ? Value{Unknown{}} : Value{truth == Truth::yes};
        return scratch;
    }
    }
}

// All children until one is `decisive`; unknown if none was and one was unknown.
Truth joined(const Node &node, const Environment &env, Truth decisive)
{
    Truth result = negated(decisive);
    for (const Node &child : node.children) {
        const Truth truth = truthIn(child, env);
        if (truth == decisive)
            return decisive;
        if (truth == Truth::unknown)
            result = Truth::unknown;
    }
    return result;
}

Truth truthIn(const Node &node, const Environment &env)
{
    switch (node.op) {
    case Op::conjunction:
        return joined(node, env, Truth::no);
    case Op::disjunction:
        return joined(node, env, Truth::yes);
    case Op::negation:
        return negated(truthIn(node.children[0], env));
    case Op::equal:
    case Op::notEqual:
    case Op::less:
    case Op::lessEqual:
    case Op::greater:
    case Op::greaterEqual: {
        Value left;
        Value right;
        return compared(node.op, valueIn(node.children[0], env, left), valueIn(node.children[1], env, right));
    }
    case Op::known:
        return truthOf(isKnown(env.value(node.term)));
    default: {
        Value scratch;
        const bool *truth = std::get_if<bool>(&valueIn(node, env, scratch));
        return truth != nullptr ? truthOf(*truth) : Truth::unknown;
    }
    }
}

void keepEarliest(std::optional<Duration> &earliest, std::optional<Duration> candidate)
{
    if (candidate && *candidate > Duration::zero() && (!earliest || *candidate < *earliest))
        earliest = candidate;
}

std::optional<double> numberIn(const Node &node, const Environment &env)
{
    Value scratch;
    const double *number = std::get_if<double>(&valueIn(node, env, scratch));
    if (number == nullptr || std::isnan(*number))
        return std::nullopt;
    return *number;
}

// When one side of a comparison reaches the other, found by undoing the arithmetic around its growing terms. `op` is
// the comparison with that side on the left.
struct Crossing {
    const Environment &env;
    std::optional<Duration> earliest;

    void of(const Node &node, double threshold, Op op)
    {
        if (node.op == Op::term)
            return ofTerm(node.term, threshold, op);
        if (node.op == Op::minus)
            return of(node.children[0], -threshold, mirrored(op));
        if (node.op != Op::add && node.op != Op::subtract && node.op != Op::multiply && node.op != Op::divide)
            return;
        const std::optional<double> left = numberIn(node.children[0], env);
        const std::optional<double> right = numberIn(node.children[1], env);
        if (right)
            ofLeft(node, *right, threshold, op);
        if (left)
            ofRight(node, *left, threshold, op);
    }

private:
    static Op mirrored(Op op)
    {
        switch (op) {
        case Op::less:
            return Op::greater;
        case Op::lessEqual:
            return Op::greaterEqual;
        case Op::greater:
            return Op::less;
        case Op::greaterEqual:
            return Op::lessEqual;
        default:
            return op;
        }
    }

    void ofTerm(const TermUse &term, double threshold, Op op)
    {
        const std::optional<Duration> reached = env.reaches(term, threshold);
        if (!reached || *reached < Duration::zero())
            return;
        // `>` and `<=` still hold as before at the threshold itself and flip one instant later.
        const bool later = op == Op::greater || op == Op::lessEqual;
        const bool both = op == Op::equal || op == Op::notEqual;
        constexpr Duration kInstant{1};
        keepEarliest(earliest, later || (both && *reached == Duration::zero()) ? *reached + kInstant : *reached);
    }

    void ofLeft(const Node &node, double right, double threshold, Op op)
    {
        const Node &left = node.children[0];
        if (node.op == Op::add)
            of(left, threshold - right, op);
        else if (node.op == Op::subtract)
            of(left, threshold + right, op);
        else if (right != 0)
            of(left, node.op == Op::multiply ? threshold / right : threshold * right, right > 0 ? op : mirrored(op));
    }

    void ofRight(const Node &node, double left, double threshold, Op op)
    {
        const Node &right = node.children[1];
        if (node.op == Op::add)
            of(right, threshold - left, op);
        else if (node.op == Op::subtract)
            of(right, left - threshold, mirrored(op));
        else if (node.op == Op::multiply && left != 0)
            of(right, threshold / left, left > 0 ? op : mirrored(op));
        else if (node.op == Op::divide && threshold != 0)
            of(right, left / threshold, left / threshold > 0 ? mirrored(op) : op);
    }

public:
    void ofComparison(const Node &node)
    {
        if (const std::optional<double> right = numberIn(node.children[1], env))
            of(node.children[0], *right, node.op);
        if (const std::optional<double> left = numberIn(node.children[0], env))
            of(node.children[1], *left, mirrored(node.op));
    }
};

bool isComparison(Op op)
{
    return op >= Op::equal && op <= Op::greaterEqual;
}

void earliestChange(const Node &node, const Environment &env, std::optional<Duration> &earliest)
{
    if (node.op == Op::term || node.op == Op::known)
        keepEarliest(earliest, env.nextChange(node.term));
    if (isComparison(node.op)) {
        Crossing crossing{env, std::nullopt};
        crossing.ofComparison(node);
        keepEarliest(earliest, crossing.earliest);
    }
    for (const Node &child : node.children)
        earliestChange(child, env, earliest);
}

void collect(const Node &node, std::vector<TermUse> &terms)
{
    if (node.op == Op::term || node.op == Op::known)
        terms.push_back(node.term);
    for (const Node &child : node.children)
        collect(child, terms);
}

// Of a number on its way to a limit: 1 at the limit or beyond it, 0 without one.
double towards(Op op, double value, double limit)
{
    const bool rising = op == Op::greater || op == Op::greaterEqual;
    const double part = rising ? value : limit;
    const double whole = rising ? limit : value;
    return whole <= 0 ? 0 : std::clamp(part / whole, 0.0, 1.0);
}

double nearnessIn(const Node &node, const Environment &env)
{
    double nearest = node.op == Op::conjunction ? 1 : 0;
    switch (node.op) {
    case Op::conjunction:
        for (const Node &child : node.children)
            nearest = std::min(nearest, nearnessIn(child, env));
        return nearest;
    case Op::disjunction:
        for (const Node &child : node.children)
            nearest = std::max(nearest, nearnessIn(child, env));
        return nearest;
    case Op::less:
    case Op::lessEqual:
    case Op::greater:
    case Op::greaterEqual: {
        const auto value = numberIn(node.children[0], env);
        const auto limit = numberIn(node.children[1], env);
        return value && limit ? towards(node.op, *value, *limit) : 0;
    }
    default:
        return truthIn(node, env) == Truth::yes ? 1 : 0;
    }
}

} // namespace

tl::expected<Expression, ExpressionError> Expression::parse(std::string_view text, const Vocabulary &vocabulary)
{
    auto node = parseExpression(text, vocabulary);
    if (!node)
        return tl::unexpected<ExpressionError>(node.error());
    Expression expression;
    expression.m_text = std::string{text};
    expression.m_root = std::make_shared<const Node>(std::move(*node));
    return expression;
}

double Expression::nearness(const Environment &env) const
{
    return m_root ? nearnessIn(*m_root, env) : 1;
}

Truth Expression::truth(const Environment &env) const
{
    return m_root ? truthIn(*m_root, env) : Truth::yes;
}

Value Expression::value(const Environment &env) const
{
    if (!m_root)
        return true;
    Value scratch;
    return valueIn(*m_root, env, scratch);
}

std::optional<Duration> Expression::nextChange(const Environment &env) const
{
    std::optional<Duration> earliest;
    if (m_root)
        earliestChange(*m_root, env, earliest);
    return earliest;
}

ValueType Expression::type() const
{
    return m_root ? m_root->type : ValueType::truth;
}

std::vector<TermUse> Expression::terms() const
{
    std::vector<TermUse> terms;
    if (m_root)
        collect(*m_root, terms);
    return terms;
}

namespace {

void collectTexts(const Expression::Node &node, std::vector<std::pair<TermUse, std::string>> &found)
{
    for (const Expression::Node &child : node.children)
        collectTexts(child, found);
    if (node.op != Op::equal && node.op != Op::notEqual)
        return;
    for (const auto &[term, literal] :
         {std::pair(&node.children[0], &node.children[1]), {&node.children[1], &node.children[0]}}) {
        const auto *text = std::get_if<std::string>(&literal->literal);
        if (term->op == Op::term && literal->op == Op::literal && text != nullptr)
            found.emplace_back(term->term, *text);
    }
}

} // namespace

std::vector<std::pair<TermUse, std::string>> Expression::comparedTexts() const
{
    std::vector<std::pair<TermUse, std::string>> found;
    if (m_root)
        collectTexts(*m_root, found);
    return found;
}

} // namespace fw::rules
