#include "console/incident/below_edge.h"

#include <QEvent>
#include <QScrollArea>
#include <QScrollBar>

namespace fw::console {
namespace {

constexpr int kSide = 10;
constexpr int kAbove = 3;

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
    const bool asks = m_form != nullptr && m_form->isVisibleTo(content) && !m_form->hasKeyboard();
    if (!asks || m_form->inShort().isEmpty())
        return hide();
    const QString words = m_form->inShort();
    const int end = m_form->mapTo(content, QPoint(0, m_form->endOfQuestion())).y();
    const int edge = m_area.verticalScrollBar()->value() + m_area.viewport()->height();
    setVisible(end > edge);
    setText(QStringLiteral("▼ ") + words);
    const QSize room = m_area.viewport()->size();
    const int height = heightForWidth(room.width());
    setGeometry(0, room.height() - height, room.width(), height);
}

} // namespace fw::console
