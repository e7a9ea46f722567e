// The feeds of a live session, as its site file names them: the PBX, and one client for each server of UPSs. Owned by
// LiveSession, on its thread. Order: what one feed says, in its order; `feedChanged` says of the PBX that it is down
// before another connection takes the place of the old one.
#pragma once

#include "feeds/ami_client.h"
#include "feeds/nut_client.h"

#include <QByteArray>
#include <QObject>

#include <vector>

namespace fw::runtime {

class LiveFeeds : public QObject {
    Q_OBJECT
public:
    // `secret` is the PBX's.
    LiveFeeds(const floor::Site &site, const QByteArray &secret, double speed, QObject *parent = nullptr);

    void start();
    void stop();
    // The PBX secret that `site` needs: the one in use, or read anew where the PBX connection is another one.
    [[nodiscard]] Result<QByteArray> secretFor(const floor::Site &site) const;
    // Another site file, while started: feeds whose settings stay go on, others are replaced.
    void follow(const floor::Site &site, const QByteArray &secret);

signals:
    void signalsArrived(const std::vector<fw::floor::Signal> &signalsNow);
    void feedChanged(const fw::engine::FeedIn &feed);

private:
    void addPbx(const floor::PbxConfig &pbx, const QByteArray &secret);
    void addUpses(feeds::NutClientConfig config);

    double m_speed;
    floor::PbxConfig m_pbxConfig;
    QByteArray m_secret;
    feeds::AmiClient *m_pbx = nullptr;     // its child, as are:
    std::vector<feeds::NutClient *> m_ups; // one for each server
};

} // namespace fw::runtime
