#include "runtime/live_feeds.h"

#include "wording/sentence.h"

#include <algorithm>

namespace fw::runtime {
namespace {

// The client has no use for `qualify`.
bool sameConnection(floor::PbxConfig a, const floor::PbxConfig &b)
{
    a.qualify = b.qualify;
    return a == b;
}

// A feed may be replaced by what one of its own signals has led to.
template <class Client> void retire(Client *client)
{
    client->stop();
    client->disconnect();
    client->deleteLater();
}

} // namespace

LiveFeeds::LiveFeeds(const floor::Site &site, const QByteArray &secret, double speed, QObject *parent)
    : QObject(parent), m_speed(speed)
{
    addPbx(site.pbx, secret);
    for (feeds::NutClientConfig &server : feeds::nutServers(site))
        addUpses(std::move(server));
}

void LiveFeeds::addPbx(const floor::PbxConfig &pbx, const QByteArray &secret)
{
    m_pbxConfig = pbx;
    m_secret = secret;
    m_pbx = new feeds::AmiClient({pbx, secret, m_speed}, this);
    connect(m_pbx, &feeds::AmiClient::signalsArrived, this, &LiveFeeds::signalsArrived);
    connect(m_pbx, &feeds::AmiClient::feedChanged, this, &LiveFeeds::feedChanged);
}

void LiveFeeds::addUpses(feeds::NutClientConfig config)
{
    auto *client = new feeds::NutClient(std::move(config), this);
    connect(client, &feeds::NutClient::signalsArrived, this, &LiveFeeds::signalsArrived);
    connect(client, &feeds::NutClient::feedChanged, this, &LiveFeeds::feedChanged);
    m_ups.push_back(client);
}

void LiveFeeds::start()
{
    m_pbx->start();
    for (feeds::NutClient *client : m_ups)
        client->start();
}

void LiveFeeds::stop()
{
    m_pbx->stop();
    for (feeds::NutClient *client : m_ups)
        client->stop();
}

Result<QByteArray> LiveFeeds::secretFor(const floor::Site &site) const
{
    return sameConnection(site.pbx, m_pbxConfig) ? m_secret : feeds::readSecret(site.pbx);
}

void LiveFeeds::follow(const floor::Site &site, const QByteArray &secret)
{
    if (!sameConnection(site.pbx, m_pbxConfig)) {
        retire(m_pbx);
        addPbx(site.pbx, secret);
        emit feedChanged({"pbx", engine::FeedState::down, inBoth({"pbx.other_settings", {}})});
    }
    std::vector<feeds::NutClientConfig> servers = feeds::nutServers(site);
    std::erase_if(m_ups, [&servers](feeds::NutClient *client) {
        if (std::erase(servers, client->config()) > 0)
            return false;
        retire(client);
        return true;
    });
    for (feeds::NutClientConfig &server : servers)
        addUpses(std::move(server));
    start(); // those that run go on
}

} // namespace fw::runtime
