// What a form is made of.
#pragma once

#include <QLineEdit>
#include <QPushButton>

namespace fw::console {

// A button whose words may take more than one line.
class ChoiceButton : public QPushButton {
public:
    ChoiceButton(const QString &text, QWidget *parent);
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override;
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
};

// Letters are acts while the keyboard is elsewhere: until it is here the field says the way to bring it, and then the
// hint of what to type. Either may be "".
class FieldEdit : public QLineEdit {
public:
    FieldEdit(const QString &value, const QString &hint, const QString &way, QWidget *parent);

protected:
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    QString m_hint;
    QString m_away;
};

} // namespace fw::console
