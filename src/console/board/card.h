// A card of the board: a title, one headline, a few lines. Unknown is dashed and says since when.
#pragma once

#include "console/design/look.h"

#include <QStringList>

namespace fw::console {

struct CardText {
    enum class State { normal, unknown, soon, now };
    QString title;
    QString headline; // "" none
    QStringList lines;
    State state = State::normal;
    bool operator==(const CardText &) const = default;
};

class Card : public Painted {
    Q_OBJECT
public:
    explicit Card(QWidget *parent = nullptr);
    void setText(const CardText &text);
    [[nodiscard]] QSize sizeHint() const override { return {260, 142}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {150, 96}; }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    CardText m_text;
};

// What the board's cards say.
[[nodiscard]] CardText powerCard(const snapshot::Snapshot &snapshot, const Look &look);
[[nodiscard]] CardText temperatureCard(const snapshot::Snapshot &snapshot, const Look &look);
// The rules nearest to firing, with the margin left: "should I worry yet?"
[[nodiscard]] CardText nearestCard(const snapshot::Snapshot &snapshot, const Look &look);

} // namespace fw::console
