// What happened in an incident, newest first. An entry that is not durable yet is marked: it is not called recorded.
#pragma once

#include "console/design/look.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <memory>

namespace fw::console {

class TimelineModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Roles { TimeRole = Qt::UserRole, RecordedRole };

    using QAbstractListModel::QAbstractListModel;
    void setLook(const Look *look);
    void setIncident(const snapshot::Incident *incident, const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot; // keeps the entries alive
    const std::vector<snapshot::Entry> *m_entries = nullptr;
    std::uint64_t m_newest = 0;
    std::uint64_t m_durable = 0;
};

class TimelineDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLook(const Look *look) { m_look = look; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Look *m_look = nullptr;
};

} // namespace fw::console
