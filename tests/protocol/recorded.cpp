#include "recorded.h"

#include "protocol/ami_signals.h"
#include "protocol/trace_stream.h"

#include <array>
#include <cstdlib>
#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <zlib.h>

namespace fw::protocol::test {

namespace {

std::optional<std::string> readFile(const std::string &path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        return std::nullopt;
    return std::string(std::istreambuf_iterator<char>(file), {});
}

// gzread reads plain files too.
std::optional<std::string> readUnpacked(const std::string &path)
{
    const gzFile file = gzopen(path.c_str(), "rb");
    if (file == nullptr)
        return std::nullopt;
    std::string bytes;
    std::array<char, 65536> part{};
    for (int n = 0; (n = gzread(file, part.data(), part.size())) > 0;)
        bytes.append(part.data(), static_cast<std::size_t>(n));
    gzclose(file);
    return bytes;
}

} // namespace

std::string recorded(const std::string &file, const std::string &folder)
{
    const auto bytes = readFile(std::string(FW_TEST_DATA) + "/" + folder + "/" + file);
    EXPECT_TRUE(bytes.has_value()) << file;
    return bytes.value_or("");
}

std::optional<Trace> wholeTrace(const std::string &name)
{
    const char *folder = std::getenv("FW_TRACES"); // NOLINT(concurrency-mt-unsafe)
    if (folder == nullptr)
        return std::nullopt;
    const std::string base = std::string(folder) + "/" + name;
    const auto packed = readUnpacked(base + ".ami.gz");
    const auto bytes = packed ? packed : readUnpacked(base + ".ami");
    const auto times = readUnpacked(base + ".times");
    if (!bytes || !times)
        return std::nullopt;
    return Trace{*bytes, *times};
}

std::vector<TimedSignal> signalsOf(const Trace &trace)
{
    std::vector<TimedSignal> timed;
    auto records = parseTraceTimes(trace.times, "times");
    EXPECT_TRUE(records.has_value()) << (records ? "" : records.error().text());
    if (!records)
        return timed;
    auto stream = TraceStream::make(trace.bytes, *std::move(records));
    EXPECT_TRUE(stream.has_value()) << (stream ? "" : stream.error().text());
    if (!stream)
        return timed;
    const auto own = stream->sentActionIds();
    AmiParser parser;
    AmiTranslator translator([&own](std::string_view id) { return own.contains(id); });
    std::vector<floor::Signal> signals;
    while (const auto event = stream->next()) {
        if (std::holds_alternative<TraceConnected>(event->what)) {
            parser.reset();
            translator.reset();
        } else if (const auto *arrived = std::get_if<TraceBytes>(&event->what)) {
            signals.clear();
            parser.feed(arrived->bytes, [&](const AmiMessage &message) { translator.translate(message, signals); });
            for (floor::Signal &signal : signals)
                timed.push_back({event->at, std::move(signal)});
        }
    }
    EXPECT_EQ(parser.dropped(), 0U);
    return timed;
}

std::string textOf(const AmiMessage &message)
{
    std::string text;
    for (const AmiHeader &header : message.headers())
        text.append(header.key).append("=").append(header.value).append("\n");
    return text;
}

} // namespace fw::protocol::test
