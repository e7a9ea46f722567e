// What can be done from the keyboard, in one table: the key, the words, the act. The window's shortcuts, the finder and
// the help all read it.
#pragma once

#include <QAction>
#include <QKeySequence>
#include <QList>
#include <QObject>

#include <functional>

namespace fw::console {

enum class ActId {
    fire,
    find,
    help,
    signIn,
    note,
    fillIn,
    noAnswer,
    busy,
    skip,
    wait,
    takeOn,
    takeCommand,
    close,
    undo,
    nextStep,
    previousStep,
    nextIncident,
    previousIncident,
    further,
    back,
    mute,
    quiet,
    language,
    theme,
    wallboard,
    fullScreen,
};

// The words of an act, in the language in force.
[[nodiscard]] QString actText(ActId id);
[[nodiscard]] QKeySequence actKey(ActId id);
// Does something to the incident or the step that is shown: not to be heard when that has just changed.
[[nodiscard]] bool isAimed(ActId id);
[[nodiscard]] QList<ActId> allActs();

} // namespace fw::console
