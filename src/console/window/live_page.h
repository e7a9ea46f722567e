// The live page: procedures at the left, the board in the middle, the incident at the right. Composes; holds no rule.
#pragma once

#include "console/design/look.h"
#include "console/desk.h"
#include "console/procedures/procedure_delegate.h"
#include "console/procedures/procedure_model.h"
#include "console/steady.h"

#include <QWidget>

#include <memory>

namespace Ui {
class LivePage;
}

namespace fw::console {

class IncidentPanel;

class LivePage : public QWidget {
    Q_OBJECT
public:
    explicit LivePage(QWidget *parent = nullptr);
    ~LivePage() override;

    void setUp(Desk &desk, const Look &look, const Steady &steady);
    void lookChanged();
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] IncidentPanel &incident();

signals:
    void procedureChosen(const QString &playbook);
    void fire();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void chooseProcedure(const QModelIndex &index);
    void showBoard();

    std::unique_ptr<Ui::LivePage> m_ui;
    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    ProcedureModel m_procedures;
    ProcedureDelegate m_delegate;
};

} // namespace fw::console
