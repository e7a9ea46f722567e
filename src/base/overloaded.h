// overloaded{lambdas…}: one visitor for std::visit.
#pragma once

namespace fw {

template <class... Fs> struct overloaded : Fs... {
    using Fs::operator()...;
};
template <class... Fs> overloaded(Fs...) -> overloaded<Fs...>; // clang 14 has no deduction for aggregates

} // namespace fw
