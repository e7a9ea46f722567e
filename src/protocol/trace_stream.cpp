#include "protocol/trace_stream.h"

#include "protocol/ami_parser.h"

#include <fmt/format.h>
#include <utility>

namespace fw::protocol {

TraceStream::TraceStream(std::string_view bytes, std::vector<TraceRecord> records)
    : m_bytes(bytes), m_records(std::move(records))
{
}

Result<TraceStream> TraceStream::make(std::string_view bytes, std::vector<TraceRecord> records)
{
    for (const TraceRecord &record : records) {
        if (record.offset > bytes.size() || record.length > bytes.size() - record.offset)
            return fail(Errc::corrupt,
                        fmt::format("the trace has {} bytes, but at {} ms its times speak of bytes up to {}",
                                    bytes.size(), record.at.count(), record.offset + record.length));
    }
    return TraceStream(bytes, std::move(records));
}

std::optional<TraceEvent> TraceStream::next()
{
    if (m_next == m_records.size())
        return std::nullopt;
    const TraceRecord &record = m_records[m_next++];
    switch (record.kind) {
    case TraceKind::connected:
        return TraceEvent{record.at, TraceConnected{record.connection}};
    case TraceKind::arrived:
        return TraceEvent{record.at, TraceBytes{m_bytes.substr(record.offset, record.length)}};
    case TraceKind::loginAnswered:
        return TraceEvent{record.at, TraceLoginAnswered{}};
    case TraceKind::sent:
        return TraceEvent{record.at, TraceSent{record.text}};
    case TraceKind::closed:
        return TraceEvent{record.at, TraceClosed{record.connection}};
    case TraceKind::refused:
        return TraceEvent{record.at, TraceRefused{record.connection, record.text}};
    case TraceKind::ended:
        break;
    }
    return TraceEvent{record.at, TraceEnded{}};
}

std::set<std::string, std::less<>> TraceStream::sentActionIds() const
{
    std::set<std::string, std::less<>> ids;
    for (const TraceRecord &record : m_records) {
        if (record.kind != TraceKind::sent)
            continue;
        AmiParser parser;
        parser.feed(record.text, [&ids](const AmiMessage &message) {
            if (!message.actionId().empty())
                ids.emplace(message.actionId());
        });
    }
    return ids;
}

} // namespace fw::protocol
