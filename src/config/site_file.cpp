#include "config/site_file.h"

#include "base/time_text.h"
#include "config/seat_list.h"
#include "config/section.h"
#include "config/site_parts.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>

namespace fw::config {

namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr double kMostCallers = 100'000;
constexpr Duration kDay = hours{24};

void readHead(Section &root, floor::Site &site)
{
    std::optional<Section> head = root.table("site", Need::required);
    if (!head)
        return;
    site.name = head->line("name", Need::required);
    site.unit = head->line("unit");
    site.address = head->line("address");
    if (head->has("timezone"))
        site.timezone = head->line("timezone", Need::required);
    for (const Item &shift : head->list("shifts")) {
        const std::optional<Duration> start = timeOfDay(shift.text);
        if (start)
            site.shifts.push_back(*start);
        else
            head->wrongAt(shift.at, "shifts", fmt::format("'{}' is not a time of the day: \"08:00\"", shift.text));
    }
    std::ranges::sort(site.shifts);
    for (Item &place : head->list("sweep"))
        site.sweep.push_back(std::move(place.text));
    head->finish();
}

void readAlone(Section &root, floor::Site &site)
{
    std::optional<Section> alone = root.table("alone");
    if (!alone)
        return;
    for (Item &what : alone->list("may"))
        site.alone.push_back(std::move(what.text));
    alone->finish();
}

void refuseSecrets(Section &pbx)
{
    for (const std::string_view key : {"secret", "password", "passwd", "pass"})
        if (pbx.find(key) != nullptr)
            pbx.wrong(key, "the secret itself must not stand in the site file: name it with secret_env or secret_file");
}

void readPbx(Section &root, floor::PbxConfig &pbx)
{
    std::optional<Section> section = root.table("pbx");
    if (!section)
        return;
    refuseSecrets(*section);
    if (section->has("host"))
        pbx.host = section->line("host", Need::required);
    pbx.port = section->whole("port", 1, 65535).value_or(pbx.port);
    pbx.user = section->line("user", Need::required);
    pbx.secretEnv = section->line("secret_env");
    pbx.secretFile = section->line("secret_file");
    if (!pbx.secretEnv.empty() && !pbx.secretFile.empty())
        section->wrong("secret_file", "only one of secret_env and secret_file may be given");
    pbx.tls = section->flag("tls").value_or(pbx.tls);
    pbx.md5 = section->flag("md5").value_or(pbx.md5);
    pbx.tlsCa = section->line("tls_ca");
    if (!pbx.tlsCa.empty() && !pbx.tls)
        section->wrong("tls_ca", "has no use without tls = true");
    pbx.qualify = section->duration("qualify", seconds{1}, hours{1}).value_or(pbx.qualify);
    pbx.ping = section->duration("ping", seconds{1}, minutes{5}).value_or(pbx.ping);
    pbx.staleAfter = section->duration("stale_after", seconds{2}, hours{1}).value_or(pbx.staleAfter);
    if (pbx.staleAfter <= pbx.ping)
        section->wrong("stale_after", fmt::format("must be longer than ping ({})", durationText(pbx.ping)));
    pbx.resync = section->duration("resync", seconds{5}, hours{1}).value_or(pbx.resync);
    section->finish();
}

void readTarget(Section &queue, floor::ServiceTarget &target)
{
    std::optional<Section> section = queue.table("target");
    if (!section)
        return;
    target.answered = section->number("answered", kShare).value_or(target.answered);
    target.within = section->duration("within", seconds{1}, hours{1}).value_or(target.within);
    section->finish();
}

void readLimits(Section &queue, floor::QueueLimits &limits)
{
    std::optional<Section> section = queue.table("limits");
    if (!section)
        return;
    limits.waiting = section->number("waiting", {1, kMostCallers});
    limits.longestWait = section->duration("longest_wait", seconds{1}, kDay);
    limits.serviceLevel = section->number("service_level", kShare);
    limits.abandonment = section->number("abandonment", kShare);
    limits.heldFor = section->duration("for", Duration::zero(), hours{1}).value_or(limits.heldFor);
    section->finish();
}

void readQueues(Section &root, floor::Site &site)
{
    static constexpr std::array<std::string_view, 2> kRoles{"inbound", "outbound"};
    Unique ids;
    for (Section &section : root.tables("queue")) {
        floor::QueueConfig queue;
        queue.id = QueueId{section.line("id", Need::required)};
        ids.add(section, "id", queue.id.str());
        if (section.oneOf("role", kRoles) == "outbound")
            queue.role = floor::QueueRole::outbound;
        readTarget(section, queue.target);
        readLimits(section, queue.limits);
        section.finish();
        site.queues.push_back(std::move(queue));
    }
}

void readGroups(Section &root, floor::Site &site)
{
    Unique ids;
    Unique members;
    for (Section &section : root.tables("queue_group")) {
        floor::QueueGroup group;
        group.id = section.line("id", Need::required);
        ids.add(section, "id", group.id);
        if (site.queue(QueueId{group.id}) != nullptr)
            section.wrong("id", fmt::format("'{}' is already the id of a queue", group.id));
        const toml::node *queues = section.find("queues");
        for (const Item &item : section.list("queues")) {
            const floor::QueueConfig *queue = site.queue(QueueId{item.text});
            if (queue == nullptr)
                section.wrongAt(item.at, "queues", fmt::format("there is no [[queue]] '{}'", item.text));
            else if (queue->role != floor::QueueRole::inbound)
                section.wrongAt(item.at, "queues", fmt::format("the queue '{}' is not inbound", item.text));
            else
                members.addAt(section, item.at, "queues", item.text);
            group.queues.emplace_back(item.text);
        }
        if (queues == nullptr)
            section.wrong("queues", "is missing");
        else if (queues->is_array() && queues->as_array()->empty())
            section.wrong("queues", "must name at least one queue");
        section.finish();
        site.groups.push_back(std::move(group));
    }
}

void readOverride(Section &section, const std::string &plan, const Item &key, SiteFile &file)
{
    const toml::node &node = *section.raw().get(key.text);
    const Position at = section.at(key.text);
    SettingOverride entry{plan, key.text, {}, node.is_string(), at.line, at.column};
    if (node.is_string())
        entry.value = node.as_string()->get();
    else if (node.is_integer())
        entry.value = fmt::format("{}", node.as_integer()->get());
    else if (node.is_floating_point())
        entry.value = fmt::format("{}", node.as_floating_point()->get());
    else
        section.wrong(key.text, "must be a duration in quotes or a number");
    if (node.is_string() && !parseDuration(entry.value))
        section.wrong(key.text, "must be a duration in quotes (\"15s\", \"5m\") or a number");
    file.site.procedures[plan][key.text] = entry.value;
    file.overrides.push_back(std::move(entry));
}

void readProcedures(Section &root, SiteFile &file)
{
    std::optional<Section> all = root.table("procedure");
    if (!all)
        return;
    for (const Item &plan : all->keys()) {
        const bool number = plan.text.size() == 1 && plan.text[0] >= '0' && plan.text[0] <= '9';
        if (number ? plan.text == "0" || plan.text == "9" : !isId(plan.text))
            all->wrongAt(plan.at, plan.text, "must be a number from 1 to 8 or the id of a playbook");
        std::optional<Section> section = all->table(plan.text);
        if (!section)
            continue;
        for (const Item &key : section->keys())
            readOverride(*section, plan.text, key, file);
    }
}

} // namespace

Read<SiteFile> readSite(const SourceFile &file)
{
    TomlSource source{file};
    SiteFile read;
    if (const toml::table *table = source.root()) {
        Section root{source, *table, ""};
        readHead(root, read.site);
        readAlone(root, read.site);
        readPbx(root, read.site.pbx);
        readQueues(root, read.site);
        readGroups(root, read.site);
        read.site.seats = readSeats(root);
        readParts(root, read.site);
        readProcedures(root, read);
        root.finish();
    }
    const bool failed = source.failed();
    return {failed ? std::nullopt : std::optional{std::move(read)}, source.takeMistakes()};
}

} // namespace fw::config
