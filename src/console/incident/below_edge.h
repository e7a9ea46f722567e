// Over the lower edge of what is scrolled: what is asked below it, so that its digits are known while they are not
// seen.
#pragma once

#include "console/incident/form.h"

#include <QLabel>

class QScrollArea;

namespace fw::console {

class BelowEdge : public QLabel {
    Q_OBJECT
public:
    // Lies over `area`, whose widget holds the forms.
    explicit BelowEdge(QScrollArea &area);

    // The form to tell of.
    void watch(const Form &form);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void look();

    QScrollArea &m_area;
    const Form *m_form = nullptr;
};

} // namespace fw::console
