// What the pictures show: each scene is a plan for the stage and what the supervisor does on the screen.
#pragma once

#include "stage.h"

#include "console/window/main_window.h"

#include <QString>

#include <functional>

namespace fw::shots {

enum class Window { console, wallboard, alarm };

struct Scene {
    QString name;
    Plan plan;
    Window window = Window::console;
    std::function<void(console::MainWindow &)> hands = {}; // on the keyboard, before the picture
    QString kept;                                          // the look that docs/images keeps: "light-1920"
};

// `language`: of what people typed.
[[nodiscard]] std::vector<Scene> scenes(Language language);

} // namespace fw::shots
