#include "console/window/acts.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace fw::console {
namespace {

struct Row {
    ActId id;
    const char *text;
    const char *key;
    bool isAimed = false; // at the incident and the step that are shown
};
constexpr std::array kRows{
    Row{ActId::fire, QT_TRANSLATE_NOOP("Acts", "Fire: alarm or evacuation"), "F12"},
    Row{ActId::find, QT_TRANSLATE_NOOP("Acts", "Find anything"), "Ctrl+K"},
    Row{ActId::help, QT_TRANSLATE_NOOP("Acts", "Keys"), "F1"},
    Row{ActId::signIn, QT_TRANSLATE_NOOP("Acts", "Sign in or out"), "F2"},
    Row{ActId::note, QT_TRANSLATE_NOOP("Acts", "Write a note"), "T"},
    Row{ActId::fillIn, QT_TRANSLATE_NOOP("Acts", "Fill in what the step asks"), "E", true},
    Row{ActId::noAnswer, QT_TRANSLATE_NOOP("Acts", "No answer: next contact"), "N", true},
    Row{ActId::busy, QT_TRANSLATE_NOOP("Acts", "Busy: next contact"), "B", true},
    Row{ActId::skip, QT_TRANSLATE_NOOP("Acts", "Skip the step, with a reason"), "S", true},
    Row{ActId::wait, QT_TRANSLATE_NOOP("Acts", "Wait for an answer"), "W", true},
    Row{ActId::takeOn, QT_TRANSLATE_NOOP("Acts", "Take the incident on (acknowledge)"), "A", true},
    Row{ActId::takeCommand, QT_TRANSLATE_NOOP("Acts", "Take command"), "C", true},
    Row{ActId::close, QT_TRANSLATE_NOOP("Acts", "Close the incident"), "X", true},
    Row{ActId::undo, QT_TRANSLATE_NOOP("Acts", "Undo the last step act (10 s)"), "Ctrl+Z"},
    Row{ActId::nextStep, QT_TRANSLATE_NOOP("Acts", "Next step"), "Ctrl+Down"},
    Row{ActId::previousStep, QT_TRANSLATE_NOOP("Acts", "Previous step"), "Ctrl+Up"},
    Row{ActId::nextIncident, QT_TRANSLATE_NOOP("Acts", "Next incident"), "Ctrl+Right"},
    Row{ActId::previousIncident, QT_TRANSLATE_NOOP("Acts", "Previous incident"), "Ctrl+Left"},
    Row{ActId::further, QT_TRANSLATE_NOOP("Acts", "Further down in the incident"), "PgDown"},
    Row{ActId::back, QT_TRANSLATE_NOOP("Acts", "Back up in the incident"), "PgUp"},
    Row{ActId::quiet, QT_TRANSLATE_NOOP("Acts", "Heard: silence a lost feed"), "F7"},
    Row{ActId::mute, QT_TRANSLATE_NOOP("Acts", "Mute for 5 minutes, or sound again"), "F8"},
    Row{ActId::language, QT_TRANSLATE_NOOP("Acts", "Chinese / English"), "F9"},
    Row{ActId::theme, QT_TRANSLATE_NOOP("Acts", "Light / dark"), "F10"},
    Row{ActId::fullScreen, QT_TRANSLATE_NOOP("Acts", "Full screen"), "F11"},
    Row{ActId::wallboard, QT_TRANSLATE_NOOP("Acts", "Wallboard on the second screen"), "Ctrl+B"},
};

const Row &rowOf(ActId id)
{
    return *std::ranges::find(kRows, id, &Row::id);
}

} // namespace

QString actText(ActId id)
{
    return QCoreApplication::translate("Acts", rowOf(id).text);
}

QKeySequence actKey(ActId id)
{
    return QKeySequence(QString::fromLatin1(rowOf(id).key), QKeySequence::PortableText);
}

bool isAimed(ActId id)
{
    return rowOf(id).isAimed;
}

QList<ActId> allActs()
{
    QList<ActId> all;
    for (const Row &row : kRows)
        all.append(row.id);
    return all;
}

} // namespace fw::console
