// A supervisor at the keyboard with incidents open: what the tests of keys and of acts share.
#pragma once

#include "console/incident/form.h"
#include "console/incident/incident_panel.h"
#include "console/incident/now_card.h"
#include "console/procedures/procedure_model.h"
#include "console_test.h"
#include <QListView>
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
    void losePhones(std::initializer_list<const char *> seats)
    {
        for (const char *seat : seats)
            m_link.signal(floor::DeviceChanged{Interface(std::string("PJSIP/") + seat), floor::Device::unavailable});
        advance(20s);
    }
    // W: the step waits for an answer.
    void waitFor(const QString &whom, const QString &minutes)
    {
        press(Qt::Key_W);
        type(whom);
        press(Qt::Key_Tab);
        press(Qt::Key_A, Qt::ControlModifier);
        type(minutes);
        press(Qt::Key_Return);
    }
    // What the list of procedures says of it.
    [[nodiscard]] QString statusOf(int procedure) const
    {
        const auto *list = m_window->findChild<QListView *>(QStringLiteral("procedures"));
        return list->model()->index(procedure - 1, 0).data(console::ProcedureModel::StatusRole).toString();
    }
};

} // namespace fw::test
