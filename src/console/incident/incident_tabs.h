// The open incidents as tabs, the most pressing first, with the clock of each. As many as there is room for, the shown
// one always; how many are left out stands beside them.
#pragma once

#include "console/design/look.h"

#include <QList>
#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;

namespace fw::console {

class IncidentTabs : public QWidget {
    Q_OBJECT
public:
    explicit IncidentTabs(QWidget *parent = nullptr);

    // `width`: the room there is, in px.
    void showIncidents(const snapshot::Snapshot &snapshot, int shown, int width, const Look &look);

signals:
    void chosen(int incident);

private:
    void addTab();

    QList<QPushButton *> m_tabs;
    QList<int> m_incidents; // of each tab
    QLabel *m_more;         // how many have no room
    int m_shown = 0;
};

} // namespace fw::console
