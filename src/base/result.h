// Result<T>: a value or an Error. Everything that can fail because of the outside world returns one;
// programming errors are asserted instead. Plain values, safe on any thread.
#pragma once

#include <string>
#include <tl/expected.hpp>
#include <utility>

namespace fw {

enum class Errc { badInput, notFound, exists, io, protocol, corrupt, refused, limit };

// `message` is one sentence for a person; `context` says where (file:line:column, a table, a peer), may be empty.
struct Error {
    Errc code = Errc::badInput;
    std::string message;
    std::string context;

    bool operator==(const Error &) const = default;
    [[nodiscard]] std::string text() const { return context.empty() ? message : context + ": " + message; }
};

template <class T = void> using Result = tl::expected<T, Error>;

[[nodiscard]] inline tl::unexpected<Error> fail(Errc code, std::string message, std::string context = {})
{
    return tl::unexpected<Error>(Error{code, std::move(message), std::move(context)});
}

} // namespace fw
