// How everything looks and speaks now: theme, language, the site's time. Held by the window; painted widgets read it
// when they paint and are told when it changes.
#pragma once

#include "base/moment.h"
#include "console/design/theme.h"
#include "snapshot/snapshot.h"
#include "wording/sentence.h"

#include <QString>
#include <QWidget>

namespace fw::console {

struct Look {
    Theme theme;
    Language language = Language::en;

    [[nodiscard]] QColor operator[](Tint tint) const { return theme[tint]; }
    [[nodiscard]] QString text(const Text &text) const { return QString::fromStdString(text.in(language)); }
    // "4:38", "1 h 02", "15 s".
    [[nodiscard]] QString duration(Duration d) const;
};

// "14:05:30", "14:05" of the site's local time.
[[nodiscard]] QString secondOfDay(WallTime t, const snapshot::Snapshot &snapshot);
[[nodiscard]] QString timeOfDay(WallTime t, const snapshot::Snapshot &snapshot);
// A clock's time left or over: "14:22" with minutes up to 99, then "1 h 43".
[[nodiscard]] QString countdown(Duration d, Language language);
// What the time of an incident's clock is: "left", "over", "paused"; and the time with it: "14:22 left".
[[nodiscard]] QString clockWord(const snapshot::Clock &clock, WallTime now);
[[nodiscard]] QString clockText(const snapshot::Clock &clock, WallTime now, Language language);

// A widget that paints itself. The window gives it the look before it is shown.
class Painted : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;
    void setLook(const Look *look);
    [[nodiscard]] const Look &look() const { return *m_look; }

protected:
    virtual void onLook() {} // theme or language changed

private:
    const Look *m_look = nullptr;
};

} // namespace fw::console
