#include "journal/sha256.h"

#include <sodium.h>

#if defined(__x86_64__)
#include <cpuid.h>
#include <cstdint>
#include <cstring>
#include <immintrin.h>
#endif

namespace fw::journal {

Hash sha256Portable(std::span<const unsigned char> bytes)
{
    Hash out{};
    crypto_hash_sha256(out.data(), bytes.data(), bytes.size());
    return out;
}

#if defined(__x86_64__)
namespace {

bool detect()
{
    unsigned a = 0, b = 0, c = 0, d = 0;
    constexpr unsigned kSsse3 = 1U << 9;
    constexpr unsigned kSse41 = 1U << 19;
    constexpr unsigned kSha = 1U << 29;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & kSsse3) == 0 || (c & kSse41) == 0)
        return false;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & kSha) != 0;
}

alignas(16) constexpr std::array<std::uint32_t, 64> kRound = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

__m128i *wide(void *p)
{
    return static_cast<__m128i *>(p);
}
const __m128i *wide(const void *p)
{
    return static_cast<const __m128i *>(p);
}

using Words = int __attribute__((vector_size(16)));

// Words 1 to 4 of the eight in `low` and `high`.
__m128i words1to4(__m128i low, __m128i high)
{
    return reinterpret_cast<__m128i>(
        __builtin_shufflevector(reinterpret_cast<Words>(low), reinterpret_cast<Words>(high), 1, 2, 3, 4));
}

__m128i highHalf(__m128i words)
{
    const auto w = reinterpret_cast<Words>(words);
    return reinterpret_cast<__m128i>(__builtin_shufflevector(w, w, 2, 3, 0, 0));
}

// The state as the instructions want it: ABEF and CDGH.
struct State {
    __m128i abef;
    __m128i cdgh;
};

__attribute__((target("sha,sse4.1,ssse3"))) void addBlock(State &state, const unsigned char *block)
{
    const __m128i bigEndian = _mm_set_epi64x(0x0c0d0e0f08090a0bLL, 0x0405060700010203LL);
    __m128i w[4]; // the last sixteen words of the schedule
    for (std::size_t i = 0; i < 4; ++i)
        w[i] = _mm_shuffle_epi8(_mm_loadu_si128(wide(block + 16 * i)), bigEndian);
    State s = state;
    for (std::size_t i = 0; i < 16; ++i) { // four rounds each
        if (i >= 4) {
            __m128i next = _mm_sha256msg1_epu32(w[i & 3], w[(i + 1) & 3]);
            next = _mm_add_epi32(next, words1to4(w[(i + 2) & 3], w[(i + 3) & 3]));
            w[i & 3] = _mm_sha256msg2_epu32(next, w[(i + 3) & 3]);
        }
        const __m128i sum = _mm_add_epi32(w[i & 3], _mm_load_si128(wide(kRound.data() + 4 * i)));
        s.cdgh = _mm_sha256rnds2_epu32(s.cdgh, s.abef, sum);
        s.abef = _mm_sha256rnds2_epu32(s.abef, s.cdgh, highHalf(sum));
    }
    state.abef = _mm_add_epi32(state.abef, s.abef);
    state.cdgh = _mm_add_epi32(state.cdgh, s.cdgh);
}

Hash sha256Instructions(std::span<const unsigned char> bytes)
{
    State state{_mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
                _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
    const std::size_t whole = bytes.size() / 64 * 64;
    for (std::size_t at = 0; at < whole; at += 64)
        addBlock(state, bytes.data() + at);
    // What is left, the end mark and the length in bits, in one block or two.
    std::array<unsigned char, 128> tail{};
    const std::size_t left = bytes.size() - whole;
    if (left > 0)
        std::memcpy(tail.data(), bytes.data() + whole, left);
    tail[left] = 0x80;
    const std::size_t end = left < 56 ? 64 : 128;
    std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
    for (std::size_t i = 1; i <= 8; ++i, bits >>= 8)
        tail[end - i] = static_cast<unsigned char>(bits & 0xff);
    for (std::size_t at = 0; at < end; at += 64)
        addBlock(state, tail.data() + at);

    alignas(16) std::array<std::uint32_t, 8> words{};
    _mm_store_si128(wide(words.data()), state.abef);     // F E B A, low to high
    _mm_store_si128(wide(words.data() + 4), state.cdgh); // H G D C
    constexpr std::array<std::size_t, 8> kOrder = {3, 2, 7, 6, 1, 0, 5, 4};
    Hash out{};
    for (std::size_t i = 0; i < 8; ++i) {
        const std::uint32_t word = __builtin_bswap32(words[kOrder[i]]);
        std::memcpy(out.data() + 4 * i, &word, 4);
    }
    return out;
}

} // namespace

bool hasShaInstructions()
{
    static const bool has = detect();
    return has;
}

Hash sha256(std::span<const unsigned char> bytes)
{
    return hasShaInstructions() ? sha256Instructions(bytes) : sha256Portable(bytes);
}

#else

bool hasShaInstructions()
{
    return false;
}

Hash sha256(std::span<const unsigned char> bytes)
{
    return sha256Portable(bytes);
}

#endif

} // namespace fw::journal
