#include "ui/view_factory.h"

#include "ui/charts/chart_views.h"

std::vector<LabView *> makeLabViews(QWidget *parent)
{
    return makeChartViews(parent);
}
