#include "console/incident/below_edge.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace fw::console {
namespace {

constexpr int kSide = 10;
constexpr int kAbove = 3;
constexpr int kMayBeCut = 12; // px: of a form's lower margin

} // namespace

BelowEdge::BelowEdge(QScrollArea &area) : QLabel(&area), m_area(area)
{
    setProperty("surface", QStringLiteral("edge"));
    setTextFormat(Qt::PlainText);
    setContentsMargins(kSide, kAbove, kSide, kAbove);
    setWordWrap(true);
    hide();
    connect(area.verticalScrollBar(), &QScrollBar::valueChanged, this, &BelowEdge::look);
    connect(area.verticalScrollBar(), &QScrollBar::rangeChanged, this, &BelowEdge::look);
    area.installEventFilter(this);
    area.widget()->installEventFilter(this);
}

void BelowEdge::watch(const Form &form)
{
    m_form = &form;
    look();
}

bool BelowEdge::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        look();
    return QLabel::eventFilter(object, event);
}

void BelowEdge::look()
{
    const QWidget *content = m_area.widget();
    const bool chooses = m_form != nullptr && m_form->isVisibleTo(content) && !m_form->digits().isEmpty();
    const int end = chooses ? m_form->mapTo(content, QPoint(0, m_form->height())).y() : 0;
    const int edge = m_area.verticalScrollBar()->value() + m_area.viewport()->height();
    setVisible(chooses && end - kMayBeCut > edge);
    if (!chooses)
        return;
    setText(QStringLiteral("▼ ") + tr("Page Down: %1").arg(m_form->digits()));
    const QSize room = m_area.viewport()->size();
    const int height = heightForWidth(room.width());
    setGeometry(0, room.height() - height, room.width(), height);
}

} // namespace fw::console
