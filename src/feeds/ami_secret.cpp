#include "feeds/ami_client.h"

#include <cstdlib>
#include <fmt/format.h>

#include <QFile>
#include <QFileInfo>

namespace fw::feeds {

namespace {

constexpr qint64 kLongest = 4096;

Result<QByteArray> fromFile(const std::string &name)
{
    QFile file(QString::fromStdString(name));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Errc::notFound, fmt::format("cannot be read: {}", file.errorString().toStdString()), name);
    constexpr auto kOthers = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ExeGroup |
                             QFileDevice::ReadOther | QFileDevice::WriteOther | QFileDevice::ExeOther;
    if ((file.permissions() & kOthers) != 0)
        return fail(Errc::refused, "holds a secret but is open to others than its owner; make it 0600", name);
    QByteArray secret = file.read(kLongest);
    while (secret.endsWith('\n') || secret.endsWith('\r'))
        secret.chop(1);
    if (secret.isEmpty())
        return fail(Errc::badInput, "is empty", name);
    return secret;
}

} // namespace

Result<QByteArray> readSecret(const floor::PbxConfig &pbx)
{
    if (!pbx.secretEnv.empty()) {
        const QByteArray secret = qgetenv(pbx.secretEnv.c_str());
        if (secret.isEmpty())
            return fail(
                Errc::notFound,
                fmt::format("the environment variable {} is to hold the PBX secret, but is not set", pbx.secretEnv));
        return secret;
    }
    if (!pbx.secretFile.empty())
        return fromFile(pbx.secretFile);
    return fail(Errc::notFound, "neither secret_env nor secret_file says where the PBX secret is", "[pbx]");
}

} // namespace fw::feeds
