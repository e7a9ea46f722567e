// Any bytes, cut into any chunks, give the same messages, the same banner and the same count of dropped ones as the
// bytes in one piece; the translator says something of every message. The first byte chooses the chunks, the second the
// limits.
#include "protocol/ami_parser.h"
#include "protocol/ami_signals.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace fw::protocol;

struct Parsed {
    std::string text;
    std::optional<std::string> banner;
    std::uint64_t dropped = 0;
    bool operator==(const Parsed &) const = default;
};

void write(const AmiMessage &message, std::string &text)
{
    if (message.headers().empty())
        std::abort();
    for (const AmiHeader &header : message.headers())
        text.append(header.key).append("\x01").append(header.value).append("\n");
    text += '\n';
}

// `size` 0: in one piece. Each chunk lies in memory of its own, gone when the next one comes.
Parsed parse(std::string_view bytes, AmiLimits limits, std::size_t size, std::size_t step)
{
    AmiParser parser(limits);
    Parsed parsed;
    const auto sink = [&parsed](const AmiMessage &message) { write(message, parsed.text); };
    if (size == 0)
        parser.feed(bytes, sink);
    while (size != 0 && !bytes.empty()) {
        const std::string chunk(bytes.substr(0, size));
        parser.feed(chunk, sink);
        bytes.remove_prefix(chunk.size());
        size = size % 97 + step;
    }
    parsed.banner = parser.banner();
    parsed.dropped = parser.dropped();
    return parsed;
}

void translate(std::string_view bytes)
{
    AmiParser parser;
    AmiTranslator translator(AmiTranslator::ownPrefix("x"));
    std::vector<fw::floor::Signal> signals;
    std::size_t messages = 0;
    parser.feed(bytes, [&](const AmiMessage &message) {
        translator.translate(message, signals);
        ++messages;
    });
    if (parser.banner())
        translator.banner(*parser.banner());
    if (signals.size() < messages)
        std::abort();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t first = data[0] % 16 + 1;
    const std::size_t step = data[0] / 16 + 1;
    AmiLimits limits;
    if (data[1] % 2 == 1)
        limits = {.line = data[1] % 64U, .headers = data[1] % 7U, .message = data[1] * 2U};
    const std::string bytes(data + 2, data + size);
    const Parsed whole = parse(bytes, limits, 0, 0);
    if (whole != parse(bytes, limits, first, step) || whole != parse(bytes, limits, 1, 1))
        std::abort();
    translate(bytes);
    return 0;
}
