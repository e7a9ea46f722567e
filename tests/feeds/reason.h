// Why a feed is lost must be said in both languages.
#pragma once

#include "wording/sentence.h"

#include <QRegularExpression>
#include <QString>

namespace fw::test {

// Chinese, with no English sentence inside: names and what the other side said may be a word or two.
[[nodiscard]] inline bool isSaidInChinese(const Text &why)
{
    static const QRegularExpression chinese(QStringLiteral("\\p{Han}"));
    static const QRegularExpression english(QStringLiteral("[A-Za-z]+ [a-z]+ [a-z]+"));
    const QString text = QString::fromStdString(why.zh);
    return text.contains(chinese) && !text.contains(english);
}

} // namespace fw::test
