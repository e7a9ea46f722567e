// The steps of the shown incident: state, title, when and by whom.
#pragma once

#include "console/design/look.h"

#include <QAbstractListModel>
#include <QStyledItemDelegate>

#include <memory>

namespace fw::console {

class StepModel : public QAbstractListModel {
    Q_OBJECT
public:
    enum Roles { StateRole = Qt::UserRole, OverdueRole, DetailRole, KeyRole, CurrentRole };

    using QAbstractListModel::QAbstractListModel;
    void setLook(const Look *look);
    void setIncident(const snapshot::Incident *incident, const std::shared_ptr<const snapshot::Snapshot> &snapshot,
                     const std::string &current);
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;

private:
    [[nodiscard]] QString detail(const snapshot::Step &step) const;

    const Look *m_look = nullptr;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot; // keeps the steps alive
    const std::vector<snapshot::Step> *m_steps = nullptr;
    int m_incident = 0;
    std::string m_current;
};

class StepDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLook(const Look *look) { m_look = look; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Look *m_look = nullptr;
};

[[nodiscard]] QString stepStateName(snapshot::StepState state);

} // namespace fw::console
