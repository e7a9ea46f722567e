// How long the console takes to start, and how much memory, with a journal of a million entries: from the start of the
// process to the first entry of its own on the disk. Once as after a crash, with the state kept up to 5,000 entries
// before the end, and once with no state kept, so that every entry is folded. Prints one line of JSON.
#include "base/json.h"
#include "base/time_text.h"
#include "journal/journal.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sqlite3.h>
#include <stdexcept>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;
using fw::Json;
using fw::journal::Writer;
using fw::record::Kind;
using fw::record::Record;

constexpr std::uint64_t kEntries = 1'000'000;
constexpr std::uint64_t kKeptBefore = 4'999; // of the end
constexpr std::size_t kGroup = 10'000;
constexpr int kStarts = 5;

void must(bool ok, const std::string &what)
{
    if (!ok)
        throw std::runtime_error(what);
}

class Folder {
public:
    Folder()
    {
        std::string pattern = (fs::temp_directory_path() / "start-XXXXXX").string();
        must(mkdtemp(pattern.data()) != nullptr, "no folder for the benchmark");
        m_path = pattern;
    }
    Folder(const Folder &) = delete;
    Folder &operator=(const Folder &) = delete;
    ~Folder() { fs::remove_all(m_path); }
    [[nodiscard]] fs::path file(const char *name) const { return m_path / name; }

private:
    fs::path m_path;
};

// Years of a console: incidents of some hundred entries, each closed but the last few, and what lies between them.
class Years {
public:
    explicit Years(Writer &writer) : m_writer(writer) {}

