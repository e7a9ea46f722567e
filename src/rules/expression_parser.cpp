#include "rules/expression_node.h"

#include "rules/expression_scanner.h"

#include <array>
#include <fmt/format.h>

namespace fw::rules {

namespace {

using Node = Expression::Node;
using Parsed = tl::expected<Node, ExpressionError>;

std::string_view typeName(ValueType type)
{
    switch (type) {
    case ValueType::truth:
        return "true or false";
    case ValueType::number:
        return "a number";
    case ValueType::text:
        return "a text";
    case ValueType::any:
        break;
    }
    return "a value";
}

Node branch(Op op, ValueType type, std::vector<Node> children)
{
    Node node;
    node.op = op;
    node.type = type;
    for (const Node &child : children)
        node.depth = std::max(node.depth, child.depth + 1);
    node.children = std::move(children);
    return node;
}

template <class... Nodes> std::vector<Node> listOf(Nodes &&...nodes)
{
    std::vector<Node> list;
    list.reserve(sizeof...(nodes));
    (list.push_back(std::forward<Nodes>(nodes)), ...);
    return list;
}

Node literalNode(Value value, ValueType type)
{
    Node node;
    node.type = type;
    node.literal = std::move(value);
    return node;
}

class Parser {
public:
    Parser(std::string_view text, const Vocabulary &vocabulary)
        : m_in(text), m_length(text.size()), m_vocabulary(vocabulary)
    {
    }

    Parsed whole()
    {
        if (m_length > kMaxText)
            return m_in.bad(kMaxText, fmt::format("an expression may have at most {} characters", kMaxText));
        Parsed node = disjunction();
        if (node && !m_in.atEnd())
            return m_in.bad(m_in.start(), fmt::format("'{}' is not expected here", m_in.wordHere()));
        return node;
    }

private:
    tl::expected<void, ExpressionError> require(const Node &node, ValueType type, std::size_t at) const
    {
        if (node.type == ValueType::any || node.type == type)
            return {};
        return m_in.bad(at, fmt::format("{} is needed here, this is {}", typeName(type), typeName(node.type)));
    }

    Parsed limited(Node node, std::size_t at) const
    {
        if (node.depth > kMaxDepth)
            return m_in.bad(at, fmt::format("the expression is nested deeper than {} levels", kMaxDepth));
        return node;
    }

    using Rule = Parsed (Parser::*)();

    Parsed logical(Op op, std::string_view word, Rule next)
    {
        std::size_t at = m_in.start();
        Parsed first = (this->*next)();
        if (!first)
            return first;
        std::vector<Node> all;
        const std::size_t begin = at;
        while (m_in.takeWord(word)) {
            if (all.empty()) {
                if (auto ok = require(*first, ValueType::truth, at); !ok)
                    return tl::unexpected<ExpressionError>(ok.error());
                all.push_back(std::move(*first));
            }
            at = m_in.start();
            Parsed more = (this->*next)();
            if (!more)
                return more;
            if (auto ok = require(*more, ValueType::truth, at); !ok)
                return tl::unexpected<ExpressionError>(ok.error());
            all.push_back(std::move(*more));
        }
        if (all.empty())
            return first;
        return limited(branch(op, ValueType::truth, std::move(all)), begin);
    }

    Parsed disjunction() { return logical(Op::disjunction, "or", &Parser::conjunction); }
    Parsed conjunction() { return logical(Op::conjunction, "and", &Parser::negation); }

    Parsed negation()
    {
        if (!m_in.takeWord("not"))
            return comparison();
        const std::size_t at = m_in.start();
        Parsed inner = nested(&Parser::negation);
        if (!inner)
            return inner;
        if (auto ok = require(*inner, ValueType::truth, at); !ok)
            return tl::unexpected<ExpressionError>(ok.error());
        return limited(branch(Op::negation, ValueType::truth, listOf(std::move(*inner))), at);
    }

    std::optional<Op> comparisonSign()
    {
        static constexpr std::array<std::pair<std::string_view, Op>, 7> kSigns{{{"==", Op::equal},
                                                                                {"!=", Op::notEqual},
                                                                                {"<=", Op::lessEqual},
                                                                                {">=", Op::greaterEqual},
                                                                                {"<", Op::less},
                                                                                {">", Op::greater},
                                                                                {"=", Op::equal}}};
        for (const auto &[sign, op] : kSigns)
            if (m_in.takeSign(sign))
                return op;
        return std::nullopt;
    }

    Parsed comparison()
    {
        Parsed left = sum();
        if (!left)
            return left;
        const std::size_t signAt = m_in.start();
        const std::optional<Op> op = comparisonSign();
        if (!op)
            return left;
        const std::size_t rightAt = m_in.start();
        Parsed right = sum();
        if (!right)
            return right;
        if (left->type != ValueType::any && right->type != ValueType::any && left->type != right->type)
            return m_in.bad(rightAt,
                            fmt::format("{} cannot be compared with {}", typeName(left->type), typeName(right->type)));
        const bool truths = left->type == ValueType::truth || right->type == ValueType::truth;
        if (truths && *op != Op::equal && *op != Op::notEqual)
            return m_in.bad(signAt, "true and false have no order: only == and != compare them");
        const std::size_t nextAt = m_in.start();
        if (comparisonSign())
            return m_in.bad(nextAt, "comparisons cannot be chained: join them with 'and'");
        return limited(branch(*op, ValueType::truth, listOf(std::move(*left), std::move(*right))), signAt);
    }

