// The watched queues as rows of the board: numbers of now and of the last 15 minutes.
#pragma once

#include "console/design/look.h"

#include <QAbstractTableModel>

#include <memory>

namespace fw::console {

class QueueModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { Name, Waiting, Longest, ServiceLevel, Lost, Arrivals, People, ColumnCount };
    enum Roles { MarkRole = Qt::UserRole, KnownRole };

    using QAbstractTableModel::QAbstractTableModel;

    void setLook(const Look *look);
    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] const snapshot::Queue &queue(int row) const { return m_snapshot->queues[std::size_t(row)]; }
    [[nodiscard]] const std::shared_ptr<const snapshot::Snapshot> &snapshot() const { return m_snapshot; }

    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    [[nodiscard]] QString text(const snapshot::Queue &queue, int column) const;
    [[nodiscard]] QString formula(const snapshot::Queue &queue, int column) const;

    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

} // namespace fw::console
