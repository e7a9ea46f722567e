#include "base/time_text.h"
#include "journal/export.h"

#include "wording/roles.h"

#include <array>
#include <fmt/format.h>
#include <map>
#include <ostream>

namespace fw::journal {
namespace {

// The headings of the pages.
struct Words {
    std::string_view id, en, zh;
};
constexpr std::array kWords{
    Words{"incident", "Incident", "事件"},
    Words{"procedure", "procedure", "预案"},
    Words{"level", "level", "级别"},
    Words{"since", "since", "起始"},
    Words{"opened", "opened", "开启"},
    Words{"closed", "closed", "结束"},
    Words{"members", "members", "成员"},
    Words{"commander", "commander", "现场指挥"},
    Words{"clocks", "Clocks", "时限"},
    Words{"steps", "Steps", "步骤"},
    Words{"contacts", "Contacts", "联系"},
    Words{"timeline", "Timeline", "经过"},
    Words{"due", "due", "到期"},
    Words{"late", "late", "补记"},
    Words{"missed_mark", "overdue", "超时"},
    Words{"until", "until", "直到"},
    Words{"deadline", "deadline", "时限"},
    Words{"escalation", "escalation", "升级"},
    Words{"hold", "hold", "稳定"},
    Words{"running", "running", "计时中"},
    Words{"kept", "kept", "按时"},
    Words{"missed", "missed", "超时"},
    Words{"fired", "fired", "已到时"},
    Words{"cancelled", "cancelled", "已取消"},
    Words{"active", "active", "进行中"},
    Words{"done", "done", "完成"},
    Words{"skipped", "skipped", "跳过"},
    Words{"waiting", "waiting", "等待"},
    Words{"rule", "by its rule", "按规则"},
    Words{"override", "against its rule", "强制"},
    Words{"open", "open", "未结束"},
    Words{"reached", "reached", "已联系上"},
    Words{"no_answer", "no answer", "无人接听"},
    Words{"busy", "busy", "占线"},
    Words{"wrong_number", "wrong number", "号码错误"},
    Words{"line_dead", "line dead", "线路不通"},
};

class Printer {
public:
    Printer(const Page &page, std::ostream &out) : m_page(page), m_out(out) {}

    // A word of the table; what it does not have stays as it is.
    [[nodiscard]] std::string word(std::string_view id) const
    {
        for (const Words &words : kWords) {
            if (words.id == id)
                return std::string(m_page.language == Language::zh ? words.zh : words.en);
        }
        return std::string(id);
    }

    // "2000-01-01 00:02:10" in the page's zone; "" for null.
    [[nodiscard]] std::string time(const Row &row, const char *column) const
    {
        const Json &value = row.at(column);
        const auto moment = value.is_string() ? parseIso(value.get_ref<const std::string &>()) : std::nullopt;
        if (!moment)
            return {};
        const Duration offset = m_page.offsetAt ? m_page.offsetAt(*moment) : Duration{0};
        std::string out = isoText(*moment + offset).substr(0, 19);
        out[10] = ' ';
        return out;
    }

    [[nodiscard]] static std::string text(const Row &row, const char *column)
    {
        const Json &value = row.at(column);
        return value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
    }

    void heading(std::string_view id) const { m_out << '\n' << word(id) << '\n'; }
    // The parts that are not empty, two blanks apart.
    void line(std::initializer_list<std::string> parts) const
    {
        m_out << ' ';
        for (const std::string &part : parts) {
            if (!part.empty())
                m_out << ' ' << part << ' ';
        }
        m_out << '\n';
    }
    void labelled(std::string_view id, const std::string &value) const
    {
        if (!value.empty())
            line({word(id), value});
    }

