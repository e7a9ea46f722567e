// A recorded PBX trace on disk: NAME.ami and NAME.times, either of them gzipped. Read whole, before anything is played:
// a trace is minutes long. Blocking; any thread.
#pragma once

#include "base/result.h"
#include "protocol/trace_times.h"

#include <cstddef>
#include <string>
#include <vector>

namespace fw::feeds {

struct TraceFile {
    std::string name;  // the path without ending
    std::string bytes; // of all connections, one after another
    std::vector<protocol::TraceRecord> records;
};

struct TraceLimits {
    std::size_t bytes = 1024UL * 1024 * 1024; // of the .ami half, unpacked
    std::size_t times = 128UL * 1024 * 1024;  // of the .times half, unpacked
};

// `path`: with or without .ami, .ami.gz, .times, .times.gz. Errc::notFound: a half is missing; corrupt: a gzip that is
// damaged or cut off; limit: larger than allowed; the errors of parseTraceTimes; corrupt: times that speak of other
// bytes.
[[nodiscard]] Result<TraceFile> readTrace(const std::string &path, const TraceLimits &limits = {});

} // namespace fw::feeds
