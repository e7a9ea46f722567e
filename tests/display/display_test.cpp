// The console as it is started on a desk, with real key events: what is pressed stands in the journal.
#include "display.h"

#include <QElapsedTimer>

#include <algorithm>

namespace fw::test {
namespace {

constexpr int kSurge = 60'000; // ms until the demo's surge has opened an incident
constexpr int kDeaf = 1'200;   // ms of a new alarm, a little more than the window's

class Desk : public Display {
protected:
    [[nodiscard]] bool surgeIsOpen() const
    {
        const auto reader = journal::Reader::open(journal().toStdString());
        const auto rows =
            reader ? reader->incidents() : Result<std::vector<journal::Row>>(tl::unexpected(reader.error()));
        return rows && std::ranges::any_of(*rows, [](const journal::Row &row) {
                   return row.at("procedure") == 7 && row.at("closed_at").is_null();
               });
    }
};

TEST_F(Desk, WhatIsPressedOnADeskStandsInTheJournal)
{
    startConsole({"--no-watchdog"});
    ASSERT_TRUE(until(kSurge, [&] { return surgeIsOpen(); }));
    ASSERT_TRUE(focusWindow("Floorwarden"));

    key("F2");
    typed("07");
    key("Return");
    ASSERT_TRUE(appears("operator.signed_in"));
    EXPECT_EQ(entries("operator.signed_in").front().at("actor"), "07");

    key("a");
    ASSERT_TRUE(appears("incident.acknowledged"));

    QElapsedTimer sinceNew;
    sinceNew.start();
    ASSERT_TRUE(until(2 * kDeaf, [&] { return sinceNew.elapsed() > kDeaf; }));
    key("Return"); // the first step's main act
    ASSERT_TRUE(appears("incident.commanded"));
    EXPECT_EQ(entries("incident.commanded").front().at("actor"), "07");

    const std::size_t done = entries("step.done").size();
    key("Return"); // level 1 is ordered
    ASSERT_TRUE(appears("step.done", done + 1));

    key("ctrl+k");
    typed("undo");
    key("Return");
    ASSERT_TRUE(appears("step.reopened"));
    key("Return");
    ASSERT_TRUE(appears("step.done", done + 2));

    key("t");
    typed("looked at the queue");
    key("Return");
    ASSERT_TRUE(appears("note.written"));
    EXPECT_EQ(entries("note.written").front().at("data").at("text"), "looked at the queue");

    key("F12");
    ASSERT_TRUE(until(kAnswer, [&] { return entries("incident.opened").size() >= 2; }));
    sinceNew.restart(); // on the screen a moment after it is in the journal
    ASSERT_TRUE(until(2 * kDeaf, [&] { return sinceNew.elapsed() > kDeaf; }));
    key("n"); // 119: nobody answers
    ASSERT_TRUE(appears("contact.tried"));
    EXPECT_EQ(entries("contact.tried").front().at("data").at("outcome"), "no_answer");
    key("3"); // pressed in error
    ASSERT_TRUE(appears("fact.noted"));
    EXPECT_EQ(entries("fact.noted").front().at("data").at("value"), "error");
    EXPECT_TRUE(entries("command.refused").empty());
}

} // namespace
} // namespace fw::test
