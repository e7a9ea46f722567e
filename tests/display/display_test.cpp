// The console as it is started on a desk, with real key events: what is pressed stands in the journal.
#include "display.h"

#include <algorithm>

namespace fw::test {
namespace {

constexpr int kSurge = 180'000;  // ms until the demo's surge has opened an incident
constexpr int kTooLate = 15'000; // ms after which nothing is undone any more
constexpr int kUndo = 180'000;   // ms until an act was undone in time

class Desk : public Display {
protected:
    [[nodiscard]] bool isOpen(int procedure) const
    {
        const auto reader = journal::Reader::open(journal().toStdString());
        const auto rows =
            reader ? reader->incidents() : Result<std::vector<journal::Row>>(tl::unexpected(reader.error()));
        return rows && std::ranges::any_of(*rows, [&](const journal::Row &row) {
                   return row.at("procedure") == procedure && row.at("closed_at").is_null();
               });
    }
};

TEST_F(Desk, WhatIsPressedOnADeskStandsInTheJournal)
{
    startConsole({"--no-watchdog"});
    ASSERT_TRUE(until(kSurge, [&] { return isOpen(7); }));
    ASSERT_TRUE(focusWindow("Floorwarden"));

    key("F2");
    typed("07");
    key("Return");
    ASSERT_TRUE(appears("operator.signed_in"));
    EXPECT_EQ(entries("operator.signed_in").front().at("actor"), "07");

    ASSERT_TRUE(makes("a", "incident.acknowledged"));
    ASSERT_TRUE(makes("Return", "incident.commanded")); // the first step's main act
    EXPECT_EQ(entries("incident.commanded").front().at("actor"), "07");

    // Level 1 is ordered, and that is taken back: within ten seconds of the act, or it has to be done once more.
    ASSERT_TRUE(until(kUndo, [&] {
        if (!makes("Return", "step.done", entries("step.done").size() + 1))
            return false;
        key("ctrl+k");
        typed("undo");
        key("Return");
        return until(kTooLate, [&] { return !entries("step.reopened").empty(); });
    }));
    ASSERT_TRUE(makes("Return", "step.done", entries("step.done").size() + 1));

    key("t");
    typed("looked at the queue");
    key("Return");
    ASSERT_TRUE(appears("note.written"));
    EXPECT_EQ(entries("note.written").front().at("data").at("text"), "looked at the queue");

    ASSERT_TRUE(makes("F12", [&] { return isOpen(5); }));
    ASSERT_TRUE(makes("n", "contact.tried")); // 119: nobody answers
    EXPECT_EQ(entries("contact.tried").front().at("data").at("outcome"), "no_answer");
    ASSERT_TRUE(makes("3", "fact.noted")); // pressed in error
    EXPECT_EQ(entries("fact.noted").front().at("data").at("value"), "error");
    EXPECT_TRUE(entries("command.refused").empty() || hasPressedAgain());
}

} // namespace
} // namespace fw::test
