#include "feeds/trace_file.h"

#include "protocol/trace_stream.h"

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <string_view>
#include <zlib.h>

namespace fw::feeds {

namespace {

constexpr unsigned kChunk = 256 * 1024;

struct GzClose {
    void operator()(gzFile_s *file) const { gzclose_r(file); }
};

std::string withoutEnding(std::string path)
{
    for (const std::string_view ending : {".ami", ".ami.gz", ".times", ".times.gz"}) {
        if (path.size() > ending.size() && path.ends_with(ending)) {
            path.resize(path.size() - ending.size());
            return path;
        }
    }
    return path;
}

// Plain or gzipped alike: zlib reads a file that is no gzip as it is.
Result<std::string> readAll(const std::string &path, std::size_t limit)
{
    const std::unique_ptr<gzFile_s, GzClose> file(gzopen(path.c_str(), "rb"));
    if (!file)
        return fail(Errc::io, fmt::format("cannot be opened: {}", std::strerror(errno)), path);
    std::string bytes;
    while (true) {
        const std::size_t have = bytes.size();
        bytes.resize(have + kChunk);
        const int got = gzread(file.get(), bytes.data() + have, kChunk);
        bytes.resize(have + static_cast<std::size_t>(got > 0 ? got : 0));
        if (got <= 0)
            break;
        if (bytes.size() > limit)
            return fail(Errc::limit, fmt::format("holds more than {} bytes", limit), path);
    }
    int code = Z_OK;
    const char *text = gzerror(file.get(), &code);
    if (code == Z_ERRNO)
        return fail(Errc::io, fmt::format("cannot be read: {}", std::strerror(errno)), path);
    if (code != Z_OK && code != Z_STREAM_END)
        return fail(Errc::corrupt, fmt::format("the gzip is damaged or cut off ({})", text), path);
    return bytes;
}

Result<std::string> readHalf(const std::string &name, const char *ending, std::size_t limit)
{
    for (const std::string &path : {name + ending, name + ending + ".gz"}) {
        std::error_code ignored;
        if (std::filesystem::is_regular_file(path, ignored))
            return readAll(path, limit);
    }
    return fail(Errc::notFound, fmt::format("there is neither {0}{1} nor {0}{1}.gz", name, ending), name);
}

} // namespace

Result<TraceFile> readTrace(const std::string &path, const TraceLimits &limits)
{
    TraceFile trace;
    trace.name = withoutEnding(path);
    auto bytes = readHalf(trace.name, ".ami", limits.bytes);
    if (!bytes)
        return tl::unexpected(bytes.error());
    trace.bytes = std::move(*bytes);
    const auto times = readHalf(trace.name, ".times", limits.times);
    if (!times)
        return tl::unexpected(times.error());
    auto records = protocol::parseTraceTimes(*times, trace.name + ".times");
    if (!records)
        return tl::unexpected(records.error());
    if (const auto fits = protocol::TraceStream::make(trace.bytes, *records); !fits)
        return tl::unexpected(Error{fits.error().code, fits.error().message, trace.name});
    trace.records = std::move(*records);
    return trace;
}

} // namespace fw::feeds