    Parsed arithmetic(Rule next, std::pair<std::string_view, Op> first, std::pair<std::string_view, Op> second)
    {
        std::size_t at = m_in.start();
        Parsed left = (this->*next)();
        while (left) {
            const std::size_t signAt = m_in.start();
            Op op = first.second;
            if (m_in.takeSign(second.first))
                op = second.second;
            else if (!m_in.takeSign(first.first))
                break;
            if (auto ok = require(*left, ValueType::number, at); !ok)
                return tl::unexpected<ExpressionError>(ok.error());
            at = m_in.start();
            Parsed right = (this->*next)();
            if (!right)
                return right;
            if (auto ok = require(*right, ValueType::number, at); !ok)
                return tl::unexpected<ExpressionError>(ok.error());
            left = limited(branch(op, ValueType::number, listOf(std::move(*left), std::move(*right))), signAt);
        }
        return left;
    }

    Parsed sum() { return arithmetic(&Parser::product, {"+", Op::add}, {"-", Op::subtract}); }
    Parsed product() { return arithmetic(&Parser::factor, {"*", Op::multiply}, {"/", Op::divide}); }

    Parsed factor()
    {
        if (!m_in.takeSign("-"))
            return primary();
        const std::size_t at = m_in.start();
        Parsed inner = nested(&Parser::factor);
        if (!inner)
            return inner;
        if (auto ok = require(*inner, ValueType::number, at); !ok)
            return tl::unexpected<ExpressionError>(ok.error());
        return limited(branch(Op::minus, ValueType::number, listOf(std::move(*inner))), at);
    }

    Parsed nested(Rule rule)
    {
        if (m_depth >= kMaxDepth)
            return m_in.bad(m_in.start(), fmt::format("the expression is nested deeper than {} levels", kMaxDepth));
        ++m_depth;
        Parsed result = (this->*rule)();
        --m_depth;
        return result;
    }

    Parsed primary()
    {
        const std::size_t at = m_in.start();
        const char c = m_in.peek();
        if (c == '\0')
            return m_in.bad(at, "something is missing at the end");
        if (m_in.takeSign("(")) {
            Parsed inner = nested(&Parser::disjunction);
            if (inner && !m_in.takeSign(")"))
                return m_in.bad(m_in.start(), "')' is missing");
            return inner;
        }
        if (m_in.atDigit())
            return m_in.takeNumber().map([](double value) { return literalNode(value, ValueType::number); });
        if (c == '\'')
            return m_in.takeQuoted().map(
                [](std::string text) { return literalNode(std::move(text), ValueType::text); });
        const std::string_view word = m_in.nameHere();
        if (word.empty() || word == "and" || word == "or" || word == "not")
            return m_in.bad(at, fmt::format("'{}' is not expected here", m_in.wordHere()));
        if (m_in.takeWord("true"))
            return literalNode(true, ValueType::truth);
        if (m_in.takeWord("false"))
            return literalNode(false, ValueType::truth);
        if (m_in.takeWord("known"))
            return known();
        return term();
    }

    Parsed known()
    {
        if (!m_in.takeSign("("))
            return m_in.bad(m_in.start(), "known needs a term in parentheses: known(waiting)");
        const std::size_t at = m_in.start();
        if (m_in.nameHere().empty())
            return m_in.bad(at, "known needs a term in parentheses: known(waiting)");
        Parsed inner = term();
        if (!inner)
            return inner;
        if (!m_in.takeSign(")"))
            return m_in.bad(m_in.start(), "')' is missing");
        inner->op = Op::known;
        inner->type = ValueType::truth;
        return inner;
    }

    Parsed term()
    {
        const std::size_t at = m_in.start();
        const std::string_view name = m_in.takeDottedName();
        std::string_view spelled = name;
        std::optional<Vocabulary::Argument> arg;
        if (m_in.takeSign("(")) {
            auto read = argument();
            if (!read)
                return tl::unexpected<ExpressionError>(read.error());
            arg = std::move(*read);
            if (!m_in.takeSign(")"))
                return m_in.bad(m_in.start(), "')' is missing");
            spelled = m_in.since(at);
        }
        std::optional<TermUse> use = m_vocabulary.find(name, arg);
        if (!use)
            return m_in.bad(at, fmt::format("'{}' is not a term that can be used here", spelled));
        Node node;
        node.op = Op::term;
        node.term = std::move(*use);
        return node;
    }

    tl::expected<Vocabulary::Argument, ExpressionError> argument()
    {
        const std::size_t at = m_in.start();
        Vocabulary::Argument arg;
        if (m_in.peek() == '\'') {
            auto text = m_in.takeQuoted();
            if (!text)
                return tl::unexpected<ExpressionError>(text.error());
            arg.text = std::move(*text);
            return arg;
        }
        if (m_in.atDigit()) {
            const auto number = m_in.takeNumber();
            if (!number)
                return tl::unexpected<ExpressionError>(number.error());
            arg.number = *number;
            return arg;
        }
        arg.text = std::string{m_in.takeId()};
        if (arg.text->empty())
            return m_in.bad(at, "a number, a duration, a 'text' or a name is needed between the parentheses");
        return arg;
    }

    ExpressionScanner m_in;
    std::size_t m_length;
    const Vocabulary &m_vocabulary;
    int m_depth = 0;
};

} // namespace

tl::expected<Expression::Node, ExpressionError> parseExpression(std::string_view text, const Vocabulary &vocabulary)
{
    return Parser{text, vocabulary}.whole();
}

} // namespace fw::rules
