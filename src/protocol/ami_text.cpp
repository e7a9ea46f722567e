#include "protocol/ami_text.h"

#include <array>
#include <charconv>
#include <iterator>

namespace fw::protocol {

namespace {

// In the order of their numbers.
constexpr std::array<std::string_view, 9> kDeviceNames{"UNKNOWN",     "NOT_INUSE", "INUSE",     "BUSY",  "INVALID",
                                                       "UNAVAILABLE", "RINGING",   "RINGINUSE", "ONHOLD"};

constexpr std::size_t kCutAt = 79;

constexpr unsigned char byteAt(std::string_view bytes, std::size_t i)
{
    return static_cast<unsigned char>(bytes[i]);
}

enum class Utf8 { good, bad, cut };

// Length of a UTF-8 character by its first byte; 0: no such first byte (continuation, overlong, beyond U+10FFFF).
constexpr std::size_t utf8Length(unsigned char first)
{
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return 2;
    if (first >= 0xE0 && first <= 0xEF)
        return 3;
    return first >= 0xF0 && first <= 0xF4 ? 4 : 0;
}

// The second byte has narrower bounds where overlong forms, surrogates and numbers beyond U+10FFFF would begin.
constexpr bool goodSecond(unsigned char first, unsigned char second)
{
    const unsigned char low = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : 0x80;
    const unsigned char high = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : 0xBF;
    return second >= low && second <= high;
}

// cut: good up to `position`, where the last character begins and has too few bytes.
Utf8 checkUtf8(std::string_view bytes, std::size_t &position)
{
    for (position = 0; position < bytes.size();) {
        const unsigned char first = byteAt(bytes, position);
        const std::size_t length = utf8Length(first);
        if (length == 0)
            return Utf8::bad;
        for (std::size_t k = 1; k < length; ++k) {
            if (position + k == bytes.size())
                return Utf8::cut;
            const unsigned char next = byteAt(bytes, position + k);
            if (k == 1 ? !goodSecond(first, next) : (next & 0xC0) != 0x80)
                return Utf8::bad;
        }
        position += length;
    }
    return Utf8::good;
}

std::string fromLatin1(std::string_view bytes)
{
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            text += static_cast<char>(0xC0 | (byte >> 6));
            text += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return text;
}

} // namespace

std::string utf8Text(std::string_view bytes)
{
    std::size_t position = 0;
    switch (checkUtf8(bytes, position)) {
    case Utf8::good:
        return std::string(bytes);
    case Utf8::cut:
        // 79 bytes is what the PBX keeps of a pause reason; a shorter text was not cut: its last byte is Latin-1.
        return bytes.size() >= kCutAt ? std::string(bytes.substr(0, position)) : fromLatin1(bytes);
    case Utf8::bad:
        break;
    }
    return fromLatin1(bytes);
}

std::string callerNumber(std::string_view text)
{
    return text == "<unknown>" || text == "unknown" ? std::string() : utf8Text(text);
}

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size())
        return std::nullopt;
    return value;
}

std::optional<floor::Device> deviceFromStatus(std::int64_t status)
{
    if (status < 0 || status >= std::ssize(kDeviceNames))
        return std::nullopt;
    return static_cast<floor::Device>(status);
}

std::optional<floor::Device> deviceFromName(std::string_view name)
{
    for (std::size_t i = 0; i < kDeviceNames.size(); ++i) {
        if (kDeviceNames[i] == name)
            return static_cast<floor::Device>(i);
    }
    return std::nullopt;
}

std::optional<floor::Membership> membershipFromName(std::string_view name)
{
    if (name == "static")
        return floor::Membership::fixed;
    if (name == "dynamic")
        return floor::Membership::dynamic;
    return name == "realtime" ? std::optional(floor::Membership::realtime) : std::nullopt;
}

bool isTrue(std::string_view text)
{
    return text == "1" || text == "true" || text == "yes" || text == "on";
}

} // namespace fw::protocol
