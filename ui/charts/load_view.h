#pragma once

#include "ui/charts/chart_view.h"
#include "ui/charts/range_follower.h"

#include <array>

/// What the server and the network feel: requests, bytes on the wire, open connections, over time.
class LoadView : public ChartView
{
    Q_OBJECT

public:
    explicit LoadView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

protected:
    [[nodiscard]] std::unique_ptr<ChartPicture> makePicture(const Request &request) const override;
    [[nodiscard]] QString exportTitle() const override;
    void settle(ChartPicture &picture) override;

private:
    static constexpr int panelCount = 4;

    std::array<RangeFollower, panelCount> m_ends;
    double m_lastS = 0;
};
