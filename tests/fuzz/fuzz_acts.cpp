// Any text as a script: lines in order of time, or one error that names its line.
#include "protocol/acts.h"

#include <cstdint>
#include <cstdlib>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace fw::protocol;
    const std::string text(data, data + size);
    const auto acts = readActs(text, {.name = "fuzz"});
    if (!acts) {
        if (acts.error().message.empty() || !acts.error().context.starts_with("fuzz:"))
            std::abort();
        return 0;
    }
    fw::Duration last{0};
    for (const ActsLine &line : acts->lines) {
        if (line.at < last || line.number < 1)
            std::abort();
        last = line.at;
        if (const auto *input = std::get_if<fw::engine::InputBody>(&line.act)) {
            if (const auto *command = std::get_if<fw::engine::CommandIn>(input))
                (void)command->command.args.dump();
        }
    }
    return 0;
}