    void write()
    {
        add(Kind::journalBegan, 0,
            {{"schema", 1},
             {"journal_id", m_writer.journalId()},
             {"mode", "live"},
             {"epoch", 1},
             {"algorithm", "sha256"}});
        add(Kind::configLoaded, 0, {{"sha256", "made-up"}, {"text", std::string(100'000, 'x')}});
        while (m_state.lastSeq < kEntries)
            incident();
        flush();
    }

private:
    void incident()
    {
        const int id = m_state.nextIncident();
        add(Kind::conditionChanged, 0,
            {{"rule", "queue-waiting"},
             {"subject", "tickets"},
             {"from", "false"},
             {"to", "true"},
             {"since", fw::isoText(m_now)},
             {"figures", {{"waiting", 12}, {"longest_wait", 45}}}});
        add(Kind::incidentOpened, id,
            {{"playbook", "inbound-growth"},
             {"procedure", 7},
             {"config", "made-up"},
             {"subject", "tickets"},
             {"members", {"tickets"}},
             {"since", fw::isoText(m_now)},
             {"by", "rule:queue-waiting"},
             {"level", 2}});
        for (int i = 0; i < 12; ++i) {
            const std::string step = "step-" + std::to_string(i);
            const Json clock{{"clock", step},
                             {"clock_kind", "deadline"},
                             {"run", 1},
                             {"from_at", fw::isoText(m_now)},
                             {"due_at", fw::isoText(m_now + std::chrono::minutes{5})},
                             {"result", "kept"}};
            add(Kind::clockStarted, id, clock, step);
            add(Kind::stepActivated, id, {{"role", "supervisor"}}, step);
            add(Kind::contactTried, id,
                {{"chain", "it"}, {"position", 1}, {"person", "First Contact"}, {"outcome", "reached"}}, step, true);
            add(Kind::factNoted, id, {{"fact", step}, {"value", "yes"}}, step, true);
            add(Kind::noteWritten, id, {{"text", "Callers ask about the second sale"}}, step, true);
            add(Kind::stepDone, id, {{"evidence", "operator:07"}}, step, true);
            add(Kind::clockStopped, id, clock, step);
        }
        for (int i = 0; i < 12; ++i) {
            const Json agent{{"agent", "Agent " + std::to_string(i)},
                             {"interface", "PJSIP/" + std::to_string(i)},
                             {"seat", std::to_string(i)},
                             {"queues", {"tickets"}},
                             {"cause", "event"}};
            add(Kind::agentSignedIn, 0, agent);
            add(Kind::agentSignedOut, 0, agent);
        }
        if (m_state.lastSeq < kEntries - 500)
            add(Kind::incidentClosed, id, {{"close_kind", "rule"}, {"reason", ""}}, {}, true);
    }

    void add(Kind kind, int incident, Json data, std::string step = {}, bool byPerson = false)
    {
        Record r;
        r.seq = m_state.lastSeq + 1;
        r.happenedAt = r.recordedAt = m_now += std::chrono::seconds{20};
        r.kind = kind;
        r.incident = incident;
        r.step = std::move(step);
        r.source = byPerson ? "operator" : "engine";
        r.actor = byPerson ? "07" : "";
        r.sentence = {std::string(kindName(kind)), {{"what", std::string("what was said of it, some words long")}}};
        r.summaryEn = "What was said of it in English, about as long as such a line is";
        r.summaryZh = "用中文说的同一句话，长度与平常的一行差不多";
        r.data = std::move(data);
        if (byPerson)
            r.data["command_id"] = "0123456789abcdef-" + std::to_string(r.seq);
        apply(m_state, r);
        m_group.push_back(std::move(r));
        if (m_state.lastSeq == kEntries - kKeptBefore) {
            flush();
            m_writer.keep(m_state);
        } else if (m_group.size() == kGroup) {
            flush();
        }
    }

    void flush()
    {
        must(m_writer.append(std::exchange(m_group, {})), "the journal's queue is full");
        const auto flushed = m_writer.flush();
        must(flushed.has_value(), flushed ? "" : flushed.error().text());
    }

    Writer &m_writer;
    fw::record::State m_state;
    fw::WallTime m_now{std::chrono::milliseconds{946'684'800'000}};
    std::vector<Record> m_group;
};

struct Start {
    double seconds = 0; // to the first entry on the disk
    double megabytes = 0;
};

// The console's process, until it has acknowledged an entry and come to its end.
Start startConsole(const fs::path &journal)
{
    std::array<int, 2> ends{};
    must(::pipe(ends.data()) == 0, "pipe");
    const auto began = std::chrono::steady_clock::now();
    const pid_t child = ::fork();
    must(child >= 0, "fork");
    if (child == 0) {
        ::dup2(ends[1], STDOUT_FILENO);
        ::close(ends[0]);
        ::setenv("FLOORWARDEN_AMI_SECRET", "any", 1);
        ::execl(FW_CTL, FW_CTL, "run", "--site", FW_DEMO "/site.toml", "--journal", journal.c_str(), "--acks", "--for",
                "0.2", nullptr);
        ::_exit(127);
    }
    ::close(ends[1]);
    std::array<char, 4096> said{};
    const bool acknowledged = ::read(ends[0], said.data(), said.size()) > 0;
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
    while (::read(ends[0], said.data(), said.size()) > 0) {
    }
    ::close(ends[0]);
    int status = 0;
    rusage used{};
    must(::wait4(child, &status, 0, &used) == child, "wait4");
    must(acknowledged && status == 0, "the console did not start");
    return {took.count(), static_cast<double>(used.ru_maxrss) / 1024};
}

void forgetState(const fs::path &journal)
{
    sqlite3 *db = nullptr;
    const bool done = sqlite3_open(journal.c_str(), &db) == SQLITE_OK &&
                      sqlite3_exec(db, "DELETE FROM kept_state", nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(db);
    must(done, "the kept state cannot be deleted");
}

} // namespace

int main()
{
    const Folder folder;
    const fs::path journal = folder.file("years.journal");
    {
        auto writer = Writer::open(journal, {.mode = fw::journal::Mode::live, .mustNotExist = true});
        must(writer.has_value(), writer ? "" : writer.error().text());
        Years(**writer).write();
    }
    // Each start on a copy: it is the state as the crash left it that counts.
    std::vector<Start> starts;
    for (int i = 0; i < kStarts; ++i) {
        fs::copy_file(journal, folder.file("copy.journal"), fs::copy_options::overwrite_existing);
        starts.push_back(startConsole(folder.file("copy.journal")));
        fs::remove(folder.file("copy.journal-wal"));
        fs::remove(folder.file("copy.journal-shm"));
    }
    std::ranges::sort(starts, {}, &Start::seconds);
    const Start usual = starts[kStarts / 2];
    forgetState(journal);
    const Start folding = startConsole(journal);
    std::puts(Json{{"entries", kEntries},
                   {"seconds", usual.seconds},
                   {"peak_mb", usual.megabytes},
                   {"seconds_folding_all", folding.seconds},
                   {"peak_mb_folding_all", folding.megabytes}}
                  .dump()
                  .c_str());
    return 0;
}
