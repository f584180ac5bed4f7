#include "ui/charts/chart_views.h"

#include "ui/charts/latency_view.h"
#include "ui/charts/load_view.h"
#include "ui/charts/overhead_view.h"
#include "ui/charts/percentiles_view.h"

std::vector<LabView *> makeChartViews(QWidget *parent)
{
    return {new LatencyView(parent), new OverheadView(parent), new PercentilesView(parent),
            new LoadView(parent)};
}
