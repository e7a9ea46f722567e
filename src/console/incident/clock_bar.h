// A running clock of an incident: what it waits for, how much is left or over, in large digits.
#pragma once

#include "console/design/look.h"

#include <optional>

namespace fw::console {

class ClockBar : public Painted {
    Q_OBJECT
public:
    explicit ClockBar(QWidget *parent = nullptr);
    void setClock(const std::optional<snapshot::Clock> &clock,
                  const std::shared_ptr<const snapshot::Snapshot> &snapshot);
    [[nodiscard]] QSize sizeHint() const override { return {300, 58}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {200, 58}; }

protected:
    void onLook() override { describe(); }
    void paintEvent(QPaintEvent *event) override;

private:
    void describe();
    [[nodiscard]] QString word() const;

    std::optional<snapshot::Clock> m_clock;
    std::shared_ptr<const snapshot::Snapshot> m_snapshot;
};

} // namespace fw::console