    void entry(const Row &row, bool withIncident) const;
    void incident(const Row &row, const std::string &title) const;
    void clock(const Row &row, const std::string &title) const;
    void step(const Row &row, const std::string &title) const;
    void contact(const Row &row) const;

private:
    const Page &m_page;
    std::ostream &m_out;
};

void Printer::entry(const Row &row, bool withIncident) const
{
    const std::string incident = text(row, "incident");
    const std::string step = text(row, "step");
    std::string about = incident.empty() || !withIncident ? step : "#" + incident + (step.empty() ? "" : "/" + step);
    const std::string summary = text(row, m_page.language == Language::zh ? "summary_zh" : "summary_en");
    line({fmt::format("{:>6}", text(row, "seq")), time(row, "happened_at"), fmt::format("{:<21}", text(row, "kind")),
          about, summary});
}

void Printer::incident(const Row &row, const std::string &title) const
{
    m_out << fmt::format("{} {} · {} {}{} · {} · {} {}\n", word("incident"), text(row, "incident"), word("procedure"),
                         text(row, "procedure"), title.empty() ? title : " " + title, text(row, "subject"),
                         word("level"), text(row, "level"));
    labelled("since", time(row, "since"));
    line({word("opened"), time(row, "opened_at"), text(row, "opened_by")});
    if (row.at("members").size() > 1)
        labelled("members", text(row, "members"));
    labelled("commander", text(row, "commander"));
    if (row.at("closed_at").is_null())
        line({word("open")});
    else
        line({word("closed"), time(row, "closed_at"), word(text(row, "close_kind")), text(row, "closed_by"),
              text(row, "reason")});
}

void Printer::clock(const Row &row, const std::string &title) const
{
    const std::string ended = row.at("fired_at").is_null() ? time(row, "stopped_at") : time(row, "fired_at");
    const std::string run = text(row, "run") == "1" ? "" : " (" + text(row, "run") + ")";
    line({text(row, "clock") + run, word(text(row, "kind")), word(text(row, "state")), ended,
          fmt::format("{} {}", word("due"), time(row, "due_at")), row.at("late") == 1 ? word("late") : "", title});
}

void Printer::step(const Row &row, const std::string &title) const
{
    const std::string state = text(row, "state");
    const bool over = state == "done" || state == "skipped";
    const std::string until = row.at("until").is_null() ? "" : word("until") + " " + time(row, "until");
    const Text role = roleName(text(row, "role"));
    line({text(row, "step"), title, role.in(m_page.language), word(state), over ? time(row, "finished_at") : "",
          text(row, "evidence"), text(row, "reason"), text(row, "whom"), until,
          row.at("missed") == 1 ? word("missed_mark") : ""});
}

void Printer::contact(const Row &row) const
{
    line({time(row, "at"), text(row, "person"), text(row, "post"), text(row, "number"), text(row, "through"),
          word(text(row, "outcome"))});
}

template <class T> void printJson(const T &value, std::ostream &out)
{
    out << value.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

Result<void> written(const std::ostream &out)
{
    return out ? Result<void>{} : fail(Errc::io, "the output could not be written");
}

} // namespace

Result<void> printEntries(const Reader &reader, const Filter &filter, const Page &page, std::ostream &out)
{
    const Printer printer(page, out);
    bool first = true;
    if (page.json)
        out << '[';
    auto done = reader.forEachEntry(filter, [&](const Row &row) {
        if (page.json)
            out << (first ? "\n" : ",\n") << jsonText(row);
        else
            printer.entry(row, true);
        first = false;
    });
    if (page.json)
        out << "\n]\n";
    return done.and_then([&] { return written(out); });
}

Result<void> printIncident(const Reader &reader, int incident, const Page &page, std::ostream &out)
{
    const auto rows = reader.incident(incident);
    if (!rows)
        return tl::unexpected(rows.error());
    if (page.json) {
        printJson(Json{{"incident", rows->incident},
                       {"clocks", rows->clocks},
                       {"steps", rows->steps},
                       {"contacts", rows->contacts},
                       {"entries", rows->entries}},
                  out);
        return written(out);
    }
    // The titles that the entries carry: of the incident (""), and of each step.
    std::map<std::string, std::string> titles;
    std::map<std::string, std::string> stepOfClock;
    for (const Row &row : rows->entries) {
        const Json &data = row.at("data");
        const std::string step = Printer::text(row, "step");
        if (data.contains("title"))
            titles[step] = data.at("title").value(page.language == Language::zh ? "zh" : "en", std::string());
        if (data.contains("clock") && !step.empty())
            stepOfClock[data.at("clock").get<std::string>()] = step;
    }
    const Printer printer(page, out);
    printer.incident(rows->incident, titles[""]);
    const auto clockTitle = [&](const Row &row) {
        const auto step = stepOfClock.find(Printer::text(row, "clock"));
        return step == stepOfClock.end() ? std::string() : titles[step->second];
    };
    const auto section = [&](const char *heading, const std::vector<Row> &list, auto print) {
        if (list.empty())
            return;
        printer.heading(heading);
        for (const Row &row : list)
            print(row);
    };
    section("clocks", rows->clocks, [&](const Row &row) { printer.clock(row, clockTitle(row)); });
    section("steps", rows->steps, [&](const Row &row) { printer.step(row, titles[Printer::text(row, "step")]); });
    section("contacts", rows->contacts, [&](const Row &row) { printer.contact(row); });
    section("timeline", rows->entries, [&](const Row &row) { printer.entry(row, false); });
    return written(out);
}

Result<void> printStats(const Reader &reader, const Page &page, std::ostream &out)
{
    const auto stats = reader.stats();
    if (!stats)
        return tl::unexpected(stats.error());
    if (page.json) {
        printJson(*stats, out);
        return written(out);
    }
    for (const auto &[key, value] : stats->items()) {
        if (!value.is_object()) {
            out << fmt::format("{:<14}{}\n", key, value.is_null() ? "" : Printer::text(*stats, key.c_str()));
            continue;
        }
        out << key << '\n';
        for (const auto &[name, count] : value.items())
            out << fmt::format("  {:<24}{}\n", name, count.dump());
    }
    return written(out);
}

} // namespace fw::journal
