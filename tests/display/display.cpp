#include "display.h"

#include "lacks.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QStandardPaths>
#include <QThread>

#include <cstdio>

namespace fw::test {

void Display::SetUp()
{
    for (const char *program : {"Xvfb", "xdotool"}) {
        if (QStandardPaths::findExecutable(QString::fromLatin1(program)).isEmpty())
            return lacks(std::string("no ") + program + ": install xvfb and xdotool");
    }
    ASSERT_TRUE(m_folder.isValid());
    startDisplay();
}

// The display last: whatever still has a window then ends with it.
void Display::TearDown()
{
    for (QProcess *process : {&m_console, &m_display}) {
        process->terminate();
        if (!process->waitForFinished(kStart))
            process->kill();
        process->waitForFinished(kStart);
    }
    if (HasFailure())
        std::fputs(said().constData(), stderr);
}

// The server takes a free number and says which.
void Display::startDisplay()
{
    m_display.start(QStringLiteral("Xvfb"), {"-displayfd", "1", "-screen", "0", "1600x900x24", "-nolisten", "tcp"});
    ASSERT_TRUE(m_display.waitForReadyRead(kStart)) << m_display.readAllStandardError().toStdString();
    m_number = ":" + m_display.readLine().trimmed();
    ASSERT_GT(m_number.size(), 1);
}

void Display::startConsole(const QStringList &more)
{
    start(QStringList{"--demo", "--lang", "en", "--journal", journal()} + more);
}

void Display::start(const QStringList &words, const QString &locale)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_number));
    environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("xcb"));
    environment.insert(QStringLiteral("HOME"), m_folder.path());
    environment.insert(QStringLiteral("LC_ALL"), locale);
    m_console.setProcessEnvironment(environment);
    m_console.setStandardErrorFile(m_folder.filePath(QStringLiteral("stderr")));
    m_console.start(QStringLiteral(FW_CONSOLE), words);
    ASSERT_TRUE(m_console.waitForStarted(kStart)) << m_console.errorString().toStdString();
}

QByteArray Display::said() const
{
    QFile file(m_folder.filePath(QStringLiteral("stderr")));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool Display::until(int milliseconds, const std::function<bool()> &holds)
{
    for (const QDeadlineTimer deadline(milliseconds); !deadline.hasExpired();) {
        if (holds())
            return true;
        QThread::msleep(100);
    }
    return false;
}

std::vector<journal::Row> Display::entries(const std::string &kind) const
{
    std::vector<journal::Row> rows;
    if (const auto reader = journal::Reader::open(journal().toStdString()))
        (void)reader->forEachEntry({.kind = kind}, [&](const journal::Row &row) { rows.push_back(row); });
    return rows;
}

bool Display::appears(const std::string &kind, std::size_t count) const
{
    return until(kAnswer, [&] { return entries(kind).size() >= count; });
}

std::optional<QString> Display::xdotool(const QStringList &words) const
{
    QProcess tool;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("DISPLAY"), QString::fromLatin1(m_number));
    tool.setProcessEnvironment(environment);
    tool.start(QStringLiteral("xdotool"), words);
    if (!tool.waitForFinished(kStart) || tool.exitCode() != 0)
        return std::nullopt;
    return QString::fromLatin1(tool.readAllStandardOutput());
}

void Display::key(const char *name)
{
    EXPECT_TRUE(xdotool({QStringLiteral("key"), QString::fromLatin1(name)})) << name;
}

void Display::typed(const char *text)
{
    EXPECT_TRUE(
        xdotool({QStringLiteral("type"), QStringLiteral("--delay"), QStringLiteral("20"), QString::fromLatin1(text)}));
}

bool Display::makes(const char *name, const std::function<bool()> &isThere)
{
    int again = kAgain;
    QThread::msleep(kLook);
    key(name);
    for (const QDeadlineTimer deadline(kAnswer); !until(again, isThere); again *= 2) {
        if (deadline.hasExpired())
            return false;
        m_pressedAgain = true;
        key(name);
    }
    return true;
}

bool Display::makes(const char *name, const std::string &kind, std::size_t count)
{
    return makes(name, [&] { return entries(kind).size() >= count; });
}

std::optional<qint64> Display::processOf(const char *title) const
{
    const auto said = xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"),
                               QStringLiteral("^%1$").arg(QLatin1String(title)), QStringLiteral("getwindowpid")});
    return said ? std::optional(said->trimmed().toLongLong()) : std::nullopt;
}

bool Display::disappears(const char *title) const
{
    return until(kAnswer, [&] { return !processOf(title) && !processOf(title); });
}

bool Display::focusWindow(const char *title) const
{
    return until(kStart, [&] {
        return xdotool({QStringLiteral("search"), QStringLiteral("--onlyvisible"), QStringLiteral("--name"),
                        QStringLiteral("^%1$").arg(QLatin1String(title)), QStringLiteral("windowfocus")})
            .has_value();
    });
}

} // namespace fw::test
