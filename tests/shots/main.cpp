// floorwarden_shots: takes the console's pictures. `./dev shots` runs it.
#include "picture.h"
#include "scenes.h"

#include "console/window/alarm_window.h"
#include "console/window/wallboard.h"

#include <QApplication>
#include <QDir>

#include <cstdio>
#include <map>
#include <stdexcept>

namespace {

using namespace fw;
using namespace fw::shots;

constexpr const char *kUsage =
    "usage: floorwarden_shots FOLDER [--all] [SCENE…]\n"
    "  without --all: of each scene the one look that docs/images keeps, in both languages\n";

class Silence : public console::Player {
public:
    void play(console::Sound) override {}
    [[nodiscard]] bool works() const override { return true; }
};

struct Shape {
    Language language;
    console::ThemeKind theme;
    QSize size;
    [[nodiscard]] QString look() const
    {
        return QStringLiteral("%1-%2")
            .arg(theme == console::ThemeKind::light ? QLatin1String("light") : QLatin1String("dark"))
            .arg(size.width());
    }
    [[nodiscard]] QString fileName(const QString &scene) const
    {
        return QStringLiteral("%1-%2-%3.png")
            .arg(scene, language == Language::zh ? QLatin1String("zh") : QLatin1String("en"), look());
    }
};

QImage imageOf(QWidget &widget, QSize size)
{
    widget.setFixedSize(size);
    widget.show();
    QCoreApplication::processEvents(); // layouts and deferred deletes
    return widget.grab().toImage();
}

QImage take(const Scene &scene, const std::shared_ptr<const snapshot::Snapshot> &snapshot, const Shape &shape)
{
    console::WindowOptions options;
    options.language = shape.language;
    options.theme = shape.theme;
    StillLink link;
    console::MainWindow window(link, std::make_unique<Silence>(), options);
    if (scene.window == Window::alarm) {
        console::AlarmWindow alarm;
        alarm.announce(console::AlarmWindow::diedText(), console::AlarmWindow::Offer::restart);
        return imageOf(alarm, alarm.sizeHint());
    }
    link.show(snapshot);
    if (scene.window == Window::wallboard) {
        console::Wallboard wallboard({}, 1);
        wallboard.setLook(&window.look());
        wallboard.setSnapshot(snapshot);
        return imageOf(wallboard, shape.size);
    }
    window.setFixedSize(shape.size);
    window.show();
    window.activateWindow();
    QCoreApplication::processEvents();
    if (scene.hands)
        scene.hands(window);
    link.show(snapshot); // what the hands did is on the screen
    return imageOf(window, shape.size);
}

int run(const QDir &folder, bool all, const QStringList &wanted)
{
    using console::ThemeKind;
    int taken = 0;
    for (const Language language : {Language::en, Language::zh}) {
        Stage stage(language);
        for (const Scene &scene : scenes(language)) {
            if (!wanted.isEmpty() && !wanted.contains(scene.name))
                continue;
            const auto snapshot = stage.play(scene.plan);
            for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark}) {
                for (const QSize size : {QSize(1366, 768), QSize(1920, 1080)}) {
                    const Shape shape{language, theme, size};
                    if (!all && shape.look() != scene.kept)
                        continue;
                    const QString path = folder.filePath(shape.fileName(scene.name));
                    if (!savePicture(take(scene, snapshot, shape), path)) {
                        std::fprintf(stderr, "%s cannot be written\n", qUtf8Printable(path));
                        return 1;
                    }
                    ++taken;
                }
            }
        }
    }
    std::printf("%d pictures in %s\n", taken, qUtf8Printable(folder.path()));
    return taken > 0 ? 0 : 1;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("QT_SCALE_FACTOR", "1");
    qputenv("QT_FONT_DPI", "96");
    QApplication application(argc, argv);
    console::setUpApplication(application);
    QApplication::setCursorFlashTime(0);
    QStringList words = QApplication::arguments().mid(1);
    const bool all = words.removeAll(QStringLiteral("--all")) > 0;
    if (words.isEmpty() || words.front().startsWith(QLatin1Char('-'))) {
        std::fputs(kUsage, stderr);
        return 2;
    }
    const QDir folder(words.takeFirst());
    folder.mkpath(QStringLiteral("."));
    try {
        return run(folder, all, words);
    } catch (const std::runtime_error &error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
}
