#include "options.h"

#include "base/time_text.h"

#include <QLocale>

#include <algorithm>
#include <cstdio>

namespace fw::app {

Options::Options(const QStringList &words, const std::vector<Option> &options, int least, int most)
{
    m_parser.setOptionsAfterPositionalArgumentsMode(QCommandLineParser::ParseAsOptions);
    for (const Option &option : options) {
        QCommandLineOption spec(QString::fromUtf8(option.name), QString::fromUtf8(option.help));
        if (option.value != nullptr)
            spec.setValueName(QString::fromUtf8(option.value));
        m_parser.addOption(spec);
        m_known.insert(option.name);
    }
    if (!m_parser.parse(QStringList("floorwardenctl") + words))
        throw UsageError{m_parser.errorText().toStdString()};
    for (const QString &word : m_parser.positionalArguments())
        m_arguments.push_back(word.toStdString());
    const int n = int(m_arguments.size());
    if (n < least)
        throw UsageError{"an argument is missing"};
    if (n > most)
        throw UsageError{"too many arguments: " + m_arguments[std::size_t(most)]};
}

bool Options::has(const char *name) const
{
    return m_known.contains(name) && m_parser.isSet(QString::fromUtf8(name));
}

std::string Options::text(const char *name) const
{
    return has(name) ? m_parser.value(QString::fromUtf8(name)).toStdString() : std::string();
}

std::string Options::required(const char *name) const
{
    if (!has(name))
        throw UsageError{std::string("--") + name + " is missing"};
    return text(name);
}

std::optional<double> Options::number(const char *name, double least, double most) const
{
    if (!has(name))
        return std::nullopt;
    bool ok = false;
    const double value = QLocale::c().toDouble(m_parser.value(QString::fromUtf8(name)), &ok);
    if (!ok || !(value >= least && value <= most)) // "nan" is a number to QLocale
        throw UsageError{std::string("--") + name + ": " + text(name) + " is not a number in its range"};
    return value;
}

std::optional<Duration> Options::offset(const char *name) const
{
    if (!has(name))
        return std::nullopt;
    const auto value = parseOffset(text(name));
    if (!value)
        throw UsageError{std::string("--") + name + ": " + text(name) + " is not HH:MM:SS"};
    return value;
}

Language Options::language() const
{
    const std::string lang = has("lang") ? text("lang") : QLocale::system().name().toStdString();
    if (has("lang") && lang != "zh_CN" && lang != "zh" && lang != "en")
        throw UsageError{"--lang: zh_CN or en"};
    return lang.starts_with("zh") ? Language::zh : Language::en;
}

runtime::ProfilePaths Options::profile() const
{
    return {text("profile"), text("site"), text("contacts")};
}

bool printMistakes(const std::vector<config::Mistake> &mistakes)
{
    for (const config::Mistake &mistake : mistakes)
        std::fprintf(stderr, "%s\n", mistake.text().c_str());
    return config::hasErrors(mistakes);
}

int fail(const Error &error)
{
    std::fprintf(stderr, "%s\n", error.text().c_str());
    return kFailed;
}

runtime::Configured configurationOf(const runtime::ProfilePaths &paths)
{
    const auto loaded = runtime::loadConfiguration(paths);
    if (!loaded) {
        (void)fail(loaded.error());
        return tl::unexpected(loaded.error());
    }
    (void)printMistakes(loaded->mistakes);
    if (loaded->configuration)
        return loaded->configuration;
    const auto first = std::ranges::find(loaded->mistakes, config::Severity::error, &config::Mistake::severity);
    return tl::unexpected(first->error());
}

} // namespace fw::app
