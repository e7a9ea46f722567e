#include "console/window/finder.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace fw::console {
namespace {

constexpr int kMost = 200; // rows shown
constexpr int kWidth = 760;
constexpr int kHeight = 460;

} // namespace

Finder::Finder(QWidget *parent) : QFrame(parent), m_edit(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setProperty("surface", QStringLiteral("now"));
    setAutoFillBackground(true);
    auto *rows = new QVBoxLayout(this);
    rows->addWidget(m_edit);
    rows->addWidget(m_list);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideMiddle); // the key or the number stands at the end
    m_list->setFocusPolicy(Qt::NoFocus);
    m_edit->installEventFilter(this);
    connect(m_edit, &QLineEdit::textChanged, this, &Finder::filter);
    connect(m_list, &QListWidget::itemClicked, this, &Finder::run);
    hide();
}

void Finder::open(const QList<Findable> &all, const QString &title)
{
    m_all = all;
    if (!isVisible()) // one list after another: the keyboard is the finder's own already
        m_before = QApplication::focusWidget();
    m_edit->setPlaceholderText(title);
    m_edit->setAccessibleName(title);
    m_list->setAccessibleName(title);
    m_edit->clear();
    filter({});
    const QWidget *window = parentWidget();
    const int height = std::min(kHeight, window->height() - 120);
    setGeometry((window->width() - kWidth) / 2, 80, kWidth, height);
    show();
    raise();
    m_edit->setFocus(Qt::PopupFocusReason);
}

void Finder::filter(const QString &typed)
{
    const QStringList words = typed.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    m_list->clear();
    m_shown.clear();
    for (qsizetype i = 0; i < m_all.size() && m_shown.size() < kMost; ++i) {
        const QString line = m_all[i].text + QStringLiteral("  ") + m_all[i].detail;
        const bool fits =
            std::ranges::all_of(words, [&](const QString &word) { return line.contains(word, Qt::CaseInsensitive); });
        if (!fits)
            continue;
        m_shown.append(i);
        m_list->addItem(m_all[i].detail.isEmpty() ? m_all[i].text
                                                  : QStringLiteral("%1   ·   %2").arg(m_all[i].text, m_all[i].detail));
    }
    if (m_shown.isEmpty())
        m_list->addItem(tr("Nothing found"));
    const bool asksForIt = !words.isEmpty() && !m_shown.isEmpty(); // Enter does nothing that nobody has asked for
    m_list->setCurrentRow(asksForIt ? 0 : -1);
}

// The keyboard goes back to where it was; hidden with it, it would come to whatever is next.
void Finder::leave()
{
    QWidget *to = m_before != nullptr ? m_before.data() : window();
    to->setFocus(Qt::OtherFocusReason);
    hide();
}

void Finder::run()
{
    const int row = m_list->currentRow();
    leave();
    if (row >= 0 && row < m_shown.size())
        m_all[m_shown[row]].act();
}

bool Finder::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::FocusOut) {
        const bool stays = static_cast<QFocusEvent *>(event)->reason() == Qt::ActiveWindowFocusReason;
        setVisible(isVisible() && stays); // another window may be looked at meanwhile
        return false;
    }
    if (event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(object, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    switch (key->key()) {
    case Qt::Key_Escape:
        leave();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        run();
        return true;
    case Qt::Key_Down:
    case Qt::Key_Up: {
        const int step = key->key() == Qt::Key_Down ? 1 : -1;
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, std::max(0, m_list->count() - 1)));
        return true;
    }
    default:
        return false;
    }
}

} // namespace fw::console
