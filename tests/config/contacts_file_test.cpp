#include "config/contacts_file.h"

#include "config/csv.h"
#include "samples.h"

#include <gtest/gtest.h>

namespace fw::config {
namespace {

using procedures::Contact;
using samples::file;
using samples::textOf;

const std::string kHeader = "id,name,post,role,chain,position,number,through,hours,verified\n";

std::vector<std::vector<std::string>> cells(std::string_view text)
{
    const auto read = readCsv(file("c.csv", text));
    EXPECT_EQ(textOf(read), "");
    std::vector<std::vector<std::string>> rows;
    for (const CsvRow &row : *read.value) {
        rows.emplace_back();
        for (const CsvCell &cell : row)
            rows.back().push_back(cell.text);
    }
    return rows;
}

using Rows = std::vector<std::vector<std::string>>;

TEST(Csv, ReadsPlainAndQuotedFields)
{
    EXPECT_EQ(cells("a,b\n1,2\n"), (Rows{{"a", "b"}, {"1", "2"}}));
    EXPECT_EQ(cells("\"a,1\",\"say \"\"hi\"\"\"\n"), (Rows{{"a,1", "say \"hi\""}}));
    EXPECT_EQ(cells("\"two\nlines\",x"), (Rows{{"two\nlines", "x"}}));
    EXPECT_EQ(cells("a,,\n"), (Rows{{"a", "", ""}}));
    EXPECT_EQ(cells("\"\",x"), (Rows{{"", "x"}}));
}

TEST(Csv, TakesEveryLineEndAndAByteOrderMark)
{
    EXPECT_EQ(cells("\xEF\xBB\xBF"
                    "a,b\r\n1,2\r3,4\n\n"),
              (Rows{{"a", "b"}, {"1", "2"}, {"3", "4"}}));
}

TEST(Csv, KnowsWhereEveryFieldStands)
{
    const auto read = readCsv(file("c.csv", "部门,b\n\"x\ny\",z\nw"));
    const auto &rows = *read.value;
    EXPECT_EQ(rows[0][1], (CsvCell{"b", 1, 4}));
    EXPECT_EQ(rows[1][1], (CsvCell{"z", 3, 4}));
    EXPECT_EQ(rows[2][0], (CsvCell{"w", 4, 1}));
}

TEST(Csv, NamesMistakesOfForm)
{
    EXPECT_EQ(textOf(readCsv(file("c", "a,b\"c\n"))),
              "c:1:4: a quotation mark stands inside a field that does not begin with one\n");
    EXPECT_EQ(textOf(readCsv(file("c", "a,\"b\"c\n"))), "c:1:6: a comma is missing after the closing quotation mark\n");
    EXPECT_EQ(textOf(readCsv(file("c", "a\nb,\"c\nd"))), "c:2:3: the closing quotation mark is missing\n");
    EXPECT_EQ(textOf(readCsv(file("c", "a,\xB2\xBF\n"))),
              "c:1:3: this is not UTF-8: save the sheet as \"CSV UTF-8\"\n");
    EXPECT_EQ(textOf(readCsv(file("c", "a,\xED\xA0\x80\n"))),
              "c:1:3: this is not UTF-8: save the sheet as \"CSV UTF-8\"\n");
    EXPECT_EQ(textOf(readCsv(file("c", "a,\xE5\xA5"))), "c:1:3: this is not UTF-8: save the sheet as \"CSV UTF-8\"\n");
}

TEST(ContactsFile, ReadsEveryColumnInAnyOrder)
{
    const auto read = readContacts(file(
        "c.csv", kHeader + "om1,Duty engineer,Engineer,om,om-first,1,+86 10 5550 0001,mobile,08:00-18:00,2026-01-31\n"
                           "om2,\"Engineer, night\",,,,,8001,,,\n"));
    ASSERT_EQ(textOf(read), "");
    EXPECT_EQ(*read.value, (std::vector<Contact>{{"om1", "Duty engineer", "Engineer", "om", "om-first", 1,
                                                  "+86 10 5550 0001", "mobile", "08:00-18:00", "2026-01-31"},
                                                 {"om2", "Engineer, night", "", "", "", 1, "8001", "pbx", "", ""}}));
    const auto turned = readContacts(file("c.csv", "number,name,id\n119,Fire,f\n"));
    ASSERT_TRUE(turned.value);
    EXPECT_EQ(turned.value->front().number, "119");
}

TEST(ContactsFile, LeavesOutOnlyTheRowsWithMistakes)
{
    const auto read = readContacts(file("c.csv", kHeader + "a,A,,,x,1,1,,,\nb,B,,,x,0,2,,,\nc,C,,,x,3,3,,,\n"));
    EXPECT_EQ(textOf(read), "c.csv:3:9: position: '0' must be a number from 1 to 99\n");
    ASSERT_TRUE(read.value);
    EXPECT_EQ(read.value->size(), 2U);
}

TEST(ContactsFile, NamesEveryKindOfMistake)
{
    const auto text = [](const std::string &rows) { return textOf(readContacts(file("c", kHeader + rows))); };
    EXPECT_EQ(text("a,,,,x,1,1,,,\n"), "c:2:3: name: must not be empty\n");
    EXPECT_EQ(text("a,A,,,x,1,call me,,,\n"), "c:2:11: number: 'call me' is not a number that can be dialled\n");
    EXPECT_EQ(
        text("a,A,,,x,1,1,moblie,,\n"),
        "c:2:13: through: 'moblie' must be one of: pbx, mobile, analogue, radio, other (did you mean 'mobile'?)\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,8-18,\n"), "c:2:14: hours: '8-18' must be like 08:00-18:00, or empty for always\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,,2026-02-30\n"),
              "c:2:15: verified: '2026-02-30' must be a date like 2026-01-31, or empty\n");
    EXPECT_EQ(text("a,A,,,X 1,1,1,,,\n"), "c:2:7: chain: 'X 1' must be lower-case letters, digits and '-'\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,\n"), "c:2:1: this row has 9 fields, the header 10\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,,\nb,B,,,x,1,2,,,\n"),
              "c:3:9: position: position 1 of the chain 'x' was already given in line 2\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,,\na,B,,,y,1,2,,,\n"),
              "c:3:1: id: 'a' was already used for somebody else in line 2\n");
    EXPECT_EQ(text("a,A,,,x,1,1,,,\na,A,,,y,1,2,,,\n"), "") << "one person, two chains";
    EXPECT_EQ(text("a,A,,,x,1,1,,,\na,A,,,x,2,2,,,\n"), "c:3:1: id: 'a' stands in this chain already, in line 2\n");
}

TEST(ContactsFile, RefusesAHeaderThatItCannotUse)
{
    EXPECT_EQ(textOf(readContacts(file("c", "id,name,numbr\n"))),
              "c:1:9: numbr: is not a column that is known (did you mean 'number'?)\nc:1:1: number: this column is "
              "missing\n");
    EXPECT_EQ(textOf(readContacts(file("c", ""))), "c:1:1: the header is missing: id,name,post,role,chain,…\n");
    EXPECT_FALSE(readContacts(file("c", "id,id,name,number\n")).value);
}

} // namespace
} // namespace fw::config
