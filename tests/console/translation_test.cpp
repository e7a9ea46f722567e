// Both languages are complete: no entry is unfinished, and the sources hold no text that the files do not know.
#include "lacks.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QXmlStreamReader>

#include <gtest/gtest.h>

#include <filesystem>

namespace fw::test {
namespace {

const QString kFolder = QStringLiteral(FW_RESOURCES "/i18n/");
const QString kSources = QStringLiteral(FW_RESOURCES "/..");

class Translation : public testing::TestWithParam<const char *> {
protected:
    [[nodiscard]] static QString file() { return kFolder + QLatin1String(GetParam()); }
};

TEST_P(Translation, HasNoUnfinishedEmptyOrVanishedEntry)
{
    QFile in(file());
    ASSERT_TRUE(in.open(QIODevice::ReadOnly)) << in.fileName().toStdString();
    QXmlStreamReader xml(&in);
    const bool chinese = file().contains(QLatin1String("zh_CN"));
    int entries = 0;
    QString source;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement())
            continue;
        if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            ++entries;
            const QString type = xml.attributes().value(QLatin1String("type")).toString();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements).trimmed();
            EXPECT_EQ(type.toStdString(), "") << source.toStdString();
            if (!chinese)
                continue; // plurals only
            EXPECT_FALSE(text.isEmpty()) << source.toStdString();
            for (const char *placeholder : {"%1", "%2", "%3", "%4", "%n"}) {
                const auto p = QLatin1String(placeholder);
                EXPECT_EQ(source.contains(p), text.contains(p)) << source.toStdString();
            }
        }
    }
    EXPECT_FALSE(xml.hasError()) << xml.errorString().toStdString();
    EXPECT_GT(entries, chinese ? 200 : 5);
}

TEST_P(Translation, KnowsEveryTextOfTheSources)
{
    const QString lupdate = QStringLiteral("/usr/lib/qt6/bin/lupdate");
    if (!QFile::exists(lupdate))
        return lacks("no lupdate: install qt6-l10n-tools");
    const QTemporaryDir folder;
    const QString copy = folder.filePath(QString::fromLatin1(GetParam()));
    ASSERT_TRUE(QFile::copy(file(), copy));
    QProcess run;
    run.setWorkingDirectory(kSources);
    QStringList words{QStringLiteral("-I"),      QStringLiteral("src"),        QStringLiteral("src/console"),
                      QStringLiteral("src/app"), QStringLiteral("-locations"), QStringLiteral("none")};
    if (QLatin1String(GetParam()) == QLatin1String("floorwarden_en.ts"))
        words << QStringLiteral("-pluralonly");
    run.start(lupdate, words << QStringLiteral("-ts") << copy);
    ASSERT_TRUE(run.waitForFinished(60'000));
    const QString said = QString::fromUtf8(run.readAllStandardOutput() + run.readAllStandardError());
    static const QRegularExpression found(QStringLiteral("Found (\\d+) source text\\(s\\) \\((\\d+) new"));
    const auto match = found.match(said);
    ASSERT_TRUE(match.hasMatch()) << said.toStdString();
    QFile after(copy);
    ASSERT_TRUE(after.open(QIODevice::ReadOnly));
    const QByteArray text = after.readAll();
    for (const char *type : {"unfinished", "vanished", "obsolete"}) {
        const qsizetype at = text.indexOf("type=\"" + QByteArray(type));
        EXPECT_EQ(at, -1) << text.mid(std::max<qsizetype>(0, at - 200), 300).toStdString();
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Translation, testing::Values("floorwarden_zh_CN.ts", "floorwarden_en.ts"),
                         [](const auto &file) {
                             return std::string(file.param).find("zh") == std::string::npos ? "en" : "zh";
                         });

} // namespace
} // namespace fw::test
