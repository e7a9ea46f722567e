// A supervisor at the keyboard with incidents open: what the tests of keys and of acts share.
#pragma once

#include "console/incident/form.h"
#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"
#include "console_test.h"
#include <QListWidget>
#include <algorithm>

namespace fw::test {

class Keys : public ConsoleTest {
protected:
    void SetUp() override
    {
        ConsoleTest::SetUp();
        if (!IsSkipped())
            open();
    }

    // An air-conditioning failure on its first step, a call.
    void startAir()
    {
        startByHand(4, QStringLiteral("server room"));
        ASSERT_EQ(shownId(), 1);
        ASSERT_EQ(shownStep()->key, "phone-om");
    }

    [[nodiscard]] const record::Step &stepState(const std::string &key, int id = 1) const
    {
        return m_link.state().incidents.at(id).steps.at(key);
    }

    void powerFails()
    {
        upsSays("OL", 100);
        upsSays("OB DISCHRG", 98);
        advance(4s);
    }
};

} // namespace fw::test
