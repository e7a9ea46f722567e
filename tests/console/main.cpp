// The console's tests need no display and no sound device: Qt's offscreen platform, a real window on it.
#include "console/design/theme.h"

#include <QApplication>

#include <gtest/gtest.h>

int main(int argc, char **argv)
{
    testing::InitGoogleTest(&argc, argv);
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qunsetenv("QT_SCALE_FACTOR");
    QApplication application(argc, argv);
    fw::console::setUpApplication(application);
    QApplication::setQuitOnLastWindowClosed(false);
    return RUN_ALL_TESTS();
}
