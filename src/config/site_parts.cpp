#include "config/site_parts.h"

#include "floor/nut_name.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::config {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t kMostParts = 2000; // of one kind

std::vector<Section> bounded(Section &root, std::string_view key)
{
    std::vector<Section> sections = root.tables(key);
    if (sections.size() > kMostParts) {
        root.wrong(key, fmt::format("there may be at most {}", kMostParts));
        sections.erase(sections.begin() + kMostParts, sections.end());
    }
    return sections;
}

void readUpses(Section &root, floor::Site &site)
{
    Unique ids;
    for (Section &section : bounded(root, "ups")) {
        floor::UpsConfig ups{section.line("id", Need::required), section.line("nut", Need::required)};
        ids.add(section, "id", ups.id);
        if (!ups.nut.empty() && !floor::nutName(ups.nut))
            section.wrong("nut", fmt::format("'{}' must be like \"ups-a@127.0.0.1:3493\"", ups.nut));
        section.finish();
        site.upses.push_back(std::move(ups));
    }
}

void readPhones(Section &root, floor::Site &site)
{
    Unique ids;
    for (Section &section : bounded(root, "phone")) {
        floor::Phone phone;
        phone.id = section.line("id", Need::required);
        ids.add(section, "id", phone.id);
        phone.label = section.line("label", Need::required);
        phone.through = section.oneOf("through", kThrough, Need::required);
        for (Item &item : section.list("hangs_on"))
            phone.hangsOn.push_back(std::move(item.text));
        section.finish();
        site.phones.push_back(std::move(phone));
    }
}

void readEntities(Section &root, floor::Site &site)
{
    Unique ids;
    for (Section &section : bounded(root, "entity")) {
        floor::Entity entity{section.line("id", Need::required), section.line("name", Need::required),
                             section.line("leader")};
        ids.add(section, "id", entity.id);
        section.finish();
        site.entities.push_back(std::move(entity));
    }
}

void readAlarmZones(Section &root, floor::Site &site)
{
    Unique ids;
    for (Section &section : bounded(root, "alarm_zone")) {
        floor::AlarmZone zone{section.line("id", Need::required), section.line("name", Need::required), true};
        ids.add(section, "id", zone.id);
        zone.contact = section.flag("contact").value_or(true);
        section.finish();
        site.alarmZones.push_back(std::move(zone));
    }
}

void readStanding(Section &root, floor::Site &site)
{
    Unique ids;
    for (Section &section : bounded(root, "standing")) {
        floor::Standing standing;
        standing.id = section.id("id");
        ids.add(section, "id", standing.id);
        Text text = section.texts("text", Need::required);
        standing.textEn = std::move(text.en);
        standing.textZh = std::move(text.zh);
        if (!section.has("every"))
            section.wrong("every", "is missing");
        standing.every = section.duration("every", minutes{1}, hours{24 * 366}).value_or(Duration::zero());
        section.finish();
        site.standing.push_back(std::move(standing));
    }
}

bool isHeaderName(std::string_view text)
{
    return !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    });
}

std::string actValue(Section &section, const std::string &key)
{
    const toml::node &node = *section.raw().get(key);
    if (node.is_integer())
        return std::to_string(node.as_integer()->get());
    if (node.is_boolean())
        return node.as_boolean()->get() ? "true" : "false";
    return section.line(key, Need::required);
}

void readActs(Section &root, floor::Site &site)
{
    std::optional<Section> all = root.table("act");
    if (!all)
        return;
    for (const Item &act : all->keys()) {
        if (!isName(act.text))
            all->wrongAt(act.at, act.text, "must be lower-case letters, digits and '_', beginning with a letter");
        std::optional<Section> section = all->table(act.text);
        if (!section)
            continue;
        std::map<std::string, std::string> &keys = site.acts[act.text];
        for (const Item &key : section->keys()) {
            if (!isHeaderName(key.text))
                section->wrongAt(key.at, key.text, "must be letters, digits, '-' and '_'");
            keys[key.text] = actValue(*section, key.text);
        }
        if (!section->has("action"))
            section->wrong("action", "is missing");
    }
}

} // namespace

std::optional<Duration> timeOfDay(std::string_view text)
{
    const auto digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !digit(0) || !digit(1) || !digit(3) || !digit(4))
        return std::nullopt;
    const int hour = (text[0] - '0') * 10 + (text[1] - '0');
    const int minute = (text[3] - '0') * 10 + (text[4] - '0');
    if (hour > 23 || minute > 59)
        return std::nullopt;
    return hours{hour} + minutes{minute};
}

void readParts(Section &root, floor::Site &site)
{
    readUpses(root, site);
    readPhones(root, site);
    readEntities(root, site);
    readAlarmZones(root, site);
    readStanding(root, site);
    readActs(root, site);
}

} // namespace fw::config
