#pragma once

#include "ui/charts/chart_view.h"
#include "ui/charts/range_follower.h"

class Segments;

/// Latency of every delivery over the time at which it was due; the theory line of one lane below.
class LatencyView : public ChartView
{
    Q_OBJECT

public:
    explicit LatencyView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    void display(const LabState &state) override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

    /// The lane of the theory line.
    [[nodiscard]] TransportKind chosenLane() const { return m_chosen; }

protected:
    [[nodiscard]] std::unique_ptr<ChartPicture> makePicture(const Request &request) const override;
    [[nodiscard]] QString exportTitle() const override;
    void settle(ChartPicture &picture) override;
    [[nodiscard]] std::optional<Selection> picked(const QPointF &point, const LabState &state) const override;
    void laneClicked(TransportKind kind) override;
    void laneStepped(int step) override;

private:
    TransportKind m_chosen = TransportKind::ShortPoll;
    RangeFollower m_axisEnd;
    double m_lastS = 0;
    QWidget *m_optionsBar = nullptr;
    Segments *m_layout = nullptr;
    Segments *m_scale = nullptr;
};
