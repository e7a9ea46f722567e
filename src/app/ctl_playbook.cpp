#include "commands.h"
#include "options.h"

#include "base/time_text.h"

#include <array>
#include <cstdio>
#include <fmt/format.h>

namespace fw::app {
namespace {

using procedures::Playbook;

std::string settingText(const Playbook &book, const std::string &name)
{
    const auto it = book.settings.find(name);
    if (it == book.settings.end())
        return name;
    return it->second.isDuration ? durationText(book.duration(name)) : fmt::format("{:g}", it->second.value);
}

const char *kindOf(const procedures::Clock &clock)
{
    constexpr std::array kNames{"deadline", "escalation", "hold"};
    return kNames[std::size_t(clock.kind)];
}

const char *typeOf(const procedures::Fact &fact)
{
    constexpr std::array kNames{"text", "number", "choice", "list", "per"};
    return kNames[std::size_t(fact.type)];
}

Json asJson(const Playbook &book)
{
    const auto text = [](const Text &t) { return Json{{"en", t.en}, {"zh", t.zh}}; };
    Json json{{"id", book.id},   {"procedure", book.procedure}, {"title", text(book.title)},
              {"key", book.key}, {"attention", book.attention}, {"rules", book.startRules}};
    for (const auto &phase : book.phases) {
        for (const auto &step : phase.steps) {
            json["steps"].push_back({{"id", step.id},
                                     {"phase", phase.id},
                                     {"role", step.role},
                                     {"title", text(step.title)},
                                     {"for_each", step.forEach},
                                     {"chain", step.chain},
                                     {"needs", step.needs}});
        }
    }
    for (const auto &clock : book.clocks) {
        json["clocks"].push_back({{"id", clock.id},
                                  {"kind", kindOf(clock)},
                                  {"after", settingText(book, clock.after)},
                                  {"step", clock.step}});
    }
    for (const auto &fact : book.facts) {
        Json options = Json::array();
        for (const auto &option : fact.options)
            options.push_back(option.id);
        json["facts"].push_back({{"id", fact.id}, {"type", typeOf(fact)}, {"options", options}, {"also", fact.also}});
    }
    for (const auto &[name, setting] : book.settings)
        json["settings"][name] = settingText(book, name);
    for (const auto &chain : book.chains)
        json["chains"].push_back({{"id", chain.id}, {"at_least", chain.atLeast}, {"number", chain.number}});
    for (const auto &need : book.closing)
        json["closing"].push_back({{"id", need.id}, {"need", need.need.text()}, {"missing", text(need.missing)}});
    return json;
}

void print(const Playbook &book, Language language)
{
    fmt::print("{} {}  {}\n", book.procedure == 0 ? "" : std::to_string(book.procedure), book.id,
               book.title.in(language));
    for (const auto &phase : book.phases) {
        fmt::print("\nsteps of {}{}{}\n", phase.id, phase.when.empty() ? "" : ", when ", phase.when.text());
        for (const auto &step : phase.steps) {
            fmt::print("  {:<26} {:<20} {}{}\n", step.id, step.role, step.title.in(language),
                       step.forEach.empty() ? "" : "  [for each " + step.forEach + "]");
        }
    }
    if (!book.chains.empty())
        fmt::print("\nchains\n");
    for (const auto &chain : book.chains) {
        fmt::print("  {:<26} {:<20} {}\n", chain.id,
                   chain.number.empty() ? fmt::format("at least {}", chain.atLeast) : chain.number,
                   chain.title.in(language));
    }
    fmt::print("\nclocks\n");
    for (const auto &clock : book.clocks)
        fmt::print("  {:<26} {:<10} {:<8} {}\n", clock.id, kindOf(clock), settingText(book, clock.after), clock.step);
    fmt::print("\nfacts\n");
    for (const auto &fact : book.facts) {
        std::string options;
        for (const auto &option : fact.options)
            options += " " + option.id;
        fmt::print("  {:<26} {:<7}{}  {}\n", fact.id, typeOf(fact), options, fact.ask.in(language));
    }
    fmt::print("\nsettings\n");
    for (const auto &[name, setting] : book.settings)
        fmt::print("  {:<26} {}\n", name, settingText(book, name));
    fmt::print("\nclosing\n");
    for (const auto &need : book.closing)
        fmt::print("  {:<26} {}\n", need.id, need.need.text());
}

} // namespace

int runPlaybook(const QStringList &words)
{
    const Options options(
        words,
        {{"json", nullptr, "print as JSON"}, {"lang", "LANG", "zh_CN or en"}, {"profile", "DIR", "profile folder"}}, 1,
        1);
    std::shared_ptr<const engine::Configuration> configuration;
    if (options.has("profile")) {
        configuration = configurationOf(options.profile()).value_or(nullptr);
    } else {
        auto read = config::assemble(runtime::shippedSourcesOfAnySite());
        (void)printMistakes(read.mistakes);
        if (read.value)
            configuration = std::make_shared<const engine::Configuration>(std::move(*read.value));
    }
    if (!configuration)
        return kFailed;
    const auto book = configuration->playbook(options.arguments().front());
    if (!book)
        return fail({Errc::notFound, "there is no playbook \"" + options.arguments().front() + "\"", {}});
    if (options.has("json"))
        std::puts(asJson(*book).dump(2).c_str());
    else
        print(*book, options.language());
    return kDone;
}

} // namespace fw::app
