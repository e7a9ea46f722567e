// The command line of floorwardenctl: options of one sub-command, checked. Exit 0 done, 1 the thing asked for failed,
// 2 usage. Messages go to stderr.
#pragma once

#include "base/moment.h"
#include "runtime/shipped.h"
#include "wording/sentence.h"

#include <QCommandLineParser>
#include <QStringList>

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace fw::app {

inline constexpr int kDone = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsage = 2;

struct UsageError {
    std::string message;
};

class Options {
public:
    struct Option {
        const char *name;
        const char *value; // null: a flag
        const char *help;
    };
    // `words`: the arguments after the sub-command. Throws UsageError: unknown options, a wrong number of arguments.
    Options(const QStringList &words, const std::vector<Option> &options, int least, int most);

    [[nodiscard]] const std::vector<std::string> &arguments() const { return m_arguments; }
    [[nodiscard]] bool has(const char *name) const;
    [[nodiscard]] std::string text(const char *name) const; // "" if not given
    [[nodiscard]] std::string required(const char *name) const;
    [[nodiscard]] std::optional<double> number(const char *name, double least, double most) const;
    [[nodiscard]] std::optional<Duration> offset(const char *name) const; // HH:MM:SS[.mmm]
    [[nodiscard]] Language language() const;                              // --lang, else the environment's
    [[nodiscard]] runtime::ProfilePaths profile() const;                  // --profile --site --contacts

private:
    QCommandLineParser m_parser;
    std::set<std::string> m_known;
    std::vector<std::string> m_arguments;
};

// One mistake a line on stderr; returns whether any of them is an error.
bool printMistakes(const std::vector<config::Mistake> &mistakes);
int fail(const Error &error);

// Reads the configuration and prints what is wrong with it. Error: it cannot be used, the first reason.
[[nodiscard]] runtime::Configured configurationOf(const runtime::ProfilePaths &paths);

} // namespace fw::app
