// A feed in the top bar: a shape and a sentence. Grey when it is as it should be; unknown and trouble stand out by
// shape, colour and words.
#pragma once

#include "console/design/shapes.h"

namespace fw::console {

class Lamp : public Painted {
    Q_OBJECT
public:
    explicit Lamp(QWidget *parent = nullptr);
    void setState(LampShape shape, const QString &text, const QString &tip = {});
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void onLook() override { updateGeometry(); }
    void paintEvent(QPaintEvent *event) override;

private:
    LampShape m_shape = LampShape::ring;
    QString m_text;
};

} // namespace fw::console
