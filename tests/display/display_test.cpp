// The console as it is started on a desk, with real key events: what is pressed stands in the journal.
#include "display.h"

#include <algorithm>

namespace fw::test {
namespace {

constexpr int kSurge = 60'000; // ms until the demo's surge has opened an incident

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

    ASSERT_TRUE(makes("a", "incident.acknowledged"));
    ASSERT_TRUE(makes("Return", "incident.commanded")); // the first step's main act
    EXPECT_EQ(entries("incident.commanded").front().at("actor"), "07");

    const std::size_t done = entries("step.done").size();
    ASSERT_TRUE(makes("Return", "step.done", done + 1)); // level 1 is ordered

    key("ctrl+k");
    typed("undo");
    key("Return");
    ASSERT_TRUE(appears("step.reopened"));
    ASSERT_TRUE(makes("Return", "step.done", done + 2));

    key("t");
    typed("looked at the queue");
    key("Return");
    ASSERT_TRUE(appears("note.written"));
    EXPECT_EQ(entries("note.written").front().at("data").at("text"), "looked at the queue");

    ASSERT_TRUE(makes("F12", "incident.opened", 2));
    ASSERT_TRUE(makes("n", "contact.tried")); // 119: nobody answers
    EXPECT_EQ(entries("contact.tried").front().at("data").at("outcome"), "no_answer");
    ASSERT_TRUE(makes("3", "fact.noted")); // pressed in error
    EXPECT_EQ(entries("fact.noted").front().at("data").at("value"), "error");
    EXPECT_TRUE(entries("command.refused").empty());
}

} // namespace
} // namespace fw::test
