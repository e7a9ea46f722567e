#include "wording/sentence.h"

#include "base/overloaded.h"
#include "wording/table.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw {
namespace {

std::string sayArg(const SentenceArg &arg, Language language)
{
    return std::visit(overloaded{
                          [](const std::string &s) { return s; },
                          [](std::int64_t n) { return fmt::format("{}", n); },
                          [&](Duration d) { return say(d, language); },
                          [&](const Text &t) { return t.in(language); },
                      },
                      arg);
}

} // namespace

std::string render(const Sentence &sentence, Language language)
{
    const SentenceRow *row = sentenceRow(sentence.id);
    if (row == nullptr)
        return sentence.id;
    return fill(language == Language::zh ? row->zh : row->en, [&](std::string_view name) {
        const auto it = std::ranges::find(sentence.args, name, &std::pair<std::string, SentenceArg>::first);
        return it == sentence.args.end() ? std::string("—") : sayArg(it->second, language);
    });
}

Text inBoth(const Sentence &sentence)
{
    return {render(sentence, Language::en), render(sentence, Language::zh)};
}

std::vector<std::string> placeholders(std::string_view pattern)
{
    std::vector<std::string> names;
    (void)fill(pattern, [&](std::string_view name) {
        names.emplace_back(name);
        return std::string();
    });
    return names;
}

std::string say(Duration d, Language language)
{
    using namespace std::chrono;
    const bool zh = language == Language::zh;
    const hh_mm_ss time{duration_cast<seconds>(abs(d))};
    const auto h = time.hours().count();
    const auto m = time.minutes().count();
    const auto s = time.seconds().count();
    if (h > 0)
        return zh ? fmt::format("{} 小时 {:02} 分", h, m) : fmt::format("{} h {:02}", h, m);
    if (m > 0 && s == 0)
        return zh ? fmt::format("{} 分钟", m) : fmt::format("{} min", m);
    if (m > 0)
        return fmt::format("{}:{:02}", m, s);
    return zh ? fmt::format("{} 秒", s) : fmt::format("{} s", s);
}

Json toJson(const Sentence &sentence)
{
    Json json = Json::object();
    for (const auto &[name, arg] : sentence.args) {
        json[name] = std::visit(overloaded{
                                    [](const std::string &s) { return Json(s); },
                                    [](std::int64_t n) { return Json(n); },
                                    [](Duration d) {
                                        return Json{{"ms", d.count()}};
                                    },
                                    [](const Text &t) {
                                        return Json{{"en", t.en}, {"zh", t.zh}};
                                    },
                                },
                                arg);
    }
    return json;
}

Sentence sentenceFromJson(const std::string &id, const Json &args)
{
    Sentence sentence{id, {}};
    for (const auto &[name, value] : args.items()) {
        if (value.is_string())
            sentence.args.emplace_back(name, value.get<std::string>());
        else if (value.is_number_integer())
            sentence.args.emplace_back(name, value.get<std::int64_t>());
        else if (value.is_object() && value.contains("ms"))
            sentence.args.emplace_back(name, Duration{value.at("ms").get<std::int64_t>()});
        else if (value.is_object())
            sentence.args.emplace_back(name, Text{value.value("en", std::string()), value.value("zh", std::string())});
    }
    return sentence;
}

} // namespace fw
