#include "console/incident/call_texts.h"

#include "console/incident/now_card.h"

namespace fw::console {
namespace {

QString outcomeName(const std::string &outcome)
{
    if (outcome == "no_answer")
        return NowCard::tr("no answer");
    if (outcome == "busy")
        return NowCard::tr("busy");
    if (outcome == "wrong_number")
        return NowCard::tr("wrong number");
    if (outcome == "line_dead")
        return NowCard::tr("line dead");
    return outcome.empty() ? QString() : NowCard::tr("reached");
}

// "13900000001" in groups, as it is dialled.
QString grouped(const QString &number)
{
    if (number.size() <= 5)
        return number;
    QString text;
    for (qsizetype i = 0; i < number.size(); ++i) {
        if (i > 0 && (number.size() - i) % 4 == 0)
            text += QLatin1Char(' ');
        text += number[i];
    }
    return text;
}

QString contactOf(const snapshot::CallCard &call, const Look &look)
{
    QStringList who{call.name.empty() ? look.text(call.title) : QString::fromStdString(call.name)};
    if (call.last > 0)
        who << NowCard::tr("contact %1 of %2").arg(call.position).arg(call.last);
    return who.join(QStringLiteral(" · "));
}

QString detailOf(const snapshot::CallCard &call)
{
    QStringList detail;
    if (!call.post.empty())
        detail << QString::fromStdString(call.post);
    if (call.number.empty())
        detail << NowCard::tr("nobody is named for this in contacts.csv");
    if (call.again)
        detail << NowCard::tr("the superior knows: once more from the first contact");
    const bool isFirst = call.escalated && call.position == 1; // whom nobody has tried yet
    if (isFirst)
        detail << NowCard::tr("nobody else was reached: the superior now");
    else if (!call.lastOutcome.empty())
        detail << NowCard::tr("last try: %1").arg(outcomeName(call.lastOutcome));
    if (call.outOfHours)
        detail << NowCard::tr("outside hours %1").arg(QString::fromStdString(call.hours));
    if (!call.verified.empty())
        detail << NowCard::tr("number checked %1").arg(QString::fromStdString(call.verified));
    return detail.join(QStringLiteral(" · "));
}

QString phonesOf(const snapshot::CallCard &call)
{
    if (call.phones.empty())
        return {};
    QStringList failed;
    for (const snapshot::Phone &phone : call.phones) {
        if (phone.failed)
            failed << QString::fromStdString(phone.label);
    }
    const snapshot::Phone &first = call.phones.front();
    QString text = first.failed ? NowCard::tr("No phone is known to work: use a personal mobile")
                                : NowCard::tr("from: %1").arg(QString::fromStdString(first.label));
    if (!failed.isEmpty())
        text += QStringLiteral("\n") + NowCard::tr("not from: ✕ %1").arg(failed.join(QStringLiteral("  ✕ ")));
    return text;
}

} // namespace

CallTexts callTexts(const snapshot::CallCard &call, const Look &look)
{
    const QString number = QString::fromStdString(call.number);
    return {number.isEmpty() ? QStringLiteral("—") : grouped(number), contactOf(call, look), detailOf(call),
            phonesOf(call)};
}

} // namespace fw::console
