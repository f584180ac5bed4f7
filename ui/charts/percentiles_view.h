#pragma once

#include "ui/charts/chart_view.h"
#include "ui/charts/range_follower.h"

class Segments;

/// Latency by percentile since the last change, honest about the number of samples.
class PercentilesView : public ChartView
{
    Q_OBJECT

public:
    explicit PercentilesView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    /// All messages since the last change count, however long ago.
    [[nodiscard]] bool usesTimeWindow() const override { return false; }
    void display(const LabState &state) override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

protected:
    [[nodiscard]] std::unique_ptr<ChartPicture> makePicture(const Request &request) const override;
    [[nodiscard]] QString exportTitle() const override;
    void settle(ChartPicture &picture) override;

private:
    RangeFollower m_axisEnd;
    double m_lastS = 0;
    Segments *m_scale = nullptr;
};
