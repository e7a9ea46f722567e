#include "feeds/trace_file.h"

#include <gtest/gtest.h>

#include <QFile>
#include <QTemporaryDir>

#include <zlib.h>

namespace fw::feeds {
namespace {

const std::string kCut = FW_TEST_DATA "/ami/surge_cut";

class TraceFileTest : public testing::Test {
protected:
    void write(const std::string &name, const std::string &bytes) const
    {
        QFile file(m_folder.filePath(QString::fromStdString(name)));
        ASSERT_TRUE(file.open(QIODevice::WriteOnly));
        file.write(bytes.data(), static_cast<qint64>(bytes.size()));
    }
    void writeGz(const std::string &name, const std::string &bytes) const
    {
        gzFile file = gzopen(path(name).c_str(), "wb");
        ASSERT_NE(file, nullptr);
        gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
        gzclose(file);
    }
    [[nodiscard]] std::string path(const std::string &name) const
    {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
};

TEST_F(TraceFileTest, IsFoundByItsNameWithAndWithoutEnding)
{
    for (const std::string ending : {"", ".ami", ".times"}) {
        const auto trace = readTrace(kCut + ending);
        ASSERT_TRUE(trace) << trace.error().text();
        EXPECT_EQ(trace->name, kCut);
        EXPECT_EQ(trace->bytes.size(), 74701U);
        EXPECT_EQ(trace->records.size(), 200U);
    }
}

TEST_F(TraceFileTest, HalvesMayBeGzipped)
{
    writeGz("t.ami.gz", "banner\r\n");
    write("t.times", "5 C 1 0\n6 D 0 8\n9 Q 8\n");
    for (const std::string ending : {"", ".ami.gz", ".times", ".ami", ".times.gz"}) {
        const auto trace = readTrace(path("t") + ending);
        ASSERT_TRUE(trace) << trace.error().text();
        EXPECT_EQ(trace->bytes, "banner\r\n");
        EXPECT_EQ(trace->records.size(), 3U);
    }
}

TEST_F(TraceFileTest, SaysWhichHalfIsMissing)
{
    write("t.ami", "x");
    const auto trace = readTrace(path("t"));
    ASSERT_FALSE(trace);
    EXPECT_EQ(trace.error().code, Errc::notFound);
    EXPECT_NE(trace.error().message.find("t.times"), std::string::npos);
}

TEST_F(TraceFileTest, ACutGzipIsNotTakenForAShortTrace)
{
    std::string bytes;
    for (int i = 0; i < 20'000; ++i)
        bytes += std::to_string(i * 7919);
    writeGz("t.ami.gz", bytes);
    QFile file(QString::fromStdString(path("t.ami.gz")));
    ASSERT_TRUE(file.resize(file.size() / 2));
    write("t.times", "9 Q 0\n");
    const auto trace = readTrace(path("t"));
    ASSERT_FALSE(trace);
    EXPECT_EQ(trace.error().code, Errc::corrupt);
    EXPECT_NE(trace.error().context.find("t.ami.gz"), std::string::npos);
}

TEST_F(TraceFileTest, ALargerOneThanAllowedIsRefused)
{
    writeGz("t.ami.gz", std::string(1'000'000, 'x'));
    write("t.times", "9 Q 0\n");
    const auto trace = readTrace(path("t"), {.bytes = 1000});
    ASSERT_FALSE(trace);
    EXPECT_EQ(trace.error().code, Errc::limit);
}

TEST_F(TraceFileTest, TimesThatSpeakOfOtherBytesAreRefused)
{
    write("t.ami", "only this");
    write("t.times", "5 C 1 0\n6 D 0 80\n9 Q 80\n");
    const auto trace = readTrace(path("t"));
    ASSERT_FALSE(trace);
    EXPECT_EQ(trace.error().code, Errc::corrupt);
}

} // namespace
} // namespace fw::feeds
