// Messages per second of the AMI parser over the recorded trace, in the chunks in which the PBX sent it.
#include "protocol/ami_parser.h"
#include "protocol/trace_stream.h"

#include <benchmark/benchmark.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
#include <zlib.h>

namespace {

std::string unpack(const std::string &path)
{
    const std::unique_ptr<gzFile_s, int (*)(gzFile)> file(gzopen(path.c_str(), "rb"), &gzclose);
    if (!file)
        throw std::runtime_error("cannot open " + path);
    std::string bytes;
    std::vector<char> block(1 << 16);
    for (int n = 0; (n = gzread(file.get(), block.data(), static_cast<unsigned>(block.size()))) > 0;)
        bytes.append(block.data(), static_cast<std::size_t>(n));
    return bytes;
}

// The bytes as they arrived, chunk by chunk.
std::vector<std::string_view> chunksOf(std::string_view bytes, const std::string &times)
{
    auto records = fw::protocol::parseTraceTimes(times, "surge.times");
    auto stream = records.and_then([bytes](std::vector<fw::protocol::TraceRecord> r) {
        return fw::protocol::TraceStream::make(bytes, std::move(r));
    });
    if (!stream)
        throw std::runtime_error(stream.error().text());
    std::vector<std::string_view> chunks;
    while (const auto event = stream->next()) {
        if (const auto *arrived = std::get_if<fw::protocol::TraceBytes>(&event->what))
            chunks.push_back(arrived->bytes);
    }
    return chunks;
}

void parse(benchmark::State &state)
{
    const std::string bytes = unpack(FW_DEMO "/surge.ami.gz");
    const auto chunks = chunksOf(bytes, unpack(FW_DEMO "/surge.times.gz"));
    std::int64_t messages = 0;
    for (auto _ : state) {
        fw::protocol::AmiParser parser;
        const fw::protocol::AmiParser::Sink sink = [&messages](const fw::protocol::AmiMessage &message) {
            benchmark::DoNotOptimize(message.headers().data());
            ++messages;
        };
        for (const std::string_view chunk : chunks)
            parser.feed(chunk, sink);
    }
    state.SetItemsProcessed(messages);
    state.counters["messages"] = benchmark::Counter(static_cast<double>(messages), benchmark::Counter::kAvgIterations);
}
BENCHMARK(parse);

} // namespace

BENCHMARK_MAIN();
