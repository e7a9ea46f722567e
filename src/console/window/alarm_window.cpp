#include "console/window/alarm_window.h"

#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace fw::console {
namespace {

constexpr Duration kDeafFor = std::chrono::seconds{1};

} // namespace

AlarmWindow::AlarmWindow(QWidget *parent, const Steady &steady)
    : QWidget(parent, Qt::WindowStaysOnTopHint), m_text(new QLabel(this)), m_noSound(new QLabel(this)),
      m_restart(new QPushButton(this)), m_leave(new QPushButton(this)), m_sinceShown(steady)
{
    const Theme theme;
    setWindowTitle(tr("Floorwarden watchdog"));
    setStyleSheet(
        QStringLiteral("QWidget { background: %1; } QLabel { color: %2; } "
                       "QPushButton { background: %2; color: %3; padding: 8px 18px; min-height: 32px; border: 0; } "
                       "QPushButton:disabled { background: transparent; color: %2; }")
            .arg(theme[Tint::red].name(), theme[Tint::onRed].name(), theme[Tint::ink].name()));
    m_text->setFont(typeface(24, Weight::bold));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    m_noSound->setText(QStringLiteral("▲ ") + tr("NO SOUND: no sound device answers"));
    m_noSound->setFont(typeface(18, Weight::bold));
    m_noSound->hide();
    m_restart->setText(tr("Restart the console"));
    m_restart->setFont(typeface(18, Weight::bold));
    m_restart->setDefault(true);
    m_leave->setText(tr("Leave it"));
    m_leave->setFont(typeface(18));
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(28, 24, 28, 24);
    rows->setSpacing(20);
    rows->addWidget(m_text);
    rows->addWidget(m_noSound);
    auto *row = new QHBoxLayout;
    row->addWidget(m_restart);
    row->addWidget(m_leave);
    row->addStretch(1);
    rows->addLayout(row);
    connect(m_restart, &QPushButton::clicked, this, [this] {
        if (m_sinceShown.isOver(kDeafFor)) // else it was meant for the console, which this has just covered
            emit restartWanted();
    });
    connect(m_leave, &QPushButton::clicked, this, &AlarmWindow::leaveWanted);
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

QString AlarmWindow::startingText()
{
    return tr("The console is being started again. Watch the floor by eye until it is there.");
}

QString AlarmWindow::notStartedText()
{
    return tr("The console did not start again. Watch the floor by eye and work on from the printed plan. Everything "
              "recorded is kept.");
}

void AlarmWindow::announce(const QString &text, Offer offer)
{
    m_text->setText(text);
    setAccessibleName(text);
    for (QPushButton *button : {m_restart, m_leave}) // while it starts a second Enter finds nothing to press
        button->setEnabled(offer == Offer::restart);
    fit();
    const QRect screen = QGuiApplication::primaryScreen()->availableGeometry();
    move(screen.center().x() - width() / 2, screen.top() + 80);
    if (!isVisible())
        m_sinceShown.start();
    show();
    raise();
    m_restart->setFocus();
}

void AlarmWindow::setSound(bool works)
{
    if (m_noSound->isHidden() == works)
        return;
    m_noSound->setHidden(works);
    fit();
}

void AlarmWindow::fit()
{
    constexpr int kWidth = 720;
    resize(kWidth, layout()->totalHeightForWidth(kWidth));
}

} // namespace fw::console
