// The playbooks as rows: number, title, what is going on, the clock. One row a playbook, ninth plans last.
#pragma once

#include "console/design/look.h"

#include <QAbstractListModel>

#include <memory>

namespace fw::console {

class ProcedureModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Roles {
        NumberRole = Qt::UserRole,
        StatusRole,
        StateRole,
        ClockRole,
        ClockWordRole,
        IncidentRole,
        PlaybookRole
    };
    enum class State { quiet, unknown, soon, now };

    using QAbstractListModel::QAbstractListModel;

    void setLook(const Look *look);
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString status(const snapshot::Procedure &procedure) const;
    struct Quiet { // of a procedure without an incident
        QString status;
        State state = State::quiet;
    };
    [[nodiscard]] Quiet quiet(const snapshot::Procedure &procedure) const;
    [[nodiscard]] Quiet quietPower(const snapshot::Ups &ups) const;
    [[nodiscard]] Quiet quietSystems() const;
    [[nodiscard]] State state(const snapshot::Procedure &procedure) const;
    [[nodiscard]] const snapshot::Clock *clock(const snapshot::Procedure &procedure) const;

    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

// What an incident is about, as people say it: "Seat 23", "tickets".
[[nodiscard]] QString subjectName(const std::string &key, const std::string &subject,
                                  const std::vector<std::string> &members);

} // namespace fw::console
