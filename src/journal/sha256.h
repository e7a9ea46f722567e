// SHA-256 of some bytes: libsodium's, or where the processor has instructions for it, those (eight times as fast, and
// the hash is the dearest part of an entry). Pure; any thread.
#pragma once

#include <array>
#include <span>

namespace fw::journal {

using Hash = std::array<unsigned char, 32>;

[[nodiscard]] Hash sha256(std::span<const unsigned char> bytes);

// The two ways, for the test that holds them equal.
[[nodiscard]] bool hasShaInstructions();
[[nodiscard]] Hash sha256Portable(std::span<const unsigned char> bytes);

} // namespace fw::journal
