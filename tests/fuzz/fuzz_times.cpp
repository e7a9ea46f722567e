// Any text as the times of a trace: values in order of time, or an error with a message; the stream never leaves its
// bytes.
#include "protocol/trace_stream.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace fw::protocol;
    const std::string text(data, data + size);
    auto records = parseTraceTimes(text, "fuzz");
    if (!records) {
        if (records.error().message.empty() || records.error().context.empty())
            std::abort();
        return 0;
    }
    auto stream = TraceStream::make(text, *std::move(records));
    if (!stream)
        return 0;
    (void)stream->sentActionIds();
    fw::Duration last{0};
    while (const auto event = stream->next()) {
        if (event->at < last)
            std::abort();
        last = event->at;
        if (const auto *arrived = std::get_if<TraceBytes>(&event->what);
            arrived != nullptr && arrived->bytes.size() > text.size())
            std::abort();
    }
    return 0;
}
