// Any bytes, cut into any chunks, give the same answers and the same fault as the bytes in one piece; what a reading
// says is what it may say. The first byte chooses the chunks, the second the limits.
#include "protocol/nut_parser.h"

#include <cmath>
#include <cstdlib>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace fw::protocol;

struct Parsed {
    std::vector<NutAnswer> answers;
    NutParser::Outcome outcome = NutParser::Outcome::ok;
    std::optional<fw::Sentence> fault;
    std::uint64_t offset = 0;
    bool operator==(const Parsed &) const = default;
};

// `size` 0: in one piece. Each chunk lies in memory of its own, gone when the next one comes.
Parsed parse(std::string_view bytes, NutLimits limits, std::size_t size, std::size_t step)
{
    NutParser parser(limits);
    Parsed parsed;
    const auto sink = [&parsed](const NutAnswer &answer) { parsed.answers.push_back(answer); };
    if (size == 0)
        parsed.outcome = parser.feed(bytes, sink);
    while (size != 0 && !bytes.empty()) {
        const std::string chunk(bytes.substr(0, size));
        parsed.outcome = parser.feed(chunk, sink);
        bytes.remove_prefix(chunk.size());
        size = size % 97 + step;
    }
    parsed.fault = parser.fault();
    parsed.offset = parser.offset();
    return parsed;
}

bool isSane(const fw::floor::UpsReading &reading)
{
    const auto within = [](const std::optional<double> &n, double least, double most) {
        return !n || (std::isfinite(*n) && *n >= least && *n <= most);
    };
    return within(reading.charge, 0, 100) && within(reading.load, 0, 1000) && within(reading.temperature, -274, 1000) &&
           (!reading.runtime || reading.runtime->count() >= 0);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < 2)
        return 0;
    const std::size_t first = data[0] % 16 + 1;
    const std::size_t step = data[0] / 16 + 1;
    NutLimits limits;
    if (data[1] % 2 == 1)
        limits = {.line = data[1] % 64U, .list = data[1] % 7U};
    const std::string bytes(data + 2, data + size);
    const Parsed whole = parse(bytes, limits, 0, 0);
    if (whole != parse(bytes, limits, first, step) || whole != parse(bytes, limits, 1, 1))
        std::abort();
    if ((whole.outcome == NutParser::Outcome::bad) != whole.fault.has_value())
        std::abort();
    for (const NutAnswer &answer : whole.answers) {
        const auto *reading = std::get_if<fw::floor::UpsReading>(&answer);
        if (reading != nullptr && !isSane(*reading))
            std::abort();
    }
    return 0;
}
