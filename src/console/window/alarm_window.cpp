#include "console/window/alarm_window.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace fw::console {

AlarmWindow::AlarmWindow(QWidget *parent)
    : QWidget(parent, Qt::WindowStaysOnTopHint), m_text(new QLabel(this)), m_restart(new QPushButton(this))
{
    const Theme theme;
    setWindowTitle(tr("Floorwarden watchdog"));
    setStyleSheet(
        QStringLiteral("QWidget { background: %1; } QLabel { color: %2; } "
                       "QPushButton { background: %2; color: %3; padding: 8px 18px; min-height: 32px; border: 0; }")
            .arg(theme[Tint::red].name(), theme[Tint::onRed].name(), theme[Tint::ink].name()));
    m_text->setFont(typeface(24, Weight::bold));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_restart->setText(tr("Restart the console"));
    m_restart->setFont(typeface(18, Weight::bold));
    m_restart->setDefault(true);
    auto *leave = new QPushButton(tr("Leave it"), this);
    leave->setFont(typeface(18));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(28, 24, 28, 24);
    rows->setSpacing(20);
    rows->addWidget(m_text);
    auto *row = new QHBoxLayout;
    row->addWidget(m_restart);
    row->addWidget(leave);
    row->addStretch(1);
    rows->addLayout(row);
    connect(m_restart, &QPushButton::clicked, this, &AlarmWindow::restartWanted);
    connect(leave, &QPushButton::clicked, this, &AlarmWindow::leaveWanted);
}

QString AlarmWindow::hungText()
{
    return tr("The console does not answer. Watch the floor by eye.");
}

QString AlarmWindow::diedText()
{
    return tr("The console has ended unexpectedly. Watch the floor by eye. Everything recorded is kept; a restart goes "
              "on at the same step.");
}

void AlarmWindow::announce(const QString &text)
{
    m_text->setText(text);
    setAccessibleName(text);
    constexpr int kWidth = 720;
    resize(kWidth, sizeHint().height());
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    move(screen.center().x() - kWidth / 2, screen.top() + 80);
    show();
    raise();
    m_restart->setFocus();
}

} // namespace fw::console
