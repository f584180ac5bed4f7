#include "ui/charts/chart_views.h"

#include "ui/charts/latency_view.h"

std::vector<LabView *> makeChartViews(QWidget *parent)
{
    return {new LatencyView(parent)};
}
