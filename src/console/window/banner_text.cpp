#include "console/window/banner_text.h"

#include "console/window/banner.h"

#include <algorithm>

namespace fw::console {
namespace {

constexpr Duration kPbxMayBeSilent = std::chrono::seconds{5}; // at a start, or a connection made anew at once

QString findingText(Vigil::Finding finding)
{
    switch (finding) {
    case Vigil::Finding::stalled:
        return Banner::tr("The engine has stopped answering: watch the floor by eye");
    case Vigil::Finding::unproven:
        return Banner::tr("Rules are not proven to run: watch the floor by eye");
    case Vigil::Finding::none:
        break;
    }
    return {};
}

BannerText troubleText(const snapshot::Snapshot &s, const Look &look)
{
    if (s.unrecorded > 0)
        return {Banner::tr("The journal takes no entries: write down what you do"), {}};
    if (s.notRecorded() > 0)
        return {Banner::tr("NOT RECORDED: the disk refuses the journal's entries; they are kept and tried again"), {}};
    const auto lost = s.pbxLostSince();
    if (lost && s.at.wall - *lost >= kPbxMayBeSilent)
        return {Banner::tr("No data from the PBX: watch the floor by eye"),
                countdown(s.at.wall - *lost, look.language)};
    return {};
}

} // namespace

// A fire stands first whatever else is wrong.
BannerText bannerText(const snapshot::Snapshot *snapshot, Vigil::Finding finding, Duration lasted, const Look &look)
{
    const QString found = findingText(finding);
    if (snapshot != nullptr) {
        const auto burns = [](const snapshot::Incident &incident) {
            return incident.procedure == snapshot::kFire && !incident.closable;
        };
        const auto fire = std::ranges::find_if(snapshot->incidents, burns);
        if (fire != snapshot->incidents.end())
            return {Banner::tr("FIRE ALARM · 119 · %1").arg(found.isEmpty() ? look.text(fire->title) : found),
                    countdown(snapshot->at.wall - fire->since, look.language)};
    }
    if (!found.isEmpty())
        return {found, countdown(lasted, look.language)};
    return snapshot != nullptr ? troubleText(*snapshot, look) : BannerText{};
}

} // namespace fw::console
