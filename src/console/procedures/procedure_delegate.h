// Paints a procedure's card: number, title, what is going on, the clock with left or over.
#pragma once

#include "console/design/look.h"

#include <QStyledItemDelegate>

namespace fw::console {

class ProcedureDelegate : public QStyledItemDelegate {
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void setLook(const Look *look) { m_look = look; }
    void setCompact(bool compact) { m_compact = compact; } // low screens

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Look *m_look = nullptr;
    bool m_compact = false;
};

} // namespace fw::console
