// The bar at the top: whose floor, what every feed says, who is on duty, sound, the site's time. Red when something
// stands between the floor and this screen: the engine stalled, records not kept.
#pragma once

#include "console/frame/lamp.h"

#include <QElapsedTimer>
#include <QLabel>

#include <memory>

namespace fw::console {

class TopBar : public Painted {
    Q_OBJECT
public:
    explicit TopBar(QWidget *parent = nullptr);

    void setSnapshot(const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    void setOperator(const QString &op);
    // Called a few times a second: NO SOUND flashes. "" not muted.
    void setSound(bool working, const QString &mutedFor);

protected:
    void onLook() override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void show(const snapshot::Snapshot &snapshot);
    void showPbx(const snapshot::Snapshot &snapshot);
    void showPower(const snapshot::Snapshot &snapshot);
    void showEnvironment(const snapshot::Snapshot &snapshot);
    void showSystems(const snapshot::Snapshot &snapshot);
    void showRecording(const snapshot::Snapshot &snapshot);

    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
    QLabel *m_brand;
    QLabel *m_site;
    Lamp *m_pbx;
    Lamp *m_power;
    Lamp *m_environment;
    Lamp *m_systems;
    Lamp *m_recording;
    Lamp *m_sound;
    QLabel *m_operator;
    QLabel *m_clock;
    QString m_operatorText;
    bool m_soundWorks = true;
    QString m_mutedFor;
    QElapsedTimer m_flash;
};

} // namespace fw::console
