#include "ui/view_factory.h"

#include "ui/charts/chart_views.h"
#include "ui/gauntlet/gauntlet_view.h"
#include "ui/tabs/tabs_view.h"
#include "ui/wire/wire_view.h"

std::vector<LabView *> makeLabViews(QWidget *parent)
{
    std::vector<LabView *> views = makeChartViews(parent);
    views.push_back(new WireView(parent));
    views.push_back(new TabsView(parent));
    views.push_back(new GauntletView(parent));
    return views;
}
