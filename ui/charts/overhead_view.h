#pragma once

#include "ui/charts/chart_view.h"
#include "ui/charts/range_follower.h"

class QCheckBox;
class Segments;

/// What each delivered message costs in bytes: now, by part, or over time.
class OverheadView : public ChartView
{
    Q_OBJECT

public:
    explicit OverheadView(QWidget *parent = nullptr);

    [[nodiscard]] QString title() const override;
    [[nodiscard]] QString machineName() const override;
    [[nodiscard]] QWidget *options() override;
    void display(const LabState &state) override;
    [[nodiscard]] QString summary(const LabState &state) const override;
    [[nodiscard]] QString asTable(const LabState &state) const override;

protected:
    [[nodiscard]] std::unique_ptr<ChartPicture> makePicture(const Request &request) const override;
    [[nodiscard]] QString exportTitle() const override;
    void settle(ChartPicture &picture) override;

private:
    RangeFollower m_barsEnd, m_linesEnd;
    double m_lastS = 0;
    QWidget *m_optionsBar = nullptr;
    QCheckBox *m_estimate = nullptr;
    Segments *m_when = nullptr;
    Segments *m_scale = nullptr;
};
