#pragma once

#include "core/experiment/tabs_snapshot.h"
#include "ui/charts/chart_painter.h"

/// The story of the seventh tab step by step, with what was measured at each: ticked when it has happened.
void paintSteps(ChartPainter &painter, const QRectF &area, const TabsSnapshot &tabs);
[[nodiscard]] QSizeF stepsSize(const Theme &theme);
/// "3 of 7 steps: Six tabs open ...: 6 open, each within 2.1 ms. ..."
[[nodiscard]] QString stepsSummary(const TabsSnapshot &tabs);
