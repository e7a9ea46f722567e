// Facts of a playbook as forms, and what is typed as their values.
#include "console/incident/form.h"
#include "console/incident/now_card.h"

#include <QRegularExpression>

namespace fw::console {
namespace {

QList<FormChoice> choicesOf(const snapshot::Question &question, const Look &look)
{
    QList<FormChoice> choices;
    for (const snapshot::Option &option : question.options) {
        choices.append({QString::fromStdString(option.id), QString::fromStdString(option.key), look.text(option.label),
                        look.text(option.refused)});
    }
    return choices;
}

QString hintOf(const std::string &type)
{
    if (type == "number")
        return NowCard::tr("a number");
    if (type == "list")
        return NowCard::tr("separated by commas");
    if (type == "per")
        return NowCard::tr("name: answer, separated by commas");
    if (type == "choice")
        return NowCard::tr("choose");
    return {};
}

FormField fieldOf(const snapshot::Question &question, const Look &look)
{
    FormField field{QString::fromStdString(question.fact), look.text(question.ask),
                    QString::fromStdString(question.value), hintOf(question.type)};
    if (question.type == "choice")
        field.options = choicesOf(question, look);
    field.needed = question.needed;
    return field;
}

} // namespace

FormSpec formOf(const QString &id, const snapshot::Question &question, const QString &way, const Look &look)
{
    FormSpec spec{.id = id, .title = look.text(question.ask), .body = {}, .choices = {}, .fields = {}, .submit = {}};
    spec.way = way;
    spec.isMain = question.needed;
    spec.canCancel = false;
    if (question.type == "choice") {
        spec.choices = choicesOf(question, look);
    } else {
        spec.fields.append(fieldOf(question, look));
        spec.fields.front().needed = true; // alone it is noted, or left
        spec.title = question.needed ? NowCard::tr("Note it") : NowCard::tr("If it is known");
    }
    for (const snapshot::Question &also : question.also)
        spec.fields.append(fieldOf(also, look));
    if (!spec.fields.isEmpty())
        spec.submit = question.needed ? NowCard::tr("Note · Enter") : NowCard::tr("Note it");
    return spec;
}

QString answerQuestion(Desk &desk, int incident, const snapshot::Question &question, const QString &choice,
                       const FormAnswers &answers)
{
    const auto typed = [&](const snapshot::Question &of) { return answers.value(QString::fromStdString(of.fact)); };
    Json also = Json::object();
    for (const snapshot::Question &besides : question.also) {
        const Json value = valueOf(besides, typed(besides));
        if (!value.is_null())
            also[besides.fact] = value;
    }
    const QString answer = question.type == "choice" ? choice : typed(question);
    return desk.answer(incident, question.fact, valueOf(question, answer), also);
}

Json valueOf(const snapshot::Question &question, const QString &typed)
{
    if (typed.isEmpty())
        return {};
    if (!question.part.empty())
        return {{question.part, typed.toStdString()}};
    static const QRegularExpression commas(QStringLiteral("\\s*[,\uff0c\u3001;\uff1b]\\s*"));
    if (question.type == "number") {
        bool ok = false;
        const double number = typed.toDouble(&ok);
        return ok ? Json(number) : Json(typed.toStdString());
    }
    if (question.type == "list") {
        Json list = Json::array();
        for (const QString &part : typed.split(commas, Qt::SkipEmptyParts))
            list.push_back(part.trimmed().toStdString());
        return list;
    }
    if (question.type == "per") {
        Json each = Json::object();
        static const QRegularExpression colon(QStringLiteral("\\s*[:\uff1a]\\s*"));
        for (const QString &part : typed.split(commas, Qt::SkipEmptyParts)) {
            const QStringList pair = part.split(colon);
            each[pair.front().trimmed().toStdString()] = pair.mid(1).join(QLatin1Char(':')).trimmed().toStdString();
        }
        return each;
    }
    return typed.toStdString();
}

} // namespace fw::console
