// Every model of the window under QAbstractItemModelTester while the floor changes: rows come, change and go.
#include "console_test.h"

#include <QAbstractItemModelTester>
#include <QAbstractItemView>

#include <memory>

namespace fw::test {
namespace {

QStringList &complaints()
{
    static QStringList all;
    return all;
}

void keepComplaint(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (type != QtDebugMsg && qstrcmp(context.category, "qt.modeltest") == 0)
        complaints() << text;
}

class Models : public ConsoleTest {
protected:
    void SetUp() override
    {
        ConsoleTest::SetUp();
        if (IsSkipped())
            return;
        complaints().clear();
        m_before = qInstallMessageHandler(keepComplaint);
        open();
        for (const auto *view : m_window->findChildren<QAbstractItemView *>()) {
            if (view->model() != nullptr)
                m_testers.push_back(std::make_unique<QAbstractItemModelTester>(
                    view->model(), QAbstractItemModelTester::FailureReportingMode::Warning));
        }
        ASSERT_GE(m_testers.size(), 4U) << "procedures, queues, steps, timeline";
    }
    void TearDown() override
    {
        m_testers.clear();
        qInstallMessageHandler(m_before);
        EXPECT_EQ(complaints().join(QLatin1Char('\n')).toStdString(), "");
    }

    std::vector<std::unique_ptr<QAbstractItemModelTester>> m_testers;
    QtMessageHandler m_before = nullptr;
};

TEST_F(Models, HoldWhileIncidentsComeAreWorkedAndGo)
{
    pbxComesUp();
    callersCome(5);
    advance(16s);
    startByHand(4, QStringLiteral("server room"));
    for (int i = 0; i < 6; ++i) {
        press(Qt::Key_Right, Qt::ControlModifier);
        press(Qt::Key_Down, Qt::ControlModifier);
        advance(40s);
    }
    work();
    press(Qt::Key_F9);
    press(Qt::Key_F10);
    closeShown();
    pass(1s); // the other one has taken its place
    closeShown();
    EXPECT_TRUE(m_link.snapshot().incidents.empty());
}

TEST_F(Models, HoldWhileQueuesComeAndGo)
{
    pbxComesUp();
    m_link.reload("one-queue.toml");
    settle();
    EXPECT_EQ(m_link.snapshot().queues.size(), 2U);
    advance(1s);
    m_link.reload("site.toml");
    settle();
    EXPECT_EQ(m_link.snapshot().queues.size(), 3U);
    m_link.feed("pbx", engine::FeedState::down);
    advance(1s);
    m_link.feed("pbx", engine::FeedState::live);
    advance(1s);
}

// A snapshot in which something is missing altogether.
TEST_F(Models, HoldWhenListsBecomeEmpty)
{
    pbxComesUp();
    startByHand(2, QStringLiteral("ticketing"));
    const auto full = m_link.shared();
    auto bare = std::make_shared<snapshot::Snapshot>(*full);
    bare->queues.clear();
    bare->incidents.clear();
    bare->procedures.clear();
    bare->seats.clear();
    emit m_link.snapshotMade(bare);
    settle();
    press(Qt::Key_F9);
    emit m_link.snapshotMade(full);
    settle();
    EXPECT_EQ(shownId(), 1);
}

// The one who looks at a list of steps keeps his place while its rows change.
TEST_F(Models, ARealFireChangesRowsUnderTheSupervisorsEyes)
{
    press(Qt::Key_F12);
    const std::size_t before = shownIncident()->steps.size();
    type(QStringLiteral("1"));
    EXPECT_NE(shownIncident()->steps.size(), before);
    work();
    advance(5min);
}

} // namespace
} // namespace fw::test
