// A band over everything: fire, or that this screen cannot be trusted. Hidden when there is nothing of the kind.
#pragma once

#include "console/design/look.h"

namespace fw::console {

class Banner : public Painted {
    Q_OBJECT
public:
    explicit Banner(QWidget *parent = nullptr);
    // "" hides it. `since`: what is counted at the right; nothing: no time.
    void setText(const QString &text, const QString &since);
    [[nodiscard]] QSize sizeHint() const override { return {400, 64}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    QString m_since;
};

} // namespace fw::console
