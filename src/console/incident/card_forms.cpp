#include "console/incident/card_forms.h"

#include "console/incident/now_card.h"
#include "console/incident/seat_advice.h"

namespace fw::console {
namespace {

constexpr int kMostOffered = 12; // free seats

} // namespace

FormSpec cardForm(const QString &asking, const QString &about, const snapshot::Snapshot &snapshot)
{
    FormSpec spec{.id = QStringLiteral("%1:%2").arg(asking, about),
                  .title = {},
                  .body = {},
                  .choices = {},
                  .fields = {},
                  .submit = NowCard::tr("Do it · Enter")};
    if (asking == QLatin1String("skip")) {
        const QStringList reasons{NowCard::tr("not needed"),       NowCard::tr("done by others"),
                                  NowCard::tr("nobody reached"),   NowCard::tr("impossible now"),
                                  NowCard::tr("started in error"), NowCard::tr("other: say why")};
        for (int i = 1; i <= int(reasons.size()); ++i)
            spec.choices.append({QString::number(i), QString::number(i), reasons[i - 1], {}});
        spec.title = NowCard::tr("Why skip it?");
        spec.submit.clear();
    } else if (asking == QLatin1String("skip-other")) {
        spec.title = NowCard::tr("Why skip it?");
        spec.fields = {{QStringLiteral("text"), NowCard::tr("Reason"), {}, {}}};
        spec.submit = NowCard::tr("Skip · Enter");
    } else if (asking == QLatin1String("wait")) {
        spec.title = NowCard::tr("Wait for an answer");
        spec.fields = {{QStringLiteral("whom"), NowCard::tr("For whom?"), {}, {}},
                       {QStringLiteral("minutes"), NowCard::tr("How many minutes?"), QStringLiteral("15"),
                        NowCard::tr("a number")}};
        spec.submit = NowCard::tr("Wait · Enter");
    } else if (asking == QLatin1String("assign")) {
        const QStringList free = freeSeats(snapshot);
        spec.title = NowCard::tr("To which seat?");
        spec.body = free.isEmpty()
                        ? NowCard::tr("No seat without an agent is known.")
                        : NowCard::tr("Without an agent: %1").arg(free.mid(0, kMostOffered).join(QStringLiteral(", ")));
        spec.fields = {{QStringLiteral("value"), NowCard::tr("Seat"), free.value(0), {}}};
    } else if (asking == QLatin1String("out")) {
        spec.title = NowCard::tr("Take the seat out of service");
        spec.fields = {{QStringLiteral("value"), NowCard::tr("Reference of the repair"), {}, {}}};
        spec.fields.front().needed = false;
    }
    return spec;
}

} // namespace fw::console
